//! Interface values: a name, definitions if need be, the concrete type's id, a count, the value (Go's
//! `decodeInterface`; spec 1.10, 2.10).

use std::any::TypeId;
use std::borrow::Cow;

use super::plan::Place;
use super::reader::Reader;
use crate::decode::Decode;
use crate::encode::MAX_NAME;
use crate::error::{Error, ErrorKind};
use crate::go_quote::quote;
use crate::types::{WireId, take_id};

/// What the peer has registered the type of an interface value under: `main.Point`, `int`.
///
/// The derive on an enum asks for it; by hand:
///
/// ```
/// use netrpc_gob::{Encoder, Error, GoName, GobType, InterfaceName, Kind, Optional, Plan, Reader, StreamDecoder, TypeInfo};
/// use netrpc_gob::value::Value;
///
/// /// Any number, whatever its name.
/// #[derive(Debug, PartialEq)]
/// struct Number(f64);
///
/// impl GobType for Number {
///     type Identity = Number;
///     const TYPE: &'static TypeInfo = &TypeInfo::new::<Number>(GoName::Unnamed, Kind::Interface);
///     const IS_INTERFACE: bool = true;
/// }
/// impl Optional for Number {
///     fn decode_optional(slot: &mut Option<Self>, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
///         *slot = match reader.interface()? {
///             None => None,
///             Some(name) => Some(Number(match name.as_bytes() {
///                 b"float32" | b"float64" => reader.concrete(name)?,
///                 b"int" => reader.concrete::<i64>(name)? as f64,
///                 _ => return Err(name.not_registered()),
///             })),
///         };
///         Ok(())
///     }
/// }
///
/// let mut bytes = Vec::new();
/// Encoder::new().encode(&Value::any(Value::from(-7isize))?, &mut bytes)?;
/// let number: Option<Number> = StreamDecoder::new(bytes.as_slice()).decode()?;
/// assert_eq!(number, Some(Number(-7.0)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterfaceName<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads the name of an interface value, `None` for one that is nil. Unless it is nil,
    /// [`concrete`](Self::concrete) reads what it holds.
    ///
    /// # Errors
    /// A name that exceeds the message, or is longer than Go allows.
    pub fn interface(&mut self) -> Result<Option<InterfaceName<'a>>, Error> {
        self.interface_name().map(|name| name.map(InterfaceName))
    }

    /// Reads what an interface value holds: a new `T`, as Go replaces what was in the interface.
    ///
    /// # Errors
    /// The peer's type does not fit `T`, bytes that contradict the type, a limit.
    pub fn concrete<T: Decode>(&mut self, name: InterfaceName<'_>) -> Result<T, Error> {
        self.read_concrete()
            .map_err(|error| error.in_concrete(&name.to_text()))
    }

    fn read_concrete<T: Decode>(&mut self) -> Result<T, Error> {
        self.enter()?;
        let id = self.concrete_id()?;
        let key = TypeId::of::<T::Identity>();
        let top = self
            .plans
            .top(id, Place::Interface, key, T::TYPE, self.types)?;
        self.charge(T::ZERO_BYTES)?;
        let mut value = T::zero();
        if let Err(mut error) = self.top(top, &mut value) {
            if error.awaits_range_name() {
                error.settle_range(&T::TYPE.go_string());
            }
            return Err(error);
        }
        self.leave();
        Ok(value)
    }

    /// [`interface`](Self::interface), for who reads the value in its own way.
    pub(crate) fn interface_name(&mut self) -> Result<Option<&'a [u8]>, Error> {
        let len = self.uint()?;
        if len == 0 {
            return Ok(None);
        }
        if len > GO_MAX_LEN {
            let text = format!("gob: invalid type name length {len}");
            return Err(Error::corrupt(text));
        }
        let split = usize::try_from(len)
            .ok()
            .and_then(|len| self.message.split_at_checked(len));
        let Some((name, rest)) = split else {
            let text = format!("gob: invalid type name length {len}: exceeds input size");
            return Err(Error::corrupt(text));
        };
        self.message = rest;
        if name.len() > MAX_NAME {
            let start = quote(first_runes(name, 20));
            let text = format!("gob: name too long ({len} bytes): {start}...");
            return Err(Error::corrupt(text));
        }
        Ok(Some(name))
    }

    /// Passes over the definitions behind an interface value's name, over the ends of messages, and over the
    /// count in front of the value. Answers the type of what comes now: fields, or a zero byte and an element.
    pub(crate) fn concrete_id(&mut self) -> Result<WireId, Error> {
        loop {
            if self.message.is_empty() {
                self.advance()?;
            }
            let id = take_id(&mut self.message)?;
            if id < 0 {
                self.pass_definition(id.wrapping_neg())?;
                if !self.message.is_empty() {
                    self.uint()?;
                }
            } else {
                // The count covers the value up to the first definition in it (spec 1.10): of no use.
                self.uint()?;
                return Ok(id);
            }
        }
    }
}

impl<'a> InterfaceName<'a> {
    /// The name as it came, which need not be UTF-8.
    pub fn as_bytes(self) -> &'a [u8] {
        self.0
    }

    /// The name as text.
    pub fn to_text(self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.0)
    }

    /// The error of who knows no type of this name, in Go's words.
    pub fn not_registered(self) -> Error {
        let text = format!("gob: name not registered for interface: {}", quote(self.0));
        Error::new(ErrorKind::NotRegistered, text)
    }
}

/// The first `count` runes of `text`; a byte that is not UTF-8 is one.
fn first_runes(text: &[u8], count: usize) -> &[u8] {
    let mut len = 0;
    let mut left = count;
    for chunk in text.utf8_chunks() {
        for letter in chunk.valid().chars() {
            if left == 0 {
                return text.get(..len).unwrap_or_default();
            }
            len += letter.len_utf8();
            left -= 1;
        }
        let invalid = chunk.invalid().len().min(left);
        len += invalid;
        left -= invalid;
    }
    text.get(..len).unwrap_or_default()
}

/// Go takes longer names for nonsense.
const GO_MAX_LEN: u64 = 1 << 31;
