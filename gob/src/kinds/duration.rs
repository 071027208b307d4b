//! Go's `time.Duration`: signed nanoseconds.

use std::fmt;

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo, type_ref};

/// Go's `time.Duration`: a number of nanoseconds, negative ones included, up to about 292 years.
///
/// ```
/// let duration = netrpc_gob::Duration::try_from(std::time::Duration::from_millis(1500))?;
/// assert_eq!(duration.as_nanos(), 1_500_000_000);
/// assert!(std::time::Duration::try_from(netrpc_gob::Duration::from_nanos(-1)).is_err());
/// # Ok::<(), netrpc_gob::DurationError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    nanos: i64,
}

/// A duration that the other type cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// Go's is negative, std's cannot be.
    Negative,
    /// More nanoseconds than an `i64` holds.
    TooLong,
}

impl Duration {
    /// So many nanoseconds.
    pub const fn from_nanos(nanos: i64) -> Self {
        Duration { nanos }
    }

    /// The nanoseconds.
    pub const fn as_nanos(self) -> i64 {
        self.nanos
    }
}

impl TryFrom<std::time::Duration> for Duration {
    type Error = DurationError;

    fn try_from(duration: std::time::Duration) -> Result<Self, DurationError> {
        match i64::try_from(duration.as_nanos()) {
            Ok(nanos) => Ok(Duration { nanos }),
            Err(_) => Err(DurationError::TooLong),
        }
    }
}

impl TryFrom<Duration> for std::time::Duration {
    type Error = DurationError;

    fn try_from(duration: Duration) -> Result<Self, DurationError> {
        match u64::try_from(duration.nanos) {
            Ok(nanos) => Ok(std::time::Duration::from_nanos(nanos)),
            Err(_) => Err(DurationError::Negative),
        }
    }
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DurationError::Negative => "a negative Go duration has no counterpart in std",
            DurationError::TooLong => "duration exceeds Go's 2^63 - 1 nanoseconds",
        })
    }
}

impl std::error::Error for DurationError {}

impl GobType for Duration {
    type Identity = Duration;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Duration>(
        GoName::Declared("time.Duration", &[]),
        Kind::Named(type_ref::<i64>()),
    );
}

impl Encode for Duration {
    #[inline]
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.nanos.encode(writer)
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        self.nanos == 0
    }
}

impl Decode for Duration {
    #[inline]
    fn zero() -> Self {
        Duration::default()
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        self.nanos.decode(reader, plan)
    }
}
