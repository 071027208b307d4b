//! Types that make their own bytes: Go's `GobEncoder` and `BinaryMarshaler`. Gob carries what they make as it is.

mod impls;
mod methods;
mod opaque;
mod payload;

pub(crate) use impls::{converted, decode_converted, marshaled};
pub use methods::{Marshaler, Methods};
pub use opaque::{OpaqueBinary, OpaqueGob};
pub use payload::{Marshal, Payload, PayloadError};
