//! The system's clock.

use std::time::{Duration, SystemTime};

use super::{NANOSECONDS, Time, TimeError};
use crate::marshal::converted;

/// In UTC. Some clocks reach further than Go's: what is later than its last moment becomes that.
impl From<SystemTime> for Time {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => {
                let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
                Self::from_unix(seconds, since.subsec_nanos())
            }
            Err(error) => {
                let before = error.duration();
                let seconds = 0i64.saturating_sub_unsigned(before.as_secs());
                match before.subsec_nanos() {
                    0 => Self::from_unix(seconds, 0),
                    nanoseconds => {
                        Self::from_unix(seconds.saturating_sub(1), NANOSECONDS - nanoseconds)
                    }
                }
            }
        }
    }
}

impl From<&SystemTime> for Time {
    fn from(time: &SystemTime) -> Self {
        Self::from(*time)
    }
}

/// Fails where the system's clock does not reach; what it is too coarse for is cut off, as below 100 ns on Windows.
impl TryFrom<Time> for SystemTime {
    type Error = TimeError;

    fn try_from(time: Time) -> Result<Self, TimeError> {
        let whole = time.checked_unix_seconds().and_then(|seconds| {
            let duration = Duration::from_secs(seconds.unsigned_abs());
            if seconds < 0 {
                Self::UNIX_EPOCH.checked_sub(duration)
            } else {
                Self::UNIX_EPOCH.checked_add(duration)
            }
        });
        whole
            .and_then(|whole| whole.checked_add(Duration::from_nanos(time.nanoseconds.into())))
            .ok_or(TimeError {
                time,
                other: "a SystemTime",
            })
    }
}

// Where the clock does not reach back to the year 1, as without an operating system, the beginning of 1970 stands for what is
// left out, and is itself sent.
converted!(SystemTime => Time, zero SystemTime::try_from(Time::default()).unwrap_or(SystemTime::UNIX_EPOCH));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_s_times_are_there_and_back() {
        let epoch = SystemTime::UNIX_EPOCH;
        for (system, seconds, nanoseconds) in [
            (epoch, 0, 0),
            (epoch + Duration::new(1, 500), 1, 500),
            (epoch - Duration::new(1, 0), -1, 0),
            (epoch - Duration::new(0, 100), -1, 999_999_900),
            (epoch - Duration::new(1, 500), -2, 999_999_500),
        ] {
            let time = Time::from(system);
            assert_eq!(time, Time::from_unix(seconds, nanoseconds));
            assert_eq!(SystemTime::try_from(time.with_offset(60)), Ok(system));
        }
    }

    #[test]
    #[cfg(unix)]
    fn the_edges_of_the_clock_are_errors_or_the_last_moment() {
        let first = SystemTime::try_from(Time::default()).expect("where time_t has 64 bits");
        assert_eq!(Time::from(first), Time::default());
        let earliest = Time::from_unix(i64::MIN, 0);
        assert_eq!(SystemTime::try_from(earliest).map(Time::from), Ok(earliest));
        let last = Time::from_unix(i64::MAX, 999_999_999);
        assert_eq!(SystemTime::try_from(last).map(Time::from), Ok(last));
        let too_late = SystemTime::UNIX_EPOCH + Duration::from_secs(i64::MAX as u64);
        assert_eq!(Time::from(too_late), Time::from_unix(i64::MAX, 0));
        let too_early = Time {
            seconds: i64::MIN,
            ..Time::default()
        };
        let error = SystemTime::try_from(too_early).unwrap_err();
        assert_eq!(error.time(), too_early);
        assert!(
            error
                .to_string()
                .ends_with(" is out of range for a SystemTime")
        );
    }
}
