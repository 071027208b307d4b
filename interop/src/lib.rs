//! The Rust twins of the Go peer in `go/`: the same services under the same names, the same scenarios
//! with the same transcripts, so that four pairings (Go-Go, Rust-Go, Go-Rust, Rust-Rust) can be held
//! against each other, in each format.
//!
//! ```text
//! services, arith  what a server offers        serve  a listening server of ours
//! scenarios what a client does          peer   Go's server and client, as processes
//!     \______ transcript, render: one line a call ______/
//! go_tests: Go's own tests, one side of them ours
//! http: Go behind HTTP, as processes    complaints: what a process says on its stderr
//! relay: what passed between the two    by_hand: JSON that no client and no server would write
//! lines: a wire format of one's own    counted: a stream that knows its writes    said: what is logged
//! notes: what a codec is asked
//! differences: where ours is meant to differ from Go, and why
//! ```

mod arith;
pub mod by_hand;
mod complaints;
mod counted;
pub mod differences;
mod format;
pub mod go_tests;
pub mod http;
pub mod interfaces;
mod lines;
mod notes;
pub mod peer;
mod registrations;
mod relay;
mod render;
mod said;
pub mod scenarios;
mod serve;
mod services;
pub mod standard;
mod transcript;
pub mod types;

pub use format::{Format, Route};
pub use registrations::registrations;
pub use relay::Relay;
pub use render::Render;
pub use serve::{Made, Serving};

/// What can go wrong in a test's own tools.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
