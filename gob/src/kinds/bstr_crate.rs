//! The strings of the crate `bstr`: Go's, with any bytes.

use ::bstr::{BStr, BString};

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GobType, TypeInfo};

macro_rules! string_type {
    ($($rust:ty),*) => {$(
        impl GobType for $rust {
            type Identity = String;
            const TYPE: &'static TypeInfo = String::TYPE;
        }

        impl Encode for $rust {
            #[inline]
            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                writer.bytes(self);
                Ok(())
            }

            #[inline]
            fn is_omitted(&self) -> bool {
                self.is_empty()
            }
        }
    )*};
}

string_type!(BStr, BString);

impl Decode for BString {
    #[inline]
    fn zero() -> Self {
        BString::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        let bytes = reader.bytes("string")?;
        if self.capacity() < bytes.len() {
            reader.charge(bytes.len())?;
            // Exactly as much as was counted.
            *self = BString::new(Vec::with_capacity(bytes.len()));
        }
        self.clear();
        self.extend_from_slice(bytes);
        Ok(())
    }
}
