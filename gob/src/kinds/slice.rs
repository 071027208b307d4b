//! Slices: a count and the elements, or the bytes themselves if the elements are bytes.

use super::bytes::{encode_bytes, slice_kind};
use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, TypeInfo, identity};

impl<T: GobType> GobType for [T] {
    type Identity = identity::Slice<T::Identity>;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Self>(GoName::Unnamed, slice_kind::<T>());
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        if T::IS_BYTE {
            encode_bytes(self, writer);
            return Ok(());
        }
        writer.sequence(self)
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        self.is_empty()
    }
}

impl<T: GobType> GobType for Vec<T> {
    type Identity = identity::Slice<T::Identity>;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Self>(GoName::Unnamed, slice_kind::<T>());
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.as_slice().encode(writer)
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Decode> Decode for Vec<T> {
    #[inline]
    fn zero() -> Self {
        Vec::new()
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        T::decode_elements(self, reader, plan)
    }
}

impl<T: Decode> Decode for Box<[T]> {
    fn zero() -> Self {
        Box::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        let mut elements = std::mem::take(self).into_vec();
        let result = elements.decode(reader, plan);
        *self = elements.into();
        result
    }
}
