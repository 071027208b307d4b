//! What `encoding/json` makes of Go's big numbers, for serde; other formats get the bytes that gob does.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Float, Int, Rat};
use crate::go::forms;

/// A number, in JSON one of any length: beyond 128 bits it is serde_json's `RawValue`, which formats other than JSON do not know. Others
/// than human-readable formats get gob's bytes.
impl Serialize for Int {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            let payload = forms::marshal(self).map_err(S::Error::custom)?;
            return serializer.serialize_bytes(&payload);
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
            let payload = forms::Bytes::deserialize(deserializer)?;
            forms::unmarshal(&payload.0).map_err(D::Error::custom)
        }
    }
}

forms::marshaled_text_form!(Float, "a number in a string", Float::to_text, str::parse);
forms::marshaled_text_form!(Rat, "a number in a string", Rat::to_text, str::parse);

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

    /// Out of a `Value`, which has the payload.
    fn visit_bytes<E: serde::de::Error>(self, payload: &[u8]) -> Result<Int, E> {
        forms::unmarshal(payload).map_err(E::custom)
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

/// What serde_json's `RawValue` calls itself, to get the text of a number.
pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";
