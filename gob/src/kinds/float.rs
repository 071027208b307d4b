//! Floats: always a float64 on the wire.

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo};
use crate::wire::{float_from_bits, float_to_bits};

macro_rules! float {
    ($rust:ty, $go:literal, $read:expr) => {
        impl GobType for $rust {
            type Identity = $rust;
            const TYPE: &'static TypeInfo =
                &TypeInfo::new::<$rust>(GoName::Predeclared($go), Kind::Float);
        }

        impl Encode for $rust {
            #[inline]
            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                writer.uint(float_to_bits(f64::from(*self)));
                Ok(())
            }

            // Negative zero is left out as well, and its sign is lost: so does Go.
            #[inline]
            fn is_omitted(&self) -> bool {
                *self == 0.0
            }
        }

        impl Decode for $rust {
            #[inline]
            fn zero() -> Self {
                0.0
            }

            #[inline]
            fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
                *self = $read(reader)?;
                Ok(())
            }
        }
    };
}

float!(f32, "float32", read_f32);
float!(f64, "float64", read_f64);

#[inline]
pub(super) fn read_f64(reader: &mut Reader<'_>) -> Result<f64, Error> {
    reader.uint().map(float_from_bits)
}

/// Go's `float32FromBits`: too large is an error, unless it is infinite; too small becomes zero.
#[inline]
pub(super) fn read_f32(reader: &mut Reader<'_>) -> Result<f32, Error> {
    let value = float_from_bits(reader.uint()?);
    if value.is_finite() && value.abs() > f64::from(f32::MAX) {
        return Err(Error::out_of_range());
    }
    Ok(value as f32)
}
