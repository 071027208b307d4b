//! UUIDs in the two forms that Go has them in: with methods of their own, and as an array.
//!
//! ```
//! use netrpc_gob::go::uuid::{Uuid, UuidArray};
//!
//! let uuid: Uuid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".parse()?;
//! assert_eq!(uuid.0[..4], [0xf8, 0x1d, 0x4f, 0xae]);
//! assert_eq!("{F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6}".parse(), Ok(UuidArray(uuid.0)));
//! # Ok::<(), netrpc_gob::PayloadError>(())
//! ```

mod array;
mod binary;
#[cfg(feature = "uuid")]
mod uuid_crate;

use std::fmt;

pub use array::UuidArray;
pub use binary::Uuid;

/// Lower-case digits with hyphens.
fn write(octets: &[u8; 16], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, octet) in octets.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            f.write_str("-")?;
        }
        write!(f, "{octet:02x}")?;
    }
    Ok(())
}

/// The bytes of 32 digits, with hyphens at their places.
fn hyphenated(text: &[u8]) -> Option<[u8; 16]> {
    let mut digits = Vec::with_capacity(32);
    for (index, byte) in text.iter().enumerate() {
        if matches!(index, 8 | 13 | 18 | 23) {
            if *byte != b'-' {
                return None;
            }
        } else {
            digits.push(*byte);
        }
    }
    plain(&digits)
}

/// The bytes of 32 digits.
fn plain(digits: &[u8]) -> Option<[u8; 16]> {
    let mut octets = Vec::with_capacity(16);
    for pair in digits.chunks(2) {
        let [upper, lower] = pair else {
            return None;
        };
        let upper = char::from(*upper).to_digit(16)?;
        let lower = char::from(*lower).to_digit(16)?;
        octets.push((upper << 4 | lower) as u8);
    }
    octets.try_into().ok()
}
