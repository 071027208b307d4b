//! HTTP around a connection, until it is one of RPC: hyper's part.

mod client;
mod server;
mod stall;

use std::time::Duration;

pub(crate) use self::{
    client::connect,
    server::{Exchange, converse, take_over},
};

/// How long an exchange of HTTP may go on after a shutdown.
const GOODBYE: Duration = Duration::from_secs(10);
