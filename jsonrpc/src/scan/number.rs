//! Numbers: nothing in them says where they end, so the byte after them does.

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
#[inline]
pub(crate) fn small_integer(text: &[u8]) -> (i64, usize) {
    let sign = usize::from(text.first() == Some(&b'-'));
    let digits = text.get(sign..).unwrap_or_default();
    let mut magnitude = 0_i64;
    let mut count = 0;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        magnitude = magnitude.wrapping_mul(10).wrapping_add(i64::from(digit));
        count += 1;
    }
    // A zero may be the float -0, and begins no other integer.
    let is_odd_zero = digits.first() == Some(&b'0') && sign + count > 1;
    let goes_on = matches!(digits.get(count), Some(b'.' | b'e' | b'E'));
    if count == 0 || count > SMALL_DIGITS || is_odd_zero || goes_on {
        return (0, 0);
    }
    let number = if sign == 1 { -magnitude } else { magnitude };
    (number, sign + count)
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
}
