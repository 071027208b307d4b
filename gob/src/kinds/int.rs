//! Integers. `isize` and `usize` are Go's `int` and `uint`; the others have Go's names for their widths.

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo};

macro_rules! integer {
    ($($rust:ty, $go:literal, $kind:ident, $wide:ty, $write:ident, $read:ident;)*) => {$(
        impl GobType for $rust {
            type Identity = $rust;
            const TYPE: &'static TypeInfo =
                &TypeInfo::new::<$rust>(GoName::Predeclared($go), Kind::$kind);
        }

        impl Encode for $rust {
            #[inline]
            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                writer.$write(*self as $wide);
                Ok(())
            }

            #[inline]
            fn is_omitted(&self) -> bool {
                *self == 0
            }

            fn encode_elements(elements: &[Self], writer: &mut Writer<'_>) -> Result<(), Error> {
                for element in elements {
                    writer.$write(*element as $wide);
                }
                Ok(())
            }
        }

        impl Decode for $rust {
            #[inline]
            fn zero() -> Self {
                0
            }

            #[inline]
            fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
                match <$rust>::try_from(reader.$read()?) {
                    Ok(value) => {
                        *self = value;
                        Ok(())
                    }
                    Err(_) => Err(Error::out_of_range()),
                }
            }
        }
    )*};
}

integer! {
    i8, "int8", Int, i64, int, int;
    i16, "int16", Int, i64, int, int;
    i32, "int32", Int, i64, int, int;
    i64, "int64", Int, i64, int, int;
    isize, "int", Int, i64, int, int;
    u16, "uint16", Uint, u64, uint, uint;
    u32, "uint32", Uint, u64, uint, uint;
    u64, "uint64", Uint, u64, uint, uint;
    usize, "uint", Uint, u64, uint, uint;
}

// `u8` stands apart: alone and in arrays it is an unsigned integer, in a slice it makes Go's []byte.
impl GobType for u8 {
    type Identity = u8;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<u8>(GoName::Predeclared("uint8"), Kind::Uint);
    const IS_BYTE: bool = true;
}

impl Encode for u8 {
    #[inline]
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.uint(u64::from(*self));
        Ok(())
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        *self == 0
    }

    #[inline]
    fn to_byte(&self) -> u8 {
        *self
    }

    #[inline]
    fn bytes_of(elements: &[Self]) -> Option<&[u8]> {
        Some(elements)
    }
}

impl Decode for u8 {
    #[inline]
    fn zero() -> Self {
        0
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        match u8::try_from(reader.uint()?) {
            Ok(value) => {
                *self = value;
                Ok(())
            }
            Err(_) => Err(Error::out_of_range()),
        }
    }

    fn decode_elements(
        elements: &mut Vec<u8>,
        reader: &mut Reader<'_>,
        _: Plan,
    ) -> Result<(), Error> {
        let bytes = reader.bytes("[]uint8")?;
        if elements.capacity() < bytes.len() {
            reader.charge(bytes.len())?;
        }
        elements.clear();
        elements.extend_from_slice(bytes);
        Ok(())
    }

    #[inline]
    fn from_byte(byte: u8) -> Result<Self, Error> {
        Ok(byte)
    }
}
