//! What `encoding/json` makes of Go's big numbers, for serde; other formats get the bytes that gob does.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Float, Int, Rat};
use crate::marshal::{Marshal, Payload, PayloadError};

/// A number, in JSON one of any length: beyond 128 bits it is serde_json's `RawValue`, which formats other than JSON do not know. Others
/// than human-readable formats get gob's bytes.
impl Serialize for Int {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serialize_payload(self, serializer);
        }
        if let Ok(number) = i64::try_from(self) {
            return serializer.serialize_i64(number);
        }
        if let Ok(number) = u64::try_from(self) {
            return serializer.serialize_u64(number);
        }
        if let Ok(number) = i128::try_from(self) {
            return serializer.serialize_i128(number);
        }
        if let Ok(number) = u128::try_from(self) {
            return serializer.serialize_u128(number);
        }
        let text = self.to_decimal().map_err(S::Error::custom)?;
        RawValue::from_string(text)
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

/// Reads an integer; zero for `null`. As in Go, no string and nothing with a point or an exponent is one.
impl<'de> Deserialize<'de> for Int {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_newtype_struct(RAW_VALUE, NumberVisitor)
        } else {
            deserializer.deserialize_byte_buf(PayloadVisitor(PhantomData))
        }
    }
}

macro_rules! texts {
    ($($number:ident $doc:literal)*) => {$(
        #[doc = $doc]
        impl Serialize for $number {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if !serializer.is_human_readable() {
                    return serialize_payload(self, serializer);
                }
                let text = self.to_text().map_err(S::Error::custom)?;
                serializer.serialize_str(&text)
            }
        }

        /// Reads a string, as `FromStr`; zero for `null`.
        impl<'de> Deserialize<'de> for $number {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(TextVisitor(PhantomData))
                } else {
                    deserializer.deserialize_byte_buf(PayloadVisitor(PhantomData))
                }
            }
        }
    )*};
}

texts! {
    Float "A string, the shortest that is read back, without precision and mode; gob's bytes for formats that are not human-readable."
    Rat "A string, `3/4` or `5`; gob's bytes for formats that are not human-readable."
}

fn serialize_payload<T: Marshal, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::new();
    value
        .marshal(&mut Payload::new(&mut bytes))
        .map_err(S::Error::custom)?;
    serializer.serialize_bytes(&bytes)
}

/// Takes the text that serde_json offers to its `RawValue`, or the number that another format has.
struct NumberVisitor;

macro_rules! visit_integers {
    ($($visit:ident $number:ty)*) => {
        $(fn $visit<E>(self, number: $number) -> Result<Int, E> {
            Ok(Int::from(number))
        })*
    };
}

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = Int;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    visit_integers! {
        visit_i64 i64
        visit_i128 i128
        visit_u64 u64
        visit_u128 u128
    }

    fn visit_unit<E>(self) -> Result<Int, E> {
        Ok(Int::default())
    }

    fn visit_none<E>(self) -> Result<Int, E> {
        Ok(Int::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Int, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Int, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Int, A::Error> {
        let key: Option<Cow<'de, str>> = map.next_key()?;
        if key.as_deref() != Some(RAW_VALUE) {
            return Err(A::Error::custom(
                "math/big.Int: an integer is not made of a map",
            ));
        }
        let text: Cow<'de, str> = map.next_value()?;
        match &*text {
            "null" => Ok(Int::default()),
            text => Int::from_literal(text).map_err(A::Error::custom),
        }
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<'de, T: FromStr<Err = PayloadError> + Default> Visitor<'de> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number in a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_none<E>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

struct PayloadVisitor<T>(PhantomData<T>);

impl<'de, T: Marshal<Error = PayloadError>> Visitor<'de> for PayloadVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes of a number")
    }

    fn visit_bytes<E: serde::de::Error>(self, payload: &[u8]) -> Result<T, E> {
        let mut value = T::zero();
        value.unmarshal(payload).map_err(E::custom)?;
        Ok(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<T, A::Error> {
        let mut payload = Vec::new();
        while let Some(byte) = bytes.next_element()? {
            payload.push(byte);
        }
        self.visit_bytes(&payload)
    }
}

/// What serde_json's `RawValue` calls itself, to get the text of a number.
const RAW_VALUE: &str = "$serde_json::private::RawValue";
