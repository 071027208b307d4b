//! Types of Go's standard library, by their packages: byte for byte what they make of themselves.

pub mod big;
#[cfg(feature = "serde")]
pub(crate) mod forms;
pub mod net;
pub mod netip;
mod text;
pub mod time;
pub mod url;
pub mod uuid;
