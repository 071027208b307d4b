struct Plain;

#[netrpc::service]
trait Arith {
    async fn multiply(&self, args: Plain) -> Result<i64, String>;
    async fn divide(&self, number: i64) -> Result<Plain, String>;
}

struct Calculator;

impl Arith for Calculator {
    async fn multiply(&self, _: Plain) -> Result<i64, String> {
        Ok(0)
    }

    async fn divide(&self, _: i64) -> Result<Plain, String> {
        Ok(Plain)
    }
}

async fn calls(client: ArithClient) {
    let _ = client.multiply(&Plain).await;
}

fn main() {
    let server = netrpc::Server::new();
    server.register(ArithServer::new(Calculator)).unwrap();
}
