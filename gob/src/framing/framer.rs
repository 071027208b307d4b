//! Takes whole values off the front of a stream. The only part that may ask for more bytes.

use std::ops::Range;

use super::frame::Frame;
use super::walk::{Definitions, Walk, Walked};
use crate::error::{Error, ErrorKind};
use crate::limits::{Limits, TOO_BIG};
use crate::types::{ReceivedTypes, WireId, take_id};
use crate::wire::{UintError, take_uint};

/// What [`Decoder::frame`](crate::Decoder::frame) found.
///
/// ```
/// use netrpc_gob::{Decoder, Encoder, Step};
///
/// let mut sent = Vec::new();
/// Encoder::new().encode("in pieces", &mut sent)?;
///
/// let (mut decoder, mut received, mut texts) = (Decoder::new(), Vec::new(), Vec::new());
/// for piece in sent.chunks(3) {
///     received.extend_from_slice(piece);
///     match decoder.frame(&received)? {
///         Step::Value(frame) => {
///             texts.push(decoder.decode::<String>(&frame, &received[..frame.len()])?);
///             received.drain(..frame.len());
///         }
///         Step::Incomplete { consumed } => drop(received.drain(..consumed)),
///     }
/// }
/// assert_eq!(texts, ["in pieces"]);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub enum Step {
    /// The value is not complete: come again with the same bytes and more behind them.
    Incomplete {
        /// So many bytes at the front may be dropped before: those of a message over the limit, which is
        /// thrown away as it comes.
        consumed: usize,
    },
    /// A whole value, or the error that takes its place.
    Value(Frame),
}

/// Finds the ends of values in a stream.
#[derive(Debug, Default)]
pub(crate) struct Framer {
    state: State,
    /// Bytes of the input that were looked at for the value under way.
    scanned: usize,
    /// Offset in the stream of the first byte of the input.
    offset: u64,
    walk: Walk,
}

/// Where a value was found.
#[derive(Clone, Debug, Default)]
struct Found {
    id: WireId,
    first: Range<usize>,
    definitions: u32,
}

#[derive(Debug, Default)]
enum State {
    /// Before the value's first message: definitions may come.
    #[default]
    Sequence,
    /// Inside a value over several messages.
    Walking(Found),
    /// Inside a message over the limit, with so many bytes to come.
    Discarding(u64),
}

impl Framer {
    /// See [`Decoder::frame`](crate::Decoder::frame).
    pub(crate) fn next(
        &mut self,
        input: &[u8],
        types: &mut ReceivedTypes,
        limits: &Limits,
    ) -> Result<Step, Error> {
        loop {
            crate::steps::step();
            if let State::Discarding(left) = self.state {
                return Ok(self.discard(left, input, limits));
            }
            let message = match self.next_message(input, limits)? {
                Message::Whole(message) => message,
                Message::Incomplete => return Ok(Step::Incomplete { consumed: 0 }),
                Message::TooLarge(len) => {
                    // What was scanned (definitions, the length) can go, and the body as it comes.
                    self.state = State::Discarding(len);
                    continue;
                }
            };
            let mut body = input.get(message.clone()).unwrap_or_default();
            let found = self.enter_message(&message, &mut body, types, limits);
            self.scanned = message.end;
            match found {
                Ok(Some(found)) => return Ok(self.value(found, None)),
                Ok(None) => {}
                Err(error) => {
                    let error = error.at_offset(self.offset + (message.end - body.len()) as u64);
                    let found = match std::mem::take(&mut self.state) {
                        // The decoder will meet the fault again and says it in its own words.
                        State::Walking(found) => found,
                        _ => Found::default(),
                    };
                    return Ok(self.value(found, Some(error)));
                }
            }
        }
    }

    /// See [`Decoder::end_of_input`](crate::Decoder::end_of_input).
    pub(crate) fn end_of_input(&self, input: &[u8]) -> Error {
        let at_start = matches!(self.state, State::Sequence) && self.scanned == 0;
        let error = if at_start && input.is_empty() {
            Error::eof()
        } else {
            Error::unexpected_eof()
        };
        error.at_offset(self.offset + input.len() as u64)
    }

