//! Types that make their own bytes: Go's `GobEncoder` and `BinaryMarshaler`. Gob carries what they make as it is.

mod payload;

pub use payload::{Marshal, Payload, PayloadError};
