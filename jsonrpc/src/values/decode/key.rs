//! Map keys: strings, and numbers written as strings.

use std::{borrow::Cow, str::FromStr};

use serde::{
    de::{Deserializer, IntoDeserializer, Visitor},
    forward_to_deserialize_any,
};

use crate::values::{
    error::{Error, Result},
    go_type::go_type_name,
};

pub(super) struct KeyDecoder<'de> {
    text: Cow<'de, str>,
}

impl<'de> KeyDecoder<'de> {
    pub(super) fn new(text: Cow<'de, str>) -> Self {
        Self { text }
    }

    fn number<N: FromStr, T>(&self) -> Result<N> {
        // Rust takes a plus sign before unsigned numbers too, Go does not.
        let signed = self.text.starts_with('+') && go_type_name::<T>().starts_with('u');
        let number = if signed { None } else { self.text.parse().ok() };
        number
            .ok_or_else(|| Error::wrong_type(format!("number {}", self.text), go_type_name::<T>()))
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            let number = self.number::<$number, V::Value>()?;
            visitor.$visit(number)
        })*
    };
}

impl<'de> Deserializer<'de> for KeyDecoder<'de> {
    type Error = Error;

    numbers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_i128 visit_i128 i128,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
        deserialize_u128 visit_u128 u128,
        deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(self.text.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
