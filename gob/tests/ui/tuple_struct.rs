use netrpc_gob::Gob;

#[derive(Gob)]
struct Pair(isize, isize);

#[derive(Gob)]
struct Nothing();

fn main() {}
