use netrpc_gob::Gob;

#[derive(Gob)]
#[gob(transparent)]
struct Two {
    a: isize,
    b: isize,
}

#[derive(Gob)]
#[gob(transparent)]
struct Nothing {}

#[derive(Gob)]
#[gob(transparent, name = "main.Named")]
struct Named {
    a: isize,
}

fn main() {}
