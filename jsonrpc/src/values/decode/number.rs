//! Numbers, of which the short ones are read without a detour.

use std::str::FromStr;

use crate::scan::small_decimal;

pub(super) trait Number: FromStr + Default {
    /// The same number, if the type has it.
    fn from_small(integer: i64) -> Option<Self>;

    /// A number with a point that `text` begins with and what follows it, if that is simple to say.
    fn from_decimal(_text: &[u8]) -> Option<(Self, &[u8])> {
        None
    }

    /// Whether Go takes it: no float that is infinite.
    fn is_in_range(&self) -> bool {
        true
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {
        $(impl Number for $integer {
            fn from_small(integer: i64) -> Option<Self> {
                integer.try_into().ok()
            }
        })*
    };
}

integers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 }

macro_rules! floats {
    ($($float:ty, $exact_power:literal;)*) => {
        $(impl Number for $float {
            /// Rounds as reading its text would.
            fn from_small(integer: i64) -> Option<Self> {
                Some(integer as $float)
            }

            /// One division of two exact numbers is rounded once, as reading the text would be.
            fn from_decimal(text: &[u8]) -> Option<(Self, &[u8])> {
                let decimal = small_decimal(text)?;
                let is_exact = decimal.digits.unsigned_abs() < 1 << <$float>::MANTISSA_DIGITS
                    && decimal.places <= $exact_power;
                let power = 10_i64.pow(decimal.places) as $float;
                is_exact.then_some((decimal.digits as $float / power, decimal.after))
            }

            fn is_in_range(&self) -> bool {
                self.is_finite()
            }
        })*
    };
}

// The power of ten up to which all are exact.
floats! { f32, 10; f64, 22; }

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_small_integer_is_the_float_that_its_text_says(integer in -999_999_999_999_999_999..=999_999_999_999_999_999_i64) {
            let text = integer.to_string();
            prop_assert_eq!(f64::from_small(integer), text.parse().ok());
            prop_assert_eq!(f32::from_small(integer), text.parse().ok());
        }

        #[test]
        fn a_decimal_is_the_float_that_its_text_says(text in "-?(0|[1-9][0-9]{0,11})\\.[0-9]{1,12}") {
            if let Some((float, after)) = f64::from_decimal(text.as_bytes()) {
                prop_assert_eq!(float.to_bits(), text.parse::<f64>().unwrap().to_bits());
                prop_assert!(after.is_empty());
            }
            if let Some((float, _)) = f32::from_decimal(text.as_bytes()) {
                prop_assert_eq!(float.to_bits(), text.parse::<f32>().unwrap().to_bits());
            }
        }
    }
}
