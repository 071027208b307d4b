//! The times of the crate jiff.

use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{Timestamp, Zoned};

use super::{NANOSECONDS, Time, TimeError};
use crate::marshal::converted;

/// In UTC.
impl From<Timestamp> for Time {
    fn from(time: Timestamp) -> Self {
        // Jiff's nanoseconds are negative before 1970.
        match u32::try_from(time.subsec_nanosecond()) {
            Ok(nanoseconds) => Self::from_unix(time.as_second(), nanoseconds),
            Err(_) => {
                let before = time.subsec_nanosecond().unsigned_abs();
                Self::from_unix(time.as_second() - 1, NANOSECONDS - before)
            }
        }
    }
}

/// In UTC.
impl From<&Timestamp> for Time {
    fn from(time: &Timestamp) -> Self {
        Self::from(*time)
    }
}

/// With the offset that its zone has at that moment; an offset of zero is UTC.
impl From<Zoned> for Time {
    fn from(time: Zoned) -> Self {
        Self::from(&time)
    }
}

/// As of the time itself.
impl From<&Zoned> for Time {
    fn from(time: &Zoned) -> Self {
        Self::from(time.timestamp()).with_offset_but_zero(time.offset().seconds())
    }
}

/// Fails for years further away than some ten thousand.
impl TryFrom<Time> for Timestamp {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        let error = TimeError {
            time,
            other: "a jiff::Timestamp",
        };
        let (Some(seconds), Ok(nanoseconds)) =
            (time.checked_unix_seconds(), i32::try_from(time.nanoseconds))
        else {
            return Err(error);
        };
        Self::new(seconds, nanoseconds).map_err(|_| error)
    }
}

/// In a zone that has no name. Fails also for zones 26 hours or more from UTC.
impl TryFrom<Time> for Zoned {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        match (
            Timestamp::try_from(time),
            Offset::from_seconds(time.offset()),
        ) {
            (Ok(timestamp), Ok(offset)) => Ok(timestamp.to_zoned(TimeZone::fixed(offset))),
            _ => Err(TimeError {
                time,
                other: "a jiff::Zoned",
            }),
        }
    }
}

converted!(Timestamp => Time, zero Timestamp::try_from(Time::default()).unwrap_or_default());
converted!(Zoned => Time, zero Zoned::try_from(Time::default()).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_there_and_back() {
        for text in [
            "0001-01-01T00:00:00Z",
            "-0004-12-31T23:59:59.999999999Z",
            "1969-12-31T23:59:58.000000001Z",
            "1969-12-31T23:59:59.999999999Z",
            "1970-01-01T00:00:00Z",
            "2009-11-10T23:00:00.000000001Z",
            "9999-12-30T22:00:00.999999999Z",
        ] {
            // Jiff writes negative years otherwise.
            let jiff: Timestamp = text.replace("-0004", "-000004").parse().unwrap();
            let time = Time::from(jiff);
            assert!(time.is_utc());
            assert_eq!(time.to_string(), text);
            assert_eq!(Timestamp::try_from(time), Ok(jiff));
            let zoned = Zoned::try_from(time).unwrap();
            assert_eq!((zoned.timestamp(), Time::from(zoned)), (jiff, time));
        }
        for offset in [60, -60, 93_599, -93_599, 3_208] {
            let time = Time::from_unix(1_257_894_000, 1).with_offset(offset);
            let zoned = Zoned::try_from(time).unwrap();
            assert_eq!(zoned.offset().seconds(), offset);
            assert_eq!(Time::from(zoned), time);
        }
    }

    #[test]
    fn the_zero_times_are_go_s() {
        let timestamp = <Timestamp as crate::Decode>::zero();
        let zoned = <Zoned as crate::Decode>::zero();
        assert_eq!(
            (Time::from(timestamp), Time::from(zoned)),
            Default::default()
        );
    }

    #[test]
    fn what_jiff_has_not_is_an_error() {
        for edge in [Timestamp::MIN, Timestamp::MAX] {
            let time = Time::from(edge);
            assert_eq!(Timestamp::try_from(time), Ok(edge));
            for offset in [-93_599, 93_599] {
                let zoned = Zoned::try_from(time.with_offset(offset)).unwrap();
                assert_eq!(Time::from(&zoned), time.with_offset(offset));
                let _ = (zoned.year(), zoned.to_string());
            }
        }
        let (first, last) = (Time::from(Timestamp::MIN), Time::from(Timestamp::MAX));
        for time in [
            Time::from_unix(last.unix_seconds() + 1, 0),
            Time::from_unix(first.unix_seconds() - 1, 999_999_999),
            Time::from_unix(i64::MAX, 0),
            Time {
                seconds: i64::MIN,
                ..first
            },
        ] {
            let error = Timestamp::try_from(time).unwrap_err();
            let text = format!("time {time} is out of range for a jiff::Timestamp");
            assert_eq!(error.to_string(), text);
            assert!(Zoned::try_from(time).is_err());
        }
        for offset in [93_600, -93_600, i32::MIN, i32::MAX] {
            let time = Time::from_unix(0, 0).with_offset(offset);
            assert_eq!(Zoned::try_from(time).unwrap_err().time(), time);
        }
    }
}
