//! The sending side of one stream.

use std::any::TypeId;
use std::sync::Arc;

use super::interface::put_definitions;
use super::stream::Stream;
use super::writer::Writer;
use crate::encode::Encode;
use crate::error::Error;
use crate::interface::Registry;
use crate::limits::{Limits, TOO_BIG};
use crate::types::{DEFAULT_FIRST_ID, Described, SentMark, SentTypes, TypeInfo};
use crate::value::Type;
use crate::wire::put_int;

/// The sending side of one gob stream: remembers which types the peer knows (Go's `gob.Encoder`).
///
/// It appends to a buffer and owns none; [`StreamEncoder`](crate::StreamEncoder) writes to an
/// `std::io::Write`.
///
/// ```
/// use netrpc_gob::{Encoder, Gob};
///
/// #[derive(Gob)]
/// struct Point { x: i64, y: i64 }
///
/// let (mut encoder, mut bytes) = (Encoder::new(), Vec::new());
/// encoder.encode(&Point { x: 22, y: 33 }, &mut bytes)?;
/// let definition = bytes.len();
/// encoder.encode(&Point { x: 22, y: 33 }, &mut bytes)?; // the definition is sent once
/// assert_eq!(bytes[definition..], [0x07, 0xff, 0x80, 0x01, 0x2c, 0x01, 0x42, 0x00]);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Debug)]
pub struct Encoder {
    stream: Stream,
    /// Width of the last value's length: the next one is likely to need the same.
    width: usize,
    limits: Limits,
}

/// A point that [`Encoder::rollback`] returns to.
///
/// ```
/// use netrpc_gob::Encoder;
///
/// let (mut encoder, mut bytes) = (Encoder::new(), Vec::new());
/// let checkpoint = encoder.checkpoint();
/// encoder.encode(&vec![1i64], &mut bytes)?;
/// // It is not going to be sent after all, and neither is the definition in front of it.
/// let forgotten = std::mem::take(&mut bytes);
/// encoder.rollback(checkpoint);
/// encoder.encode(&vec![1i64], &mut bytes)?;
/// assert_eq!(bytes, forgotten);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Checkpoint {
    types: SentMark,
}

impl Encoder {
    /// An encoder that numbers types from 64, as Go does since 1.21.
    pub fn new() -> Self {
        Encoder {
            stream: Stream::new(DEFAULT_FIRST_ID),
            width: 1,
            limits: Limits::default(),
        }
    }

    /// Sets the limits; those on nesting and message size count here.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Numbers types from `id` (at least 64): 65 gives the bytes of Go 1.19. Every Go decoder reads
    /// either. To be called before the first value.
    pub fn with_first_id(mut self, id: i32) -> Self {
        self.stream.types = SentTypes::new(id.clamp(DEFAULT_FIRST_ID, i32::MAX / 2));
        self
    }

    /// Sends all definitions in front of the value that needs them. Go sends those that only an interface
    /// value needs in its middle, and cuts it there into messages and chunks; its own decoder then fails when
    /// it has to skip the value. Go reads both.
    pub fn with_definitions_first(mut self) -> Self {
        self.stream.hoisted = Some(Vec::new());
        self
    }

    /// Sets the names of types that trait objects have as interface values.
    pub fn with_registry(mut self, registry: impl Into<Arc<Registry>>) -> Self {
        self.stream.registry = Some(registry.into());
        self
    }

    /// Appends the definitions that the peer does not have yet, and the value (Go's `Encode`).
    ///
    /// # Errors
    /// A value that has no form in gob: a nil at the top or as an element, a struct without fields to
    /// send, nesting or size over the limit. Nothing is appended then and the peer's types are unchanged.
    pub fn encode<T: Encode + ?Sized>(
        &mut self,
        value: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        if value.is_nil() {
            let text = format!(
                "gob: cannot encode nil pointer of type {}",
                T::TYPE.go_string()
            );
            return Err(Error::unencodable(text));
        }
        self.encode_pointer(value, out)
    }

