//! Go's `big.Rat`.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::{
    Int,
    decimal::MAX_DECIMAL_BITS,
    natural::Natural,
    scan::{Exponent, MAX_TEXT_LENGTH, Mantissa, Scanner, check_length},
};
use crate::go::text::quote_start;
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};

/// Go's `big.Rat`: a fraction of two integers.
///
/// ```
/// use netrpc_gob::go::big::{Int, Rat};
///
/// let rat = Rat::new(Int::from(-300), Int::from(400))?;
/// assert_eq!((rat.numerator(), rat.denominator()), (&Int::from(-3), Int::from(4)));
/// assert_eq!((rat.to_string(), rat.to_text()?), ("-3/4".to_owned(), "-3/4".to_owned()));
/// let five = Rat::from(Int::from(5));
/// assert_eq!((five.to_string(), five.to_text()?), ("5/1".to_owned(), "5".to_owned()));
/// assert_eq!("-0.75".parse::<Rat>()?, rat);
/// # Ok::<(), netrpc_gob::PayloadError>(())
/// ```
///
/// What a peer sends is kept as it came: Go sends fractions in their lowest terms, but takes others and does not reduce them. Two are equal
/// if their terms are.
#[derive(Clone, Default)]
pub struct Rat {
    numerator: Int,
    /// Zero for one, which Go's zero value has and sends like that.
    denominator: Natural,
}

impl Rat {
    /// The fraction in its lowest terms, with the sign at its numerator: Go's `NewRat`.
    ///
    /// # Errors
    /// A denominator of zero, and more than 2^19 bits in each, since reducing takes time in the square of the length.
    pub fn new(numerator: Int, denominator: Int) -> Result<Self, PayloadError> {
        if denominator.is_zero() {
            return Err(PayloadError::new("math/big.Rat: division by zero"));
        }
        let bits = numerator.bits().min(denominator.bits());
        if bits > MAX_DECIMAL_BITS {
            return Err(PayloadError::new(format!(
                "math/big.Rat: terms of {bits} bits exceed the {MAX_DECIMAL_BITS} that are reduced"
            )));
        }
        let is_negative = numerator.is_negative() != denominator.is_negative();
        Ok(Rat::reduced(
            is_negative,
            numerator.magnitude(),
            denominator.magnitude(),
        ))
    }

    /// Go's `norm`, for a denominator that is not zero.
    fn reduced(is_negative: bool, numerator: &Natural, denominator: &Natural) -> Self {
        let divisor = numerator.common_divisor(denominator);
        let part = |term: &Natural| match term.divide(&divisor) {
            Some((quotient, _)) if !divisor.is_one() => quotient,
            _ => term.clone(),
        };
        Rat {
            numerator: Int::new(is_negative, part(numerator)),
            denominator: part(denominator),
        }
    }

    /// The terms as they are, of which the denominator is positive: nothing is reduced, however long they are.
    ///
    /// # Errors
    /// A denominator of zero or less.
    pub fn from_terms(numerator: Int, denominator: Int) -> Result<Self, PayloadError> {
        if denominator.is_zero() || denominator.is_negative() {
            return Err(PayloadError::new(
                "math/big.Rat: the denominator is not positive",
            ));
        }
        Ok(Rat {
            numerator,
            denominator: denominator.magnitude().clone(),
        })
    }

    /// The number above the line, with the sign: Go's `Num`.
    pub fn numerator(&self) -> &Int {
        &self.numerator
    }

    /// The number below the line: Go's `Denom`. Never zero; 1 for an integer.
    pub fn denominator(&self) -> Int {
        Int::new(false, self.positive_denominator())
    }

    /// Whether the denominator is 1: Go's `IsInt`.
    pub fn is_integer(&self) -> bool {
        self.denominator.is_zero() || self.denominator.is_one()
    }

    /// Whether it is less than zero.
    pub fn is_negative(&self) -> bool {
        self.numerator.is_negative()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// In decimal, `3/4` or `5`: Go's `MarshalText`.
    ///
    /// # Errors
    /// More than 2^19 bits above or below the line.
    pub fn to_text(&self) -> Result<String, PayloadError> {
        let numerator = self.numerator.to_decimal()?;
        if self.is_integer() {
            return Ok(numerator);
        }
        Ok(format!("{numerator}/{}", self.denominator().to_decimal()?))
    }

    fn positive_denominator(&self) -> Natural {
        if self.denominator.is_zero() {
            Natural::from(1u64)
        } else {
            self.denominator.clone()
        }
    }
}

marshaled!(Rat, "math/big.Rat", Gob, on_pointer);

impl Marshal for Rat {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        let numerator = self.numerator.magnitude();
        let Ok(length) = u32::try_from(numerator.byte_length()) else {
            return Err(PayloadError::new("Rat.GobEncode: numerator too large"));
        };
        payload.put(&[VERSION << 1 | u8::from(self.numerator.has_sign())]);
        payload.put(&length.to_be_bytes());
        numerator.put(payload);
        self.denominator.put(payload);
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        if payload.is_empty() {
            *self = Rat::default();
            return Ok(());
        }
        let too_small = || PayloadError::new("Rat.GobDecode: buffer too small");
        let (&[first, ref length @ ..], terms) =
            payload.split_first_chunk::<5>().ok_or_else(too_small)?;
        let version = first >> 1;
        if version != VERSION {
            return Err(PayloadError::new(format!(
                "Rat.GobDecode: encoding version {version} not supported"
            )));
        }
        let length = length
            .iter()
            .fold(0, |length, byte| length << 8 | usize::from(*byte));
        let (numerator, denominator) = terms.split_at_checked(length).ok_or_else(too_small)?;
        *self = Rat {
            numerator: Int::received(first & 1 == 1, Natural::from_be_bytes(numerator)),
            denominator: Natural::from_be_bytes(denominator),
        };
        Ok(())
    }

