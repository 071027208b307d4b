//! Texts of Go's big numbers: what Go 1.27 prints and reads, and what takes too long to print.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use netrpc_gob::Marshal;
use netrpc_gob::go::big::{Float, Int, Rat, RoundingMode};

const MODES: [RoundingMode; 6] = [
    RoundingMode::ToNearestEven,
    RoundingMode::ToNearestAway,
    RoundingMode::ToZero,
    RoundingMode::AwayFromZero,
    RoundingMode::ToNegativeInf,
    RoundingMode::ToPositiveInf,
];

fn read<T: Marshal>(hex: &str) -> T {
    let byte = |index| u8::from_str_radix(hex.get(index..index + 2).unwrap(), 16).unwrap();
    let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(byte).collect();
    let mut value = T::zero();
    assert!(value.unmarshal(&bytes).is_ok());
    value
}

#[test]
fn floats_print_as_in_go() {
    for (payload, short, exact) in [
        ("010a0000003500000014f424000000000000", "1000000", "1e+06"),
        ("010a0000003500000011f120000000000000", "123456", "123456"),
        ("010a00000035fffffff3d1b71758e2196800", "0.0001", "0.0001"),
        ("010a00000035fffffff0a7c5ac471b478800", "1e-05", "1e-05"),
        ("010800000000", "0", "0"),
        ("010900000000", "-0", "-0"),
        ("010c00000000", "+Inf", "+Inf"),
        (
            "01db0000007f0000040180000000000000000000000000000000",
            "-1.797693135e+308",
            "-1.79769313486231590772930519078902473362e+308",
        ),
        (
            "0133000000bf0000001affffffffffffffff",
            "-67108864",
            "-6.710886399999999999636202119290828704833984375e+07",
        ),
        (
            "012300000041fffffc0395cc109685c568b791c70394d29ea251",
            "-2.603981827e-308",
            "-2.6039818268945792988e-308",
        ),
        (
            "015300000047fffffbcf885464e615cdb829b75ea83d72cd246d",
            "-5.262172171e-324",
            "-5.262172170662992950443e-324",
        ),
        (
            "012a0000003f0000008fffff00ffffff808080800000ff000000",
            "1.115020312e+43",
            "1.1150203122695829264e+43",
        ),
        (
            "010300000077000000018000ff010100ff80",
            "-1.000030399",
            "-1.000030398836322817479604907475732034",
        ),
        (
            "016a0000003fffffffffb041a2fb7e4a2816f28a759f8641fd28",
            "0.3442507679",
            "0.34425076789843372999",
        ),
    ] {
        let float: Float = read(payload);
        assert_eq!(
            (
                float.to_string().as_str(),
                float.to_text().unwrap().as_str()
            ),
            (short, exact),
            "{payload}"
        );
    }
}

#[test]
fn floats_are_read_as_in_go() {
    for (text, precision, mode, payload) in [
        (
            "33749.72p-999999999",
            0,
            4,
            "018200000040c465361183d5b851eb851eb8",
        ),
        (".64p-3", 24, 5, "01b200000018fffffffda3d70b0000000000"),
        ("+0x_19", 0, 1, "012a0000004000000005c800000000000000"),
        (
            "-0O63415144445356021E20",
            100,
            3,
            "016b00000064000000768ba93027ace98d56d4a9d55040000000",
        ),
        ("+67777.", 128, 4, "018a00000080000000118460800000000000"),
        (
            "0o4067006511672257111552603",
            53,
            2,
            "0142000000350000004b8370352774af2000",
        ),
        (
            "-0O24633.31133P2",
            128,
            2,
            "014b0000008000000010a66d92d800000000",
        ),
        (
            "0b01001p-400",
            200,
            4,
            "018a000000c8fffffe749000000000000000",
        ),
        ("-91.6P-10", 0, 4, "018300000040fffffffdb733333333333334"),
        (
            "70975381178741529P-400",
            100,
            0,
            "010a00000064fffffea8fc27bbaef4f31900",
        ),
        (
            ".20686625648350886",
            128,
            1,
            "012200000080fffffffed3d4bf78f870fd10207e1547df11a8d0",
        ),
        ("1e-999999999", 0, 0, "010800000040"),
        ("1e646456993", 0, 0, "011400000040"),
        ("-0", 0, 0, "010900000040"),
        ("inf", 0, 0, "010c00000000"),
    ] {
        let float = Float::parse(text, precision, *MODES.get(mode).unwrap()).unwrap();
        assert_eq!(float, read::<Float>(payload), "{text}");
    }
}

