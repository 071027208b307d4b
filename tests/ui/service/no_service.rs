#[netrpc::service]
trait Arith {
    async fn multiply(&self, number: i64) -> Result<i64, String>;
}

struct Calculator;

impl Arith for Calculator {
    async fn multiply(&self, number: i64) -> Result<i64, String> {
        Ok(number)
    }
}

fn main() {
    let server = netrpc::Server::new();
    server.register(Calculator).unwrap();
}
