//! The times of the crate chrono.

use ::chrono::{DateTime, FixedOffset, Offset as _, TimeZone, Utc};

use super::{Time, TimeError};
use crate::marshal::converted;

/// An offset of zero is UTC; the second after a leap second for a moment within it.
impl<Tz: TimeZone> From<DateTime<Tz>> for Time {
    fn from(time: DateTime<Tz>) -> Self {
        Self::from(&time)
    }
}

/// As of the time itself.
impl<Tz: TimeZone> From<&DateTime<Tz>> for Time {
    fn from(time: &DateTime<Tz>) -> Self {
        let utc = Self::from_unix(time.timestamp(), time.timestamp_subsec_nanos());
        utc.with_offset_but_zero(time.offset().fix().local_minus_utc())
    }
}

/// Fails for years further away than some 262 thousand.
impl TryFrom<Time> for DateTime<Utc> {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        let seconds = time.checked_unix_seconds();
        seconds
            .and_then(|seconds| DateTime::from_timestamp(seconds, time.nanoseconds))
            .ok_or(TimeError {
                time,
                other: "a chrono::DateTime<Utc>",
            })
    }
}

/// Fails also for zones 24 hours or more from UTC.
impl TryFrom<Time> for DateTime<FixedOffset> {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        let error = TimeError {
            time,
            other: "a chrono::DateTime<FixedOffset>",
        };
        let utc = DateTime::<Utc>::try_from(time).ok();
        let offset = FixedOffset::east_opt(time.offset());
        let (Some(utc), Some(offset)) = (utc, offset) else {
            return Err(error);
        };
        // Chrono panics when it is asked for the date otherwise.
        match utc.naive_utc().checked_add_offset(offset) {
            Some(_) => Ok(utc.with_timezone(&offset)),
            None => Err(error),
        }
    }
}

converted!(DateTime<Utc> => Time, zero DateTime::try_from(Time::default()).unwrap_or_default());
converted!(DateTime<FixedOffset> => Time, zero DateTime::try_from(Time::default()).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_there_and_back() {
        for text in [
            "0001-01-01T00:00:00Z",
            "-0004-12-31T23:59:59.999999999Z",
            "1969-12-31T23:59:59.999999999Z",
            "2009-11-10T23:00:00.000000001Z",
            "9999-12-31T23:59:59.999999999Z",
            "2009-11-10T23:00:00.000000001+23:59",
            "2009-11-10T23:00:00.000000001-05:30",
        ] {
            let chrono = text.parse::<DateTime<FixedOffset>>().unwrap();
            let time = Time::from(chrono);
            assert_eq!(time.to_string(), text);
            assert_eq!(time.is_utc(), text.ends_with('Z'));
            let back = DateTime::<FixedOffset>::try_from(time).unwrap();
            assert_eq!((back, back.offset()), (chrono, chrono.offset()));
            assert_eq!(DateTime::<Utc>::try_from(time), Ok(chrono.to_utc()));
            assert_eq!(Time::from(chrono.to_utc()), time.to_utc());
        }
        let seconds = Time::from_unix(0, 0).with_offset(-86_399);
        let chrono = DateTime::<FixedOffset>::try_from(seconds).unwrap();
        assert_eq!(Time::from(&chrono), seconds);
    }

    #[test]
    fn the_zero_times_are_go_s() {
        let utc = <DateTime<Utc> as crate::Decode>::zero();
        let fixed = <DateTime<FixedOffset> as crate::Decode>::zero();
        assert_eq!((Time::from(utc), Time::from(fixed)), Default::default());
    }

    #[test]
    fn a_leap_second_is_the_second_after_it() {
        let leap = DateTime::from_timestamp(1_483_228_799, 1_500_000_000).unwrap();
        assert_eq!(leap.to_string(), "2016-12-31 23:59:60.500 UTC");
        let after = Time::from_unix(1_483_228_800, 500_000_000);
        assert_eq!(Time::from(leap), after);
    }

    #[test]
    fn what_chrono_has_not_is_an_error() {
        let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        for edge in [first, last] {
            assert_eq!(DateTime::<Utc>::try_from(Time::from(edge)), Ok(edge));
        }
        let (first, last) = (Time::from(first), Time::from(last));
        for time in [
            Time::from_unix(last.unix_seconds() + 1, 0),
            Time::from_unix(first.unix_seconds() - 1, 0),
            Time::from_unix(i64::MAX, 0),
            Time {
                seconds: i64::MIN,
                ..first
            },
        ] {
            let error = DateTime::<Utc>::try_from(time).unwrap_err();
            let text = format!("time {time} is out of range for a chrono::DateTime<Utc>");
            assert_eq!(error.to_string(), text);
        }
        for time in [
            Time::from_unix(0, 0).with_offset(86_400),
            Time::from_unix(0, 0).with_offset(i32::MIN),
            // These are in another year there.
            last.with_offset(1),
            first.with_offset(-1),
        ] {
            assert!(DateTime::<FixedOffset>::try_from(time).is_err(), "{time:?}");
        }
    }
}
