//! The Rust twins of the Go peer in `go/`: the same services under the same names, the same scenarios
//! with the same transcripts, so that four pairings (Go-Go, Rust-Go, Go-Rust, Rust-Rust) can be held
//! against each other.
//!
//! ```text
//! services  what a server offers        serve  a listening server of ours
//! scenarios what a client does          peer   Go's server and client, as processes
//!     \______ transcript, render: one line a call ______/
//! differences: where ours is meant to differ from Go, and why
//! ```

pub mod differences;
pub mod peer;
mod render;
pub mod scenarios;
mod serve;
mod services;
mod transcript;
pub mod types;

pub use render::Render;
pub use serve::Serving;

/// What can go wrong in a test's own tools.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
