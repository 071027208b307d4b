use netrpc_gob::Gob;

struct Plain;

#[derive(Gob)]
struct Holds {
    plain: Plain,
}

#[derive(Gob)]
struct HoldsTuples {
    pairs: Vec<(String, isize)>,
}

fn main() {}
