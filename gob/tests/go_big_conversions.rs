//! `num_bigint`'s and `num_rational`'s types as Go's big numbers.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::{decode, decode_error, encode};
use netrpc_gob::go::big::{Int, Rat};
use netrpc_gob::{Gob, GobType};
use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use proptest::prelude::*;

#[test]
fn foreign_types_go_as_gos() {
    #[derive(Gob)]
    #[gob(name = "S")]
    struct Ours {
        a: Int,
        b: Vec<Int>,
        c: Option<Rat>,
    }
    #[derive(Gob, Debug, PartialEq)]
    #[gob(name = "S")]
    struct Theirs {
        a: BigInt,
        b: Vec<BigUint>,
        c: Option<BigRational>,
    }
    let ours = Ours {
        a: Int::from(-256),
        b: vec![Int::default(), Int::from(u128::MAX)],
        c: Some(Rat::new(Int::from(-3), Int::from(4)).unwrap()),
    };
    let theirs = Theirs {
        a: BigInt::from(-256),
        b: vec![BigUint::default(), BigUint::from(u128::MAX)],
        c: Some(BigRational::new(BigInt::from(-3), BigInt::from(4))),
    };
    assert_eq!(encode(&theirs), encode(&ours));
    assert_eq!(decode::<Theirs>(&encode(&ours)).unwrap(), theirs);
    assert_eq!(BigInt::TYPE.go_string(), "big.Int");
}

#[test]
fn negative_number_is_no_big_uint() {
    let error = decode_error::<BigUint>(&encode(&Int::from(-1)));
    assert!(
        error.contains("math/big.Int: a negative number does not fit into BigUint"),
        "{error}"
    );
}

#[test]
fn denominators_of_zero_and_less() {
    let zero = BigRational::new_raw(BigInt::from(1), BigInt::from(0));
    assert!(Rat::try_from(&zero).is_err());
    let negative = BigRational::new_raw(BigInt::from(1), BigInt::from(-2));
    assert_eq!(Rat::try_from(&negative).unwrap().to_string(), "-1/2");
}

proptest! {
    #[test]
    fn numbers_come_back(is_negative: bool, bytes: Vec<u8>, below in 1..u64::MAX) {
        let int = Int::from_bytes(is_negative, &bytes);
        let big = BigInt::from(&int);
        prop_assert_eq!(big.to_string(), int.to_string());
        prop_assert_eq!(&Int::from(&big), &int);
        let rat = Rat::new(int.clone(), Int::from(below)).unwrap();
        let ratio = BigRational::new(big, BigInt::from(below));
        prop_assert_eq!(&BigRational::from(&rat), &ratio);
        prop_assert_eq!(Rat::try_from(ratio).unwrap(), rat);
    }
}
