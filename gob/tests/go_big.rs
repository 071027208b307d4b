//! Go's big numbers in gob: bytes that Go 1.27 made, both ways, and what it says of damaged ones.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;
use std::fmt::Debug;

use common::{decode, encode, hex, to_hex};
use netrpc_gob::go::big::{Accuracy, Float, Int, Rat, RoundingMode};
use netrpc_gob::{Decode, Encode, Gob, Marshal, PayloadError};

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

fn payload<T: Marshal<Error = PayloadError> + Encode>(value: &T) -> String {
    // The second time, there is no definition in front: length, id, zero, length, payload.
    let mut encoder = netrpc_gob::Encoder::new();
    let mut bytes = Vec::new();
    encoder.encode(value, &mut bytes).unwrap();
    bytes.clear();
    encoder.encode(value, &mut bytes).unwrap();
    let payload = bytes.get(5..).unwrap();
    assert_eq!(
        usize::from(*bytes.get(4).unwrap()),
        payload.len(),
        "short ones only"
    );
    payload.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read<T: Marshal<Error = PayloadError>>(bytes: &str) -> Result<T, String> {
    let mut value = T::zero();
    value
        .unmarshal(&hex(bytes))
        .map_err(|error| error.to_string())?;
    Ok(value)
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
fn payloads_of_floats_are_gos() {
    let with = |number: f64, precision, mode| {
        Float::try_from(number)
            .unwrap()
            .with_mode(mode)
            .with_precision(precision)
            .unwrap()
    };
    let nearest = RoundingMode::ToNearestEven;
    let infinity = Float::infinity(true);
    let third = Float::parse("0.333333333333333333333333333333333333333333", 100, nearest).unwrap();
    for (float, bytes) in [
        (float(), "010a0000003500000001c000000000000000"),
        (with(0.0, 53, nearest), "010800000035"),
        (infinity, "010d00000000"),
        (Float::default(), "010800000000"),
        (
            with(-2.25, 100, RoundingMode::ToZero),
            "014b00000064000000029000000000000000",
        ),
        (
            with(0.1, 53, nearest),
            "010a00000035fffffffdccccccccccccd000",
        ),
        (
            with(1e100, 53, nearest),
            "010a000000350000014d924d692ca61be800",
        ),
    ] {
        assert_eq!(payload(&float), bytes);
        assert_eq!(read::<Float>(bytes).unwrap(), float);
    }
    assert!(payload(&third).ends_with("00000064ffffffffaaaaaaaaaaaaaaaaaaaaaaaab0000000"));
}

#[test]
fn what_no_go_program_makes_of_a_float_is_kept() {
    // A mode, an accuracy and a form without names; a negative zero; bits below the precision; words above it.
    for (bytes, again, text) in [
        ("01ff00000009", "01ff00000009", "-0"),
        ("010900000009", "010900000009", "-0"),
        (
            "010a0000000100000001ffffffffffffffff",
            "010a0000000100000001ffffffffffffffff",
            "2",
        ),
        (
            "010a0000000100000001 8000000000000000 0000000000000001",
            "010a0000000100000001 8000000000000000",
            "1",
        ),
        (
            "010a0000004000000001 0000000000000000 8000000000000000",
            "010a0000004000000001 8000000000000000",
            "1",
        ),
    ] {
        let float: Float = read(bytes).unwrap();
        assert_eq!(payload(&float), again.replace(' ', ""), "{bytes}");
        assert_eq!(float.to_string(), text, "{bytes}");
    }
    let unknown: Float = read("01ff00000009").unwrap();
    assert_eq!((unknown.mode(), unknown.accuracy()), (None, None));
    assert!(unknown.to_f64().is_nan());
}

#[test]
fn damaged_floats_have_gos_errors() {
    for (bytes, text) in [
        ("0108000000", "buffer too small"),
        ("030800000000", "encoding version 3 not supported"),
        (
            "010a00000035000000",
            "buffer too small for finite form float",
        ),
        (
            "010a0000003500000001",
            "nonzero finite number with empty mantissa",
        ),
        (
            "010a0000003500000001 0000",
            "nonzero finite number with empty mantissa",
        ),
        (
            "01030000000900000001 7000000000000000",
            "msb not set in last word 0x7000000000000000 of -0x.7p+1",
        ),
        (
            "0113000000c0ffffffef 6d02282e0981e1a342",
            "msb not set in last word 0x6d of -0x.6d02282e0981e1a342p-17",
        ),
        (
            "01030000000000000001 8000000000000000",
            "zero precision finite number",
        ),
    ] {
        assert_eq!(
            read::<Float>(bytes),
            Err(format!("Float.GobDecode: {text}")),
            "{bytes}"
        );
    }
}

/// The payload of what was there, one that is decoded into it, and what it then is.
#[test]
fn float_that_has_a_precision_rounds_what_comes_as_go_does() {
    for (before, payload_in, after) in [
        (
            "010800000001",
            "01eb0000001800000401f33c5260b7477578",
            "010300000001000004028000000000000000",
        ),
        (
            "010800000017",
            "01a30000003f7fffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "010500000017",
        ),
        (
            "010800000064",
            "01c200010000000000018000000000000000",
            "010a00000064000000018000000000000000",
        ),
        (
            "010800000001",
            "016b00000064fffffbcf810100ff00000001",
            "011300000001fffffbcf8000000000000000",
        ),
        (
            "012800000018",
            "01c30000007f80000000ffffffffffffffff",
            "012300000018800000018000000000000000",
        ),
        (
            "012800000080",
            "011b000000c0ffffffa4ffffffffffffffff",
            "012b00000080ffffffa4ffffffffffffffff",
        ),
        (
            "012800000017",
            "013a00000085ffffffc3ffffffffffffffff",
            "013200000017ffffffc48000000000000000",
        ),
        (
            "014800000017",
            "019a0000007f00000000af0b995539a846bf",
            "01420000001700000000af0b980000000000",
        ),
        (
            "014800000018",
            "01630000003ffffffc03f6561e3febb574c6",
            "015300000018fffffc03f6561e0000000000",
        ),
        (
            "016800000001",
            "015b00000081fffffbce55",
            "016300000001fffffbce8000000000000000",
        ),
        (
            "016800000035",
            "01eb000000c07fffffffffffffffffffffff",
            "016500000035",
        ),
        (
            "016800000001",
            "015200000081800000008f",
            "017200000001800000008000000000000000",
        ),
        (
            "018800000001",
            "012a0000003ffffffc02bb20cb34a7c189e6",
            "018200000001fffffc028000000000000000",
        ),
        (
            "018800000001",
            "018b00000035fffffc0387",
            "018300000001fffffc038000000000000000",
        ),
        (
            "018800000001",
            "017b0000001b7fffffff9d9a0dc1d7a4150b",
            "018500000001",
        ),
        (
            "01a800000017",
            "01b200010000000004018000000000000000",
            "01aa00000017000004018000000000000000",
        ),
        (
            "01a800000001",
            "01ca000100000000000031",
            "01b200000001000000008000000000000000",
        ),
        (
            "01a800000002",
            "015a000000037fffffffc1e9fe465d209d489bd53f0b1ea0249d",
            "01b400000002",
        ),
        (
            "01a800000002",
            "0183000000bf800000018260e689164f000f",
            "01b300000002800000018000000000000000",
        ),
    ] {
        let mut float: Float = read(before).unwrap();
        // Those with mantissas of less than a word are normalized by a carry alone.
        float.unmarshal(&hex(payload_in)).unwrap();
        assert_eq!(payload(&float), after, "{before} {payload_in}");
    }
    let mut float = Float::try_from(1.0).unwrap().with_precision(2).unwrap();
    float
        .unmarshal(&hex("010a0000003500000001f000000000000000"))
        .unwrap();
    assert_eq!(
        (float.to_f64(), float.precision(), float.accuracy()),
        (2.0, 2, Some(Accuracy::Above))
    );
    float.unmarshal(&[]).unwrap();
    assert_eq!(float, Float::default());
}

#[test]
fn mode_that_go_has_not_is_an_error_where_bits_would_go() {
    let mut float: Float = read("01e800000001").unwrap();
    float
        .unmarshal(&hex("010a0000003500000001c000000000000000"))
        .unwrap_err();
    float
        .unmarshal(&hex("010a00000035000000018000000000000000"))
        .unwrap();
    assert_eq!(payload(&float), "01ea00000001000000018000000000000000");
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
