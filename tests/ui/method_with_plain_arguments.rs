struct Plain;

fn main() {
    let server = netrpc::Server::new();
    server.register_fn("Arith.Add", |_: Plain| async { Ok::<i64, String>(0) }).unwrap();
}
