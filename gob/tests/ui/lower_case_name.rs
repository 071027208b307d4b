use netrpc_gob::Gob;

#[derive(Gob)]
struct User {
    #[gob(rename = "id")]
    id: isize,
}

#[derive(Gob)]
#[gob(rename_all = "verbatim")]
struct Verbatim {
    id: isize,
}

#[derive(Gob)]
struct Digits {
    _1: isize,
}

fn main() {}
