//! Texts that Go reads as a `big.Float`, rounded as Go rounds them.

use std::str::FromStr;

use super::{
    float::{Float, Form, RoundingMode},
    float_text::MAX_DECIMAL_EXPONENT,
    natural::Natural,
    scan::{Exponent, MAX_TEXT_LENGTH, Scanner, check_length},
};
use crate::go::text::quote_start;
use crate::marshal::PayloadError;

impl Float {
    /// The number that a text says, rounded to `precision` bits, 64 if that is 0: Go's `ParseFloat` with base 0. Prefixes for other
    /// bases, underscores, exponents of ten (`e`) and of two (`p`) and `Inf` are understood.
    ///
    /// ```
    /// use netrpc_gob::go::big::{Float, RoundingMode};
    /// assert_eq!(Float::parse("-0x1.8p1", 24, RoundingMode::ToZero)?.to_f64(), -3.0);
    /// let error = Float::parse("1x", 24, RoundingMode::ToZero).unwrap_err();
    /// assert_eq!(error.to_string(), r#"math/big: cannot unmarshal "1x" into a *big.Float (expected end of string, found 'x')"#);
    /// # Ok::<(), netrpc_gob::PayloadError>(())
    /// ```
    ///
    /// # Errors
    /// Other texts, those of more than 160,000 bytes, and precisions of more than 16,384 bits.
    pub fn parse(text: &str, precision: u32, mode: RoundingMode) -> Result<Self, PayloadError> {
        check_length(text.as_bytes(), MAX_TEXT_LENGTH, "Float")?;
        if precision > MAX_DECIMAL_EXPONENT {
            return Err(PayloadError::new(format!(
                "math/big.Float: a precision of {precision} bits exceeds the {MAX_DECIMAL_EXPONENT} that texts are converted to"
            )));
        }
        let float = Float {
            precision,
            mode: mode as u8,
            ..Float::default()
        };
        if let Some(float) = float.parse_infinity(text) {
            return Ok(float);
        }
        let mut scanner = Scanner::new(text.as_bytes());
        let scanned = float
            .scan(&mut scanner)
            .and_then(|float| match scanner.peek() {
                None => Ok(float),
                Some(byte) => Err(PayloadError::new(format!(
                    "expected end of string, found {}",
                    quote_byte(byte)
                ))),
            });
        scanned.map_err(|error| {
            let quoted = quote_start(text.as_bytes());
            PayloadError::new(format!(
                "math/big: cannot unmarshal {quoted} into a *big.Float ({error})"
            ))
        })
    }

    fn parse_infinity(&self, text: &str) -> Option<Float> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        matches!(unsigned, "Inf" | "inf").then(|| Float {
            form: Form::Infinite,
            is_negative: text.starts_with('-'),
            ..self.clone()
        })
    }

    /// Go's `scan`, step by step, since its results are not always the nearest.
    fn scan(mut self, scanner: &mut Scanner<'_>) -> Result<Float, PayloadError> {
        if self.precision == 0 {
            self.precision = 64;
        }
        self.is_negative = scanner.sign()?;
        let mantissa = scanner.mantissa(true)?;
        let exponent = scanner.exponent()?;
        if mantissa.number.is_zero() {
            return Ok(self);
        }
        let mut twos = mantissa.number.bit_length() as i64;
        let mut fives = 0;
        twos -= match mantissa.base {
            8 => mantissa.places * 3,
            16 => mantissa.places * 4,
            _ => mantissa.places,
        };
        if mantissa.base == 10 {
            fives = -mantissa.places;
        }
        match exponent {
            Exponent::Binary(exponent) => twos = twos.wrapping_add(exponent),
            Exponent::Decimal(exponent) => {
                twos = twos.wrapping_add(exponent);
                fives = exponent.wrapping_add(fives);
            }
        }
        let twos = i32::try_from(twos).map_err(|_| PayloadError::new("exponent overflow"))?;
        self.set_finite(mantissa.number, twos);
        if fives == 0 {
            self.round(false)?;
            return Ok(self);
        }
        let power = power_of_five(fives.unsigned_abs(), self.precision + 64)?;
        if fives < 0 {
            self.over(&power, self.precision)
        } else {
            self.times(&power, self.precision)
        }
    }
}

/// At a precision of 64 bits, rounded to the nearest: Go's `UnmarshalText`.
impl FromStr for Float {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        Float::parse(text, 0, RoundingMode::ToNearestEven)
    }
}

/// Go's `pow5`.
fn power_of_five(exponent: u64, precision: u32) -> Result<Float, PayloadError> {
    let at_once = exponent.min(27);
    let mut power = integer(5u64.pow(at_once as u32), precision);
    let mut square = integer(5, precision + 64);
    let mut exponent = exponent - at_once;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power.times(&square, precision)?;
        }
        square = square.times(&square, precision + 64)?;
        exponent >>= 1;
    }
    Ok(power)
}

fn integer(number: u64, precision: u32) -> Float {
    let mut float = Float {
        precision,
        ..Float::default()
    };
    let number = Natural::from(number);
    let length = number.bit_length() as i32;
    float.set_finite(number, length);
    float
}

/// Go's `%q` of a byte.
fn quote_byte(byte: u8) -> String {
    match byte {
        b'\'' => r"'\''".to_owned(),
        b'"' => "'\"'".to_owned(),
        _ => {
            let quoted = quote_start(char::from(byte).to_string().as_bytes());
            format!("'{}'", quoted.trim_matches('"'))
        }
    }
}
