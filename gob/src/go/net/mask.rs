//! `net.IPMask`: which bits of an address are the network's.

use std::fmt;

use super::Hex;

/// Go's `net.IPMask`: the bits of an address that are the network's, as many bytes as the address has; nil is empty.
///
/// ```
/// use netrpc_gob::go::net::IpMask;
///
/// let mask = IpMask::cidr(8, 32);
/// assert_eq!((mask.to_string(), mask.size()), ("ff000000".into(), Some((8, 32))));
/// assert_eq!(IpMask::from(vec![255, 1]).size(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IpMask(Vec<u8>);

super::named_bytes!(IpMask, "net.IPMask");

impl IpMask {
    /// So many ones in front of zeros, 32 or 128 bits together: Go's `CIDRMask`, nil where that is.
    pub fn cidr(ones: u8, bits: u8) -> Self {
        if !matches!(bits, 32 | 128) || ones > bits {
            return IpMask::default();
        }
        let ones = u128::MAX
            .checked_shr(ones.into())
            .map_or(u128::MAX, |zeros| !zeros);
        let bytes = ones.to_be_bytes();
        IpMask(bytes.into_iter().take(usize::from(bits) / 8).collect())
    }

    /// How many ones stand in front, and how many bits there are; `None` if not all ones stand in front: Go's `Size`.
    pub fn size(&self) -> Option<(usize, usize)> {
        let full = self.0.iter().take_while(|byte| **byte == 0xff).count();
        let mut bytes = self.0.iter().skip(full);
        let partial = bytes.next().copied().unwrap_or(0);
        let ones = partial.leading_ones();
        if partial.checked_shl(ones).unwrap_or(0) != 0 || bytes.any(|byte| *byte != 0) {
            return None;
        }
        Some((full * 8 + ones as usize, self.0.len() * 8))
    }
}

/// Go's `String`: hexadecimal digits.
impl fmt::Display for IpMask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("<nil>");
        }
        Hex(&self.0).fmt(f)
    }
}

impl fmt::Debug for IpMask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IpMask({self})")
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use base64::Engine as _;
    use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::IpMask;
    use crate::go::forms::{self, TextForm};
    use crate::marshal::PayloadError;

    /// In JSON as any `[]byte`: base64, and null if it is empty, which here stands for nil.
    impl Serialize for IpMask {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if self.0.is_empty() && serializer.is_human_readable() {
                return serializer.serialize_unit();
            }
            forms::serialize(self, serializer)
        }
    }

    impl<'de> Deserialize<'de> for IpMask {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            forms::deserialize(deserializer)
        }
    }

    impl TextForm for IpMask {
        const EXPECTED: &'static str = "bytes in base64";
        const MAY_BE_ARRAY: bool = true;

        fn to_form(&self) -> Result<String, PayloadError> {
            Ok(BASE64.encode(&self.0))
        }

        fn from_form(text: &str) -> Result<Self, PayloadError> {
            let without_lines: Vec<u8> = text
                .bytes()
                .filter(|byte| !matches!(byte, b'\r' | b'\n'))
                .collect();
            match BASE64.decode(without_lines) {
                Ok(bytes) => Ok(IpMask(bytes)),
                Err(_) => Err(PayloadError::new("illegal base64 data")),
            }
        }

        fn to_payload(&self) -> Result<Vec<u8>, PayloadError> {
            Ok(self.0.clone())
        }

        fn from_payload(payload: &[u8]) -> Result<Self, PayloadError> {
            Ok(IpMask(payload.to_vec()))
        }

        fn from_array(bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
            Ok(IpMask(bytes))
        }
    }

    /// Go's `base64.StdEncoding`, which lets bits behind the last byte be anything.
    const BASE64: GeneralPurpose = GeneralPurpose::new(
        &base64::alphabet::STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::RequireCanonical),
    );
}
