//! Go's big numbers in gob: bytes that Go 1.27 made, both ways, and what it says of damaged ones.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;
use std::fmt::Debug;

use common::{decode, encode, hex, payload, read, to_hex};
use netrpc_gob::go::big::{Float, Int, Rat};
use netrpc_gob::{Decode, Encode, Gob, Marshal};

#[derive(Gob, Debug, PartialEq, Default)]
#[gob(name = "P")]
struct Pointers {
    n: Option<Int>,
    f: Option<Float>,
    r: Option<Rat>,
}

#[derive(Gob, Debug, PartialEq, Default)]
#[gob(name = "V")]
struct Values {
    n: Int,
    f: Float,
    r: Rat,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "any")]
enum Any {
    #[gob(name = "*big.Int")]
    Int(Int),
}

fn int() -> Int {
    "-123456789012345678901234567890".parse().unwrap()
}

fn float() -> Float {
    Float::try_from(1.5).unwrap()
}

fn rat() -> Rat {
    Rat::new(Int::from(-300), Int::from(70001)).unwrap()
}

fn goes_both_ways<T: Encode + Decode + PartialEq + Debug>(value: &T, bytes: &str) {
    assert_eq!(to_hex(&encode(value)), to_hex(&hex(bytes)));
    assert_eq!(&decode::<T>(&hex(bytes)).unwrap(), value);
}

#[test]
fn fields_that_are_pointers_have_definitions_without_names() {
    let definitions = "237f030101015001ff8000010301014e01ff820001014601ff840001015201ff86000000
        0aff81050102ff88000000 0aff83050102ff8a000000 0aff85050102ff8c000000";
    let value = Pointers {
        n: Some(int()),
        f: Some(float()),
        r: Some(rat()),
    };
    goes_both_ways(
        &value,
        &format!(
            "{definitions} 33ff80 010e03018ee90ff6c373e0ee4e3f0ad2
            0112010a0000003500000001c000000000000000 010a0300000002012c011171 00"
        ),
    );
    goes_both_ways(&Pointers::default(), &format!("{definitions} 03ff8000"));
}

#[test]
fn fields_that_are_values_are_never_left_out() {
    let definitions = "237f030101015601ff8000010301014e01ff820001014601ff840001015201ff86000000
        0fff8105010103496e7401ff82000000 11ff8305010105466c6f617401ff84000000 0fff850501010352617401ff86000000";
    let value = Values {
        n: int(),
        f: float(),
        r: rat(),
    };
    goes_both_ways(
        &value,
        &format!(
            "{definitions} 33ff80 010e03018ee90ff6c373e0ee4e3f0ad2
            0112010a0000003500000001c000000000000000 010a0300000002012c011171 00"
        ),
    );
    goes_both_ways(
        &Values::default(),
        &format!("{definitions} 15ff80 010102 0106010800000000 01050200000000 00"),
    );
}

#[test]
fn elements_keys_and_interfaces_are_gos() {
    goes_both_ways(
        &vec![Int::from(1), Int::from(-256)],
        "0dff81020102ff820001ff800000 0e7f05010103496e7401ff80000000 0bff820002 020201 03030100",
    );
    goes_both_ways(
        &HashMap::from([(
            "a".to_owned(),
            Some(Rat::new(Int::from(3), Int::from(4)).unwrap()),
        )]),
        "0fff81040102ff8200010c01ff800000 097f050102ff84000000 0eff820001 0161 07 02000000010304",
    );
}

#[test]
fn nil_in_a_slice_has_no_bytes_and_arrives_as_zero() {
    let bytes = "0dff81020102ff820001ff800000 097f050102ff84000000 0aff820003 020201 00 0102";
    let sent = vec![Some(Int::from(1)), None, Some(Int::default())];
    assert_eq!(to_hex(&encode(&sent)), to_hex(&hex(bytes)));
    let received: Vec<Int> = decode(&hex(bytes)).unwrap();
    assert_eq!(received, [Int::from(1), Int::default(), Int::default()]);
}

#[test]
fn interface_takes_the_name_that_go_registers() {
    let bytes = "147f030101014901ff80000101010141011000000016ff8001082a6269672e496e74ff81050102ff8400000008ff82040002020700";
    #[derive(Gob, Debug, PartialEq)]
    #[gob(name = "I")]
    struct Holder {
        a: Option<Any>,
    }
    let value: Holder = decode(&hex(bytes)).unwrap();
    assert_eq!(
        value,
        Holder {
            a: Some(Any::Int(Int::from(7)))
        }
    );
}

