//! The buffers of the crate `bytes`: `[]byte`.

use ::bytes::{Bytes, BytesMut};

use super::bytes::go_as_bytes;
use crate::decode::{Decode, Plan, Reader};
use crate::error::Error;

go_as_bytes!([u8]: Bytes, BytesMut);

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
