//! `f64` and Go's `big.Float`, and the order of floats.

use std::cmp::Ordering;

use super::{
    float::{Float, Form, RoundingMode},
    natural::Natural,
};
use crate::marshal::PayloadError;

/// Exactly, with a precision of 53 bits: Go's `NewFloat`.
///
/// # Errors
/// NaN: a `big.Float` is none.
impl TryFrom<f64> for Float {
    type Error = PayloadError;

    fn try_from(number: f64) -> Result<Self, PayloadError> {
        if number.is_nan() {
            return Err(PayloadError::new("math/big.Float: NaN is no value of it"));
        }
        let mut float = Float {
            precision: 53,
            is_negative: number.is_sign_negative(),
            ..Float::default()
        };
        if number.is_infinite() {
            float.form = Form::Infinite;
            return Ok(float);
        }
        let bits = number.to_bits();
        let (fraction, exponent) = (bits & FRACTION, (bits >> 52 & EXPONENTS) as i32);
        let (mantissa, exponent) = match exponent {
            0 => (fraction, LEAST_EXPONENT),
            _ => (fraction | 1 << 52, exponent - 1 + LEAST_EXPONENT),
        };
        let mantissa = Natural::from(mantissa);
        let length = mantissa.bit_length() as i32;
        float.set_finite(mantissa, exponent + length);
        Ok(float)
    }
}

impl Float {
    /// The nearest `f64`, a half to the even one; zero and infinity for what is out of its range: Go's `Float64`.
    ///
    /// A form that only a damaged payload has gives NaN; Go panics. Of a number with more bits than its precision says, which a
    /// damaged payload has too, this is the nearest all the same; Go may be one bit below.
    pub fn to_f64(&self) -> f64 {
        let sign = if self.is_negative { -1.0 } else { 1.0 };
        let size = match self.form {
            Form::Zero => 0.0,
            Form::Finite => self.size_as_f64(),
            Form::Infinite => f64::INFINITY,
            Form::Unknown => f64::NAN,
        };
        size * sign
    }

    fn size_as_f64(&self) -> f64 {
        // The place of the last bit that counts: 53 behind the first, but not below the least of all.
        let last = (self.exponent.saturating_sub(53)).max(LEAST_EXPONENT);
        let precision = i64::from(self.exponent) - i64::from(last);
        if precision < 0 {
            return 0.0;
        }
        let top = self.mantissa.last().copied().unwrap_or_default();
        if precision == 0 {
            // At least a half of the least, which rounds to it if it is more.
            let is_half =
                top == 1 << 63 && self.mantissa.iter().rev().skip(1).all(|word| *word == 0);
            return if is_half { 0.0 } else { f64::from_bits(1) };
        }
        let rounded = Float {
            precision: precision as u32,
            mode: RoundingMode::ToNearestEven as u8,
            form: Form::Finite,
            mantissa: self.mantissa.clone(),
            exponent: self.exponent,
            ..Float::default()
        };
        let rounded = match rounded.with_rounding() {
            Some(rounded) if rounded.exponent <= 1024 => rounded,
            _ => return f64::INFINITY,
        };
        let last = rounded.exponent.saturating_sub(53).max(LEAST_EXPONENT);
        let length = rounded.exponent.saturating_sub(last);
        let top = rounded.mantissa.last().copied().unwrap_or_default();
        let mantissa = top >> (64 - length.clamp(1, 53));
        let exponent = if mantissa >> 52 == 0 {
            0
        } else {
            (last - LEAST_EXPONENT + 1) as u64
        };
        f64::from_bits(exponent << 52 | mantissa & FRACTION)
    }

    fn with_rounding(mut self) -> Option<Float> {
        self.round(false).ok()?;
        (self.form == Form::Finite).then_some(self)
    }

    /// Compares the numbers, not their precisions: Go's `Cmp`. Zeros are equal.
    ///
    /// ```
    /// use netrpc_gob::go::big::{Float, RoundingMode};
    /// let (short, long) = (Float::try_from(0.5)?, Float::parse("0.5", 200, RoundingMode::ToZero)?);
    /// assert_ne!(short, long);
    /// assert!(short.compare(&long).is_eq());
    /// # Ok::<(), netrpc_gob::PayloadError>(())
    /// ```
    pub fn compare(&self, other: &Float) -> Ordering {
        let order = self.rank().cmp(&other.rank());
        order.then_with(|| match (self.form, other.form) {
            (Form::Finite, Form::Finite) if self.is_negative => other.compare_size(self),
            (Form::Finite, Form::Finite) => self.compare_size(other),
            _ => Ordering::Equal,
        })
    }

    fn rank(&self) -> i8 {
        let rank = match self.form {
            Form::Zero | Form::Unknown => 0,
            Form::Finite => 1,
            Form::Infinite => 2,
        };
        if self.is_negative { -rank } else { rank }
    }

    fn compare_size(&self, other: &Float) -> Ordering {
        let length = self.mantissa.len().max(other.mantissa.len());
        let words = |float: &Float| {
            let words: Vec<u64> = float.mantissa.iter().rev().copied().collect();
            words.into_iter().chain(std::iter::repeat(0)).take(length)
        };
        let exponents = self.exponent.cmp(&other.exponent);
        exponents.then_with(|| words(self).cmp(words(other)))
    }
}

const FRACTION: u64 = (1 << 52) - 1;
const EXPONENTS: u64 = (1 << 11) - 1;
/// Of the last bit of the least `f64`.
const LEAST_EXPONENT: i32 = -1074;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Float, Natural, RoundingMode};
    use crate::go::big::decimal::Decimal;

    fn any_float() -> impl Strategy<Value = f64> {
        let edges = prop_oneof![
            Just(f64::MAX),
            Just(f64::MIN_POSITIVE),
            Just(f64::from_bits(1)),
            Just(-0.0),
            Just(f64::INFINITY)
        ];
        prop_oneof![
            edges,
            any::<u64>().prop_map(f64::from_bits),
            any::<u64>().prop_map(|bits| f64::from_bits(bits >> 12))
        ]
        .prop_filter("a float", |float| !float.is_nan())
    }

    proptest! {
        #[test]
        fn floats_come_back(number in any_float()) {
            let float = Float::try_from(number).unwrap();
            prop_assert_eq!(float.to_f64().to_bits(), number.to_bits());
        }

        #[test]
        fn integers_are_rounded_as_rust_rounds_them(number: u128, shift in 0..128u32, exponent in -1300..1300i32) {
            let number = number >> shift;
            let length = 128 - number.leading_zeros() as i32;
            let bytes = number.to_be_bytes();
            let float = Float::from_mantissa(false, &bytes, length, 200, RoundingMode::ToZero).unwrap();
            prop_assert_eq!(float.to_f64(), number as f64);
            if number != 0 {
                let float = Float::from_mantissa(false, &bytes, exponent, 200, RoundingMode::ToZero).unwrap();
                let exact = Decimal::new(&Natural::from(number), exponent - length);
                let digits = String::from_utf8(exact.digits().to_vec()).unwrap();
                let nearest: f64 = format!("0.{digits}e{}", exact.exponent()).parse().unwrap();
                prop_assert_eq!(float.to_f64(), nearest);
            }
        }

        #[test]
        fn floats_are_ordered_as_rust_orders_them(a in any_float(), b in any_float()) {
            let (x, y) = (Float::try_from(a).unwrap(), Float::try_from(b).unwrap());
            prop_assert_eq!(Some(x.compare(&y)), a.partial_cmp(&b));
        }
    }
}
