use netrpc_gob::Gob;

#[derive(Gob)]
#[gob(gob_encoder, binary_marshaler)]
struct Both(u8);

#[derive(Gob)]
#[gob(pointer_receivers)]
struct Neither {
    id: isize,
}

#[derive(Gob)]
#[gob(gob_encoder, transparent)]
struct Transparent(u8);

fn main() {}
