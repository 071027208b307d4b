use netrpc_gob::Gob;

#[derive(Gob)]
enum Shape {
    Round,
    Square,
}

fn main() {}
