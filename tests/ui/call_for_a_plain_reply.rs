struct Plain;

async fn call(client: netrpc::Client) {
    let _: Plain = client.call("Arith.Add", &1_i64).await.unwrap();
}

fn main() {}
