use netrpc_gob::Gob;

struct Plain;

#[derive(Gob)]
struct Holds {
    id: isize,
    #[gob(skip)]
    plain: Plain,
}

fn main() {}