#[test]
fn texts_that_are_no_float_have_gos_errors() {
    for (text, reason) in [
        ("", "EOF"),
        ("x", "number has no digits"),
        ("1x", "expected end of string, found 'x'"),
        ("1'", r"expected end of string, found '\''"),
        ("1__0", "'_' must separate successive digits"),
        ("1e", "number has no digits"),
        (
            "1e99999999999999999999",
            r#"strconv.ParseInt: parsing "99999999999999999999": value out of range"#,
        ),
        ("1e3000000000", "exponent overflow"),
        ("é", "number has no digits"),
        ("NaN", "number has no digits"),
    ] {
        let error = text.parse::<Float>().unwrap_err().to_string();
        assert_eq!(
            error,
            format!("math/big: cannot unmarshal \"{text}\" into a *big.Float ({reason})")
        );
    }
}

#[test]
fn fractions_are_read_as_in_go() {
    for (text, payload) in [
        ("+0B10", "02000000010201"),
        ("+40e+2", "02000000020fa001"),
        ("-.9", "0300000001090a"),
        (
            "5770358806726570631052383",
            "020000000b04c5ebc7183e92896d3c5f01",
        ),
        ("+07P+27", "02000000043800000001"),
        ("76521289832980012.56P1", "02000000083518e962407964b419"),
        ("6/8", "02000000010304"),
        ("-0/5", "020000000001"),
        ("010/0x10", "02000000010102"),
    ] {
        assert_eq!(text.parse::<Rat>().unwrap(), read::<Rat>(payload), "{text}");
    }
    for text in ["", "1/0", "1/-2", "1/2/3", "x", "1.5/2", "1e"] {
        let error = text.parse::<Rat>().unwrap_err().to_string();
        assert_eq!(
            error,
            format!("math/big: cannot unmarshal \"{text}\" into a *big.Rat")
        );
    }
}

#[test]
fn literals_are_read_as_in_go() {
    for (text, number) in [
        ("-0xff", -255),
        ("0755", 493),
        ("0", 0),
        ("-0", 0),
        ("+1_000", 1000),
        ("0b_11", 3),
    ] {
        assert_eq!(
            Int::from_literal(text).unwrap(),
            Int::from(number),
            "{text}"
        );
    }
    for text in ["", "-", "08", "1e3", "1.0", "_1", "1_", "true", "--1", "0x"] {
        let error = Int::from_literal(text).unwrap_err().to_string();
        assert_eq!(
            error,
            format!("math/big: cannot unmarshal \"{text}\" into a *big.Int")
        );
    }
    for text in ["", "-", "0x10", "1_0", "+-1", "é"] {
        assert!(text.parse::<Int>().is_err(), "{text}");
    }
}

