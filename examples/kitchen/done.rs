//! Many calls, one channel in which they end: Go's `Done`. `kitchen-done ADDRESS`.

use std::{collections::HashMap, env, error::Error};

use netrpc::Client;
use tokio::sync::mpsc;

const DISHES: [&str; 4] = ["soup", "pasta", "cheese", "cake"];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("usage: kitchen-done ADDRESS")?;
    let client = Client::connect(address).await?;

    // Room for every call: as in Go, one that finds the channel full is lost.
    let (done, mut finished) = mpsc::channel(DISHES.len());
    let mut orders = HashMap::new();
    for dish in DISHES {
        let seq = client.start_on::<String, _>("Kitchen.Order", dish, &done)?;
        orders.insert(seq, dish);
    }
    println!("{} orders are under way", orders.len());

    for dish in DISHES.iter().rev() {
        let _: bool = client.call("Kitchen.Serve", *dish).await?;
        let call = finished.recv().await.ok_or("the channel is ours, too")?;
        let ordered = orders.remove(&call.seq).ok_or("an order that we made")?;
        println!("{ordered}: {}", call.reply?);
    }
    println!("{} orders are left", orders.len());
    Ok(())
}
