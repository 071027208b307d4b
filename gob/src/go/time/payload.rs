//! The bytes that a time is in gob: Go's `MarshalBinary` and `UnmarshalBinary`.
//!
//! ```text
//! version   1, or 2 if the zone is not whole minutes from UTC
//! seconds   8 bytes, big-endian as all of it, signed, since the year 1
//! nanos     4 bytes
//! zone      2 bytes, minutes east of UTC, signed; -1 is UTC itself
//! zone      in version 2: a byte, signed, the seconds to be added
//! ```

use super::{NANOSECONDS, Time};
use crate::marshal::{Marshal, Payload, PayloadError};

/// Go takes any four bytes for nanoseconds, and has of a billion or more a time whose text is none, of negative ones a time
/// some 150 years off. Here they are refused.
impl Marshal for Time {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        // Both have the sign of the offset.
        let (minutes, seconds) = match self.offset {
            None => (UTC_MINUTES, 0),
            Some(offset) => match (i16::try_from(offset / 60), offset % 60) {
                (Ok(UTC_MINUTES) | Err(_), _) => return Err(PayloadError::new(UNEXPECTED_ZONE)),
                (Ok(minutes), seconds) => (minutes, seconds),
            },
        };
        let version = if seconds == 0 { VERSION_1 } else { VERSION_2 };
        payload.put(&[version]);
        payload.put(&self.seconds.to_be_bytes());
        payload.put(&self.nanoseconds.to_be_bytes());
        payload.put(&minutes.to_be_bytes());
        if version == VERSION_2 {
            // Less than a minute.
            payload.put(&(seconds as i8).to_be_bytes());
        }
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        let (version, rest) = payload
            .split_first()
            .ok_or(PayloadError::new("Time.UnmarshalBinary: no data"))?;
        let offset_seconds = match (*version, rest.len()) {
            (VERSION_1, LENGTH) => 0,
            (VERSION_2, LENGTH_2) => rest.last().map_or(0, |byte| i32::from(*byte as i8)),
            (VERSION_1 | VERSION_2, _) => {
                return Err(PayloadError::new("Time.UnmarshalBinary: invalid length"));
            }
            _ => {
                return Err(PayloadError::new(
                    "Time.UnmarshalBinary: unsupported version",
                ));
            }
        };
        let Some((&seconds, rest)) = rest.split_first_chunk() else {
            return Err(PayloadError::new("Time.UnmarshalBinary: invalid length"));
        };
        let (Some((&nanoseconds, _)), Some(&[_, _, _, _, m1, m2])) =
            (rest.split_first_chunk(), rest.first_chunk())
        else {
            return Err(PayloadError::new("Time.UnmarshalBinary: invalid length"));
        };
        let nanoseconds = u32::from_be_bytes(nanoseconds);
        if nanoseconds >= NANOSECONDS {
            return Err(PayloadError::new(
                "Time.UnmarshalBinary: nanoseconds out of range",
            ));
        }
        let offset = i32::from(i16::from_be_bytes([m1, m2])) * 60 + offset_seconds;
        *self = Time {
            seconds: i64::from_be_bytes(seconds),
            nanoseconds,
            // Go looks at the sum, too, which other minutes and seconds may make.
            offset: (offset != i32::from(UTC_MINUTES) * 60).then_some(offset),
        };
        Ok(())
    }

    fn zero() -> Self {
        Time::default()
    }

    /// In UTC, as Go's zero value is: the same moment elsewhere is sent.
    fn is_zero(&self) -> bool {
        *self == Time::default()
    }
}

const VERSION_1: u8 = 1;
const VERSION_2: u8 = 2;

/// Without the version.
const LENGTH: usize = 14;
const LENGTH_2: usize = LENGTH + 1;

const UTC_MINUTES: i16 = -1;

const UNEXPECTED_ZONE: &str = "Time.MarshalBinary: unexpected zone offset";
