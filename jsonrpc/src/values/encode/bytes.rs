//! Sequences of bytes, which Go writes as base64.

use serde::{Serialize, Serializer, ser::Impossible};

use super::{Error, Result};

/// The bytes of a sequence whose elements are `u8`.
pub(crate) fn collect<I>(elements: I) -> Result<Vec<u8>>
where
    I: IntoIterator,
    I::Item: Serialize,
{
    let elements = elements.into_iter();
    let mut bytes = Vec::with_capacity(elements.size_hint().0);
    for element in elements {
        let Scalar::Byte(byte) = scalar(&element)? else {
            return neither();
        };
        bytes.push(byte);
    }
    Ok(bytes)
}

/// What a value of which little is known turns out to be.
pub(crate) enum Scalar {
    Byte(u8),
    Text(String),
}

/// Looks into a value that should be a byte or a string.
pub(crate) fn scalar<T: Serialize + ?Sized>(value: &T) -> Result<Scalar> {
    value.serialize(Look)
}

struct Look;

fn neither<T>() -> Result<T> {
    Err(Error::unsupported_type("interface {}"))
}

macro_rules! neither {
    ($($method:ident($($argument:ty),*) -> $result:ty,)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$result> {
            neither()
        })*
    };
}

impl Serializer for Look {
    type Ok = Scalar;
    type Error = Error;
    type SerializeSeq = Impossible<Scalar, Error>;
    type SerializeTuple = Impossible<Scalar, Error>;
    type SerializeTupleStruct = Impossible<Scalar, Error>;
    type SerializeTupleVariant = Impossible<Scalar, Error>;
    type SerializeMap = Impossible<Scalar, Error>;
    type SerializeStruct = Impossible<Scalar, Error>;
    type SerializeStructVariant = Impossible<Scalar, Error>;

    fn serialize_u8(self, value: u8) -> Result<Scalar> {
        Ok(Scalar::Byte(value))
    }

    fn serialize_str(self, value: &str) -> Result<Scalar> {
        Ok(Scalar::Text(value.to_owned()))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _value: &T) -> Result<Scalar> {
        neither()
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _value: &T,
    ) -> Result<Scalar> {
        neither()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<Scalar> {
        neither()
    }

    neither! {
        serialize_bool(bool) -> Scalar,
        serialize_i8(i8) -> Scalar,
        serialize_i16(i16) -> Scalar,
        serialize_i32(i32) -> Scalar,
        serialize_i64(i64) -> Scalar,
        serialize_u16(u16) -> Scalar,
        serialize_u32(u32) -> Scalar,
        serialize_u64(u64) -> Scalar,
        serialize_f32(f32) -> Scalar,
        serialize_f64(f64) -> Scalar,
        serialize_char(char) -> Scalar,
        serialize_bytes(&[u8]) -> Scalar,
        serialize_none() -> Scalar,
        serialize_unit() -> Scalar,
        serialize_unit_struct(&'static str) -> Scalar,
        serialize_unit_variant(&'static str, u32, &'static str) -> Scalar,
        serialize_seq(Option<usize>) -> Self::SerializeSeq,
        serialize_tuple(usize) -> Self::SerializeTuple,
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant,
        serialize_map(Option<usize>) -> Self::SerializeMap,
        serialize_struct(&'static str, usize) -> Self::SerializeStruct,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant,
    }
}
