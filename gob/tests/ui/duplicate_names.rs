use netrpc_gob::Gob;

#[derive(Gob)]
struct User {
    user_id: isize,
    #[gob(rename = "UserId")]
    id: isize,
}

#[derive(Gob)]
#[gob(rename_all = "UPPERCASE")]
struct Upper {
    a_b: isize,
    ab: isize,
}

fn main() {}
