//! Arrays of any length: a count, which must be the length, and the elements. Never left out.

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo, identity, type_ref};

impl<T: GobType, const N: usize> GobType for [T; N] {
    type Identity = identity::Array<T::Identity, N>;
    const TYPE: &'static TypeInfo =
        &TypeInfo::new::<Self>(GoName::Unnamed, Kind::Array(type_ref::<T>(), N));
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.sequence(self)
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        false
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    const ZERO_BYTES: usize = N * T::ZERO_BYTES;

    fn zero() -> Self {
        std::array::from_fn(|_| T::zero())
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        reader.array(self, plan)
    }
}
