//! The bytes that Go's `big.Float` makes of itself, and what it takes.

use std::fmt::Write as _;

use byteorder::{BigEndian, ByteOrder};

use super::{
    float::{Float, Form},
    natural::Natural,
};
use crate::go::text::start;
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};

marshaled!(Float, "math/big.Float", Gob, on_pointer);

impl Marshal for Float {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        let form = match self.form {
            Form::Zero => 0,
            Form::Finite => 1,
            Form::Infinite => 2,
            Form::Unknown => 3u8,
        };
        let accuracy = self.accuracy.wrapping_add(1) as u8 & 3;
        let flags = self.mode << 5 | accuracy << 3 | form << 1 | u8::from(self.is_negative);
        payload.put(&[VERSION, flags]);
        payload.put(&self.precision.to_be_bytes());
        if self.form == Form::Finite {
            payload.put(&self.exponent.to_be_bytes());
            // Not rounded when it is read, but here: bits that the precision has no word for are left out.
            for word in self
                .mantissa
                .iter()
                .rev()
                .take(self.precision.div_ceil(64) as usize)
            {
                payload.put(&word.to_be_bytes());
            }
        }
        Ok(())
    }

    /// A value that has a precision already keeps it, and its mode: what comes is rounded to it.
    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        if payload.is_empty() {
            *self = Float::default();
            return Ok(());
        }
        let mut float = read(payload)?;
        if self.precision != 0 {
            float.mode = self.mode;
            float.set_precision(self.precision)?;
        }
        validate(&float)?;
        *self = float;
        Ok(())
    }

    fn zero() -> Self {
        Float::default()
    }

    fn is_zero(&self) -> bool {
        *self == Float::default()
    }

    /// Go's methods take a nil for zero.
    fn marshal_nil() -> Option<&'static [u8]> {
        Some(&[])
    }
}

fn read(payload: &[u8]) -> Result<Float, PayloadError> {
    let Some((&[version, flags, ref precision @ ..], rest)) = payload.split_first_chunk::<6>()
    else {
        return Err(PayloadError::new("Float.GobDecode: buffer too small"));
    };
    if version != VERSION {
        return Err(PayloadError::new(format!(
            "Float.GobDecode: encoding version {version} not supported"
        )));
    }
    let mut float = Float {
        precision: BigEndian::read_u32(precision),
        mode: flags >> 5,
        accuracy: (flags >> 3 & 3) as i8 - 1,
        form: match flags >> 1 & 3 {
            0 => Form::Zero,
            1 => Form::Finite,
            2 => Form::Infinite,
            _ => Form::Unknown,
        },
        is_negative: flags & 1 == 1,
        ..Float::default()
    };
    if float.form == Form::Finite {
        let Some((exponent, mantissa)) = rest.split_first_chunk::<4>() else {
            return Err(PayloadError::new(
                "Float.GobDecode: buffer too small for finite form float",
            ));
        };
        float.exponent = i32::from_be_bytes(*exponent);
        float.mantissa = Natural::from_be_bytes(mantissa).into_words();
    }
    Ok(float)
}

/// Go's `validate0`.
fn validate(float: &Float) -> Result<(), PayloadError> {
    if float.form != Form::Finite {
        return Ok(());
    }
    let Some(top) = float.mantissa.last() else {
        return Err(PayloadError::new(
            "Float.GobDecode: nonzero finite number with empty mantissa",
        ));
    };
    if top >> 63 == 0 {
        let text = float.to_hexadecimal();
        let text = start(&text);
        return Err(PayloadError::new(format!(
            "Float.GobDecode: msb not set in last word {top:#x} of {text}"
        )));
    }
    if float.precision == 0 {
        return Err(PayloadError::new(
            "Float.GobDecode: zero precision finite number",
        ));
    }
    Ok(())
}

impl Float {
    /// The number exactly, its mantissa in hexadecimal behind the point and a power of two: Go's `Text('p', 0)`. Linear in the length,
    /// whatever the exponent.
    ///
    /// ```
    /// assert_eq!(netrpc_gob::go::big::Float::try_from(-10.0)?.to_hexadecimal(), "-0x.ap+4");
    /// # Ok::<(), netrpc_gob::PayloadError>(())
    /// ```
    pub fn to_hexadecimal(&self) -> String {
        let sign = if self.is_negative { "-" } else { "" };
        match self.form {
            Form::Infinite if self.is_negative => "-Inf".to_owned(),
            Form::Infinite => "+Inf".to_owned(),
            Form::Zero | Form::Unknown => format!("{sign}0"),
            Form::Finite => {
                let mut text = format!("{sign}0x.");
                let mut words = self.mantissa.iter().rev();
                let top = words.next().unwrap_or(&0);
                let _ = write!(text, "{top:x}");
                for word in words {
                    let _ = write!(text, "{word:016x}");
                }
                text.truncate(text.trim_end_matches('0').len());
                let _ = write!(text, "p{:+}", self.exponent);
                text
            }
        }
    }
}

const VERSION: u8 = 1;
