//! JSON that no client and no server of net/rpc would write, sent to both of Go's sides and both of ours.
//!
//! ```text
//! requests, arguments, sessions  ──ask──>  a server, Go's or ours
//! a client, Go's or ours         <─answer─ responses
//! ```
//!
//! Each gives a transcript, as the scenarios do: Go's is the reference.

mod answer;
mod arguments;
mod ask;
mod requests;
mod responses;
mod sessions;
mod streams;

use std::borrow::Cow;

pub use answer::Script;
pub use arguments::every_kind_of_argument;
pub use ask::ask;
pub use requests::requests;
pub use responses::{Response, Then, responses};
pub use sessions::{SESSIONS, session};

/// Bytes with a name that says what they show.
#[derive(Clone, Debug)]
pub struct Row {
    /// What they show.
    pub name: &'static str,
    /// What is sent.
    pub bytes: Cow<'static, [u8]>,
}

impl Row {
    fn text(&(name, text): &(&'static str, &'static str)) -> Self {
        Row {
            name,
            bytes: text.as_bytes().into(),
        }
    }

    fn made(name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Row {
            name,
            bytes: Cow::Owned(bytes.into()),
        }
    }
}
