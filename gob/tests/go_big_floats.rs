//! The payloads of Go's `big.Float`: what Go 1.27 makes and takes, damaged ones, and rounding to the precision that is there.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::{hex, payload, read};
use netrpc_gob::Marshal;
use netrpc_gob::go::big::{Accuracy, Float, RoundingMode};

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
        (
            Float::try_from(1.5).unwrap(),
            "010a0000003500000001c000000000000000",
        ),
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
