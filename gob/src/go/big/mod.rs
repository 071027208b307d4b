//! Go's `math/big`: [`Int`], [`Float`] and [`Rat`], as they make bytes and texts of themselves.
//!
//! They keep, send, compare and print numbers, and calculate nothing: the features `num-bigint` and `num-rational` convert to types that
//! do, and make `BigInt`, `BigUint` and `BigRational` gob types themselves. Reading bytes takes time in proportion to them; decimal texts take
//! time in the square of their length, and are bounded for that.
//!
//! Go's methods are those of pointers. A field, element or value of Go's `*big.Int` is an [`Int`] here, or an `Option<Int>` if it may be nil.
//!
//! ```
//! use netrpc_gob::go::big::Int;
//! use netrpc_gob::{Gob, StreamDecoder, StreamEncoder};
//!
//! #[derive(Gob, Debug, PartialEq)]
//! struct Key { modulus: Int, exponent: Option<Int> }
//!
//! let key = Key { modulus: "340282366920938463463374607431768211297".parse()?, exponent: Some(Int::from(65537)) };
//! let mut sender = StreamEncoder::new(Vec::new());
//! sender.encode(&key)?;
//! assert_eq!(StreamDecoder::new(sender.into_inner().as_slice()).decode::<Key>()?, key);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With the feature `serde` they are to `serde_json` and to `netrpc-jsonrpc` what they are to `encoding/json`: an [`Int`] is a number of
//! any length, the others are strings.

mod arithmetic;
mod decimal;
mod float;
mod float_gob;
mod float_numbers;
mod float_parse;
mod float_text;
mod int;
mod int_numbers;
mod natural;
#[cfg(feature = "num-bigint")]
mod num_bigint;
#[cfg(feature = "num-rational")]
mod num_rational;
mod rat;
mod rounding;
mod scan;
#[cfg(feature = "serde")]
pub(crate) mod serde;

pub use float::{Accuracy, Float, RoundingMode};
pub use int::Int;
pub use int_numbers::IntError;
#[cfg(feature = "num-bigint")]
pub use num_bigint::NegativeInt;
pub use rat::Rat;
