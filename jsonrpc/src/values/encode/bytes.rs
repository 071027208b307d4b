//! Sequences of bytes, which Go writes as base64.

use serde::{Serialize, Serializer, ser::Impossible};

use super::{Error, Result};

/// The bytes of a sequence whose elements are `u8`.
pub(crate) fn collect<I>(elements: I) -> Result<Vec<u8>>
where
    I: IntoIterator,
    I::Item: Serialize,
{
    let mut text = Vec::new();
    let mut error = None;
    let byte = |element: I::Item| {
        let byte = element
            .serialize(Look { text: &mut text })
            .and_then(|byte| byte.map_or_else(neither, Ok));
        byte.unwrap_or_else(|cause| {
            error = Some(cause);
            0
        })
    };
    let bytes = elements.into_iter().map(byte).collect();
    error.map_or(Ok(bytes), Err)
}

/// Looks into a value that should be a byte or a string: answers the byte, or appends the string.
pub(crate) struct Look<'a> {
    pub(crate) text: &'a mut Vec<u8>,
}

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

impl Serializer for Look<'_> {
    type Ok = Option<u8>;
    type Error = Error;
    type SerializeSeq = Impossible<Option<u8>, Error>;
    type SerializeTuple = Impossible<Option<u8>, Error>;
    type SerializeTupleStruct = Impossible<Option<u8>, Error>;
    type SerializeTupleVariant = Impossible<Option<u8>, Error>;
    type SerializeMap = Impossible<Option<u8>, Error>;
    type SerializeStruct = Impossible<Option<u8>, Error>;
    type SerializeStructVariant = Impossible<Option<u8>, Error>;

    fn serialize_u8(self, value: u8) -> Result<Option<u8>> {
        Ok(Some(value))
    }

    fn serialize_str(self, value: &str) -> Result<Option<u8>> {
        self.text.extend_from_slice(value.as_bytes());
        Ok(None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _value: &T) -> Result<Option<u8>> {
        neither()
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _value: &T,
    ) -> Result<Option<u8>> {
        neither()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<Option<u8>> {
        neither()
    }

    neither! {
        serialize_bool(bool) -> Option<u8>,
        serialize_i8(i8) -> Option<u8>,
        serialize_i16(i16) -> Option<u8>,
        serialize_i32(i32) -> Option<u8>,
        serialize_i64(i64) -> Option<u8>,
        serialize_u16(u16) -> Option<u8>,
        serialize_u32(u32) -> Option<u8>,
        serialize_u64(u64) -> Option<u8>,
        serialize_f32(f32) -> Option<u8>,
        serialize_f64(f64) -> Option<u8>,
        serialize_char(char) -> Option<u8>,
        serialize_bytes(&[u8]) -> Option<u8>,
        serialize_none() -> Option<u8>,
        serialize_unit() -> Option<u8>,
        serialize_unit_struct(&'static str) -> Option<u8>,
        serialize_unit_variant(&'static str, u32, &'static str) -> Option<u8>,
        serialize_seq(Option<usize>) -> Self::SerializeSeq,
        serialize_tuple(usize) -> Self::SerializeTuple,
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant,
        serialize_map(Option<usize>) -> Self::SerializeMap,
        serialize_struct(&'static str, usize) -> Self::SerializeStruct,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant,
    }
}