#[test]
fn payloads_of_integers_are_gos() {
    let power: Int = format!("1{}", "0".repeat(40)).parse().unwrap();
    for (number, bytes) in [
        (Int::from(0), "02"),
        (Int::from(1), "0201"),
        (Int::from(-1), "0301"),
        (Int::from(256), "020100"),
        (int(), "03018ee90ff6c373e0ee4e3f0ad2"),
        (power, "021d6329f1c35ca4bfabb9f5610000000000"),
    ] {
        assert_eq!(payload(&number), bytes);
        assert_eq!(read::<Int>(bytes).unwrap(), number);
    }
    assert_eq!(read::<Int>("02 0000 0005"), Ok(Int::from(5)));
    assert_eq!(read::<Int>(""), Ok(Int::default()));
    assert_eq!(
        read::<Int>("0705"),
        Err("Int.GobDecode: encoding version 3 not supported".to_owned())
    );
    assert_eq!(
        read::<Int>("00"),
        Err("Int.GobDecode: encoding version 0 not supported".to_owned())
    );
}

#[test]
fn negative_zero_goes_on_as_it_came_and_prints_as_zero() {
    let zero: Int = read("03").unwrap();
    assert_eq!(
        (payload(&zero), zero.to_string(), zero.is_negative()),
        ("03".into(), "0".into(), false)
    );
    assert!(zero < Int::default());
    assert!(zero > Int::from(-1));
    assert_eq!(i64::try_from(&zero), Ok(0));
    let rat: Rat = read("0300000000").unwrap();
    assert_eq!(
        (payload(&rat), rat.to_string()),
        ("0300000000".into(), "0/1".into())
    );
}

#[test]
fn payloads_of_fractions_are_gos() {
    for (rat, bytes, text) in [
        (
            Rat::new(Int::from(3), Int::from(4)).unwrap(),
            "02000000010304",
            "3/4",
        ),
        (
            Rat::new(Int::from(6), Int::from(-8)).unwrap(),
            "03000000010304",
            "-3/4",
        ),
        (Rat::default(), "0200000000", "0/1"),
        (Rat::from(Int::default()), "020000000001", "0/1"),
        (Rat::from(Int::from(5)), "02000000010501", "5/1"),
        (rat(), "0300000002012c011171", "-300/70001"),
    ] {
        assert_eq!(
            (payload(&rat).as_str(), rat.to_string().as_str()),
            (bytes, text)
        );
        assert_eq!(read::<Rat>(bytes).unwrap(), rat);
    }
    // Neither is reduced nor refused.
    for (bytes, again, text) in [
        ("03000000010608", "03000000010608", "-6/8"),
        ("03000000010600", "030000000106", "-6/1"),
        ("020000000005", "020000000005", "0/5"),
        ("0200000002000502", "0200000001 0502", "5/2"),
    ] {
        let rat: Rat = read(bytes).unwrap();
        assert_eq!(
            (payload(&rat), rat.to_string().as_str()),
            (again.replace(' ', ""), text)
        );
    }
    let too_small = "Rat.GobDecode: buffer too small";
    for (bytes, text) in [
        ("02000000", too_small),
        ("020000000201", too_small),
        ("02ffffffff01", too_small),
        (
            "05000000000000",
            "Rat.GobDecode: encoding version 2 not supported",
        ),
    ] {
        assert_eq!(read::<Rat>(bytes), Err(text.to_owned()));
    }
}

#[test]
fn every_length_is_a_number_or_an_error() {
    for fill in [0, 1, 2, 3, 0x80, 0xff] {
        for length in 0..=64 {
            for first in 0..=255 {
                let mut bytes = vec![fill; length];
                if let Some(byte) = bytes.first_mut() {
                    *byte = first;
                }
                let _ = Int::default().unmarshal(&bytes);
                let _ = Rat::default().unmarshal(&bytes);
                let mut float = Float::try_from(-1.0).unwrap();
                if float.unmarshal(&bytes).is_ok() {
                    let (_, _) = (float.to_string(), float.to_f64());
                }
            }
        }
    }
}
