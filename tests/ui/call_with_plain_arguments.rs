struct Plain;

async fn call(client: netrpc::Client) {
    let _: i64 = client.call("Arith.Add", &Plain).await.unwrap();
}

fn main() {}
