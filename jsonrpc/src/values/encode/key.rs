//! Map keys: strings, and numbers written as strings.

use std::fmt::Display;

use serde::{Serialize, Serializer, ser::Impossible};

use super::{
    super::{
        error::{Error, Result},
        escape::append_quoted,
        number::{append_f32, append_f64},
    },
    check_finite,
};

/// Appends a map key as a JSON string.
pub(crate) fn append_key<T: Serialize + ?Sized>(out: &mut Vec<u8>, key: &T) -> Result<()> {
    key.serialize(KeyEncoder { out })
}

struct KeyEncoder<'a> {
    out: &'a mut Vec<u8>,
}

impl KeyEncoder<'_> {
    /// In the text of numbers nothing needs an escape.
    fn append_number(self, append: impl FnOnce(&mut Vec<u8>)) -> Result<()> {
        self.out.push(b'"');
        append(self.out);
        self.out.push(b'"');
        Ok(())
    }
}

macro_rules! integers {
    ($($method:ident $integer:ty,)*) => {
        $(fn $method(self, value: $integer) -> Result<()> {
            self.append_number(|out| {
                out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
            })
        })*
    };
}

fn no_key<T>(go_type: &str) -> Result<T> {
    Err(Error::unsupported_type(&format!("map[{go_type}]")))
}

impl Serializer for KeyEncoder<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    integers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128,
    }

    fn serialize_str(self, value: &str) -> Result<()> {
        append_quoted(self.out, value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_f32(self, value: f32) -> Result<()> {
        check_finite(f64::from(value))?;
        self.append_number(|out| append_f32(out, value))
    }

    fn serialize_f64(self, value: f64) -> Result<()> {
        check_finite(value)?;
        self.append_number(|out| append_f64(out, value))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<()> {
        use std::fmt::Write;
        let mut text = String::new();
        write!(text, "{value}").map_err(|_| Error::unsupported_value("map key"))?;
        self.serialize_str(&text)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_bool(self, _value: bool) -> Result<()> {
        no_key("bool")
    }

    fn serialize_bytes(self, _value: &[u8]) -> Result<()> {
        no_key("[]uint8")
    }

    fn serialize_none(self) -> Result<()> {
        no_key("interface {}")
    }

    fn serialize_unit(self) -> Result<()> {
        no_key("struct {}")
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<()> {
        no_key(name)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<()> {
        no_key(name)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Self::SerializeSeq> {
        no_key("[]interface {}")
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple> {
        no_key(&format!("[{length}]interface {{}}"))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleStruct> {
        no_key(name)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        no_key(name)
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Self::SerializeMap> {
        no_key("map[string]interface {}")
    }

    fn serialize_struct(self, name: &'static str, _length: usize) -> Result<Self::SerializeStruct> {
        no_key(name)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeStructVariant> {
        no_key(name)
    }
}
