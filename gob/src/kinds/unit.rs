//! `()` is Go's `struct{}`: net/rpc's placeholder body, and the element of a set.

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo};

impl GobType for () {
    type Identity = ();
    const TYPE: &'static TypeInfo = &TypeInfo::new::<()>(GoName::Unnamed, Kind::Struct(&[], false));
}

impl Encode for () {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let fields = writer.begin_struct()?;
        fields.end(writer);
        Ok(())
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl Decode for () {
    fn zero() -> Self {}

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        let mut fields = reader.begin_struct(plan)?;
        // Whatever fields the peer's struct has, all are skipped.
        while reader.next_field(&mut fields)?.is_some() {}
        Ok(())
    }
}
