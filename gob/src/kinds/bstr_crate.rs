//! The strings of the crate `bstr`: Go's, with any bytes.

use ::bstr::{BStr, BString};

use super::bytes::go_as_bytes;
use crate::decode::{Decode, Plan, Reader};
use crate::error::Error;

go_as_bytes!(String: BStr, BString);

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
