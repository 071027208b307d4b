use netrpc_gob::Gob;

#[derive(Gob)]
union Bits {
    float: f32,
    bits: u32,
}

fn main() {}
