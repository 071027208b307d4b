//! Where a value ends: message lengths, the definitions in front, and the type-aware walk that follows a
//! value over the messages that new types inside interface values cut it into (spec 1.2, 1.10, 2.3).
//!
//! ```text
//! input -> length -> int(-id): definition, into the table, next message
//!                 -> int(id), no interface in the type: this message is the value     (the fast path)
//!                 -> int(id), interfaces possible: walk, over more messages if need be
//! ```

mod frame;
mod framer;
mod walk;

pub use frame::Frame;
pub(crate) use framer::Framer;
pub use framer::Step;
pub(crate) use walk::{Definitions, KnownDefinitions, Walk, Walked};
