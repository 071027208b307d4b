//! Numbers as Go's source writes them: the scanner behind every `SetString` and `UnmarshalText` of `math/big`.

use super::{decimal::from_digits, natural::Natural};
use crate::marshal::PayloadError;

/// A text, and how far it was read.
pub(super) struct Scanner<'a> {
    text: &'a [u8],
}

/// The digits of a number, in front of the point and behind it.
pub(super) struct Mantissa {
    /// What they are without a point.
    pub(super) number: Natural,
    pub(super) base: u8,
    /// How many are behind the point.
    pub(super) places: i64,
}

/// What follows an `e` or a `p`.
pub(super) enum Exponent {
    Decimal(i64),
    Binary(i64),
}

/// The longest text of a number that is read, since converting takes time in the square of its length. What is written fits.
pub(super) const MAX_TEXT_LENGTH: usize = 160_000;

/// Refuses a text that would take long to convert, before it is looked at.
pub(super) fn check_length(text: &[u8], limit: usize, go_type: &str) -> Result<(), PayloadError> {
    if text.len() <= limit {
        return Ok(());
    }
    Err(PayloadError::new(format!(
        "math/big.{go_type}: a text of {} bytes exceeds the {limit} that are converted",
        text.len()
    )))
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        Scanner { text }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.first().copied()
    }

    fn advance(&mut self) {
        self.text = self.text.get(1..).unwrap_or_default();
    }

    /// Whether there is a minus: Go's `scanSign`.
    pub(super) fn sign(&mut self) -> Result<bool, PayloadError> {
        let sign = self.peek().ok_or_else(|| PayloadError::new("EOF"))?;
        if matches!(sign, b'-' | b'+') {
            self.advance();
        }
        Ok(sign == b'-')
    }

    /// A number with a prefix for its base, or none; with a point only if it may be a fraction: Go's `nat.scan` with base 0.
    pub(super) fn mantissa(&mut self, may_be_fraction: bool) -> Result<Mantissa, PayloadError> {
        let mut base = 10;
        let mut is_only_octal_prefix = false;
        let mut digits = Vec::new();
        let mut separators = Separators::default();
        if self.peek() == Some(b'0') {
            separators.digit();
            digits.push(0);
            self.advance();
            base = match self.peek() {
                Some(b'b' | b'B') => 2,
                Some(b'o' | b'O') => 8,
                Some(b'x' | b'X') => 16,
                _ => 10,
            };
            if base != 10 {
                self.advance();
                digits.clear();
            } else if !may_be_fraction && self.peek().is_some() {
                base = 8;
                digits.clear();
                is_only_octal_prefix = true;
            }
        }
        let mut point = None;
        while let Some(letter) = self.peek() {
            match letter {
                b'.' if may_be_fraction && point.is_none() => {
                    separators.other();
                    point = Some(digits.len());
                }
                b'_' => separators.separator(),
                _ => match char::from(letter).to_digit(base) {
                    None => break,
                    Some(digit) => {
                        separators.digit();
                        digits.push(digit as u8);
                    }
                },
            }
            self.advance();
        }
        if digits.is_empty() && !is_only_octal_prefix {
            return Err(PayloadError::new("number has no digits"));
        }
        separators.check()?;
        Ok(Mantissa {
            number: from_digits(&digits, base as u8),
            base: base as u8,
            places: point.map_or(0, |point| (digits.len() - point) as i64),
        })
    }

    /// The exponent, or one of zero: Go's `scanExponent`.
    pub(super) fn exponent(&mut self) -> Result<Exponent, PayloadError> {
        let make = match self.peek() {
            Some(b'e' | b'E') => Exponent::Decimal,
            Some(b'p' | b'P') => Exponent::Binary,
            _ => return Ok(Exponent::Decimal(0)),
        };
        self.advance();
        let mut digits = String::new();
        match self.peek() {
            Some(b'+') => self.advance(),
            Some(b'-') => {
                digits.push('-');
                self.advance();
            }
            _ => {}
        }
        let mut has_digits = false;
        let mut separators = Separators::default();
        while let Some(letter @ (b'0'..=b'9' | b'_')) = self.peek() {
            if letter == b'_' {
                separators.separator();
            } else {
                separators.digit();
                has_digits = true;
                digits.push(char::from(letter));
            }
            self.advance();
        }
        if !has_digits {
            return Err(PayloadError::new("number has no digits"));
        }
        let number = digits.parse().map_err(|_| {
            PayloadError::new(format!(
                "strconv.ParseInt: parsing \"{digits}\": value out of range"
            ))
        })?;
        separators.check()?;
        Ok(make(number))
    }
}

/// An underscore stands between digits, or between a prefix and a digit.
#[derive(Default)]
struct Separators {
    last: Last,
    is_misplaced: bool,
}

#[derive(Default, PartialEq)]
enum Last {
    Digit,
    Separator,
    #[default]
    Other,
}

impl Separators {
    fn digit(&mut self) {
        self.last = Last::Digit;
    }

    fn separator(&mut self) {
        self.is_misplaced |= self.last != Last::Digit;
        self.last = Last::Separator;
    }

    fn other(&mut self) {
        self.is_misplaced |= self.last == Last::Separator;
        self.last = Last::Other;
    }

    fn check(&self) -> Result<(), PayloadError> {
        if self.is_misplaced || self.last == Last::Separator {
            return Err(PayloadError::new("'_' must separate successive digits"));
        }
        Ok(())
    }
}
