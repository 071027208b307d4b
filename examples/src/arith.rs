//! The service of the example `ports`, as both of its sides know it.

use netrpc::Gob;
use serde::{Deserialize, Serialize};

/// Go: `type Args struct { A, B int }`. Both formats know its fields as `A` and `B`.
#[derive(Clone, Copy, Debug, Gob, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Args {
    /// The first number.
    pub a: i64,
    /// The second number.
    pub b: i64,
}

/// Go: `type Quotient struct { Quo, Rem int }`
#[derive(Clone, Copy, Debug, PartialEq, Gob, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Quotient {
    /// How often the second goes into the first.
    pub quo: i64,
    /// What is left.
    pub rem: i64,
}

/// Makes `ArithClient`, which calls, and `ArithServer`, which offers what implements this trait, over any format that can carry
/// the types.
#[netrpc::service]
pub trait Arith {
    /// The product.
    async fn multiply(&self, args: Args) -> Result<i64, String>;

    /// The quotient, or an error.
    async fn divide(&self, args: Args) -> Result<Quotient, String>;

    /// How many calculations there were.
    async fn calls(&self, nothing: i64) -> Result<i64, String>;
}
