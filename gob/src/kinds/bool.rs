//! `bool` is an unsigned integer; any but zero is true.

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo};

impl GobType for bool {
    type Identity = bool;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<bool>(GoName::Predeclared("bool"), Kind::Bool);
}

impl Encode for bool {
    #[inline]
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.uint(u64::from(*self));
        Ok(())
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        !*self
    }
}

impl Decode for bool {
    #[inline]
    fn zero() -> Self {
        false
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        *self = reader.uint()? != 0;
        Ok(())
    }
}
