use netrpc_gob::Gob;

#[derive(Gob)]
enum Color {
    Red,
}

#[derive(Gob)]
enum Shape {
    Circle { radius: f64 },
}

#[derive(Gob)]
enum Pair {
    Both(String, i64),
}

fn main() {}
