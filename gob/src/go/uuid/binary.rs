//! UUIDs as google/uuid has them: `BinaryMarshaler`s.

use std::fmt;
use std::str::FromStr;

use super::super::text::quote_start;
use super::{hyphenated, plain, write};
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};

/// The `uuid.UUID` of github.com/google/uuid, and any other one with `MarshalBinary`: sixteen bytes as a payload.
///
/// ```
/// use netrpc_gob::go::uuid::Uuid;
/// use netrpc_gob::{StreamDecoder, StreamEncoder};
///
/// let id: Uuid = "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6".parse()?;
/// assert_eq!(id.to_string(), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&id)?;
/// assert_eq!(StreamDecoder::new(sender.into_inner().as_slice()).decode::<Uuid>()?, id);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A payload of another length: `invalid UUID (got 3 bytes)`. A text: the errors of `uuid.Parse`, which takes 32 digits, the same
/// with hyphens, and these with `urn:uuid:` in front or, as it does not look, with any two bytes around them.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(pub [u8; 16]);

impl Marshal for Uuid {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        payload.put(&self.0);
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        self.0 = payload.try_into().map_err(|_| {
            PayloadError::new(format!("invalid UUID (got {} bytes)", payload.len()))
        })?;
        Ok(())
    }

    fn zero() -> Self {
        Uuid::default()
    }

    fn is_zero(&self) -> bool {
        *self == Uuid::default()
    }
}

marshaled!(Uuid, "github.com/google/uuid.UUID", Binary);

/// Lower-case digits with hyphens.
impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(&self.0, f)
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uuid({self})")
    }
}

/// `uuid.Parse`.
impl FromStr for Uuid {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        let bytes = text.as_bytes();
        let octets = match bytes.len() {
            36 => hyphenated(bytes),
            // In braces.
            38 => bytes.get(1..37).and_then(hyphenated),
            32 => plain(bytes),
            45 => {
                let (prefix, rest) = bytes.split_at_checked(URN.len()).unwrap_or_default();
                if !prefix.eq_ignore_ascii_case(URN) {
                    let text = format!("invalid urn prefix: {}", quote_start(prefix));
                    return Err(PayloadError::new(text));
                }
                hyphenated(rest)
            }
            length => {
                return Err(PayloadError::new(format!("invalid UUID length: {length}")));
            }
        };
        octets
            .map(Uuid)
            .ok_or(PayloadError::new("invalid UUID format"))
    }
}

const URN: &[u8] = b"urn:uuid:";

#[cfg(feature = "serde")]
super::super::forms::marshaled_text_form!(
    Uuid,
    "the text of a UUID",
    |uuid| Ok(uuid.to_string()),
    str::parse
);