    /// As [`encode`](Self::encode), but a nil is not refused: it becomes a message with a type id and
    /// nothing else, as Go's `Encode(&value)` with a nil pointer in `value`.
    ///
    /// # Errors
    /// Those of [`encode`](Self::encode), but for a nil at the top.
    pub fn encode_pointer<T: Encode + ?Sized>(
        &mut self,
        value: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let start = out.len();
        let checkpoint = self.checkpoint();
        let result = self.append(value, out);
        if result.is_err() {
            out.truncate(start);
            self.rollback(checkpoint);
        }
        result
    }

    /// Marks the present state.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            types: self.stream.types.mark(),
        }
    }

    /// Forgets all that was encoded since `checkpoint`, whose bytes must not be sent.
    pub fn rollback(&mut self, checkpoint: Checkpoint) {
        self.stream.types.rollback(checkpoint.types);
        if let Some(hoisted) = &mut self.stream.hoisted {
            hoisted.clear();
        }
    }

    fn append<T: Encode + ?Sized>(&mut self, value: &T, out: &mut Vec<u8>) -> Result<(), Error> {
        let key = TypeId::of::<T::Identity>();
        let top = match (value.dynamic_type(), self.stream.types.known_top(key)) {
            (Some(of), _) => self.introduce_dynamic(of, out)?,
            (None, Some(top)) => top,
            (None, None) => self.introduce(key, T::TYPE, out)?,
        };
        let start = out.len();
        self.stream.slot = self.stream.lengths.open_first(out, self.width);
        put_int(out, i64::from(top.id));
        let mut writer = Writer::new(out, &mut self.stream, &self.limits);
        if !value.is_nil() {
            if !top.is_struct {
                writer.uint(0);
            }
            if let Err(error) = value.encode_concrete(&mut writer) {
                return Err(error.in_root(T::TYPE.base().name()));
            }
        }
        let Stream { lengths, slot, .. } = &mut self.stream;
        self.width = lengths.close(slot, out);
        lengths.settle(out);
        // All messages of a value are measured together, as its decoder does.
        let len = out.len() - start;
        if len > self.limits.max_message.min(TOO_BIG) {
            self.check_len(len)?;
        }
        if self.stream.hoisted.is_some() {
            self.put_hoisted(start, out);
        }
        Ok(())
    }

    /// Whether a value of `len` bytes, the lengths of its messages included, is too long.
    #[cold]
    fn check_len(&self, len: usize) -> Result<(), Error> {
        let len = len - self.width;
        if len >= TOO_BIG {
            let text = "gob: encoder: message too big";
            return Err(Error::unencodable(text));
        }
        if len > self.limits.max_message {
            let bound = self.limits.max_message;
            return Err(Error::limit("size of a message", bound, "message"));
        }
        Ok(())
    }

    /// Describes a type that is met for the first time, and appends its definitions.
    #[cold]
    fn introduce(
        &mut self,
        key: TypeId,
        info: &'static TypeInfo,
        out: &mut Vec<u8>,
    ) -> Result<Described, Error> {
        let top = self.stream.types.top(key, info)?;
        put_definitions(top, &mut self.stream.types, out)?;
        Ok(top)
    }

    /// The same for a type that only its value knows.
    #[cold]
    fn introduce_dynamic(&mut self, of: &Type, out: &mut Vec<u8>) -> Result<Described, Error> {
        let top = self.stream.types.describe_dynamic(of)?;
        put_definitions(top, &mut self.stream.types, out)?;
        Ok(top)
    }

    /// Puts the definitions that the value at `start` needed in front of it.
    fn put_hoisted(&mut self, start: usize, out: &mut Vec<u8>) {
        if let Some(hoisted) = &mut self.stream.hoisted {
            out.splice(start..start, hoisted.drain(..));
        }
    }
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder::new()
    }
}
