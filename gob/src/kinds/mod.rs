//! Which Rust type is which Go type: one file a kind, with its description, encoding and decoding.

mod array;
mod assoc_list;
mod bool;
#[cfg(feature = "bstr")]
mod bstr_crate;
mod byte_string;
mod bytes;
#[cfg(feature = "bytes")]
mod bytes_crate;
mod complex;
mod deque;
mod duration;
mod float;
mod int;
mod lossy_string;
mod map;
mod pointer;
mod set;
mod shared;
mod slice;
mod string;
#[cfg(feature = "serde")]
mod string_serde;
mod unit;

pub use assoc_list::AssocList;
pub use byte_string::ByteString;
pub use complex::{Complex64, Complex128};
pub use duration::{Duration, DurationError};
pub use lossy_string::LossyString;
