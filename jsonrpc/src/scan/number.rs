//! Numbers: nothing in them says where they end, so the byte after them does.

use crate::search::{digits_of_word, short_word};

/// How far a number has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Minus,
    Zero,
    Integer,
    Point,
    Fraction,
    E,
    ExponentSign,
    Exponent,
}

/// What the next byte means to a number.
pub(super) enum Step {
    /// It belongs to it.
    Goes(Number),
    /// The number ended before it.
    Ends,
    /// The number cannot end here, and the byte does not belong to it.
    Wrong,
}

impl Number {
    /// `byte` is a minus sign or a digit.
    pub(super) fn begin(byte: u8) -> Self {
        match byte {
            b'-' => Self::Minus,
            b'0' => Self::Zero,
            _ => Self::Integer,
        }
    }

    pub(super) fn step(self, byte: u8) -> Step {
        Step::Goes(match (self, byte) {
            (Self::Minus, b'0') => Self::Zero,
            (Self::Minus, b'1'..=b'9') | (Self::Integer, b'0'..=b'9') => Self::Integer,
            (Self::Zero | Self::Integer, b'.') => Self::Point,
            (Self::Point | Self::Fraction, b'0'..=b'9') => Self::Fraction,
            (Self::Zero | Self::Integer | Self::Fraction, b'e' | b'E') => Self::E,
            (Self::E, b'+' | b'-') => Self::ExponentSign,
            (Self::E | Self::ExponentSign | Self::Exponent, b'0'..=b'9') => Self::Exponent,
            _ if self.may_end() => return Step::Ends,
            _ => return Step::Wrong,
        })
    }

    pub(super) fn may_end(self) -> bool {
        matches!(
            self,
            Self::Zero | Self::Integer | Self::Fraction | Self::Exponent
        )
    }
}

/// How long the number is that `text` begins with; `None` if it begins with none.
pub(crate) fn number_length(text: &[u8]) -> Option<usize> {
    let (first, rest) = text.split_first()?;
    if !matches!(first, b'-' | b'0'..=b'9') {
        return None;
    }
    let mut number = Number::begin(*first);
    for (before, byte) in rest.iter().enumerate() {
        number = match number.step(*byte) {
            Step::Goes(number) => number,
            Step::Ends => return Some(1 + before),
            Step::Wrong => return None,
        };
    }
    number.may_end().then_some(text.len())
}

/// The number that `text` begins with if it is a short integer, as most are, and how long its text is: 0 for any other.
#[inline(always)]
pub(crate) fn small_integer(text: &[u8]) -> (i64, usize) {
    let (sign, digits) = match text {
        [b'-', digits @ ..] => (1, digits),
        _ => (0, text),
    };
    let (magnitude, count) = leading_digits(digits);
    // A zero may be the float -0, and begins no other integer.
    let is_odd_zero = digits.first() == Some(&b'0') && sign + count > 1;
    let goes_on = matches!(digits.get(count), Some(b'.' | b'e' | b'E'));
    if count == 0 || count > SMALL_DIGITS || is_odd_zero || goes_on {
        return (0, 0);
    }
    let number = if sign == 1 { -magnitude } else { magnitude };
    (number, sign + count)
}

/// A number with a point, without that point.
pub(crate) struct SmallDecimal<'a> {
    pub(crate) digits: i64,
    /// How many of the digits stand after the point.
    pub(crate) places: u32,
    /// What follows the number.
    pub(crate) after: &'a [u8],
}

/// The number that `text` begins with if it is a short one with a point and no exponent.
pub(crate) fn small_decimal(text: &[u8]) -> Option<SmallDecimal<'_>> {
    let magnitude = text.strip_prefix(b"-").unwrap_or(text);
    let (whole, count) = leading_digits(magnitude);
    let fraction = magnitude.get(count..)?.strip_prefix(b".")?;
    let (parts, places) = leading_digits(fraction);
    let after = fraction.get(places..)?;
    let is_odd_zero = magnitude.first() == Some(&b'0') && count > 1;
    if count == 0 || places == 0 || count + places > SMALL_DIGITS || is_odd_zero {
        return None;
    }
    let places = places as u32;
    let digits = whole * 10_i64.pow(places) + parts;
    let is_negative = magnitude.len() < text.len();
    // -0.0 is no integer.
    if matches!(after.first(), Some(b'e' | b'E')) || (is_negative && digits == 0) {
        return None;
    }
    Some(SmallDecimal {
        digits: if is_negative { -digits } else { digits },
        places,
        after,
    })
}

/// The digits at the front of `text` as a number, if they are few enough, and how many there are.
#[inline(always)]
fn leading_digits(text: &[u8]) -> (i64, usize) {
    let (word, after) = match text.split_first_chunk() {
        Some((word, after)) => (u64::from_le_bytes(*word), after),
        None => (short_word(text), Default::default()),
    };
    let (mut magnitude, mut count) = digits_of_word(word);
    if count == 8 {
        for byte in after.iter().take_while(|byte| byte.is_ascii_digit()) {
            magnitude = magnitude
                .wrapping_mul(10)
                .wrapping_add(i64::from(byte - b'0'));
            count += 1;
        }
    }
    (magnitude, count)
}

/// So many digits fit an `i64` in any case.
const SMALL_DIGITS: usize = 18;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_integer_is_what_the_number_says() {
        for (text, number) in [
            ("0,", Some(0)),
            ("7", Some(7)),
            ("-42]", Some(-42)),
            ("123456789012345678}", Some(123_456_789_012_345_678)),
            ("1234567890123456789}", None),
            ("-0", None),
            ("00", None),
            ("-01", None),
            ("1.5", None),
            ("1e3", None),
            ("-", None),
            ("", None),
            ("x", None),
        ] {
            let (small, length) = small_integer(text.as_bytes());
            assert_eq!((length > 0).then_some(small), number, "{text}");
            if let Some(number) = number {
                assert_eq!(number_length(text.as_bytes()), Some(length));
                assert_eq!(text[..length].parse(), Ok(number));
            }
        }
    }

    #[test]
    fn a_small_decimal_is_what_the_number_says() {
        for (text, digits, places, after) in [
            ("98.6,", 986, 1, ","),
            ("-0.05]", -5, 2, "]"),
            ("0.0", 0, 1, ""),
            ("123456789.123456789 ", 123_456_789_123_456_789, 9, " "),
        ] {
            let decimal = small_decimal(text.as_bytes()).unwrap();
            assert_eq!((decimal.digits, decimal.places), (digits, places), "{text}");
            assert_eq!(decimal.after, after.as_bytes());
        }
        for text in [
            "-0.0",
            "00.5",
            "01.5",
            "1",
            "1.",
            ".5",
            "-.5",
            "1.5e3",
            "1.5E3",
            "1.-5",
            "x",
            "",
            "1234567890.123456789",
            "12345678901234567890.5",
        ] {
            assert!(small_decimal(text.as_bytes()).is_none(), "{text}");
        }
    }
}
