//! Debugs a Go program over the JSON-RPC API of [Delve](https://github.com/go-delve/delve), which is Go's `net/rpc/jsonrpc`:
//! breakpoints, asking while the program runs, variables, the end.
//!
//! - `server`: the `dlv` process
//! - `api`: its messages, as many of their fields as are wanted here
//! - [`session`]: what is done with them
//!
//! Delve reads requests by itself and answers each when it is done, so that the answer to a `continue` comes after those to
//! questions that were asked later. Nothing is to be done for it here: a call is a future, and replies find theirs by number.

mod api;
mod server;
mod session;

pub use self::{server::Delve, session::session};

/// What may go wrong.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
