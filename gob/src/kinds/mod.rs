//! Which Rust type is which Go type: one file a kind, with its description, encoding and decoding.

mod array;
mod bool;
mod bytes;
mod complex;
mod duration;
mod float;
mod int;
mod map;
mod pointer;
mod set;
mod slice;
mod string;
mod unit;

pub use complex::{Complex64, Complex128};
pub use duration::{Duration, DurationError};
