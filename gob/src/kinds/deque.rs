//! `VecDeque`: a slice of which the elements may lie in two pieces.

use std::collections::VecDeque;

use super::bytes::slice_kind;
use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, TypeInfo, identity};

impl<T: GobType> GobType for VecDeque<T> {
    type Identity = identity::Slice<T::Identity>;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Self>(GoName::Unnamed, slice_kind::<T>());
}

impl<T: Encode> Encode for VecDeque<T> {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        if T::IS_BYTE {
            writer.byte_elements(self.iter());
            return Ok(());
        }
        writer.enter()?;
        writer.uint(self.len() as u64);
        writer.elements(self)?;
        writer.leave();
        Ok(())
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Decode> Decode for VecDeque<T> {
    fn zero() -> Self {
        VecDeque::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        // Neither way allocates; the elements are moved into one piece.
        let mut elements = Vec::from(std::mem::take(self));
        let result = elements.decode(reader, plan);
        *self = elements.into();
        result
    }
}
