//! UUIDs as the `uuid` of Go 1.27 has them: arrays of sixteen bytes, whose methods gob does not use.

use std::fmt;
use std::str::FromStr;

use super::{hyphenated, plain, write};
use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::marshal::PayloadError;
use crate::types::{GoName, GobType, Kind, TypeInfo, type_ref};

/// The `uuid.UUID` of Go's own package, and any other `[16]byte` without methods of binary form: an array of sixteen unsigned
/// integers, which a struct's field is sent as even if all are zero.
///
/// ```
/// use netrpc_gob::go::uuid::UuidArray;
/// use netrpc_gob::{StreamDecoder, StreamEncoder};
///
/// let uuid: UuidArray = "f81d4fae7dec11d0a76500a0c91e6bf6".parse()?;
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&uuid)?;
/// let bytes: [u8; 16] = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
/// assert_eq!(UuidArray(bytes).to_string(), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Of a text, Go's `invalid uuid`. It takes 32 digits, the same with hyphens, and these in braces or behind `urn:uuid:`.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UuidArray(pub [u8; 16]);

impl GobType for UuidArray {
    type Identity = UuidArray;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<UuidArray>(
        GoName::Declared("uuid.UUID", &[]),
        Kind::Named(type_ref::<[u8; 16]>()),
    );
}

impl Encode for UuidArray {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.0.encode(writer)
    }

    fn is_omitted(&self) -> bool {
        self.0.is_omitted()
    }
}

impl Decode for UuidArray {
    fn zero() -> Self {
        UuidArray::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        self.0.decode(reader, plan)
    }
}

/// Go's `String`.
impl fmt::Display for UuidArray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(&self.0, f)
    }
}

impl fmt::Debug for UuidArray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UuidArray({self})")
    }
}

/// Go's `Parse`.
impl FromStr for UuidArray {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        let octets = match text.len() {
            32 => plain(text.as_bytes()),
            45 => hyphenated(text.strip_prefix("urn:uuid:").unwrap_or("").as_bytes()),
            38 => {
                let text = text
                    .strip_prefix('{')
                    .and_then(|text| text.strip_suffix('}'));
                hyphenated(text.unwrap_or("").as_bytes())
            }
            _ => hyphenated(text.as_bytes()),
        };
        octets
            .map(UuidArray)
            .ok_or(PayloadError::new("invalid uuid"))
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use super::UuidArray;
    use crate::go::forms::{TextForm, text_serde};
    use crate::marshal::PayloadError;

    impl TextForm for UuidArray {
        const EXPECTED: &'static str = "the text of a UUID";
        const MAY_BE_ARRAY: bool = true;

        fn to_form(&self) -> Result<String, PayloadError> {
            Ok(self.to_string())
        }

        fn from_form(text: &str) -> Result<Self, PayloadError> {
            text.parse()
        }

        fn to_payload(&self) -> Result<Vec<u8>, PayloadError> {
            Ok(self.0.to_vec())
        }

        fn from_payload(payload: &[u8]) -> Result<Self, PayloadError> {
            let octets = payload.try_into();
            octets
                .map(UuidArray)
                .map_err(|_| PayloadError::new("invalid uuid"))
        }

        fn from_array(bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
            bytes.try_into().map(UuidArray)
        }
    }

    text_serde!(UuidArray);
}
