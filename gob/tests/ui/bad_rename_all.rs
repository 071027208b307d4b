use netrpc_gob::Gob;

#[derive(Gob)]
#[gob(rename_all = "camelCase")]
struct User {
    user_id: isize,
}

fn main() {}
