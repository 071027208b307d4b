//! Go's `big.Float`: the type, and what is to be seen of it.

use super::natural::{Natural, trailing_zeros};
use crate::marshal::PayloadError;

/// Go's `big.Float`: a number of so many bits times a power of two, a zero or an infinity, each with a sign; there is no NaN.
///
/// With it go, as in Go, the precision in bits, how it is rounded to that, and on which side of the exact result it ended when it
/// was rounded last. Two are equal if all of this is; [`compare`](Float::compare) compares the numbers.
///
/// ```
/// use netrpc_gob::go::big::{Float, RoundingMode};
///
/// let float = Float::try_from(0.1)?;
/// assert_eq!((float.precision(), float.to_f64(), float.to_text()?), (53, 0.1, "0.1".to_owned()));
/// let third = Float::parse("0.3333333333333333333333333", 100, RoundingMode::ToZero)?;
/// assert_eq!(third.to_string(), "0.3333333333");
/// assert!(Float::try_from(f64::NAN).is_err());
/// # Ok::<(), netrpc_gob::PayloadError>(())
/// ```
///
/// What a peer sends is kept as it came, even what no Go program makes: more bits than the precision says, or modes and forms that
/// Go has no names for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Float {
    pub(super) precision: u32,
    /// As it is sent: three bits.
    pub(super) mode: u8,
    /// As it is sent, less one: -1 to 2.
    pub(super) accuracy: i8,
    pub(super) form: Form,
    pub(super) is_negative: bool,
    /// The lowest word first; the point is in front of the highest, whose top bit is set. Empty unless finite, as is the exponent.
    pub(super) mantissa: Vec<u64>,
    pub(super) exponent: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Form {
    #[default]
    Zero,
    Finite,
    Infinite,
    /// What the two bits can say besides. Go takes and sends it, and prints it as zero.
    Unknown,
}

/// How a [`Float`] is rounded to its precision: Go's `RoundingMode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RoundingMode {
    /// To the nearest, a half to the even one: as IEEE 754 by default.
    #[default]
    ToNearestEven,
    /// To the nearest, a half away from zero.
    ToNearestAway,
    /// Never away from zero.
    ToZero,
    /// Away from zero, even by the least bit.
    AwayFromZero,
    /// Never up.
    ToNegativeInf,
    /// Never down.
    ToPositiveInf,
}

/// On which side of the exact result a [`Float`] is since it was rounded last: Go's `Accuracy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Accuracy {
    /// Less than it.
    Below,
    /// The result itself.
    #[default]
    Exact,
    /// More than it.
    Above,
}

impl Float {
    /// `mantissa`, its bytes from the highest on, as a fraction of at least a half and less than one, times 2 to the power of
    /// `exponent`, rounded to `precision` bits. Zero if there is no bit set.
    ///
    /// ```
    /// use netrpc_gob::go::big::{Float, RoundingMode};
    /// let float = Float::from_mantissa(true, &[0b11], 1, 8, RoundingMode::default())?;
    /// assert_eq!(float.to_f64(), -1.5);
    /// # Ok::<(), netrpc_gob::PayloadError>(())
    /// ```
    ///
    /// # Errors
    /// A precision of 0.
    pub fn from_mantissa(
        is_negative: bool,
        mantissa: &[u8],
        exponent: i32,
        precision: u32,
        mode: RoundingMode,
    ) -> Result<Self, PayloadError> {
        if precision == 0 {
            return Err(PayloadError::new(
                "math/big.Float: a finite number needs a precision",
            ));
        }
        let mut float = Float {
            precision,
            mode: mode as u8,
            is_negative,
            ..Float::default()
        };
        float.set_finite(Natural::from_be_bytes(mantissa), exponent);
        float.round(false)?;
        Ok(float)
    }

    /// An infinity, of precision 0: Go's `SetInf`.
    pub fn infinity(is_negative: bool) -> Self {
        Float {
            form: Form::Infinite,
            is_negative,
            ..Float::default()
        }
    }

