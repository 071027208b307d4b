//! Go's `big.Int`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::{
    decimal::{MAX_DECIMAL_BITS, decimal_digits, from_digits},
    natural::Natural,
    scan::{MAX_TEXT_LENGTH, Scanner, check_length},
};
use crate::go::text::quote_start;
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};

/// Go's `big.Int`: an integer of any length.
///
/// It keeps and sends integers; the feature `num-bigint` converts to a type that calculates.
///
/// ```
/// use netrpc_gob::go::big::Int;
///
/// let mut number: Int = "-123456789012345678901234567890".parse()?;
/// assert_eq!(number.to_string(), "-123456789012345678901234567890");
/// assert!(i64::try_from(&number).is_err());
/// number = Int::from(256);
/// assert_eq!((number.to_bytes(), number.is_negative()), (vec![1, 0], false));
/// assert_eq!(u8::try_from(&Int::from(255)), Ok(255));
/// # Ok::<(), netrpc_gob::PayloadError>(())
/// ```
///
/// A peer can send a negative zero, which no Go program makes: it goes on as it came, is less than zero, and prints as zero, as in Go.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Int {
    is_negative: bool,
    magnitude: Natural,
}

impl Int {
    /// The integer of this size, its bytes given from the highest on; zero has no sign.
    pub fn from_bytes(is_negative: bool, magnitude: &[u8]) -> Self {
        Int::new(is_negative, Natural::from_be_bytes(magnitude))
    }

    pub(super) fn new(is_negative: bool, magnitude: Natural) -> Self {
        Int {
            is_negative: is_negative && !magnitude.is_zero(),
            magnitude,
        }
    }

    /// The bytes of its size, from the highest on, without zeros in front: Go's `Bytes`. None for zero.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.magnitude.be_bytes().collect()
    }

    /// Whether it is less than zero.
    pub fn is_negative(&self) -> bool {
        self.is_negative && !self.is_zero()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.magnitude.is_zero()
    }

    /// How many bits its size takes: Go's `BitLen`, 0 for zero.
    pub fn bits(&self) -> usize {
        self.magnitude.bit_length()
    }

    pub(super) fn has_sign(&self) -> bool {
        self.is_negative
    }

    /// As a peer has sent it: zero may have a sign.
    pub(super) fn received(is_negative: bool, magnitude: Natural) -> Self {
        Int {
            is_negative,
            magnitude,
        }
    }

    pub(super) fn magnitude(&self) -> &Natural {
        &self.magnitude
    }

    /// In decimal, however long that takes to be read: Go's `MarshalText`.
    ///
    /// # Errors
    /// More than 2^19 bits, about 157,800 digits: decimal takes time in the square of the length.
    pub fn to_decimal(&self) -> Result<String, PayloadError> {
        let bits = self.bits();
        if bits > MAX_DECIMAL_BITS {
            return Err(PayloadError::new(format!(
                "math/big.Int: a number of {bits} bits exceeds the {MAX_DECIMAL_BITS} that are converted to decimal"
            )));
        }
        let sign = if self.is_negative() { "-" } else { "" };
        Ok(format!("{sign}{}", decimal_digits(&self.magnitude)))
    }

    /// What Go's `UnmarshalText` reads: a literal with a prefix for its base, or `0` for octal, and underscores between digits.
    ///
    /// ```
    /// use netrpc_gob::go::big::Int;
    /// assert_eq!(Int::from_literal("-0xff")?, Int::from(-255));
    /// assert_eq!(Int::from_literal("1_000")?, Int::from(1000));
    /// assert_eq!(Int::from_literal("1e3").unwrap_err().to_string(), r#"math/big: cannot unmarshal "1e3" into a *big.Int"#);
    /// # Ok::<(), netrpc_gob::PayloadError>(())
    /// ```
    ///
    /// # Errors
    /// Anything else, and more than 160,000 bytes.
    pub fn from_literal(text: &str) -> Result<Self, PayloadError> {
        check_length(text.as_bytes(), MAX_TEXT_LENGTH, "Int")?;
        let refused = || {
            let quoted = quote_start(text.as_bytes());
            PayloadError::new(format!(
                "math/big: cannot unmarshal {quoted} into a *big.Int"
            ))
        };
        let mut scanner = Scanner::new(text.as_bytes());
        let is_negative = scanner.sign().map_err(|_| refused())?;
        let mantissa = scanner.mantissa(false).map_err(|_| refused())?;
        match scanner.peek() {
            Some(_) => Err(refused()),
            None => Ok(Int::new(is_negative, mantissa.number)),
        }
    }
}

marshaled!(Int, "math/big.Int", Gob, on_pointer);

impl Marshal for Int {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        payload.put(&[VERSION << 1 | u8::from(self.is_negative)]);
        self.magnitude.put(payload);
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        let Some((first, magnitude)) = payload.split_first() else {
            *self = Int::default();
            return Ok(());
        };
        let version = first >> 1;
        if version != VERSION {
            return Err(PayloadError::new(format!(
                "Int.GobDecode: encoding version {version} not supported"
            )));
        }
        *self = Int::received(first & 1 == 1, Natural::from_be_bytes(magnitude));
        Ok(())
    }

    fn zero() -> Self {
        Int::default()
    }

    fn is_zero(&self) -> bool {
        *self == Int::default()
    }

    /// Go's methods take a nil for zero.
    fn marshal_nil() -> Option<&'static [u8]> {
        Some(&[])
    }
}

/// In decimal, as Go's `String`; in hexadecimal, with `0x`, if it has more than 2^19 bits.
impl fmt::Display for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bits() > MAX_DECIMAL_BITS {
            let digits = format!("{:x}", self.magnitude);
            return f.pad_integral(!self.is_negative(), "", &format!("0x{digits}"));
        }
        f.pad_integral(!self.is_negative(), "", &decimal_digits(&self.magnitude))
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Int({self})")
    }
}

/// In hexadecimal, of any length.
impl fmt::LowerHex for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(!self.is_negative(), "0x", &format!("{:x}", self.magnitude))
    }
}

/// Decimal digits, with a sign or without.
impl FromStr for Int {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        check_length(text.as_bytes(), MAX_TEXT_LENGTH, "Int")?;
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            let quoted = quote_start(text.as_bytes());
            return Err(PayloadError::new(format!(
                "math/big.Int: {quoted} is no decimal integer"
            )));
        }
        let digits: Vec<u8> = digits.bytes().map(|digit| digit & 0xf).collect();
        Ok(Int::new(text.starts_with('-'), from_digits(&digits, 10)))
    }
}

/// Go's `Cmp`.
impl Ord for Int {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, false) => self.magnitude.cmp(&other.magnitude),
            (true, true) => other.magnitude.cmp(&self.magnitude),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

const VERSION: u8 = 1;
