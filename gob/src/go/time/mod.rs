//! Package `time`: moments, and the zones in which they are shown.

mod calendar;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "serde")]
mod json;
mod parse;
mod payload;
mod system;
#[cfg(feature = "time")]
mod time_crate;

use std::fmt;
use std::str::FromStr;

use self::calendar::{DAY, civil};
use crate::marshal::PayloadError;

/// A moment, and the zone in which it is shown: Go's `time.Time`.
///
/// Zones are UTC or so many seconds east of it; their names do not travel. UTC is not the same as an offset of zero, which is
/// what Go's `Local` is on a machine whose zone is UTC: texts show both as `Z`, gob and Go's `==` tell them apart, and so does
/// this. [`is_same_moment`](Time::is_same_moment) is Go's `Equal`. Times are ordered by their moments, those of
/// equal moments by their zones: UTC, then from west to east.
///
/// [`Time::default`] is Go's zero time, the first moment of the year 1 in UTC. As a text, and with `serde` in formats that are
/// text, it is RFC 3339 with as many digits of the second as it takes, and all that Go reads is read.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use netrpc_gob::go::time::Time;
///
/// let time = Time::from(SystemTime::UNIX_EPOCH + Duration::from_millis(1_257_894_000_120)).with_offset(3_600);
/// assert_eq!(time.to_string(), "2009-11-11T00:00:00.12+01:00");
/// assert_eq!("2009-11-11T00:00:00.12+01:00".parse(), Ok(time));
/// assert_eq!(SystemTime::try_from(time)?, SystemTime::UNIX_EPOCH + Duration::from_millis(1_257_894_000_120));
///
/// assert!(time.is_same_moment(time.to_utc()));
/// assert!(time.to_utc() != time.with_offset(0));
/// # Ok::<(), netrpc_gob::go::time::TimeError>(())
/// ```
///
/// Go counts the seconds since the year 1 in 64 bits and wraps around; so far away, this has the last moment there is instead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// Since the beginning of the year 1, as Go counts them.
    seconds: i64,
    /// Below a billion.
    nanoseconds: u32,
    /// Seconds east of UTC; `None` is UTC itself.
    offset: Option<i32>,
}

impl Time {
    /// The moment so many seconds and nanoseconds after the beginning of 1970, in UTC: Go's `time.Unix(s, n).UTC()`.
    pub const fn from_unix(seconds: i64, nanoseconds: u32) -> Self {
        let whole = (nanoseconds / NANOSECONDS) as i64;
        Self {
            seconds: seconds.saturating_add(whole).saturating_add(UNIX_SECONDS),
            nanoseconds: nanoseconds % NANOSECONDS,
            offset: None,
        }
    }

    /// The same moment in a zone so many seconds east of UTC: Go's `In(time.FixedZone("", seconds))`.
    ///
    /// In gob there are no times in a zone between one and two minutes west of UTC, nor more than 32767 minutes from it.
    #[must_use]
    pub const fn with_offset(self, seconds: i32) -> Self {
        Self {
            offset: Some(seconds),
            ..self
        }
    }

    /// The same moment in UTC: Go's `UTC`.
    #[must_use]
    pub const fn to_utc(self) -> Self {
        Self {
            offset: None,
            ..self
        }
    }

    /// Whole seconds since the beginning of 1970, rounded down: Go's `Unix`.
    pub const fn unix_seconds(self) -> i64 {
        self.seconds.saturating_sub(UNIX_SECONDS)
    }

    /// Nanoseconds of the second: Go's `Nanosecond`.
    pub const fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// Seconds east of UTC: the second result of Go's `Zone`.
    pub fn offset(self) -> i32 {
        self.offset.unwrap_or_default()
    }

    /// Whether the zone is UTC itself: Go's `Location() == time.UTC`.
    pub const fn is_utc(self) -> bool {
        self.offset.is_none()
    }

    /// Whether this is the first moment of the year 1, in whatever zone: Go's `IsZero`.
    ///
    /// `#[serde(skip_serializing_if = "Time::is_zero")]` is Go's `json:",omitzero"`. Gob leaves a field out if the
    /// time is Go's zero value, which is in UTC besides.
    // serde hands over a reference.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub const fn is_zero(&self) -> bool {
        self.seconds == 0 && self.nanoseconds == 0
    }

    /// Whether both are the same moment, in whatever zones: Go's `Equal`.
    pub const fn is_same_moment(self, other: Self) -> bool {
        self.seconds == other.seconds && self.nanoseconds == other.nanoseconds
    }

    /// The same moment in a zone of a crate that has no UTC beside an offset of zero.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    const fn with_offset_but_zero(self, seconds: i32) -> Self {
        if seconds == 0 {
            self
        } else {
            self.with_offset(seconds)
        }
    }

    /// What [`from_unix`](Time::from_unix) is given for it, unless that is too far away.
    fn checked_unix_seconds(self) -> Option<i64> {
        self.seconds.checked_sub(UNIX_SECONDS)
    }

    /// Days since the beginning of 1970 and seconds of the day, in its zone.
    fn local(self) -> (i64, i64) {
        let second = self.seconds.rem_euclid(DAY) + i64::from(self.offset());
        let days = self.seconds.div_euclid(DAY) + second.div_euclid(DAY);
        (days - UNIX_SECONDS / DAY, second.rem_euclid(DAY))
    }
}

/// Go's zero time.
impl Default for Time {
    fn default() -> Self {
        Self {
            seconds: 0,
            nanoseconds: 0,
            offset: None,
        }
    }
}

