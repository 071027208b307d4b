//! Naturals in decimal, and decimal fractions as Go's `decimal` keeps and rounds them.

use super::natural::Natural;

/// What is converted from or to decimal at most, in bits, since it takes time in the square of the length: 157,826 digits.
pub(super) const MAX_DECIMAL_BITS: usize = 1 << 19;

/// `number` in decimal. The caller bounds its length.
pub(super) fn decimal_digits(number: &Natural) -> String {
    // Long numbers are cut in halves by powers of ten, as dividing by a long number is cheaper than by many short ones.
    let mut powers = Vec::new();
    let mut power = (power_of_ten(LEAF_DIGITS as u32), LEAF_DIGITS);
    while power.0 <= *number {
        let (last, digits) = power;
        // Is the number less than its square?
        let is_enough = 2 * (last.bit_length() - 1) >= number.bit_length();
        powers.push((last.clone(), digits));
        if is_enough {
            break;
        }
        power = (last.multiply(&last), digits * 2);
    }
    let mut text = String::new();
    append_digits(&mut text, number, &powers, 0);
    text
}

/// Appends at least so many digits of a number that is less than the square of the last power.
fn append_digits(text: &mut String, number: &Natural, powers: &[(Natural, usize)], width: usize) {
    let halves = powers.split_last().and_then(|((power, digits), powers)| {
        let (high, low) = number.divide(power)?;
        Some((high, low, *digits, powers))
    });
    match halves {
        None => {
            let digits = leaf_digits(number);
            text.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
            text.push_str(&digits);
        }
        Some((high, low, _, powers)) if high.is_zero() && width == 0 => {
            append_digits(text, &low, powers, 0)
        }
        Some((high, low, digits, powers)) => {
            append_digits(text, &high, powers, width.saturating_sub(digits));
            append_digits(text, &low, powers, digits);
        }
    }
}

fn power_of_ten(exponent: u32) -> Natural {
    Natural::power_of_five(exponent).shift_left(exponent as usize)
}

fn leaf_digits(number: &Natural) -> String {
    // Numbers of nine digits each, the lowest first.
    let mut groups: Vec<u32> = Vec::new();
    for word in number.words().iter().rev() {
        for half in [(word >> 32) as u32, *word as u32] {
            let mut carry = half;
            for group in &mut groups {
                let number = u64::from(*group) << 32 | u64::from(carry);
                *group = (number % NINE_DIGITS) as u32;
                carry = (number / NINE_DIGITS) as u32;
            }
            while carry != 0 {
                groups.push((u64::from(carry) % NINE_DIGITS) as u32);
                carry = (u64::from(carry) / NINE_DIGITS) as u32;
            }
        }
    }
    let Some((top, lower)) = groups.split_last() else {
        return "0".to_owned();
    };
    let mut text = top.to_string();
    for group in lower.iter().rev() {
        text.push_str(&format!("{group:09}"));
    }
    text
}

/// The number of which these are the digits in `base`. The caller bounds their number.
pub(super) fn from_digits(digits: &[u8], base: u8) -> Natural {
    let base = u64::from(base);
    let at_a_time = if base == 10 { 19 } else { 16 };
    let mut number = Natural::default();
    for chunk in digits.chunks(at_a_time) {
        let (mut factor, mut addend) = (1, 0);
        for (index, digit) in chunk.iter().enumerate() {
            // 16 to the 16th does not fit, but its last digit may still be added.
            if index == 15 && base == 16 {
                number.multiply_add(factor, addend);
                (factor, addend) = (1, 0);
            }
            factor *= base;
            addend = addend * base + u64::from(*digit);
        }
        number.multiply_add(factor, addend);
    }
    number
}

