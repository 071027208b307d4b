//! A server that speaks MessagePack: `Server::with_codec` and nothing else is different.

use std::error::Error;

use netrpc_examples::messagepack;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

/// Go: `type Order struct { Dish string; Count int; Notes []string }`
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Order {
    dish: String,
    count: i64,
    /// Nil is an answer, too.
    notes: Option<Vec<String>>,
}

/// Go: `type Bill struct { Text string; Total float64; Lines map[string]int }`
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Bill {
    text: String,
    total: f64,
    lines: std::collections::BTreeMap<String, i64>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = messagepack::server();
    server.register_fn("Till.Charge", charge)?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    server.serve(listener).await;
    Ok(())
}

async fn charge(order: Order) -> Result<Bill, String> {
    if order.count < 1 {
        return Err(format!("{} of {}?", order.count, order.dish));
    }
    let notes = order.notes.unwrap_or_default();
    Ok(Bill {
        text: format!("{} x {} ({})", order.count, order.dish, notes.join(", ")),
        total: order.count as f64 * 4.5,
        lines: [(order.dish, order.count)].into(),
    })
}
