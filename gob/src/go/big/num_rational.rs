//! `num_rational`'s fractions as Go's `big.Rat`.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;

use super::{Int, Rat};
use crate::marshal::{PayloadError, converted};

converted!(BigRational => Rat, zero BigRational::new_raw(BigInt::ZERO, BigInt::from(1)));

/// The terms as they are, but for a sign at the denominator.
///
/// # Errors
/// A denominator of zero, which `new_raw` may make.
impl TryFrom<&BigRational> for Rat {
    type Error = PayloadError;

    fn try_from(ratio: &BigRational) -> Result<Self, PayloadError> {
        let (numerator, denominator) = (Int::from(ratio.numer()), Int::from(ratio.denom()));
        if ratio.denom().sign() == Sign::Minus {
            let numerator = Int::from_bytes(!numerator.is_negative(), &numerator.to_bytes());
            let denominator = Int::from_bytes(false, &denominator.to_bytes());
            return Rat::from_terms(numerator, denominator);
        }
        Rat::from_terms(numerator, denominator)
    }
}

impl TryFrom<BigRational> for Rat {
    type Error = PayloadError;

    fn try_from(ratio: BigRational) -> Result<Self, PayloadError> {
        Rat::try_from(&ratio)
    }
}

/// The terms as they are: Go sends the lowest, but another peer may not, and reducing takes time in the square of their length.
/// `BigRational::reduced` does it.
impl From<&Rat> for BigRational {
    fn from(rat: &Rat) -> Self {
        BigRational::new_raw(rat.numerator().into(), rat.denominator().into())
    }
}

impl From<Rat> for BigRational {
    fn from(rat: Rat) -> Self {
        BigRational::from(&rat)
    }
}
