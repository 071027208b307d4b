//! Sends a text down the chain: `chain-client ADDRESS TEXT`.

use std::{env, error::Error};

use netrpc::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(address), Some(text)) = (arguments.next(), arguments.next()) else {
        return Err("usage: chain-client ADDRESS TEXT".into());
    };
    let client = Client::connect(address).await?;
    match client.call::<_, String>("Node.Pass", &text).await {
        Ok(answer) => println!("{answer}"),
        Err(error) => println!("error: {error}"),
    }
    Ok(())
}