/// RFC 3339, as Go's `Format(time.RFC3339Nano)`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, second) = self.local();
        let (year, month, day) = civil(days);
        if year < 0 {
            f.write_str("-")?;
        }
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        write!(
            f,
            "{:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}",
            year.unsigned_abs()
        )?;
        if self.nanoseconds != 0 {
            let digits = format!("{:09}", self.nanoseconds);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        let offset = self.offset();
        if offset == 0 {
            return f.write_str("Z");
        }
        // Go cuts the offset to minutes before it looks at the sign.
        let minutes = offset / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// As `Display`, and what that does not show of the zone.
impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            Some(offset) if offset == 0 || offset % 60 != 0 => {
                write!(f, "Time({self}, {offset} s east)")
            }
            _ => write!(f, "Time({self})"),
        }
    }
}

/// RFC 3339, as Go's `UnmarshalText`. `Z` is UTC, `+00:00` is an offset of zero.
impl FromStr for Time {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        parse::parse(text).map_err(PayloadError::new)
    }
}

/// A time that another type does not have: too early, too late, or in a zone too far from UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeError {
    time: Time,
    other: &'static str,
}

impl TimeError {
    /// The time.
    pub fn time(&self) -> Time {
        self.time
    }
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "time {} is out of range for {}", self.time, self.other)
    }
}

impl std::error::Error for TimeError {}

/// From the beginning of the year 1 to that of 1970.
const UNIX_SECONDS: i64 = 62_135_596_800;
const NANOSECONDS: u32 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_that_json_has_not_are_shown_all_the_same() {
        for (time, text) in [
            (Time::from_unix(253_402_300_800, 0), "10000-01-01T00:00:00Z"),
            (
                Time::from_unix(-62_167_219_201, 999_999_999),
                "-0001-12-31T23:59:59.999999999Z",
            ),
            (
                Time::from_unix(0, 0).with_offset(-100 * 3_600),
                "1969-12-27T20:00:00-100:00",
            ),
        ] {
            assert_eq!(time.to_string(), text);
        }
        // Their digits are nobody's business, but they are no panic.
        for seconds in [i64::MIN, i64::MAX] {
            for offset in [i32::MIN, i32::MAX] {
                let time = Time {
                    seconds,
                    nanoseconds: NANOSECONDS - 1,
                    offset: Some(offset),
                };
                assert!(!format!("{time} {time:?}").is_empty());
            }
        }
    }

    #[test]
    fn what_a_text_does_not_show_of_a_zone_is_there_to_debug() {
        let time = Time::from_unix(0, 0);
        assert_eq!(format!("{time:?}"), "Time(1970-01-01T00:00:00Z)");
        for (offset, text) in [
            (0, "Time(1970-01-01T00:00:00Z, 0 s east)"),
            (60, "Time(1970-01-01T00:01:00+00:01)"),
            (-30, "Time(1969-12-31T23:59:30+00:00, -30 s east)"),
        ] {
            assert_eq!(format!("{:?}", time.with_offset(offset)), text);
        }
    }

    #[test]
    fn utc_is_not_an_offset_of_zero() {
        let utc = Time::from_unix(5, 6);
        let zero = utc.with_offset(0);
        assert!(utc.is_utc() && !zero.is_utc());
        assert_eq!((utc.offset(), zero.offset()), (0, 0));
        assert_eq!(utc.to_string(), zero.to_string());
        assert!(utc != zero && utc.is_same_moment(zero) && zero.to_utc() == utc);
        // Go's reader of texts tells them apart, too.
        assert_eq!("1970-01-01T00:00:05.000000006Z".parse(), Ok(utc));
        assert_eq!("1970-01-01T00:00:05.000000006+00:00".parse(), Ok(zero));
        assert_eq!("1970-01-01T00:00:05.000000006-00:00".parse(), Ok(zero));
    }

    #[test]
    fn zero_is_the_first_moment_of_the_year_one() {
        assert_eq!(Time::default().to_string(), "0001-01-01T00:00:00Z");
        assert_eq!(Time::default(), Time::from_unix(-UNIX_SECONDS, 0));
        assert!(Time::default().with_offset(3_600).is_zero());
        assert!(!Time::from_unix(0, 0).is_zero());
        assert!(!Time::from_unix(-UNIX_SECONDS, 1).is_zero());
    }

    #[test]
    fn times_are_ordered_by_their_moments_and_then_from_west_to_east() {
        let time = Time::from_unix(1, 5);
        let ordered = [
            Time::from_unix(1, 4).with_offset(60),
            time,
            time.with_offset(-60),
            time.with_offset(0),
            time.with_offset(1),
            Time::from_unix(2, 0).with_offset(-60),
        ];
        assert!(ordered.is_sorted());
        assert!(ordered.windows(2).all(|two| two[0] != two[1]));
    }

    #[test]
    fn too_many_nanoseconds_are_seconds() {
        assert_eq!(
            Time::from_unix(1, 2_500_000_000),
            Time::from_unix(3, 500_000_000)
        );
    }

    #[test]
    fn there_is_a_first_and_a_last_moment() {
        let last = Time::from_unix(i64::MAX, u32::MAX);
        assert_eq!(last.unix_seconds(), i64::MAX - UNIX_SECONDS);
        let first = Time {
            seconds: i64::MIN,
            ..last
        };
        assert_eq!(first.unix_seconds(), i64::MIN);
        assert!(first < Time::from_unix(i64::MIN, 0));
    }
}
