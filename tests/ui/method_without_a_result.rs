fn main() {
    let server = netrpc::Server::new();
    server.register_fn("Arith.Add", |number: i64| async move { number + 1 }).unwrap();
}
