//! Complex numbers: two floats, the real part first.

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::kinds::float::{read_f32, read_f64};
use crate::types::{GoName, GobType, Kind, TypeInfo};
use crate::wire::float_to_bits;

/// Go's `complex64`; [`Complex128`] has an example.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Complex64 {
    /// The real part.
    pub re: f32,
    /// The imaginary part.
    pub im: f32,
}

/// Go's `complex128`.
///
/// ```
/// use netrpc_gob::{Complex64, Complex128, StreamDecoder, StreamEncoder};
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&Complex64 { re: 1.5, im: -2.0 })?;
/// let bytes = sender.into_inner();
/// let wide: Complex128 = StreamDecoder::new(bytes.as_slice()).decode()?;
/// assert_eq!(wide, Complex128 { re: 1.5, im: -2.0 });
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Complex128 {
    /// The real part.
    pub re: f64,
    /// The imaginary part.
    pub im: f64,
}

macro_rules! complex {
    ($rust:ident, $go:literal, $read:expr) => {
        impl GobType for $rust {
            type Identity = $rust;
            const TYPE: &'static TypeInfo =
                &TypeInfo::new::<$rust>(GoName::Predeclared($go), Kind::Complex);
        }

        impl Encode for $rust {
            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                writer.uint(float_to_bits(self.re.into()));
                writer.uint(float_to_bits(self.im.into()));
                Ok(())
            }

            fn is_omitted(&self) -> bool {
                self.re == 0.0 && self.im == 0.0
            }
        }

        impl Decode for $rust {
            fn zero() -> Self {
                $rust::default()
            }

            fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
                let re = $read(reader)?;
                let im = $read(reader)?;
                *self = $rust { re, im };
                Ok(())
            }
        }
    };
}

complex!(Complex64, "complex64", read_f32);
complex!(Complex128, "complex128", read_f64);
