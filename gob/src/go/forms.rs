//! How the types here go through serde: where people read, as encoding/json has them; else as the bytes that gob has.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Unexpected, Visitor};
use serde::ser::{Error as _, Serializer};

use crate::marshal::PayloadError;

/// A type that is a string in JSON: Go's `MarshalText` and `UnmarshalText`. Its default is Go's zero value, which is what `null`
/// leaves.
pub(super) trait TextForm: Default {
    /// What a reader expects.
    const EXPECTED: &'static str;
    /// Whether it may also be an array of numbers, where Go or a `Value` has that.
    const MAY_BE_ARRAY: bool = false;

    fn to_form(&self) -> Result<String, PayloadError>;
    fn from_form(text: &str) -> Result<Self, PayloadError>;
    fn to_payload(&self) -> Result<Vec<u8>, PayloadError>;
    fn from_payload(payload: &[u8]) -> Result<Self, PayloadError>;

    /// Reads an array of numbers.
    fn from_array(bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
        Err(bytes)
    }
}

/// `Serialize` and `Deserialize` of a [`TextForm`].
macro_rules! text_serde {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::go::forms::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::go::forms::deserialize(deserializer)
            }
        }
    };
}
pub(super) use text_serde;

/// [`TextForm`], and serde with it, of a type with `Marshal`: what is expected, how its text is made and how it is read.
macro_rules! marshaled_text_form {
    ($type:ty, $expected:literal, $write:expr, $read:expr) => {
        impl $crate::go::forms::TextForm for $type {
            const EXPECTED: &'static str = $expected;

            fn to_form(&self) -> Result<String, $crate::marshal::PayloadError> {
                let write: fn(&Self) -> Result<String, $crate::marshal::PayloadError> = $write;
                write(self)
            }

            fn from_form(text: &str) -> Result<Self, $crate::marshal::PayloadError> {
                let read: fn(&str) -> Result<Self, $crate::marshal::PayloadError> = $read;
                read(text)
            }

            fn to_payload(&self) -> Result<Vec<u8>, $crate::marshal::PayloadError> {
                $crate::go::forms::marshal(self)
            }

            fn from_payload(payload: &[u8]) -> Result<Self, $crate::marshal::PayloadError> {
                $crate::go::forms::unmarshal(payload)
            }
        }

        $crate::go::forms::text_serde!($type);
    };
}
pub(super) use marshaled_text_form;

/// The text of a value, or an empty one where Go has none for it.
pub(super) fn text_if(has_text: bool, value: &impl fmt::Display) -> Result<String, PayloadError> {
    Ok(if has_text {
        value.to_string()
    } else {
        String::new()
    })
}

/// What a text says; of an empty one the zero value.
pub(super) fn parse_or_zero<T>(text: &str) -> Result<T, PayloadError>
where
    T: Default + FromStr<Err = PayloadError>,
{
    if text.is_empty() {
        return Ok(T::default());
    }
    text.parse()
}

pub(super) fn marshal<T: crate::Marshal>(value: &T) -> Result<Vec<u8>, T::Error> {
    let mut bytes = Vec::new();
    value.marshal(&mut crate::Payload::new(&mut bytes))?;
    Ok(bytes)
}

pub(super) fn unmarshal<T: crate::Marshal>(payload: &[u8]) -> Result<T, T::Error> {
    let mut value = T::zero();
    value.unmarshal(payload)?;
    Ok(value)
}

pub(super) fn serialize<T: TextForm, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.serialize_str(&value.to_form().map_err(S::Error::custom)?)
    } else {
        serializer.serialize_bytes(&value.to_payload().map_err(S::Error::custom)?)
    }
}

pub(super) fn deserialize<'de, T: TextForm, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_newtype_struct(OWN_FORM, FormVisitor(PhantomData))
    } else {
        let bytes = Bytes::deserialize(deserializer)?;
        T::from_payload(&bytes.0).map_err(D::Error::custom)
    }
}

struct FormVisitor<T>(PhantomData<T>);

impl<'de, T: TextForm> Visitor<'de> for FormVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        T::from_form(text).map_err(E::custom)
    }

    /// Out of a `Value`, which has the payload.
    fn visit_bytes<E: serde::de::Error>(self, payload: &[u8]) -> Result<T, E> {
        T::from_payload(payload).map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_option(self)
    }

    /// Asks for a text where nothing else will do, so that a format says in its own words what is there instead.
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        if T::MAY_BE_ARRAY {
            deserializer.deserialize_any(self)
        } else {
            deserializer.deserialize_str(self)
        }
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<T, A::Error> {
        let bytes = BytesVisitor.visit_seq(elements)?;
        T::from_array(bytes.0).map_err(|_| A::Error::invalid_type(Unexpected::Seq, &self))
    }
}

/// What the types here call themselves where people read, so that a `Value` gives them their payload: it has a text for others,
/// which says less. Elsewhere nothing comes of it.
pub(crate) const OWN_FORM: &str = "$netrpc_gob::go";

/// A key as Go compares it with the names of fields: without regard to case, of the long s and of the sign of kelvin neither.
pub(super) fn folded(key: &str) -> String {
    key.chars()
        .map(|letter| match letter {
            '\u{17f}' => 's',
            '\u{212a}' => 'k',
            _ => letter.to_ascii_lowercase(),
        })
        .collect()
}

/// Bytes in any form that a serializer gives them.
pub(super) struct Bytes(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(BytesVisitor)
    }
}

struct BytesVisitor;

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes(bytes.to_vec()))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
        Ok(Bytes(bytes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Bytes, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = elements.next_element()? {
            bytes.push(byte);
        }
        Ok(Bytes(bytes))
    }
}