    /// The same rounded to another precision; a finite number becomes zero by a precision of 0: Go's `SetPrec`.
    ///
    /// # Errors
    /// A mode that a peer has sent and Go has none for, when bits have to go.
    pub fn with_precision(mut self, precision: u32) -> Result<Self, PayloadError> {
        self.set_precision(precision)?;
        Ok(self)
    }

    /// The same, to be rounded in another way from now on: Go's `SetMode`.
    #[must_use]
    pub fn with_mode(mut self, mode: RoundingMode) -> Self {
        self.mode = mode as u8;
        self.accuracy = 0;
        self
    }

    /// How many bits it is rounded to: Go's `Prec`. 0 for one that was never set, which takes the precision of what it is set to.
    pub fn precision(&self) -> u32 {
        self.precision
    }

    /// How it is rounded: Go's `Mode`; `None` for one that a peer has sent and Go has no name for.
    pub fn mode(&self) -> Option<RoundingMode> {
        Some(match self.mode {
            0 => RoundingMode::ToNearestEven,
            1 => RoundingMode::ToNearestAway,
            2 => RoundingMode::ToZero,
            3 => RoundingMode::AwayFromZero,
            4 => RoundingMode::ToNegativeInf,
            5 => RoundingMode::ToPositiveInf,
            _ => return None,
        })
    }

    /// What became of the last rounding: Go's `Acc`; `None` for one that a peer has sent and Go has no name for.
    pub fn accuracy(&self) -> Option<Accuracy> {
        Some(match self.accuracy {
            -1 => Accuracy::Below,
            0 => Accuracy::Exact,
            1 => Accuracy::Above,
            _ => return None,
        })
    }

    /// The exponent of a finite number other than zero, whose mantissa is at least a half and less than one: Go's `MantExp`.
    pub fn exponent(&self) -> Option<i32> {
        (self.form == Form::Finite).then_some(self.exponent)
    }

    /// The bytes of the mantissa behind its point, without zeros at the end; none but for finite numbers other than zero.
    pub fn mantissa(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self
            .mantissa
            .iter()
            .rev()
            .flat_map(|word| word.to_be_bytes())
            .collect();
        while bytes.last() == Some(&0) {
            bytes.pop();
        }
        bytes
    }

    /// How many bits the number needs: Go's `MinPrec`, 0 but for finite numbers other than zero.
    pub fn min_precision(&self) -> usize {
        self.mantissa.len() * 64 - trailing_zeros(&self.mantissa)
    }

    /// Whether there is a minus, be it in front of a zero: Go's `Signbit`.
    pub fn is_negative(&self) -> bool {
        self.is_negative
    }

    /// Whether it is a zero of either sign.
    pub fn is_zero(&self) -> bool {
        self.form == Form::Zero
    }

    /// Whether it is an infinity: Go's `IsInf`.
    pub fn is_infinite(&self) -> bool {
        self.form == Form::Infinite
    }

    /// Makes it `number`, unrounded, with its highest bit right behind the point, times 2 to the power of `exponent`.
    pub(super) fn set_finite(&mut self, number: Natural, exponent: i32) {
        self.accuracy = 0;
        if number.is_zero() {
            self.form = Form::Zero;
            return;
        }
        self.form = Form::Finite;
        self.exponent = exponent;
        let excess = number.bit_length() % 64;
        let number = if excess == 0 {
            number
        } else {
            number.shift_left(64 - excess)
        };
        self.mantissa = number.into_words();
    }

    /// Drops what only finite numbers have.
    pub(super) fn set_form(&mut self, form: Form) {
        self.form = form;
        if form != Form::Finite {
            self.mantissa = Vec::new();
            self.exponent = 0;
        }
    }

    pub(super) fn set_precision(&mut self, precision: u32) -> Result<(), PayloadError> {
        self.accuracy = 0;
        let before = std::mem::replace(&mut self.precision, precision);
        if precision == 0 && self.form == Form::Finite {
            self.accuracy = makes_accuracy(self.is_negative);
            self.set_form(Form::Zero);
        } else if precision < before {
            self.round(false)?;
        }
        Ok(())
    }
}

/// Go's `makeAcc`.
pub(super) fn makes_accuracy(is_above: bool) -> i8 {
    if is_above { 1 } else { -1 }
}
