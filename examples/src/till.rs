//! The service of the example `messagepack`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Go: `type Order struct { Dish string; Count int; Notes []string }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Order {
    /// What is eaten.
    pub dish: String,
    /// How often.
    pub count: i64,
    /// A Go slice may be nil.
    pub notes: Option<Vec<String>>,
}

/// Go: `type Bill struct { Text string; Total float64; Lines map[string]int }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Bill {
    /// For people.
    pub text: String,
    /// What is to be paid.
    pub total: f64,
    /// How many of which dish.
    pub lines: BTreeMap<String, i64>,
}

/// Makes `TillClient` and `TillServer`.
#[netrpc::service]
pub trait Till {
    /// What an order costs.
    async fn charge(&self, order: Order) -> Result<Bill, String>;
}

/// Where every dish costs the same.
#[derive(Clone, Copy, Debug)]
pub struct Canteen;

impl Till for Canteen {
    async fn charge(&self, order: Order) -> Result<Bill, String> {
        if order.count < 1 {
            return Err(format!("{} of {}?", order.count, order.dish));
        }
        let notes = order.notes.unwrap_or_default().join(", ");
        Ok(Bill {
            text: format!("{} x {} ({notes})", order.count, order.dish),
            total: order.count as f64 * 4.5,
            lines: [(order.dish, order.count)].into(),
        })
    }
}
