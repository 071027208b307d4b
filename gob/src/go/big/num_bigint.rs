//! `num_bigint`'s integers as Go's `big.Int`.

use std::fmt;

use num_bigint::{BigInt, BigUint, Sign};

use super::Int;
use crate::marshal::converted;

converted!(BigInt => Int, zero BigInt::ZERO);
converted!(BigUint => Int, zero BigUint::ZERO);

/// A negative integer, of which there is no `BigUint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NegativeInt;

impl fmt::Display for NegativeInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("math/big.Int: a negative number does not fit into BigUint")
    }
}

impl std::error::Error for NegativeInt {}

impl From<&BigInt> for Int {
    fn from(number: &BigInt) -> Self {
        let (sign, bytes) = number.to_bytes_be();
        Int::from_bytes(sign == Sign::Minus, &bytes)
    }
}

impl From<BigInt> for Int {
    fn from(number: BigInt) -> Self {
        Int::from(&number)
    }
}

impl From<&BigUint> for Int {
    fn from(number: &BigUint) -> Self {
        Int::from_bytes(false, &number.to_bytes_be())
    }
}

impl From<BigUint> for Int {
    fn from(number: BigUint) -> Self {
        Int::from(&number)
    }
}

/// A negative zero is zero.
impl From<&Int> for BigInt {
    fn from(number: &Int) -> Self {
        let sign = if number.is_negative() {
            Sign::Minus
        } else {
            Sign::Plus
        };
        BigInt::from_bytes_be(sign, &number.to_bytes())
    }
}

impl From<Int> for BigInt {
    fn from(number: Int) -> Self {
        BigInt::from(&number)
    }
}

impl TryFrom<&Int> for BigUint {
    type Error = NegativeInt;

    fn try_from(number: &Int) -> Result<Self, NegativeInt> {
        if number.is_negative() {
            return Err(NegativeInt);
        }
        Ok(BigUint::from_bytes_be(&number.to_bytes()))
    }
}

impl TryFrom<Int> for BigUint {
    type Error = NegativeInt;

    fn try_from(number: Int) -> Result<Self, NegativeInt> {
        BigUint::try_from(&number)
    }
}
