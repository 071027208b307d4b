//! Rust's integers and Go's `big.Int`.

use std::fmt;

use super::{Int, natural::Natural};

/// An integer that the other type cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntError {
    rust_type: &'static str,
}

impl fmt::Display for IntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "math/big.Int: the number does not fit into {}",
            self.rust_type
        )
    }
}

impl std::error::Error for IntError {}

macro_rules! integers {
    ($($number:ident)*) => {$(
        impl From<$number> for Int {
            fn from(number: $number) -> Self {
                #[allow(unused_comparisons, reason = "unsigned numbers are never negative")]
                let is_negative = number < 0;
                Int::new(is_negative, Natural::from(magnitude(number as i128, number as u128, is_negative)))
            }
        }

        impl TryFrom<&Int> for $number {
            type Error = IntError;

            fn try_from(number: &Int) -> Result<Self, IntError> {
                let error = IntError { rust_type: stringify!($number) };
                let magnitude = number.small_magnitude().ok_or(error)?;
                if !number.is_negative() {
                    return $number::try_from(magnitude).map_err(|_| error);
                }
                // The most negative number has a size that no positive one has.
                let negative = 0i128.checked_sub_unsigned(magnitude).ok_or(error)?;
                $number::try_from(negative).map_err(|_| error)
            }
        }

        impl TryFrom<Int> for $number {
            type Error = IntError;

            fn try_from(number: Int) -> Result<Self, IntError> {
                $number::try_from(&number)
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

fn magnitude(signed: i128, unsigned: u128, is_negative: bool) -> u128 {
    if is_negative {
        signed.unsigned_abs()
    } else {
        unsigned
    }
}

impl Int {
    fn small_magnitude(&self) -> Option<u128> {
        match *self.magnitude().words() {
            [] => Some(0),
            [low] => Some(u128::from(low)),
            [low, high] => Some(u128::from(high) << 64 | u128::from(low)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Int;

    proptest! {
        #[test]
        fn numbers_come_back(number: i128, shift in 0..128u32) {
            let number = number >> shift;
            let int = Int::from(number);
            prop_assert_eq!(int.to_string(), number.to_string());
            prop_assert_eq!(i128::try_from(&int), Ok(number));
            prop_assert_eq!(i64::try_from(&int).ok(), i64::try_from(number).ok());
            prop_assert_eq!(u64::try_from(&int).ok(), u64::try_from(number).ok());
            prop_assert_eq!(u8::try_from(&int).ok(), u8::try_from(number).ok());
            prop_assert_eq!(u128::try_from(&int).ok(), u128::try_from(number).ok());
            prop_assert_eq!(Int::from(number as u128).to_string(), (number as u128).to_string());
        }
    }

    #[test]
    fn ends_of_the_types_fit_and_one_further_does_not() {
        assert_eq!(i128::try_from(Int::from(i128::MIN)), Ok(i128::MIN));
        assert_eq!(i64::try_from(Int::from(i64::MIN)), Ok(i64::MIN));
        let error = i64::try_from(Int::from(i128::from(i64::MIN) - 1)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "math/big.Int: the number does not fit into i64"
        );
        assert!(i128::try_from(Int::from(1u128 << 127)).is_err());
        assert!(
            u128::try_from(
                "340282366920938463463374607431768211456"
                    .parse::<Int>()
                    .unwrap()
            )
            .is_err()
        );
        assert!(u8::try_from(Int::from(-1)).is_err());
    }
}
