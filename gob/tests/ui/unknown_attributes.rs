use netrpc_gob::Gob;

#[derive(Gob)]
#[gob(rename = "User")]
struct OnType {
    id: isize,
}

#[derive(Gob)]
struct OnField {
    #[gob(default)]
    id: isize,
}

#[derive(Gob)]
#[gob(name)]
struct WithoutValue {
    id: isize,
}

fn main() {}
