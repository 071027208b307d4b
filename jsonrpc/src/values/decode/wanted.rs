//! Reads a value into whatever serde says is wanted.

use std::borrow::Cow;

use serde::de::{
    DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor,
    value::BorrowedStrDeserializer,
};

use super::{
    decoder::Decoder,
    enums::Variant,
    object::{Entries, Fields},
    sequence::{Bytes, Elements},
};
use crate::values::{
    RAW_VALUE,
    error::{Error, FieldList, Result},
    go_type::{go_struct_name, go_type_name, is_byte_sequence},
};

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            let number = self.number::<$number, V::Value>()?;
            visitor.$visit(number)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Decoder<'de, '_> {
    type Error = Error;

    numbers! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_i128 visit_i128 i128;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_u128 visit_u128 u128;
        deserialize_f32 visit_f32 f32;
        deserialize_f64 visit_f64 f64;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'n' => self.deserialize_unit(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'"' => self.visit_string(visitor),
            b'[' => self.deserialize_seq(visitor),
            b'{' => self.deserialize_map(visitor),
            _ => self.visit_any_number(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let literal = match self.peek() {
            b'n' => "null",
            b't' => "true",
            b'f' => "false",
            _ => return Err(self.wrong_type("bool".to_owned())),
        };
        self.literal(literal)?;
        visitor.visit_bool(literal == "true")
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'"' => self.visit_string(visitor),
            b'n' => {
                self.literal("null")?;
                visitor.visit_borrowed_str("")
            }
            _ => Err(self.wrong_type(go_type_name::<V::Value>())),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'"' => visitor.visit_byte_buf(self.bytes::<V::Value>()?),
            b'n' => {
                self.literal("null")?;
                visitor.visit_byte_buf(Vec::new())
            }
            b'[' => {
                let bytes: Vec<u8> = serde::Deserialize::deserialize(self)?;
                visitor.visit_byte_buf(bytes)
            }
            _ => Err(self.wrong_type("[]uint8".to_owned())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.null()? {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    /// Go's `struct{}` takes any object.
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if !matches!(self.peek(), b'n' | b'{') {
            return Err(self.wrong_type("struct {}".to_owned()));
        }
        self.skip()?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        if !matches!(self.peek(), b'n' | b'{') {
            return Err(self.wrong_type(go_struct_name(name)));
        }
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        if name != RAW_VALUE {
            return visitor.visit_newtype_struct(self);
        }
        let text = String::from_utf8_lossy(self.raw()?);
        self.charge(text.len())?;
        match text {
            Cow::Borrowed(text) => visitor.visit_map(Raw {
                text: Some(BorrowedStrDeserializer::new(text)),
            }),
            Cow::Owned(text) => visitor.visit_map(Raw {
                text: Some(text.into_deserializer()),
            }),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'[' => self.nested(b']', |decoder| {
                visitor.visit_seq(Elements::new(decoder, None))
            }),
            b'n' => {
                self.literal("null")?;
                visitor.visit_seq(Elements::none(self, None))
            }
            b'"' if is_byte_sequence::<V::Value>() => {
                let bytes = self.bytes::<V::Value>()?;
                visitor.visit_seq(Bytes::new(&bytes))
            }
            _ => Err(self.wrong_type(go_type_name::<V::Value>())),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'[' => self.nested(b']', |decoder| {
                visitor.visit_seq(Elements::new(decoder, Some(length)))
            }),
            b'n' => {
                self.literal("null")?;
                self.begin::<V::Value>()?;
                visitor.visit_seq(Elements::none(self, Some(length)))
            }
            _ => Err(self.wrong_type(go_type_name::<V::Value>())),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'{' => self.nested(b'}', |decoder| visitor.visit_map(Entries::new(decoder))),
            b'n' => {
                self.literal("null")?;
                visitor.visit_map(Entries::none(self))
            }
            _ => Err(self.wrong_type(go_type_name::<V::Value>())),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.begin_struct(name);
        let list = FieldList::new::<V::Value>(fields);
        match self.peek() {
            b'{' => self.nested(b'}', |decoder| {
                visitor.visit_map(Fields::new(decoder, fields, list)?)
            }),
            b'n' => {
                self.literal("null")?;
                self.begin::<V::Value>()?;
                visitor.visit_map(Fields::none(self, fields, list))
            }
            _ => return Err(self.wrong_type(go_struct_name(name))),
        }
        .map_err(|error| error.of_struct(list))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match self.peek() {
            b'"' => {
                let variant = self.string()?;
                visitor.visit_enum(variant.into_deserializer())
            }
            b'n' => {
                self.literal("null")?;
                visitor.visit_enum("".into_deserializer())
            }
            b'{' => self.nested(b'}', |decoder| visitor.visit_enum(Variant::new(decoder))),
            _ => Err(self.wrong_type(go_struct_name(name))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }
}

/// The form in which serde_json's `RawValue` asks for its text.
struct Raw<T> {
    text: Option<T>,
}

impl<'de, T: Deserializer<'de, Error = Error>> MapAccess<'de> for Raw<T> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if self.text.is_none() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(RAW_VALUE))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        seed.deserialize(self.text.take().ok_or_else(Error::corrupt)?)
    }
}
