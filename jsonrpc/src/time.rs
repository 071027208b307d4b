//! Go's `time.Time`, as encoding/json writes and reads it.

mod parse;

use std::{
    fmt,
    str::FromStr,
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// A moment, and the offset of the zone in which it is shown: Go's `time.Time`.
///
/// It is written as RFC 3339 with as many digits of the second as it takes, and read from all that Go reads. As any Go value,
/// it is zero where it does not come: [`Time::default`] is Go's zero time, the first moment of the year 1.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use netrpc_jsonrpc::{Time, values};
///
/// let time = Time::from(SystemTime::UNIX_EPOCH + Duration::from_millis(1_257_894_000_120)).with_offset(3_600);
/// let text = values::to_vec(&time)?;
/// assert_eq!(text, br#""2009-11-11T00:00:00.12+01:00""#);
/// assert_eq!(values::from_slice::<Time>(&text)?, time);
/// assert_eq!(SystemTime::try_from(time)?, SystemTime::UNIX_EPOCH + Duration::from_millis(1_257_894_000_120));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Times are ordered by their moments; those of equal moments by their offsets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// Since the beginning of 1970.
    seconds: i64,
    nanoseconds: u32,
    /// East of Greenwich, in seconds.
    offset: i32,
}

impl Time {
    /// The moment so many seconds and nanoseconds after the beginning of 1970, in UTC: Go's `time.Unix(s, n).UTC()`.
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Self {
        Self {
            seconds: seconds.saturating_add(i64::from(nanoseconds / NANOSECONDS)),
            nanoseconds: nanoseconds % NANOSECONDS,
            offset: 0,
        }
    }

    /// The same moment in a zone so many seconds east of UTC: Go's `In(time.FixedZone("", seconds))`.
    #[must_use]
    pub fn with_offset(self, seconds: i32) -> Self {
        Self {
            offset: seconds,
            ..self
        }
    }

    /// Whole seconds since the beginning of 1970, rounded down: Go's `Unix`.
    pub fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds of the second: Go's `Nanosecond`.
    pub fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// Seconds east of UTC.
    pub fn offset(self) -> i32 {
        self.offset
    }

    /// Whether this is the first moment of the year 1, in whatever zone: Go's `IsZero`.
    ///
    /// `#[serde(skip_serializing_if = "Time::is_zero")]` is Go's `json:",omitzero"`.
    // serde hands over a reference.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub fn is_zero(&self) -> bool {
        (self.seconds, self.nanoseconds) == (ZERO_SECONDS, 0)
    }

    /// Days since the beginning of 1970 and seconds of the day, in its zone.
    fn local(self) -> (i64, i64) {
        let seconds = self.seconds.saturating_add(i64::from(self.offset));
        (seconds.div_euclid(DAY), seconds.rem_euclid(DAY))
    }

    /// Why encoding/json would not write the time, in its words.
    fn check_json(self) -> Result<(), &'static str> {
        if !(0..=9_999).contains(&civil(self.local().0).0) {
            Err("year outside of range [0,9999]")
        } else if self.offset.unsigned_abs() >= DAY as u32 {
            Err("timezone hour outside of range [0,23]")
        } else {
            Ok(())
        }
    }
}

/// Go's zero time.
impl Default for Time {
    fn default() -> Self {
        Self::from_unix(ZERO_SECONDS, 0)
    }
}

/// In UTC.
impl From<SystemTime> for Time {
    fn from(time: SystemTime) -> Self {
        let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => Self::from_unix(seconds(since), since.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                match before.subsec_nanos() {
                    0 => Self::from_unix(-seconds(before), 0),
                    nanoseconds => Self::from_unix(
                        (-seconds(before)).saturating_sub(1),
                        NANOSECONDS - nanoseconds,
                    ),
                }
            }
        }
    }
}

/// Fails where the system's clock does not reach.
impl TryFrom<Time> for SystemTime {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        let seconds = Duration::from_secs(time.seconds.unsigned_abs());
        let whole = if time.seconds < 0 {
            Self::UNIX_EPOCH.checked_sub(seconds)
        } else {
            Self::UNIX_EPOCH.checked_add(seconds)
        };
        whole
            .and_then(|whole| whole.checked_add(Duration::from_nanos(time.nanoseconds.into())))
            .ok_or_else(|| TimeError(format!("{time} is no SystemTime")))
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
        if self.offset == 0 {
            return f.write_str("Z");
        }
        // Go cuts the offset to minutes before it looks at the sign.
        let minutes = self.offset / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Time({self})")
    }
}

