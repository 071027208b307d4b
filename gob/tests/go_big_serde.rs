//! Go's big numbers and serde: what `encoding/json` of Go 1.27 writes and reads.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fmt::Debug;

use netrpc_gob::go::big::{Float, Int, Rat};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

fn goes_both_ways<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value);
    assert_eq!(
        &postcard::from_bytes::<T>(&postcard::to_allocvec(value).unwrap()).unwrap(),
        value
    );
}

#[test]
fn integers_are_numbers_of_any_length() {
    for text in [
        "0",
        "-1",
        "9223372036854775808",
        "-170141183460469231731687303715884105728",
        "340282366920938463463374607431768211456",
        "-10000000000000000000000000000000000000000000000000000000000000000000000000",
    ] {
        goes_both_ways(&text.parse::<Int>().unwrap(), text);
    }
}

#[test]
fn integers_are_read_where_numbers_are_and_as_parts_of_others() {
    #[derive(Serialize, Deserialize, Debug, PartialEq)]
    struct Key {
        modulus: Int,
        exponent: Option<Int>,
        #[serde(flatten)]
        rest: Rest,
    }
    #[derive(Serialize, Deserialize, Debug, PartialEq)]
    struct Rest {
        salt: Int,
    }
    let key: Key = serde_json::from_str(
        r#"{"modulus": 1000000000000000000000000000000000000000000, "exponent": null, "salt": -3}"#,
    )
    .unwrap();
    assert_eq!(
        key.modulus.to_string(),
        "1000000000000000000000000000000000000000000"
    );
    assert_eq!((&key.exponent, &key.rest.salt), (&None, &Int::from(-3)));
    let value = serde_json::json!({"modulus": 7, "exponent": 65537, "salt": 0});
    let key: Key = serde_json::from_value(value).unwrap();
    assert_eq!(
        (key.modulus, key.exponent),
        (Int::from(7), Some(Int::from(65537)))
    );
}

#[test]
fn nothing_but_integers_is_read_as_one() {
    for json in [r#""5""#, "1e3", "1.0", "true", "{}", "[]", r#""0x10""#] {
        let error = serde_json::from_str::<Int>(json).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!(
                "math/big: cannot unmarshal {json:?} into a *big.Int"
            )),
            "{error}"
        );
    }
}

#[test]
fn floats_and_fractions_are_strings() {
    for (number, json) in [
        (0.1, r#""0.1""#),
        (1e100, r#""1e+100""#),
        (f64::INFINITY, r#""+Inf""#),
        (-0.0, r#""-0""#),
    ] {
        assert_eq!(
            serde_json::to_string(&Float::try_from(number).unwrap()).unwrap(),
            json
        );
        assert_eq!(
            serde_json::from_str::<Float>(json)
                .unwrap()
                .to_f64()
                .to_bits(),
            number.to_bits()
        );
    }
    let text: Float = "1.25".parse().unwrap();
    goes_both_ways(&text, r#""1.25""#);
    goes_both_ways(&Rat::new(Int::from(6), Int::from(8)).unwrap(), r#""3/4""#);
    goes_both_ways(&Rat::from(Int::from(5)), r#""5""#);
    assert!(serde_json::from_str::<Float>("5").is_err());
    assert!(serde_json::from_str::<Rat>("5").is_err());
}

#[test]
fn null_is_zero() {
    assert_eq!(serde_json::from_str::<Int>("null").unwrap(), Int::default());
    assert_eq!(
        serde_json::from_str::<Float>("null").unwrap(),
        Float::default()
    );
    assert_eq!(serde_json::from_str::<Rat>("null").unwrap(), Rat::default());
}

#[test]
fn numbers_that_take_long_to_print_are_errors() {
    let error = serde_json::to_string(&Int::from_bytes(false, &[1; 70_000])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "math/big.Int: a number of 559993 bits exceeds the 524288 that are converted to decimal"
    );
    let float: Float = "0x1p2147483646".parse().unwrap();
    assert!(serde_json::to_string(&float).is_err());
    assert_eq!(
        postcard::from_bytes::<Float>(&postcard::to_allocvec(&float).unwrap()).unwrap(),
        float
    );
}
