//! Calls over HTTP, Go's `DialHTTP`: `http-client ADDRESS`.

use std::{env, error::Error};

use netrpc::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("usage: http-client ADDRESS")?;
    let client = Client::connect_http(address).await?;
    for name in ["Ada", "Grace", "Gopher"] {
        match client.call::<_, i64>("Guestbook.Sign", name).await {
            Ok(number) => println!("{name} is guest {number}"),
            Err(error) => println!("error: {error}"),
        }
    }
    Ok(())
}
