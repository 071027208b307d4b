struct Plain;

fn main() {
    let server = netrpc::Server::new();
    server.register_fn("Arith.Add", |_: i64| async { Ok::<Plain, String>(Plain) }).unwrap();
}