/// Digits behind a point that has `exponent` more in front of the first: Go's `decimal`, and its roundings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Decimal {
    /// ASCII, with no zero at the end.
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// `number` times 2 to the power of `shift`. The caller bounds both.
    pub(super) fn new(number: &Natural, shift: i32) -> Self {
        if number.is_zero() {
            return Decimal::default();
        }
        let distance = shift.unsigned_abs();
        if shift >= 0 {
            let digits = decimal_digits(&number.shift_left(distance as usize));
            return Decimal::trimmed(digits.into_bytes(), 0);
        }
        let zeros = u32::try_from(number.trailing_zeros())
            .unwrap_or(u32::MAX)
            .min(distance);
        let number = number.shift_right(zeros as usize);
        // A half is five tenths.
        let places = distance - zeros;
        let digits = decimal_digits(&number.multiply(&Natural::power_of_five(places)));
        Decimal::trimmed(digits.into_bytes(), places)
    }

    fn trimmed(digits: Vec<u8>, places: u32) -> Self {
        let exponent = digits.len() as i64 - i64::from(places);
        let mut decimal = Decimal { digits, exponent };
        decimal.trim();
        decimal
    }

    pub(super) fn digits(&self) -> &[u8] {
        &self.digits
    }

    /// How many digits are in front of the point.
    pub(super) fn exponent(&self) -> i64 {
        self.exponent
    }

    /// The digit, or the zeros that follow.
    pub(super) fn at(&self, index: usize) -> u8 {
        self.digits.get(index).copied().unwrap_or(b'0')
    }

    /// To so many digits, halves to the even one.
    pub(super) fn round(&mut self, length: usize) {
        if length >= self.digits.len() {
            return;
        }
        let is_half = self.at(length) == b'5' && length + 1 == self.digits.len();
        let goes_up = if is_half {
            length
                .checked_sub(1)
                .is_some_and(|last| self.at(last) & 1 == 1)
        } else {
            self.at(length) >= b'5'
        };
        if goes_up {
            self.round_up(length);
        } else {
            self.round_down(length);
        }
    }

    pub(super) fn round_down(&mut self, length: usize) {
        self.digits.truncate(length);
        self.trim();
    }

    pub(super) fn round_up(&mut self, length: usize) {
        if length >= self.digits.len() {
            return;
        }
        self.digits.truncate(length);
        while self.digits.last() == Some(&b'9') {
            self.digits.pop();
        }
        match self.digits.last_mut() {
            Some(digit) => *digit += 1,
            None => {
                self.digits.push(b'1');
                self.exponent += 1;
            }
        }
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.exponent = 0;
        }
    }
}

const NINE_DIGITS: u64 = 1_000_000_000;
/// Up to how many digits a number is not cut.
const LEAF_DIGITS: usize = 576;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decimal, decimal_digits, from_digits};
    use crate::go::big::natural::Natural;

    proptest! {
        #[test]
        fn digits_of_a_number_are_stds(number: u128) {
            prop_assert_eq!(decimal_digits(&Natural::from(number)), number.to_string());
        }

        #[test]
        fn digits_make_their_number(number: u128, length in 0..400usize) {
            let text = number.to_string().repeat(1 + length);
            let digits: Vec<u8> = text.bytes().map(|digit| digit - b'0').collect();
            prop_assert_eq!(decimal_digits(&from_digits(&digits, 10)), text);
        }

        #[test]
        fn digits_of_other_bases_make_their_number(number: u128) {
            for (base, text) in [(2, format!("{number:b}")), (8, format!("{number:o}")), (16, format!("{number:x}"))] {
                let digits: Vec<u8> = text.chars().map(|digit| digit.to_digit(base).unwrap() as u8).collect();
                prop_assert_eq!(from_digits(&digits, base as u8), Natural::from(number));
            }
        }

        #[test]
        fn a_fraction_has_the_digits_of_a_float(number in 1..1u64 << 53, shift in -300..300i32) {
            let decimal = Decimal::new(&Natural::from(number), shift);
            let digits = String::from_utf8(decimal.digits().to_vec()).unwrap();
            let float: f64 = format!("0.{digits}e{}", decimal.exponent()).parse().unwrap();
            prop_assert_eq!(float, number as f64 * 2f64.powi(shift));
        }
    }

    #[test]
    fn powers_of_ten_keep_their_zeros_in_both_halves() {
        for length in [0, 1, 18, 575, 576, 577, 1151, 1152, 1153, 2304, 4608, 9999] {
            let power = super::power_of_ten(length as u32);
            assert_eq!(decimal_digits(&power), format!("1{}", "0".repeat(length)));
            let mut nines = power;
            nines.decrement();
            assert_eq!(
                decimal_digits(&nines),
                if length == 0 {
                    "0".to_owned()
                } else {
                    "9".repeat(length)
                }
            );
        }
    }

    #[test]
    fn zeros_are_not_kept_and_nines_carry() {
        let mut decimal = Decimal::new(&Natural::from(9_995_000u64), 0);
        assert_eq!((decimal.digits(), decimal.exponent()), (&b"9995"[..], 7));
        decimal.round(3);
        assert_eq!((decimal.digits(), decimal.exponent()), (&b"1"[..], 8));
        let mut even = Decimal::new(&Natural::from(25u64), 0);
        even.round(1);
        assert_eq!(even.digits(), b"2");
    }
}
