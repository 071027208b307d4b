use netrpc_gob::Gob;

#[derive(Gob)]
struct Borrows<'a> {
    text: &'a str,
}

fn main() {}