    fn zero() -> Self {
        Rat::default()
    }

    fn is_zero(&self) -> bool {
        self.numerator == Int::default() && self.denominator.is_zero()
    }

    /// Go's methods take a nil for zero.
    fn marshal_nil() -> Option<&'static [u8]> {
        Some(&[])
    }
}

impl From<Int> for Rat {
    fn from(integer: Int) -> Self {
        Rat {
            numerator: integer,
            denominator: Natural::from(1u64),
        }
    }
}

impl PartialEq for Rat {
    fn eq(&self, other: &Self) -> bool {
        self.numerator == other.numerator
            && (self.denominator == other.denominator || self.is_integer() && other.is_integer())
    }
}

impl Eq for Rat {}

impl Hash for Rat {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.numerator.hash(state);
        if !self.is_integer() {
            self.denominator.hash(state);
        }
    }
}

/// `3/4`, and `5/1` for an integer: Go's `String`. Each term as [`Int`] prints it.
impl fmt::Display for Rat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numerator = self.numerator.to_string();
        let size = format!(
            "{}/{}",
            numerator.trim_start_matches('-'),
            self.denominator()
        );
        f.pad_integral(!self.is_negative(), "", &size)
    }
}

impl fmt::Debug for Rat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rat({self})")
    }
}

/// A fraction, a decimal number, or a literal with a prefix for its base and an exponent: Go's `UnmarshalText`.
///
/// # Errors
/// Other texts, numbers of more than 160,000 bytes above or below the line, and exponents that would make a long number of a
/// short text: about 5,000 and as many as the text has bytes are the most, where Go stops at a million.
impl FromStr for Rat {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        let read = match text.split_once('/') {
            Some((numerator, denominator)) => {
                for term in [numerator, denominator] {
                    check_length(term.as_bytes(), MAX_TEXT_LENGTH, "Rat")?;
                }
                fraction(numerator, denominator)
            }
            None => {
                check_length(text.as_bytes(), MAX_TEXT_LENGTH, "Rat")?;
                number(text)?
            }
        };
        read.ok_or_else(|| {
            let quoted = quote_start(text.as_bytes());
            PayloadError::new(format!(
                "math/big: cannot unmarshal {quoted} into a *big.Rat"
            ))
        })
    }
}

fn fraction(numerator: &str, denominator: &str) -> Option<Rat> {
    let numerator = Int::from_literal(numerator).ok()?;
    let mut scanner = Scanner::new(denominator.as_bytes());
    let denominator = scanner.mantissa(false).ok()?.number;
    let is_whole = scanner.peek().is_none() && !denominator.is_zero();
    is_whole.then(|| Rat::reduced(numerator.is_negative(), numerator.magnitude(), &denominator))
}

/// `None` for what is no number.
fn number(text: &str) -> Result<Option<Rat>, PayloadError> {
    let mut scanner = Scanner::new(text.as_bytes());
    let Some((is_negative, mantissa, exponent)) = literal(&mut scanner) else {
        return Ok(None);
    };
    if mantissa.number.is_zero() {
        return Ok(Some(Rat::from(Int::default())));
    }
    let (mut twos, mut fives) = match mantissa.base {
        8 => (-3 * mantissa.places, 0),
        16 => (-4 * mantissa.places, 0),
        2 => (-mantissa.places, 0),
        _ => (-mantissa.places, -mantissa.places),
    };
    match exponent {
        Exponent::Binary(exponent) => twos = exponent.saturating_add(twos),
        Exponent::Decimal(exponent) => {
            twos = exponent.saturating_add(twos);
            fives = exponent.saturating_add(fives);
        }
    }
    // A digit behind the point is a power of ten, or up to four of two.
    let most_fives = MAX_EXPONENT + text.len() as u64;
    let most_twos = (MAX_EXPONENT + 4 * text.len() as u64).min(MAX_DECIMAL_BITS as u64);
    if fives.unsigned_abs() > most_fives || twos.unsigned_abs() > most_twos {
        return Err(PayloadError::new(format!(
            "math/big.Rat: exponents of {fives} for five and {twos} for two would make a long number of a text of {} bytes",
            text.len()
        )));
    }
    let power = Natural::power_of_five(fives.unsigned_abs() as u32);
    let (mut above, mut below) = (mantissa.number, Natural::from(1u64));
    if fives > 0 {
        above = above.multiply(&power);
    } else {
        below = power;
    }
    if twos > 0 {
        above = above.shift_left(twos.unsigned_abs() as usize);
    } else {
        below = below.shift_left(twos.unsigned_abs() as usize);
    }
    Ok(Some(Rat::reduced(is_negative, &above, &below)))
}

fn literal(scanner: &mut Scanner<'_>) -> Option<(bool, Mantissa, Exponent)> {
    let is_negative = scanner.sign().ok()?;
    let mantissa = scanner.mantissa(true).ok()?;
    let exponent = scanner.exponent().ok()?;
    scanner
        .peek()
        .is_none()
        .then_some((is_negative, mantissa, exponent))
}

const VERSION: u8 = 1;

/// More than that of a number of 128 bits in IEEE 754; 5 to the power of it has 1,452 bytes.
const MAX_EXPONENT: u64 = 5_000;
