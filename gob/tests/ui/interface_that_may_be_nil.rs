use netrpc_gob::{Gob, Object};

#[derive(Gob)]
enum Number {
    Int(isize),
}

#[derive(Gob)]
struct Holds {
    number: Number,
}

trait Shape: Object {}
netrpc_gob::interface!(dyn Shape);

#[derive(Gob)]
struct Draws {
    shapes: Vec<Box<dyn Shape>>,
}

trait Unknown: Object {}

#[derive(Gob)]
struct HoldsUnknown {
    unknown: Option<Box<dyn Unknown>>,
}

fn main() {}