    /// Looks into one whole message; the value's id and first message once it is complete.
    #[inline]
    fn enter_message(
        &mut self,
        message: &Range<usize>,
        body: &mut &[u8],
        types: &mut ReceivedTypes,
        limits: &Limits,
    ) -> Result<Option<Found>, Error> {
        if let State::Walking(found) = &self.state {
            let found = found.clone();
            return match self.walk.run(body, types, Definitions::Record, limits)? {
                Walked::Done => Ok(Some(found)),
                Walked::NeedsMessage => Ok(None),
            };
        }
        let id = take_id(body)?;
        if id < 0 {
            types.define(id.wrapping_neg(), body, limits)?;
            if !body.is_empty() {
                return Err(Error::new(ErrorKind::Definition, "extra data in buffer"));
            }
            return Ok(None);
        }
        let found = Found {
            id,
            first: message.end - body.len()..message.end,
            definitions: types.count() as u32,
        };
        if types.holds_interface(id) {
            self.state = State::Walking(found.clone());
            self.walk.start_top(id, body, types)?;
            if self.walk.run(body, types, Definitions::Record, limits)? == Walked::NeedsMessage {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }

    /// The next message behind what was scanned.
    fn next_message(&self, input: &[u8], limits: &Limits) -> Result<Message, Error> {
        let mut rest = input.get(self.scanned..).unwrap_or_default();
        let before = rest.len();
        let len = match take_uint(&mut rest) {
            Ok(len) => len,
            Err(UintError::Empty | UintError::Short { .. }) => return Ok(Message::Incomplete),
            Err(error @ UintError::TooLong) => {
                let error = Error::new(ErrorKind::Framing, Error::from(error).to_string());
                return Err(error.at_offset(self.offset + self.scanned as u64));
            }
        };
        if len >= TOO_BIG as u64 {
            let error = Error::new(ErrorKind::Framing, "invalid message length");
            return Err(error.at_offset(self.offset + self.scanned as u64));
        }
        let len = len as usize;
        let start = self.scanned + (before - rest.len());
        // A value over several messages is measured whole, its definitions included.
        let begun = match &self.state {
            State::Walking(found) => start - found.first.start,
            _ => 0,
        };
        if begun.saturating_add(len) > limits.max_message {
            if begun != 0 {
                let error = Error::limit("size of a value", limits.max_message, "message");
                return Err(error.at_offset(self.offset + start as u64));
            }
            return Ok(Message::TooLarge((start - self.scanned + len) as u64));
        }
        if rest.len() < len {
            return Ok(Message::Incomplete);
        }
        Ok(Message::Whole(start..start + len))
    }

    /// Throws away the message that lies behind what was scanned.
    fn discard(&mut self, left: u64, input: &[u8], limits: &Limits) -> Step {
        let at_hand = input.len().saturating_sub(self.scanned);
        let dropped = usize::try_from(left).map_or(at_hand, |left| left.min(at_hand));
        let left = left - dropped as u64;
        if left > 0 {
            let consumed = self.scanned + dropped;
            self.state = State::Discarding(left);
            self.offset += consumed as u64;
            self.scanned = 0;
            return Step::Incomplete { consumed };
        }
        self.scanned += dropped;
        let error = Error::limit("size of a message", limits.max_message, "message");
        let error = error.at_offset(self.offset + self.scanned as u64);
        self.value(Found::default(), Some(error))
    }

    #[inline]
    fn value(&mut self, found: Found, error: Option<Error>) -> Step {
        let frame = Frame {
            len: self.scanned,
            id: found.id,
            first: found.first,
            definitions: found.definitions,
            offset: self.offset,
            error,
        };
        self.offset += self.scanned as u64;
        self.scanned = 0;
        self.state = State::Sequence;
        Step::Value(frame)
    }
}

enum Message {
    Whole(Range<usize>),
    Incomplete,
    /// Bytes of the message, its length included.
    TooLarge(u64),
}
