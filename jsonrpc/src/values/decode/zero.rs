//! Go's zero values, for fields that do not come and arrays that come too short.

use std::cell::Cell;

use serde::de::{
    DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
    value::BorrowedStrDeserializer,
};

use crate::values::{
    RAW_VALUE,
    error::{Error, Result},
};

/// The zero value, and how much memory it takes in boxes.
pub(super) fn read<'de, T: DeserializeSeed<'de>>(seed: T) -> (Result<T::Value>, usize) {
    let boxed = Cell::new(0);
    let value = Zero {
        boxed: &boxed,
        counted: 0,
    }
    .part(seed);
    (value, boxed.get())
}

/// Says zero, empty or nothing, whatever it is asked for.
#[derive(Clone, Copy)]
struct Zero<'a> {
    /// The bytes that structs and arrays take which stand in boxes.
    boxed: &'a Cell<usize>,
    /// So much belongs to what this is a part of.
    counted: usize,
}

impl<'a> Zero<'a> {
    fn part<'de, T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        seed.deserialize(Self {
            counted: size_of::<T::Value>(),
            ..self
        })
    }

    fn begin<T>(self) {
        let boxed = size_of::<T>().saturating_sub(self.counted);
        self.boxed.set(self.boxed.get().saturating_add(boxed));
    }
}

macro_rules! zeros {
    ($($method:ident $visit:ident $zero:expr;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            visitor.$visit($zero)
        })*
    };
}

impl<'de> Deserializer<'de> for Zero<'_> {
    type Error = Error;

    zeros! {
        deserialize_bool visit_bool false;
        deserialize_i8 visit_i8 0;
        deserialize_i16 visit_i16 0;
        deserialize_i32 visit_i32 0;
        deserialize_i64 visit_i64 0;
        deserialize_i128 visit_i128 0;
        deserialize_u8 visit_u8 0;
        deserialize_u16 visit_u16 0;
        deserialize_u32 visit_u32 0;
        deserialize_u64 visit_u64 0;
        deserialize_u128 visit_u128 0;
        deserialize_f32 visit_f32 0.0;
        deserialize_f64 visit_f64 0.0;
        deserialize_char visit_char '\0';
        deserialize_str visit_borrowed_str "";
        deserialize_string visit_borrowed_str "";
        deserialize_identifier visit_borrowed_str "";
        deserialize_bytes visit_borrowed_bytes b"";
        deserialize_byte_buf visit_byte_buf Vec::new();
        deserialize_seq visit_seq NoElements;
        deserialize_map visit_map NoEntries;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        if name == RAW_VALUE {
            return visitor.visit_map(RawNull { asked: false });
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        self.begin::<V::Value>();
        visitor.visit_seq(Zeros {
            left: length,
            zero: self,
        })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value> {
        self.begin::<V::Value>();
        visitor.visit_seq(Zeros {
            left: length,
            zero: self,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.begin::<V::Value>();
        visitor.visit_map(ZeroFields { fields, zero: self })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum("".into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }
}

/// So many zero values.
struct Zeros<'a> {
    left: usize,
    zero: Zero<'a>,
}

impl<'de> SeqAccess<'de> for Zeros<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(None);
        };
        self.left = left;
        self.zero.part(seed).map(Some)
    }
}

struct NoElements;

impl<'de> SeqAccess<'de> for NoElements {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, _seed: T) -> Result<Option<T::Value>> {
        Ok(None)
    }
}

struct NoEntries;

impl<'de> MapAccess<'de> for NoEntries {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _seed: K) -> Result<Option<K::Value>> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, _seed: V) -> Result<V::Value> {
        Err(Error::corrupt())
    }
}

/// Every field of a struct, each with its zero value.
struct ZeroFields<'a> {
    fields: &'static [&'static str],
    zero: Zero<'a>,
}

impl<'de> MapAccess<'de> for ZeroFields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some((field, rest)) = self.fields.split_first() else {
            return Ok(None);
        };
        self.fields = rest;
        seed.deserialize((*field).into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        self.zero.part(seed)
    }
}

/// `null` in the form in which serde_json's `RawValue` asks for its text.
struct RawNull {
    asked: bool,
}

impl<'de> MapAccess<'de> for RawNull {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if std::mem::replace(&mut self.asked, true) {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(RAW_VALUE))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        seed.deserialize(BorrowedStrDeserializer::new("null"))
    }
}