/// RFC 3339, as Go's `UnmarshalText`.
impl FromStr for Time {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        parse::parse(text).map_err(TimeError)
    }
}

/// A text that is no time, or a time that cannot be said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeError(String);

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TimeError {}

/// As `MarshalJSON` of Go 1.27.
impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.check_json().map_err(|reason| {
            ser::Error::custom(format_args!(
                "json: error calling MarshalJSON for type *time.Time: {reason}"
            ))
        })?;
        serializer.collect_str(self)
    }
}

/// As `UnmarshalJSON` of Go 1.27.
impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As an option, since an empty string is an error, and no value is the zero time.
        deserializer.deserialize_option(OptionalText)
    }
}

struct OptionalText;

impl<'de> de::Visitor<'de> for OptionalText {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time as RFC 3339 has it")
    }

    fn visit_none<E>(self) -> Result<Time, E> {
        Ok(Time::default())
    }

    fn visit_unit<E>(self) -> Result<Time, E> {
        Ok(Time::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Time, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Time, E> {
        text.parse().map_err(E::custom)
    }
}

/// The beginning of the year 1.
const ZERO_SECONDS: i64 = -62_135_596_800;
const DAY: i64 = 86_400;
const NANOSECONDS: u32 = 1_000_000_000;

/// Four centuries of Gregorian years.
const ERA_DAYS: i64 = 146_097;
/// From the first of March of the year 0, with which the eras begin, to the beginning of 1970.
const EPOCH_DAYS: i64 = 719_468;

/// Year, month and day, so many days after the beginning of 1970.
///
/// This and its inverse are Howard Hinnant's `civil_from_days` and `days_from_civil`: years that begin in March have the leap
/// day at their end.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH_DAYS;
    let (era, day) = (days.div_euclid(ERA_DAYS), days.rem_euclid(ERA_DAYS));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

/// How many days after the beginning of 1970 a day is.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let month = (month + 9) % 12;
    let day = (153 * month + 2) / 5 + day - 1;
    era * ERA_DAYS + year * 365 + year / 4 - year / 100 + day - EPOCH_DAYS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut previous = civil(-1);
        assert_eq!(previous, (1969, 12, 31));
        for day in 0..ERA_DAYS {
            let (year, month, date) = civil(day);
            assert_eq!(days(year, month, date), day);
            let next_month = (previous.0 + previous.1 / 12, previous.1 % 12 + 1, 1);
            let last = days(next_month.0, next_month.1, 1) - 1 == day - 1;
            let expected = if last {
                next_month
            } else {
                (previous.0, previous.1, previous.2 + 1)
            };
            assert_eq!((year, month, date), expected);
            previous = (year, month, date);
        }
        assert_eq!(previous, (2369, 12, 31));
    }

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
            let time = Time::from_unix(seconds, u32::MAX).with_offset(i32::MIN);
            assert!(!format!("{time} {time:?}").is_empty());
            assert!(time.check_json().is_err());
        }
    }

    #[test]
    fn the_system_s_times_are_there_and_back() {
        let epoch = SystemTime::UNIX_EPOCH;
        for (system, seconds, nanoseconds) in [
            (epoch, 0, 0),
            (epoch + Duration::new(1, 5), 1, 5),
            (epoch - Duration::new(1, 0), -1, 0),
            (epoch - Duration::new(0, 1), -1, 999_999_999),
            (epoch - Duration::new(1, 500), -2, 999_999_500),
        ] {
            let time = Time::from(system);
            assert_eq!(
                (time.unix_seconds(), time.nanoseconds(), time.offset()),
                (seconds, nanoseconds, 0)
            );
            assert_eq!(SystemTime::try_from(time.with_offset(60)), Ok(system));
        }
        assert!(
            SystemTime::try_from(Time::default()).is_ok(),
            "where time_t has 64 bits"
        );
    }

    #[test]
    fn zero_is_the_first_moment_of_the_year_one() {
        assert_eq!(Time::default().to_string(), "0001-01-01T00:00:00Z");
        assert!(Time::default().with_offset(3_600).is_zero());
        assert!(!Time::from_unix(0, 0).is_zero());
        assert!(!Time::from_unix(ZERO_SECONDS, 1).is_zero());
    }

    #[test]
    fn too_many_nanoseconds_are_seconds() {
        assert_eq!(
            Time::from_unix(1, 2_500_000_000),
            Time::from_unix(3, 500_000_000)
        );
        assert!(Time::from_unix(1, 5) > Time::from_unix(1, 4).with_offset(60));
    }
}
