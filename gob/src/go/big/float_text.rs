//! Go's `big.Float` in decimal: the shortest that reads back, and so many digits.

use std::fmt;

use super::{
    decimal::Decimal,
    float::{Float, Form},
    natural::Natural,
};
use crate::marshal::PayloadError;

/// Up to which precision, and which exponent of two, numbers are converted to decimal: it takes time in the square of both.
pub(super) const MAX_DECIMAL_EXPONENT: u32 = 1 << 14;
/// The same for numbers with fewer bits of their own, so that a few bytes do not take as long as many.
const MAX_DECIMAL_EXPONENT_OF_SHORT: u32 = 1 << 12;

impl Float {
    /// The shortest decimal that is read back as this number at its precision: Go's `MarshalText`, `Text('g', -1)`.
    ///
    /// # Errors
    /// A precision of more than 4,096 bits, or an exponent further from 0 than that; with a mantissa of more bits than 4,096, as many as
    /// it has, up to 16,384: [`to_hexadecimal`](Float::to_hexadecimal) takes any.
    pub fn to_text(&self) -> Result<String, PayloadError> {
        let decimal = self.decimal()?;
        Ok(self.print(&decimal, None))
    }

    fn decimal(&self) -> Result<Decimal, PayloadError> {
        if self.form != Form::Finite {
            return Ok(Decimal::default());
        }
        let bits = self.mantissa.len() * 64;
        let precision = u64::from(self.precision).max(bits as u64 - 63);
        let most = u32::try_from(bits)
            .unwrap_or(u32::MAX)
            .clamp(MAX_DECIMAL_EXPONENT_OF_SHORT, MAX_DECIMAL_EXPONENT);
        if precision > u64::from(most) {
            return Err(PayloadError::new(format!(
                "math/big.Float: a precision of {precision} bits exceeds the {most} that are converted to decimal"
            )));
        }
        if self.exponent.unsigned_abs() > most {
            return Err(PayloadError::new(format!(
                "math/big.Float: an exponent of {} exceeds the ±{most} that are converted to decimal",
                self.exponent
            )));
        }
        Ok(Decimal::new(&self.natural(), self.exponent - bits as i32))
    }

    /// Go's `Append` with 'g' and so many digits, or the fewest.
    fn print(&self, decimal: &Decimal, digits: Option<usize>) -> String {
        let sign = if self.is_negative { "-" } else { "" };
        if self.form == Form::Infinite {
            return format!("{}Inf", if self.is_negative { "-" } else { "+" });
        }
        let mut decimal = decimal.clone();
        let most = match digits {
            None => {
                self.round_to_shortest(&mut decimal);
                6
            }
            Some(digits) => {
                decimal.round(digits);
                let length = decimal.digits().len();
                if length < digits && length as i64 >= decimal.exponent() {
                    length
                } else {
                    digits
                }
            }
        };
        let exponent = decimal.exponent() - 1;
        if exponent < -4 || exponent >= most as i64 {
            format!("{sign}{}", scientific(&decimal, exponent))
        } else {
            format!("{sign}{}", plain(&decimal))
        }
    }

    /// Go's `roundShortest`: as few digits as tell the number from its neighbours at this precision.
    fn round_to_shortest(&self, decimal: &mut Decimal) {
        if decimal.digits().is_empty() {
            return;
        }
        let mantissa = self.natural();
        let bits = mantissa.bit_length();
        let wanted = self.precision as usize + 1;
        // The last bit is worth half of the precision's last.
        let mantissa = if bits < wanted {
            mantissa.shift_left(wanted - bits)
        } else {
            mantissa.shift_right(bits - wanted)
        };
        let exponent = self.exponent - wanted as i32;
        let bound = |change: fn(&mut Natural)| {
            let mut bound = mantissa.clone();
            change(&mut bound);
            Decimal::new(&bound, exponent)
        };
        let (lower, upper) = (bound(Natural::decrement), bound(Natural::increment));
        // An even one is what a decimal in the middle is rounded to.
        let is_inclusive = !mantissa.is_bit_set(1);
        for (index, digit) in decimal.digits().iter().copied().enumerate() {
            let length = index + 1;
            let (low, high) = (lower.at(index), upper.at(index));
            let may_go_down = low != digit || is_inclusive && length == lower.digits().len();
            let may_go_up = digit != high
                && (is_inclusive
                    || digit + 1 < high
                    || length < upper.digits().len()
                    || index >= upper.digits().len() && digit < b'9');
            match (may_go_down, may_go_up) {
                (true, true) => return decimal.round(length),
                (true, false) => return decimal.round_down(length),
                (false, true) => return decimal.round_up(length),
                (false, false) => {}
            }
        }
    }
}

/// With ten digits, as Go's `String`; exactly and in hexadecimal where decimal would take too long, see [`Float::to_text`].
impl fmt::Display for Float {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.decimal() {
            Ok(decimal) => self.print(&decimal, Some(10)),
            Err(_) => self.to_hexadecimal(),
        };
        // `pad` would cut digits off for a precision.
        match text.strip_prefix('-') {
            Some(size) => f.pad_integral(false, "", size),
            None => f.pad_integral(true, "", &text),
        }
    }
}

/// Go's 'e', with all digits there are.
fn scientific(decimal: &Decimal, exponent: i64) -> String {
    let mut text = String::new();
    for (index, digit) in decimal.digits().iter().enumerate() {
        if index == 1 {
            text.push('.');
        }
        text.push(char::from(*digit));
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{text}e{sign}{:02}", exponent.unsigned_abs())
}

/// Go's 'f', with all digits there are.
fn plain(decimal: &Decimal) -> String {
    let before = usize::try_from(decimal.exponent()).unwrap_or_default();
    let mut text: String = (0..before)
        .map(|index| char::from(decimal.at(index)))
        .collect();
    if before == 0 {
        text.push('0');
    }
    if decimal.digits().len() > before {
        text.push('.');
        let zeros = usize::try_from(-decimal.exponent()).unwrap_or_default();
        text.extend(std::iter::repeat_n('0', zeros));
        text.extend(
            decimal
                .digits()
                .iter()
                .skip(before)
                .copied()
                .map(char::from),
        );
    }
    text
}
