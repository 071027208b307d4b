use netrpc_gob::Gob;

#[derive(Gob)]
struct User {
    #[gob(rename = "User-ID")]
    id: isize,
}

#[derive(Gob)]
struct Empty {
    #[gob(rename = "")]
    id: isize,
}

#[derive(Gob)]
struct Skipped {
    #[gob(rename = "ID", skip)]
    id: isize,
}

#[derive(Gob)]
struct Newtype(#[gob(rename = "ID")] isize);

fn main() {}
