//! A client that speaks MessagePack: `messagepack-client ADDRESS`.

use std::{collections::BTreeMap, env, error::Error};

use netrpc_examples::messagepack;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Order {
    dish: &'static str,
    count: i64,
    notes: Option<Vec<&'static str>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Bill {
    text: String,
    total: f64,
    lines: BTreeMap<String, i64>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args()
        .nth(1)
        .ok_or("usage: messagepack-client ADDRESS")?;
    let client = messagepack::connect(address).await?;
    let orders = [
        (
            "soup",
            2,
            Some(vec!["hot", "not too salty, please, as the last one was"]),
        ),
        ("cake", 300, None),
        ("water", -1, None),
    ];
    for (dish, count, notes) in orders {
        let order = Order { dish, count, notes };
        match client.call::<_, Bill>("Till.Charge", &order).await {
            Ok(bill) => println!("{}: {} {:?}", bill.text, bill.total, bill.lines),
            Err(error) => println!("error: {error}"),
        }
    }
    Ok(())
}
