use netrpc_gob::{Gob, OpaqueGob};

// Go's `type Stamp time.Time`.
#[derive(Gob)]
struct Stamp(OpaqueGob);

fn main() {}
