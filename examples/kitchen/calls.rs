//! Calls under way: Go's `client.Go`. `kitchen-calls ADDRESS`.

use std::{env, error::Error};

use netrpc::{CallError, Client};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("usage: kitchen-calls ADDRESS")?;
    let client = Client::connect(address).await?;

    // `start` sends at once and does not wait; what it answers is a future of the reply.
    let soup = client.start::<String, _>("Kitchen.Order", "soup");
    let pasta = client.start::<String, _>("Kitchen.Order", "pasta");
    println!("ordered soup, then pasta");

    // The replies may come in any order, on one connection.
    serve(&client, "pasta").await?;
    println!("served: {}", pasta.await?);
    serve(&client, "soup").await?;
    println!("served: {}", soup.await?);

    // Both at a time, as with any futures.
    let bread = client.start::<String, _>("Kitchen.Order", "bread");
    let wine = client.start::<String, _>("Kitchen.Order", "wine");
    serve(&client, "wine").await?;
    serve(&client, "bread").await?;
    let (bread, wine) = tokio::try_join!(bread, wine)?;
    println!("served: {bread} and {wine}");
    Ok(())
}

async fn serve(client: &Client, dish: &str) -> Result<bool, CallError> {
    client.call("Kitchen.Serve", dish).await
}
