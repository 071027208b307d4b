//! Types of Go's standard library, by their packages: byte for byte what they make of themselves.

#[cfg(feature = "serde")]
mod forms;
pub mod net;
pub mod netip;
mod text;
pub mod url;
pub mod uuid;
pub mod time;
