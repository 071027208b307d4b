//! Calls one service over two formats: `ports-client GOB-ADDRESS JSON-ADDRESS`.

use std::{env, error::Error};

use netrpc::CallError;
use netrpc_examples::arith::{Args, ArithClient};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut addresses = env::args().skip(1);
    let (Some(gob), Some(json)) = (addresses.next(), addresses.next()) else {
        return Err("usage: ports-client GOB-ADDRESS JSON-ADDRESS".into());
    };
    let gob = ArithClient::connect(gob).await?;
    let json = ArithClient::new(netrpc_jsonrpc::connect(json).await?);

    let args = Args { a: 47, b: 6 };
    println!("47 x 6 by gob: {}", gob.multiply(&args).await?);
    println!("47 x 6 by JSON: {}", json.multiply(&args).await?);

    let quotient = json.divide(&args).await?;
    println!("47 / 6: {} and {} left", quotient.quo, quotient.rem);
    if let Err(CallError::ServerError(text)) = gob.divide(&Args { a: 1, b: 0 }).await {
        println!("1 / 0: {text}");
    }
    println!("{} calculations", gob.calls(&0).await?);
    Ok(())
}
