//! Numbers, of which the short ones are read without a detour.

use std::str::FromStr;

pub(super) trait Number: FromStr + Default {
    /// The same number, if the type has it.
    fn from_small(integer: i64) -> Option<Self>;

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
    ($($float:ty)*) => {
        $(impl Number for $float {
            /// Rounds as reading its text would.
            fn from_small(integer: i64) -> Option<Self> {
                Some(integer as $float)
            }

            fn is_in_range(&self) -> bool {
                self.is_finite()
            }
        })*
    };
}

floats! { f32 f64 }

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
    }
}
