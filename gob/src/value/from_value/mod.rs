//! [`from_value`]: any type with serde's `Deserialize`, from a value.

mod access;

use serde::de::value::SeqDeserializer;
use serde::de::{
    DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use self::access::{EntryAccess, FieldAccess, Sequence, Variant};
use super::content::{Content, InterfaceRef};
use super::json::MAX_STACK;
use super::node::Node;
use super::shown::Shown;
use super::view::ValueRef;
use crate::error::{Error, ErrorKind};
use crate::go::big::serde::RAW_VALUE;
use crate::go::forms::OWN_FORM;
use crate::stack::StackMark;
use crate::steps::step;

/// Makes a `T` of a value by serde.
///
/// Structs and maps come with their Go names, bytes as bytes or as a sequence, times and other types of Go's library as their
/// texts (or bytes, for who asks for these), what was not transmitted as `None` or as
/// zero. An interface value is what it holds, or a variant of an enum that is called as its type is registered.
///
/// A struct comes with all its fields, those that are zero included: what is made of a stranger's value by a `T` that takes
/// any fields may be as many times larger than what was received.
///
/// ```
/// use netrpc_gob::value::{Value, from_value};
/// use netrpc_gob::{Gob, StreamDecoder, StreamEncoder};
///
/// #[derive(Gob)]
/// struct Sent { user_name: String, age: i64, nick: Option<String> }
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&Sent { user_name: "ada".into(), age: 0, nick: None })?;
/// let value: Value = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
///
/// #[derive(serde::Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct User { user_name: String, age: i64, nick: Option<String> }
///
/// let user: User = from_value(&value)?;
/// assert_eq!((&*user.user_name, user.age, user.nick), ("ada", 0, None));
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
///
/// # Errors
/// What `T` does not take, with the path to it.
pub fn from_value<'v, T: DeserializeOwned>(value: impl Into<ValueRef<'v>>) -> Result<T, Error> {
    T::deserialize(Part {
        value: value.into(),
        registered: "",
        start: StackMark::here(),
    })
}

impl serde::de::Error for Error {
    fn custom<T: std::fmt::Display>(text: T) -> Self {
        Error::new(ErrorKind::TypeMismatch, text.to_string())
    }
}

#[derive(Clone, Copy)]
struct Part<'v> {
    value: ValueRef<'v>,
    /// The name of the interface value around it.
    registered: &'v str,
    start: StackMark,
}

impl<'v> Part<'v> {
    fn of(self, value: ValueRef<'v>) -> Self {
        Part {
            value,
            registered: "",
            ..self
        }
    }

    fn within(self, interface: InterfaceRef<'v>) -> Self {
        Part {
            value: interface.value(),
            registered: interface.name(),
            ..self
        }
    }

    fn check_stack(self) -> Result<(), Error> {
        step();
        if self.start.used() > MAX_STACK {
            let text = "gob: value nests too deeply to be deserialized";
            return Err(Error::new(ErrorKind::Limit, text));
        }
        Ok(())
    }

    /// Behind interfaces.
    fn concrete(mut self) -> Self {
        while let Some(interface) = self.value.interface() {
            self = self.within(interface);
        }
        self
    }

    fn elements(self) -> Sequence<'v> {
        Sequence {
            elements: self.value.elements(),
            next: 0,
            part: self,
        }
    }
}

impl<'de> Deserializer<'de> for Part<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.check_stack()?;
        match self.value.content() {
            Content::Bool(value) => visitor.visit_bool(value),
            Content::Int(value) => visitor.visit_i64(value),
            Content::Uint(value) => visitor.visit_u64(value),
            Content::Float(value) => visitor.visit_f64(value),
            Content::Complex(re, im) => {
                visitor.visit_seq(SeqDeserializer::new([re, im].into_iter()))
            }
            Content::String(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => visitor.visit_borrowed_str(text),
                Err(_) => visitor.visit_borrowed_bytes(bytes),
            },
            Content::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
            Content::Opaque(_, bytes) => match Shown::of(self.value, self.registered) {
                Some(shown) => visit_shown(&shown, visitor),
                None => visitor.visit_borrowed_bytes(bytes),
            },
            Content::Slice(_) | Content::Array(_) => visitor.visit_seq(self.elements()),
            Content::Map(entries) => visitor.visit_map(EntryAccess {
                entries,
                element: None,
                part: self,
            }),
            Content::Struct(fields) => visitor.visit_map(FieldAccess {
                fields,
                value: None,
                part: self,
            }),
            Content::Interface(_) => self.concrete().deserialize_any(visitor),
            Content::Nil => visitor.visit_unit(),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let part = self.concrete();
        match part.value.content() {
            Content::Opaque(_, bytes) => visitor.visit_borrowed_bytes(bytes),
            _ => part.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    /// What was not transmitted is `None`.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value.node {
            Node::Nil => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// Bytes are a sequence, too, and a nil is an empty one.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let part = self.concrete();
        part.check_stack()?;
        match part.value.content() {
            Content::Bytes(bytes) | Content::Opaque(_, bytes) => {
                visitor.visit_seq(SeqDeserializer::new(bytes.iter().copied()))
            }
            Content::Nil => visitor.visit_seq(part.elements()),
            _ => part.deserialize_any(visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let part = self.concrete();
        part.check_stack()?;
        match part.value.content() {
            // Nil maps are empty, and structs that are nil have zeros.
            Content::Nil => visitor.visit_map(FieldAccess {
                fields: part.value.fields(),
                value: None,
                part,
            }),
            _ => part.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    /// Whatever it is.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value.content() {
            Content::Struct(fields) if fields.len() == 0 => visitor.visit_unit(),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if !matches!(name, OWN_FORM | RAW_VALUE) {
            return visitor.visit_newtype_struct(self);
        }
        // Go's own types read what they have written themselves, of which a text may not say all.
        let part = self.concrete();
        match part.value.content() {
            Content::Opaque(_, payload) => visitor.visit_borrowed_bytes(payload),
            _ => visitor.visit_newtype_struct(part),
        }
    }

    /// Strings name variants without content, interface values those with it.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.check_stack()?;
        match self.value.content() {
            Content::String(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => visitor.visit_enum(text.into_deserializer()),
                Err(_) => Err(Error::invalid_value(
                    Unexpected::Bytes(bytes),
                    &"the name of a variant",
                )),
            },
            Content::Interface(interface) => visitor.visit_enum(Variant {
                interface,
                part: self,
            }),
            _ => Err(Error::custom(format!(
                "gob: {} is neither an interface value nor a string, and no enum can be made of it",
                self.value.ty()
            ))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string identifier
    }
}

/// Integers as such, as far as serde has them, all else as text.
fn visit_shown<'de, V: Visitor<'de>>(shown: &Shown, visitor: V) -> Result<V::Value, Error> {
    if let Shown::Int(int) = shown {
        if let Ok(int) = i64::try_from(int) {
            return visitor.visit_i64(int);
        }
        if let Ok(int) = u64::try_from(int) {
            return visitor.visit_u64(int);
        }
    }
    visitor.visit_string(shown.to_string())
}
