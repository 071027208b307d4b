//! The sending side of one stream.

use std::any::TypeId;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::writer::{MessageSlot, Writer};
use crate::encode::Encode;
use crate::error::{Error, ErrorKind};
use crate::limits::{Limits, TOO_BIG};
use crate::types::{DEFAULT_FIRST_ID, Described, SentMark, SentTypes, TypeIdHasher};
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
    types: SentTypes,
    /// What the header of a value needs, by the type that was passed to encode.
    tops: HashMap<TypeId, Described, BuildHasherDefault<TypeIdHasher>>,
    /// Width of the last value's length: the next one is likely to need the same.
    width: usize,
    limits: Limits,
}

/// A point that [`Encoder::rollback`] returns to.
#[derive(Clone, Copy, Debug)]
pub struct Checkpoint {
    types: SentMark,
}

impl Encoder {
    /// An encoder that numbers types from 64, as Go does since 1.21.
    pub fn new() -> Self {
        Encoder {
            types: SentTypes::new(DEFAULT_FIRST_ID),
            tops: HashMap::default(),
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
        self.types = SentTypes::new(id.clamp(DEFAULT_FIRST_ID, i32::MAX / 2));
        self.tops.clear();
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
            return Err(Error::new(ErrorKind::Unencodable, text));
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
            types: self.types.mark(),
        }
    }

    /// Forgets all that was encoded since `checkpoint`, whose bytes must not be sent.
    pub fn rollback(&mut self, checkpoint: Checkpoint) {
        self.types.rollback(checkpoint.types);
        let known = self.types.mark();
        self.tops
            .retain(|_, top| top.position.is_none_or(|position| known.contains(position)));
    }

    fn append<T: Encode + ?Sized>(&mut self, value: &T, out: &mut Vec<u8>) -> Result<(), Error> {
        let key = TypeId::of::<T::Identity>();
        let top = match self.tops.get(&key) {
            Some(top) => *top,
            None => self.introduce(key, T::TYPE, out)?,
        };
        let slot = MessageSlot::open(out, self.width);
        let body = out.len();
        put_int(out, i64::from(top.id));
        if !value.is_nil() {
            if !top.is_struct {
                out.push(0);
            }
            let mut writer = Writer::new(out, &self.limits);
            if let Err(error) = value.encode(&mut writer) {
                return Err(error.in_root(T::TYPE.base().name()));
            }
        }
        let len = out.len() - body;
        if len >= TOO_BIG {
            return Err(Error::new(
                ErrorKind::Unencodable,
                "gob: encoder: message too big",
            ));
        }
        if len > self.limits.max_message {
            return Err(Error::limit(
                "size of a message",
                self.limits.max_message,
                "message",
            ));
        }
        self.width = slot.close(out);
        Ok(())
    }

    /// Describes a type that is met for the first time, and appends its definitions.
    #[cold]
    fn introduce(
        &mut self,
        key: TypeId,
        info: &'static crate::types::TypeInfo,
        out: &mut Vec<u8>,
    ) -> Result<Described, Error> {
        let top = self.types.describe_top(info)?;
        if let Some(position) = top.position {
            self.types.send(position, &mut |types, position| {
                let slot = MessageSlot::open(out, 1);
                types.put_definition(position, out);
                slot.close(out);
            });
        }
        self.tops.insert(key, top);
        Ok(top)
    }
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder::new()
    }
}
