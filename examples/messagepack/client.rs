//! A client that speaks MessagePack: `messagepack-client ADDRESS`.

use std::{env, error::Error};

use netrpc::Client;
use netrpc_examples::{
    messagepack::MessagePack,
    till::{Order, TillClient},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args()
        .nth(1)
        .ok_or("usage: messagepack-client ADDRESS")?;
    let client = Client::builder()
        .codec(MessagePack)
        .connect(address)
        .await?;
    let till = TillClient::new(client);

    let notes = ["hot", "not too salty, please, as the last one was"];
    let orders = [
        ("soup", 2, Some(notes.map(str::to_owned).to_vec())),
        ("cake", 300, None),
        ("water", -1, None),
    ];
    for (dish, count, notes) in orders {
        let dish = dish.to_owned();
        match till.charge(&Order { dish, count, notes }).await {
            Ok(bill) => println!("{}: {} {:?}", bill.text, bill.total, bill.lines),
            Err(error) => println!("error: {error}"),
        }
    }
    Ok(())
}
