//! What a connection knows, without a socket, a task or a clock: bytes go in, calls and bytes come out.
//!
//! [`ServerConnection`] takes requests out of the input, answers those that name no method or bring no arguments, and hands
//! out a [`Call`] for each of the others. A client's connection has two halves: [`Outgoing`] is where callers start
//! calls, under a lock of the shell's choice; [`Incoming`] belongs to whoever reads.

mod client;
mod pending;
mod reply;
mod server;

pub use self::{
    client::{Incoming, Outgoing},
    pending::PendingCalls,
    reply::{PendingReply, ReplyCell},
    server::{Call, ServerConnection, Taken},
};
