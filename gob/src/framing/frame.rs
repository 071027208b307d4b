//! Where a value lies in the input.

use std::ops::Range;

use crate::error::Error;
use crate::types::WireId;

/// One value at the front of the input, with the definitions in front of it.
///
/// A frame may hold an error in place of a value: a definition that makes no sense, an empty message, a
/// message over the limit. Decoding returns it, and the stream goes on behind the frame, as Go's does.
#[derive(Clone, Debug)]
pub struct Frame {
    pub(super) len: usize,
    pub(crate) id: WireId,
    /// The first message of the value, behind the type id.
    pub(crate) first: Range<usize>,
    /// How many types were defined when the value began: where those defined inside it lie in the table.
    pub(crate) definitions: u32,
    /// Offset of the frame in the stream.
    pub(crate) offset: u64,
    pub(crate) error: Option<Error>,
}

impl Frame {
    /// Bytes from the front of the input that belong to this value.
    #[allow(
        clippy::len_without_is_empty,
        reason = "a frame has at least a length byte"
    )]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Why there is no value in this frame, if so.
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }
}
