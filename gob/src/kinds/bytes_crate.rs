//! The buffers of the crate `bytes`: `[]byte`.

use ::bytes::{Bytes, BytesMut};

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GobType, TypeInfo};

macro_rules! bytes_type {
    ($($rust:ty),*) => {$(
        impl GobType for $rust {
            type Identity = <[u8] as GobType>::Identity;
            const TYPE: &'static TypeInfo = <[u8]>::TYPE;
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

bytes_type!(Bytes, BytesMut);

/// A copy of its own: the buffer of the stream is used again.
impl Decode for Bytes {
    #[inline]
    fn zero() -> Self {
        Bytes::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        let bytes = reader.bytes("[]uint8")?;
        reader.charge(bytes.len())?;
        *self = Bytes::copy_from_slice(bytes);
        Ok(())
    }
}

impl Decode for BytesMut {
    #[inline]
    fn zero() -> Self {
        BytesMut::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        let bytes = reader.bytes("[]uint8")?;
        self.clear();
        if self.capacity() < bytes.len() {
            reader.charge(bytes.len())?;
            *self = BytesMut::with_capacity(bytes.len());
        }
        self.extend_from_slice(bytes);
        Ok(())
    }
}