#[test]
fn what_would_take_long_is_refused_or_printed_in_hexadecimal() {
    let int = Int::from_bytes(true, &[0x10; 65_537]);
    assert_eq!(
        int.to_decimal().unwrap_err().to_string(),
        "math/big.Int: a number of 524293 bits exceeds the 524288 that are converted to decimal"
    );
    assert!(int.to_string().starts_with("-0x1010"));
    assert!(Int::from_bytes(true, &[0xff; 65_536]).to_decimal().is_ok());

    let float: Float = read("010a000000357fffffff8000000000000000");
    assert_eq!(float.to_string(), "0x.8p+2147483647");
    assert_eq!(
        float.to_text().unwrap_err().to_string(),
        "math/big.Float: an exponent of 2147483647 exceeds the ±4096 that are converted to decimal"
    );
    let float: Float = read("010affffffff000000018000000000000000");
    assert_eq!(
        float.to_text().unwrap_err().to_string(),
        "math/big.Float: a precision of 4294967295 bits exceeds the 4096 that are converted to decimal"
    );
    // Zero, and a form that is none: without a mantissa there is nothing that a precision could tell apart.
    for payload in ["010801000000", "010e01000000"] {
        assert_eq!(read::<Float>(payload).to_text().unwrap(), "0");
    }
    assert!(Float::parse("1", u32::MAX, RoundingMode::ToZero).is_err());

    let digits = "1".repeat(160_001);
    for error in [
        digits.parse::<Int>().unwrap_err(),
        Int::from_literal(&digits).unwrap_err(),
    ] {
        assert_eq!(
            error.to_string(),
            "math/big.Int: a text of 160001 bytes exceeds the 160000 that are converted"
        );
    }
    assert!(digits.parse::<Float>().is_err());
    for text in [
        digits.clone(),
        format!("{digits}/2"),
        format!("2/{digits}"),
        format!("1.{digits}"),
    ] {
        assert_eq!(
            text.parse::<Rat>().unwrap_err().to_string(),
            format!(
                "math/big.Rat: a text of {} bytes exceeds the 160000 that are converted",
                if text.contains('.') { 160_003 } else { 160_001 }
            )
        );
    }
}

#[test]
fn short_text_makes_no_long_fraction() {
    assert_eq!(
        "1e5007".parse::<Rat>().unwrap_err().to_string(),
        "math/big.Rat: exponents of 5007 for five and 5007 for two would make a long number of a text of 6 bytes"
    );
    for text in ["1e-5008", "1p9999", "1p-9999", "1e-9223372036854775808"] {
        assert!(text.parse::<Rat>().is_err(), "{text}");
    }
    for text in ["1e5006", "1e-4951", "1p5024", "1p-5024"] {
        assert!(text.parse::<Rat>().is_ok(), "{text}");
    }
    // What is as long as its text is read.
    let places = "0".repeat(50_000);
    let rat: Rat = format!("0.{places}1e-5000").parse().unwrap();
    assert_eq!(
        rat.denominator().to_string(),
        format!("1{places}{}", "0".repeat(5001))
    );
    assert!(format!("0x0.{places}1").parse::<Rat>().is_ok());
}

#[test]
fn formatting_fills_and_aligns_but_cuts_nothing_off() {
    let float = Float::try_from(-12345.678).unwrap();
    let rat: Rat = "-22/7".parse().unwrap();
    assert_eq!(
        format!("{float:.2}|{float:12}|{float:<12}|{float:012}"),
        "-12345.678|  -12345.678|-12345.678  |-0012345.678"
    );
    assert_eq!(
        format!("{rat:.2}|{rat:7}|{rat:<7}|{rat:+}"),
        "-22/7|  -22/7|-22/7  |-22/7"
    );
    let inf = Float::infinity(false);
    assert_eq!(format!("{inf} {inf:>6}"), "+Inf   +Inf");
    let long = Int::from_bytes(false, &[0x10; 65_537]);
    assert!(format!("{long:#}").starts_with("0x1010"));
}

#[test]
fn error_of_a_long_text_is_short() {
    let text = "\u{1}".repeat(100_000);
    for error in [
        Int::from_literal(&text).unwrap_err(),
        text.parse::<Int>().unwrap_err(),
        text.parse::<Rat>().unwrap_err(),
        text.parse::<Float>().unwrap_err(),
    ] {
        assert!(error.to_string().len() < 17_000);
    }
    let mut damaged = vec![1, 10, 0, 0, 0, 53, 0, 0, 0, 1];
    damaged.extend([0x7f; 80_000]);
    let error = Float::default().unmarshal(&damaged).unwrap_err();
    assert!(error.to_string().len() < 5_000);
}
