use netrpc_gob::{Gob, Object, Registry};

trait NoObject {}
netrpc_gob::interface!(dyn NoObject);

trait Shape: Object {}
netrpc_gob::interface!(dyn Shape, "main.Shape");

#[derive(Gob)]
struct Circle {
    radius: f64,
}
impl Shape for Circle {}

struct Plain;
impl Shape for Plain {}

#[derive(Gob)]
#[gob(encode_only)]
struct Sent {
    x: f64,
}
impl Shape for Sent {}

#[derive(Gob)]
struct NotAShape {
    x: f64,
}

fn main() {
    let mut registry = Registry::new();
    let _ = registry.register(|of: Circle| -> Box<dyn Shape> { Box::new(of) });
    let _ = registry.register(|of: Sent| -> Box<dyn Shape> { Box::new(of) });
    let _ = registry.register(|of: NotAShape| -> Box<dyn Shape> { Box::new(of) });
}
