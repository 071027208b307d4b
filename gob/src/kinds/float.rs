//! Floats: always a float64 on the wire.

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo};
use crate::wire::{float_from_bits, float_to_bits};

impl GobType for f64 {
    type Identity = f64;
    const TYPE: &'static TypeInfo =
        &TypeInfo::new::<f64>(GoName::Predeclared("float64"), Kind::Float);
}

impl Encode for f64 {
    #[inline]
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.uint(float_to_bits(*self));
        Ok(())
    }

    // Negative zero is left out as well, and its sign is lost: so does Go.
    #[inline]
    fn is_omitted(&self) -> bool {
        *self == 0.0
    }
}

impl Decode for f64 {
    #[inline]
    fn zero() -> Self {
        0.0
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        *self = float_from_bits(reader.uint()?);
        Ok(())
    }
}

impl GobType for f32 {
    type Identity = f32;
    const TYPE: &'static TypeInfo =
        &TypeInfo::new::<f32>(GoName::Predeclared("float32"), Kind::Float);
}

impl Encode for f32 {
    #[inline]
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.uint(float_to_bits(f64::from(*self)));
        Ok(())
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        *self == 0.0
    }
}

impl Decode for f32 {
    #[inline]
    fn zero() -> Self {
        0.0
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        *self = read_f32(reader)?;
        Ok(())
    }
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
