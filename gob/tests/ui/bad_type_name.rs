use netrpc_gob::Gob;

#[derive(Gob)]
#[gob(name = "image/color.")]
struct WithoutName {
    id: isize,
}

#[derive(Gob)]
#[gob(name = "two words")]
struct TwoWords {
    id: isize,
}

#[derive(Gob)]
#[gob(name = "main.1st")]
struct StartsWithDigit {
    id: isize,
}

fn main() {}
