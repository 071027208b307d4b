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
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};

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
        let is_whole = seconds == 0;
        payload.put(&[if is_whole { VERSION_1 } else { VERSION_2 }]);
        payload.put(&self.seconds.to_be_bytes());
        payload.put(&self.nanoseconds.to_be_bytes());
        payload.put(&minutes.to_be_bytes());
        if !is_whole {
            // Less than a minute.
            payload.put(&(seconds as i8).to_be_bytes());
        }
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        let (version, rest) = payload
            .split_first()
            .ok_or(PayloadError::new("Time.UnmarshalBinary: no data"))?;
        let has_seconds = match *version {
            VERSION_1 => false,
            VERSION_2 => true,
            _ => {
                return Err(PayloadError::new(
                    "Time.UnmarshalBinary: unsupported version",
                ));
            }
        };
        let fields = split(rest).filter(|fields| fields.3.is_some() == has_seconds);
        let (seconds, nanoseconds, minutes, offset_seconds) =
            fields.ok_or(PayloadError::new("Time.UnmarshalBinary: invalid length"))?;
        if nanoseconds >= NANOSECONDS {
            return Err(PayloadError::new(
                "Time.UnmarshalBinary: nanoseconds out of range",
            ));
        }
        let offset = i32::from(minutes) * 60 + i32::from(offset_seconds.unwrap_or_default());
        *self = Time {
            seconds,
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

/// What comes after the version: seconds, nanoseconds, minutes of the zone and, if they are there, its seconds.
fn split(bytes: &[u8]) -> Option<(i64, u32, i16, Option<i8>)> {
    let (seconds, rest) = bytes.split_first_chunk()?;
    let (nanoseconds, rest) = rest.split_first_chunk()?;
    let (minutes, rest) = rest.split_first_chunk()?;
    let offset_seconds = match rest {
        [] => None,
        [byte] => Some(i8::from_be_bytes([*byte])),
        _ => return None,
    };
    Some((
        i64::from_be_bytes(*seconds),
        u32::from_be_bytes(*nanoseconds),
        i16::from_be_bytes(*minutes),
        offset_seconds,
    ))
}

marshaled!(Time, "time.Time", Gob);

const VERSION_1: u8 = 1;
const VERSION_2: u8 = 2;

const UTC_MINUTES: i16 = -1;

const UNEXPECTED_ZONE: &str = "Time.MarshalBinary: unexpected zone offset";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::UNIX_SECONDS;
    use super::*;

    fn marshaled(time: Time) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        match time.marshal(&mut Payload::new(&mut bytes)) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(error.to_string()),
        }
    }

    fn unmarshaled(bytes: &[u8]) -> Result<Time, String> {
        // As the value that was there, which none of it may remain of.
        let before = Time::from_unix(5, 6).with_offset(7);
        let mut time = before;
        match time.unmarshal(bytes) {
            Ok(()) => Ok(time),
            Err(error) => {
                assert_eq!(time, before, "as in Go, what fails changes nothing");
                Err(error.to_string())
            }
        }
    }

    fn hex(digits: &str) -> Vec<u8> {
        let digit = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
        (0..digits.len()).step_by(2).map(digit).collect()
    }

    fn go() -> Time {
        Time::from_unix(1_257_894_000, 1)
    }

    /// What Go's `MarshalBinary` makes of times, and its `UnmarshalBinary` of that.
    #[test]
    fn times_are_the_bytes_that_go_makes_of_them() {
        let utc = |seconds, nanoseconds| Time::from_unix(seconds, nanoseconds);
        let of_go = |offset| go().with_offset(offset);
        for (time, bytes) in [
            (go(), "010000000ec28be77000000001ffff"),
            (Time::default(), "01000000000000000000000000ffff"),
            (utc(0, 0), "010000000e7791f70000000000ffff"),
            (of_go(0), "010000000ec28be770000000010000"),
            (of_go(3_600), "010000000ec28be77000000001003c"),
            (of_go(-3_600), "010000000ec28be77000000001ffc4"),
            (of_go(1), "020000000ec28be77000000001000001"),
            (of_go(-1), "020000000ec28be770000000010000ff"),
            (of_go(-30), "020000000ec28be770000000010000e2"),
            (of_go(-59), "020000000ec28be770000000010000c5"),
            (of_go(-120), "010000000ec28be77000000001fffe"),
            (of_go(-121), "020000000ec28be77000000001fffeff"),
            (of_go(59), "020000000ec28be7700000000100003b"),
            (of_go(61), "020000000ec28be77000000001000101"),
            (of_go(-19_815), "020000000ec28be77000000001feb6f1"),
            (of_go(86_400), "010000000ec28be7700000000105a0"),
            (of_go(1_966_020), "010000000ec28be770000000017fff"),
            (of_go(1_966_079), "020000000ec28be770000000017fff3b"),
            (of_go(-1_966_080), "010000000ec28be770000000018000"),
            (of_go(-1_966_139), "020000000ec28be770000000018000c5"),
            (
                Time::default().with_offset(0),
                "010000000000000000000000000000",
            ),
            (
                utc(-2_840_144_008, 0).with_offset(3_208),
                "020000000dce48ce780000000000351c",
            ),
            (utc(-62_324_985_600, 0), "01fffffffff4b6280000000000ffff"),
            (
                utc(253_402_300_799, 999_999_999),
                "01000000497786387f3b9ac9ffffff",
            ),
            // The last moment and the first.
            (
                utc(i64::MAX - UNIX_SECONDS, 999_999_999),
                "017fffffffffffffff3b9ac9ffffff",
            ),
            (
                Time {
                    seconds: i64::MIN,
                    ..Time::default()
                },
                "01800000000000000000000000ffff",
            ),
            (utc(i64::MIN, 0), "018000000e7791f70000000000ffff"),
        ] {
            assert_eq!(marshaled(time), Ok(hex(bytes)), "{time:?}");
            assert_eq!(unmarshaled(&hex(bytes)), Ok(time), "{bytes}");
        }
    }

    #[test]
    fn a_zone_that_would_be_taken_for_utc_or_is_too_far_has_no_bytes() {
        for offset in [-60, -61, -119, 1_966_080, -1_966_140, i32::MAX, i32::MIN] {
            let error = Err(UNEXPECTED_ZONE.to_owned());
            assert_eq!(marshaled(go().with_offset(offset)), error, "{offset}");
        }
    }

    /// Zones that no Go sends in this way. The second column is how Go sends them again.
    #[test]
    fn minutes_and_seconds_of_a_zone_are_added_whatever_their_signs() {
        for (zone, offset, again) in [
            ("000000", Some(0), Some("010000000ec28be770000000010000")),
            ("0000c4", None, Some("010000000ec28be77000000001ffff")),
            ("fffe3c", None, Some("010000000ec28be77000000001ffff")),
            ("ffff00", None, Some("010000000ec28be77000000001ffff")),
            ("ffffff", Some(-61), None),
            (
                "ffff01",
                Some(-59),
                Some("020000000ec28be770000000010000c5"),
            ),
            (
                "00007f",
                Some(127),
                Some("020000000ec28be77000000001000207"),
            ),
            (
                "000080",
                Some(-128),
                Some("020000000ec28be77000000001fffef8"),
            ),
            (
                "80007f",
                Some(-1_965_953),
                Some("020000000ec28be770000000018003cb"),
            ),
            ("800080", Some(-1_966_208), None),
            ("7fff7f", Some(1_966_147), None),
            (
                "0035e2",
                Some(3_150),
                Some("020000000ec28be7700000000100341e"),
            ),
        ] {
            let time = unmarshaled(&hex(&format!("020000000ec28be77000000001{zone}"))).unwrap();
            assert_eq!(time, Time { offset, ..go() }, "{zone}");
            let again = again.map(hex).ok_or(UNEXPECTED_ZONE.to_owned());
            assert_eq!(marshaled(time), again, "{zone}");
        }
    }

    #[test]
    fn bytes_that_are_no_time_are_refused_in_go_s_words() {
        for (bytes, error) in [
            ("", "no data"),
            ("00", "unsupported version"),
            ("03", "unsupported version"),
            ("01", "invalid length"),
            ("02", "invalid length"),
            ("0100000000000000000000000000ff", ""),
            ("01000000000000000000000000ff", "invalid length"),
            ("0100000000000000000000000000ffff", "invalid length"),
            ("02000000000000000000000000ffff", "invalid length"),
            ("0200000000000000000000000000ffff00", "invalid length"),
        ] {
            let result = unmarshaled(&hex(bytes));
            match error {
                "" => assert!(result.is_ok(), "{bytes}"),
                _ => assert_eq!(
                    result,
                    Err(format!("Time.UnmarshalBinary: {error}")),
                    "{bytes}"
                ),
            }
        }
    }

    /// Go takes them: of the first it has a second and more, of the last ones another year.
    #[test]
    fn a_billion_nanoseconds_and_negative_ones_are_refused() {
        for nanoseconds in [
            "3b9aca00", "3fffffff", "40000000", "7fffffff", "80000000", "ffffffff",
        ] {
            let bytes = hex(&format!("010000000ec28be770{nanoseconds}ffff"));
            let error = "Time.UnmarshalBinary: nanoseconds out of range";
            assert_eq!(unmarshaled(&bytes), Err(error.to_owned()));
        }
    }

    #[test]
    fn only_the_first_moment_in_utc_is_left_out() {
        assert!(Marshal::is_zero(&Time::default()) && Time::default() == Time::zero());
        for time in [
            Time::default().with_offset(0),
            Time::default().with_offset(60),
            go(),
        ] {
            assert!(!Marshal::is_zero(&time), "{time:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_sent_is_what_arrives(seconds: i64, nanoseconds in 0..NANOSECONDS, offset: Option<i16>, second in -59..=59) {
            // Go's minutes and seconds have one sign.
            let offset = offset.map(|minutes| i32::from(minutes) * 60 + second * i32::from(minutes).signum());
            prop_assume!(!matches!(offset, Some(-119..=-60)));
            let time = Time { seconds, nanoseconds, offset };
            prop_assert_eq!(unmarshaled(&marshaled(time).unwrap()), Ok(time));
        }

        #[test]
        fn any_bytes_are_a_time_or_an_error(mut bytes in proptest::collection::vec(any::<u8>(), 0..=64), version in 0_u8..4) {
            if let Some(first) = bytes.first_mut() {
                *first = version;
            }
            if let Ok(time) = unmarshaled(&bytes) {
                prop_assert!(bytes.len() == 15 || bytes.len() == 16);
                let _ = format!("{time} {time:?}");
                let again = marshaled(time).map(|bytes| unmarshaled(&bytes));
                prop_assert!(again == Ok(Ok(time)) || again == Err(UNEXPECTED_ZONE.to_owned()));
            }
        }
    }

    #[test]
    fn every_length_is_a_time_or_an_error() {
        for version in 0..4 {
            for length in 0..=64 {
                let mut bytes = vec![0; length];
                if let Some(first) = bytes.first_mut() {
                    *first = version;
                }
                let is_time = matches!((version, length), (1, 15) | (2, 16));
                assert_eq!(unmarshaled(&bytes).is_ok(), is_time, "{version} {length}");
            }
        }
    }
}
