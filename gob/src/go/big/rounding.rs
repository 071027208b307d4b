//! Rounding in Go's six ways, and products and quotients that end by it.

use super::{
    float::{Float, Form, makes_accuracy},
    natural::{Natural, trailing_zeros},
};
use crate::marshal::PayloadError;

impl Float {
    /// Rounds to the precision: Go's `round`. The mantissa need not be normalized. `is_sticky` says that there were bits below
    /// the mantissa.
    ///
    /// # Errors
    /// A mode that Go has none for, where bits go: Go panics.
    pub(super) fn round(&mut self, is_sticky: bool) -> Result<(), PayloadError> {
        self.accuracy = 0;
        let bits = self.mantissa.len() as u64 * 64;
        if self.form != Form::Finite || bits <= u64::from(self.precision) {
            return Ok(());
        }
        let precision = self.precision as usize;
        let below = self.mantissa.len() * 64 - precision - 1;
        let half = bit(&self.mantissa, below);
        let is_sticky = is_sticky || trailing_zeros(&self.mantissa) < below;
        let words = precision.div_ceil(64);
        self.mantissa
            .drain(..self.mantissa.len().saturating_sub(words));
        let unused = words * 64 - precision;
        let least = 1u64.checked_shl(unused as u32).unwrap_or_default();
        if half || is_sticky {
            let is_odd = self.mantissa.first().is_some_and(|word| word & least != 0);
            let goes_out = match self.mode {
                0 => half && (is_sticky || is_odd),
                1 => half,
                2 => false,
                3 => true,
                4 => self.is_negative,
                5 => !self.is_negative,
                mode => {
                    return Err(PayloadError::new(format!(
                        "math/big.Float: there is no rounding mode {mode}"
                    )));
                }
            };
            self.accuracy = makes_accuracy(goes_out != self.is_negative);
            if goes_out && !self.add(least) {
                return Ok(());
            }
        }
        if let Some(word) = self.mantissa.first_mut() {
            *word &= !least.wrapping_sub(1);
        }
        Ok(())
    }

    /// Adds to the lowest word and says whether the number is still finite.
    fn add(&mut self, addend: u64) -> bool {
        let mut carry = addend;
        for word in &mut self.mantissa {
            let overflows;
            (*word, overflows) = word.overflowing_add(carry);
            if !overflows {
                return true;
            }
            carry = 1;
        }
        let Some(exponent) = self.exponent.checked_add(1) else {
            self.set_form(Form::Infinite);
            return false;
        };
        self.exponent = exponent;
        // All bits down to the addend were set: what is left is the one that was carried out.
        if let Some(top) = self.mantissa.last_mut() {
            *top = *top >> 1 | 1 << 63;
        }
        true
    }

    /// Go's `setExpAndRound`, for a mantissa that is normalized.
    pub(super) fn set_rounded(
        &mut self,
        number: Natural,
        exponent: i64,
        is_sticky: bool,
    ) -> Result<(), PayloadError> {
        match i32::try_from(exponent) {
            Ok(exponent) => {
                self.set_finite(number, exponent);
                self.round(is_sticky)
            }
            Err(_) if exponent < 0 => {
                self.accuracy = makes_accuracy(self.is_negative);
                self.set_form(Form::Zero);
                Ok(())
            }
            Err(_) => {
                self.accuracy = makes_accuracy(!self.is_negative);
                self.set_form(Form::Infinite);
                Ok(())
            }
        }
    }

    /// Go's `Mul`, for factors that are positive and not zero.
    pub(super) fn times(&self, other: &Float, precision: u32) -> Result<Float, PayloadError> {
        let mut product = self.result(precision);
        if let (Form::Finite, Form::Finite) = (self.form, other.form) {
            let number = self.natural().multiply(&other.natural());
            let words = (self.mantissa.len() + other.mantissa.len()) * 64;
            let exponent = i64::from(self.exponent) + i64::from(other.exponent);
            let exponent = exponent + number.bit_length() as i64 - words as i64;
            product.set_rounded(number, exponent, false)?;
        } else {
            product.set_form(Form::Infinite);
        }
        Ok(product)
    }

    /// Go's `Quo`, of a finite number other than zero and a positive one.
    pub(super) fn over(&self, divisor: &Float, precision: u32) -> Result<Float, PayloadError> {
        let mut quotient = self.result(precision);
        let length = precision as usize / 64 + 1;
        let added = (length + divisor.mantissa.len()).saturating_sub(self.mantissa.len());
        let dividend = self.natural().shift_left(added * 64);
        let Some((number, remainder)) = dividend.divide(&divisor.natural()) else {
            // By infinity, whose mantissa is empty here.
            quotient.set_form(Form::Zero);
            return Ok(quotient);
        };
        let words = self.mantissa.len() + added - divisor.mantissa.len();
        let exponent = i64::from(self.exponent) - i64::from(divisor.exponent);
        let exponent = exponent + number.bit_length() as i64 - words as i64 * 64;
        quotient.set_rounded(number, exponent, !remainder.is_zero())?;
        Ok(quotient)
    }

    fn result(&self, precision: u32) -> Float {
        Float {
            precision,
            mode: self.mode,
            is_negative: self.is_negative,
            ..Float::default()
        }
    }

    /// The mantissa as an integer.
    pub(super) fn natural(&self) -> Natural {
        Natural::from_words(self.mantissa.clone())
    }
}

fn bit(words: &[u64], index: usize) -> bool {
    let word = words.get(index / 64).copied().unwrap_or_default();
    word >> (index % 64) & 1 == 1
}
