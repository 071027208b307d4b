//! What lives as long as the stream: the types that were sent, and the message under way.

use std::sync::Arc;

use super::message::{Lengths, Slot};
use crate::interface::Registry;
use crate::types::SentTypes;

/// What the parts of a value share with their encoder.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) types: SentTypes,
    /// The message under way, or what an interface value inside it holds.
    pub(super) slot: Slot,
    pub(super) lengths: Lengths,
    /// Messages to be sent in front of the value; `None` if definitions go where Go puts them.
    pub(super) hoisted: Option<Vec<u8>>,
    pub(super) registry: Option<Arc<Registry>>,
}

impl Stream {
    /// Of an encoder that numbers types from `first_id`.
    pub(super) fn new(first_id: i32) -> Self {
        Stream {
            types: SentTypes::new(first_id),
            slot: Slot::default(),
            lengths: Lengths::default(),
            hoisted: None,
            registry: None,
        }
    }
}
