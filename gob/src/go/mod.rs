//! Types of Go's standard library, by their packages: byte for byte what they make of themselves.

pub mod big;
