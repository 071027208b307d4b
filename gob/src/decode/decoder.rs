//! The receiving side of one stream.

use std::any::TypeId;
use std::sync::Arc;

use super::plan::Place;
use super::plans::Plans;
use super::reader::Reader;
use crate::decode::Decode;
use crate::error::{Error, ErrorKind};
use crate::framing::{Frame, Framer, Step, Walk};
use crate::interface::Registry;
use crate::limits::Limits;
use crate::types::ReceivedTypes;

/// The receiving side of one gob stream: remembers the types that the peer has defined (Go's
/// `gob.Decoder`).
///
/// It owns no buffer: [`frame`](Self::frame) finds a whole value at the front of bytes that the caller
/// keeps, [`decode`](Self::decode) reads it. [`StreamDecoder`](crate::StreamDecoder) reads from an
/// `std::io::Read`.
///
/// ```
/// use netrpc_gob::{Decoder, Gob, Step};
///
/// #[derive(Gob, Debug, PartialEq)]
/// struct Point { x: i64, y: i64 }
///
/// // What Go sends for Point{22, 33}: the definition, then the value.
/// let bytes = b"\x1e\x7f\x03\x01\x01\x05Point\x01\xff\x80\x00\x01\x02\x01\x01X\x01\x04\x00\x01\x01Y\x01\x04\x00\x00\x00\
///               \x07\xff\x80\x01\x2c\x01\x42\x00";
/// let mut decoder = Decoder::new();
/// let Step::Value(frame) = decoder.frame(bytes)? else { panic!("a whole value is there") };
/// assert_eq!(decoder.decode::<Point>(&frame, bytes)?, Point { x: 22, y: 33 });
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Debug)]
pub struct Decoder {
    types: ReceivedTypes,
    plans: Plans,
    framer: Framer,
    /// For skipping while decoding; the framer's own may be in the middle of the next value.
    walk: Walk,
    limits: Limits,
    registry: Option<Arc<Registry>>,
    /// What the last value was charged.
    decoded_bytes: usize,
}

impl Decoder {
    /// A decoder at the start of a stream.
    pub fn new() -> Self {
        Decoder {
            types: ReceivedTypes::default(),
            plans: Plans::new(),
            framer: Framer::default(),
            walk: Walk::default(),
            limits: Limits::default(),
            registry: None,
            decoded_bytes: 0,
        }
    }

    /// Sets the limits.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets the types of trait objects that are decoded from interface values.
    pub fn with_registry(mut self, registry: impl Into<Arc<Registry>>) -> Self {
        self.registry = Some(registry.into());
        self
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Changes the limits of a stream under way, as a protocol may want for its next value.
    pub fn limits_mut(&mut self) -> &mut Limits {
        &mut self.limits
    }

    /// Looks for one whole value at the front of `input`. After [`Step::Incomplete`] it wants the same
    /// bytes again (but for those it says to drop) with more behind them; what it has looked at, it does
    /// not look at again.
    ///
    /// # Errors
    /// The peer's message lengths make no sense, and the stream cannot go on.
    pub fn frame(&mut self, input: &[u8]) -> Result<Step, Error> {
        self.framer.next(input, &mut self.types, &self.limits)
    }

    /// About how many bytes the value decoded last allocated, as [`Limits::max_decoded`] counts them.
    pub fn decoded_bytes(&self) -> usize {
        self.decoded_bytes
    }

    /// What Go's `Decode` answers if the stream ends with `input` left over:
    /// [`Eof`](crate::ErrorKind::Eof) between values,
    /// [`UnexpectedEof`](crate::ErrorKind::UnexpectedEof) inside one or behind a lone definition.
    pub fn end_of_input(&self, input: &[u8]) -> Error {
        self.framer.end_of_input(input)
    }

    /// Decodes the value of `frame` into a fresh `T`. `bytes` are the `frame.len()` bytes that it spans.
    ///
    /// # Errors
    /// The frame's own error, a type that does not fit `T`, bytes that contradict the type, a limit. The
    /// stream goes on behind the frame in any case.
    pub fn decode<T: Decode>(&mut self, frame: &Frame, bytes: &[u8]) -> Result<T, Error> {
        let mut value = T::zero();
        self.decode_into(frame, bytes, &mut value)?;
        Ok(value)
    }

    /// Decodes the value of `frame` into `value`, merging as Go does: what was not transmitted stays
    /// (spec 2.7).
    ///
    /// # Errors
    /// As [`decode`](Self::decode); `value` keeps what was stored before the error.
    pub fn decode_into<T: Decode>(
        &mut self,
        frame: &Frame,
        bytes: &[u8],
        value: &mut T,
    ) -> Result<(), Error> {
        if let (Some(error), true) = (&frame.error, frame.first.is_empty()) {
            return Err(error.clone());
        }
        let key = TypeId::of::<T::Identity>();
        let top = match self
            .plans
            .top(frame.id, Place::Message, key, T::TYPE, &self.types)
        {
            Ok(top) => top,
            Err(error) => return Err(error.at_offset(frame.offset + frame.first.start as u64)),
        };
        let Decoder {
            types,
            plans,
            walk,
            limits,
            registry,
            ..
        } = self;
        let mut reader = Reader::new(frame, bytes, plans, types, walk, limits);
        reader.set_registry(registry.as_deref());
        let result = reader.top(top, value);
        let (position, charged) = (reader.position(), reader.charged());
        self.decoded_bytes = charged;
        match (result, &frame.error) {
            (Ok(()), None) => Ok(()),
            // The walk over the value found a fault that reading it did not reach.
            (Ok(()), Some(error)) => Err(error.clone()),
            // Behind a name alone the stream goes on, but not behind this.
            (Err(error), Some(fault)) if error.kind() == ErrorKind::NotRegistered => {
                Err(fault.clone())
            }
            (Err(error), _) => Err(finish::<T>(error, frame.offset + position as u64)),
        }
    }

    /// Passes over the value of `frame` (Go's `Decode(nil)`), checking that it is well formed.
    ///
    /// # Errors
    /// The frame's own error, or bytes that contradict the type.
    pub fn skip(&mut self, frame: &Frame, bytes: &[u8]) -> Result<(), Error> {
        if let Some(error) = &frame.error {
            return Err(error.clone());
        }
        let Decoder {
            types,
            plans,
            walk,
            limits,
            ..
        } = self;
        let mut reader = Reader::new(frame, bytes, plans, types, walk, limits);
        match reader.skip_top(frame.id) {
            Ok(()) => Ok(()),
            Err(error) => Err(error.at_offset(frame.offset + reader.position() as u64)),
        }
    }
}

/// Adds to an error what only the top of the value knows.
#[cold]
fn finish<T: Decode>(mut error: Error, offset: u64) -> Error {
    if error.awaits_range_name() {
        error.settle_range(&format!("*{}", T::TYPE.go_string()));
    }
    error.in_root(T::TYPE.base().name()).at_offset(offset)
}

impl Default for Decoder {
    fn default() -> Self {
        Decoder::new()
    }
}
