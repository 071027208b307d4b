//! The times of the crate time.

use ::time::{OffsetDateTime, UtcDateTime, UtcOffset};

use super::{Time, TimeError};
use crate::marshal::converted;

/// An offset of zero is UTC.
impl From<OffsetDateTime> for Time {
    fn from(time: OffsetDateTime) -> Self {
        let utc = Self::from_unix(time.unix_timestamp(), time.nanosecond());
        utc.with_offset_but_zero(time.offset().whole_seconds())
    }
}

/// An offset of zero is UTC.
impl From<&OffsetDateTime> for Time {
    fn from(time: &OffsetDateTime) -> Self {
        Self::from(*time)
    }
}

/// In UTC.
impl From<UtcDateTime> for Time {
    fn from(time: UtcDateTime) -> Self {
        Self::from_unix(time.unix_timestamp(), time.nanosecond())
    }
}

/// In UTC.
impl From<&UtcDateTime> for Time {
    fn from(time: &UtcDateTime) -> Self {
        Self::from(*time)
    }
}

/// Fails for years further away than ten thousand (a million with that crate's `large-dates`), and for zones 26 hours or
/// more from UTC.
impl TryFrom<Time> for OffsetDateTime {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        let offset = UtcOffset::from_whole_seconds(time.offset()).ok();
        let utc = UtcDateTime::try_from(time).ok();
        utc.zip(offset)
            .and_then(|(utc, offset)| utc.checked_to_offset(offset))
            .ok_or(TimeError {
                time,
                other: "a time::OffsetDateTime",
            })
    }
}

/// Fails for years further away than ten thousand (a million with that crate's `large-dates`).
impl TryFrom<Time> for UtcDateTime {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        let whole = time
            .checked_unix_seconds()
            .and_then(|seconds| Self::from_unix_timestamp(seconds).ok());
        whole
            .and_then(|whole| whole.replace_nanosecond(time.nanoseconds).ok())
            .ok_or(TimeError {
                time,
                other: "a time::UtcDateTime",
            })
    }
}

converted!(OffsetDateTime => Time, zero OffsetDateTime::try_from(Time::default()).unwrap_or(OffsetDateTime::UNIX_EPOCH));
converted!(UtcDateTime => Time, zero UtcDateTime::try_from(Time::default()).unwrap_or(UtcDateTime::UNIX_EPOCH));

#[cfg(test)]
mod tests {
    use ::time::Duration;

    use super::*;

    #[test]
    fn times_are_there_and_back() {
        for (seconds, nanoseconds, offset) in [
            (-62_135_596_800, 0, 0),
            (-62_293_536_001, 999_999_999, 0),
            (-2, 1, 0),
            (-1, 999_999_999, 0),
            (0, 0, 0),
            (1_257_894_000, 1, 60),
            (1_257_894_000, 1, -93_599),
            (1_257_894_000, 1, 93_599),
            (253_402_300_799, 999_999_999, 0),
        ] {
            let time = Time::from_unix(seconds, nanoseconds);
            let utc = UtcDateTime::try_from(time).unwrap();
            let since = utc - UtcDateTime::UNIX_EPOCH;
            let expected = Duration::seconds(seconds) + Duration::nanoseconds(nanoseconds.into());
            assert_eq!(since, expected);
            assert_eq!(Time::from(utc), time);

            let time = time.with_offset_but_zero(offset);
            let with_offset = OffsetDateTime::try_from(time).unwrap();
            assert_eq!(
                (with_offset, with_offset.offset().whole_seconds()),
                (utc.into(), offset)
            );
            assert_eq!(Time::from(with_offset), time);
        }
    }

    #[test]
    fn the_zero_times_are_go_s() {
        let utc = <UtcDateTime as crate::Decode>::zero();
        let with_offset = <OffsetDateTime as crate::Decode>::zero();
        assert_eq!(
            (Time::from(utc), Time::from(with_offset)),
            Default::default()
        );
    }

    #[test]
    fn what_the_crate_has_not_is_an_error() {
        let (first, last) = (Time::from(UtcDateTime::MIN), Time::from(UtcDateTime::MAX));
        assert_eq!(UtcDateTime::try_from(first), Ok(UtcDateTime::MIN));
        assert_eq!(UtcDateTime::try_from(last), Ok(UtcDateTime::MAX));
        for time in [
            Time::from_unix(last.unix_seconds() + 1, 0),
            Time::from_unix(first.unix_seconds() - 1, 999_999_999),
            Time::from_unix(i64::MAX, 0),
            Time {
                seconds: i64::MIN,
                ..first
            },
        ] {
            let error = UtcDateTime::try_from(time).unwrap_err();
            let text = format!("time {time} is out of range for a time::UtcDateTime");
            assert_eq!(error.to_string(), text);
        }
        for time in [
            Time::from_unix(0, 0).with_offset(93_600),
            Time::from_unix(0, 0).with_offset(i32::MIN),
            // These are in another year there.
            last.with_offset(1),
            first.with_offset(-1),
        ] {
            assert_eq!(OffsetDateTime::try_from(time).unwrap_err().time(), time);
        }
    }
}
