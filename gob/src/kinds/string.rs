//! Strings. Go does not check them for UTF-8; Rust's must be.

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::{Error, ErrorKind};
use crate::types::{GoName, GobType, Kind, TypeInfo};

macro_rules! string_type {
    ($($rust:ty),*) => {$(
        impl GobType for $rust {
            type Identity = String;
            const TYPE: &'static TypeInfo =
                &TypeInfo::new::<$rust>(GoName::Predeclared("string"), Kind::String);
        }

        impl Encode for $rust {
            #[inline]
            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                writer.bytes(self.as_bytes());
                Ok(())
            }

            #[inline]
            fn is_omitted(&self) -> bool {
                self.is_empty()
            }
        }
    )*};
}

string_type!(str, String);

impl Decode for String {
    #[inline]
    fn zero() -> Self {
        String::new()
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        let text = read_str(reader)?;
        if self.capacity() < text.len() {
            reader.charge(text.len())?;
        }
        self.clear();
        self.push_str(text);
        Ok(())
    }
}

impl Decode for Box<str> {
    fn zero() -> Self {
        Box::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        let text = read_str(reader)?;
        reader.charge(text.len())?;
        *self = text.into();
        Ok(())
    }
}

/// Takes a string that must be UTF-8.
#[inline]
pub(super) fn read_str<'a>(reader: &mut Reader<'a>) -> Result<&'a str, Error> {
    let bytes = reader.bytes("string")?;
    std::str::from_utf8(bytes).map_err(|error| not_utf8(&error))
}

#[cold]
fn not_utf8(error: &std::str::Utf8Error) -> Error {
    let text = format!("gob: string is not UTF-8: {error}");
    Error::new(ErrorKind::Utf8, text)
}
