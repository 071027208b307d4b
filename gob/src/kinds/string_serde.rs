//! Strings of any bytes in serde: text, as Go's `encoding/json` has it, and bytes where nobody reads them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{ByteString, LossyString};
use crate::lossy::to_text;

/// With U+FFFD for each byte that is not UTF-8, as `encoding/json` prints them.
impl Serialize for ByteString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&self.to_str_lossy())
        } else {
            serializer.serialize_bytes(self.as_bytes())
        }
    }
}

/// A `null` leaves the string empty, as in Go.
impl<'de> Deserialize<'de> for ByteString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer
                .deserialize_any(AnyString)
                .map(ByteString::from)
        } else {
            deserializer
                .deserialize_byte_buf(AnyString)
                .map(ByteString::from)
        }
    }
}

impl Serialize for LossyString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// A `null` leaves the string empty, as in Go.
impl<'de> Deserialize<'de> for LossyString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = if deserializer.is_human_readable() {
            deserializer.deserialize_any(AnyString)?
        } else {
            deserializer.deserialize_str(AnyString)?
        };
        Ok(LossyString::from(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => to_text(error.as_bytes()).into_owned(),
        }))
    }
}

struct AnyString;

impl Visitor<'_> for AnyString {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Vec<u8>, E> {
        Ok(text.into())
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.into())
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        Ok(bytes)
    }

    fn visit_unit<E: Error>(self) -> Result<Vec<u8>, E> {
        Ok(Vec::new())
    }

    fn visit_none<E: Error>(self) -> Result<Vec<u8>, E> {
        Ok(Vec::new())
    }
}
