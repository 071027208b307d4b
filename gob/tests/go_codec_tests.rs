//! Go's own `encoding/gob/codec_test.go`, as far as static kinds go (catalogue 7.1); the tables of TestUintCodec and
//! TestIntCodec are in the unit tests of `wire`, TestOverflow in `decoding_ranges.rs`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::{Sender, decode, encode, hex, into};
use netrpc_gob::{Complex64, Complex128, Gob, StreamDecoder};

#[test]
fn uint_codec_round_trips_across_all_widths() {
    let mut value = 0u64;
    while value < 1 << 63 {
        assert_eq!(decode::<u64>(&encode(&value)).unwrap(), value);
        value = value.wrapping_add(1).wrapping_mul(7);
    }
}

#[test]
fn int_codec_round_trips_across_all_widths() {
    let mut value = 0u64;
    while value < 1 << 63 {
        for value in [value as i64, -(value as i64), !value as i64] {
            assert_eq!(decode::<i64>(&encode(&value)).unwrap(), value);
        }
        value = value.wrapping_add(1).wrapping_mul(7);
    }
    assert_eq!(decode::<i64>(&encode(&i64::MIN)).unwrap(), i64::MIN);
}

/// A field with the number 6, so that its delta is 7.
#[derive(Debug, Gob, PartialEq)]
#[gob(name = "")]
struct Seventh<T> {
    a: bool,
    b: bool,
    c: bool,
    d: bool,
    e: bool,
    f: bool,
    g: T,
}

#[test]
fn scalar_instructions_encode_and_decode() {
    fn check<T>(g: T, expected: &str)
    where
        T: netrpc_gob::Encode + netrpc_gob::Decode + std::fmt::Debug + PartialEq + 'static,
    {
        let value = Seventh {
            a: false,
            b: false,
            c: false,
            d: false,
            e: false,
            f: false,
            g,
        };
        let bytes = encode(&value);
        let expected = hex(&format!("ff 80 {expected} 00"));
        assert_eq!(bytes[bytes.len() - expected.len()..], expected, "{value:?}");
        assert_eq!(decode::<Seventh<T>>(&bytes).unwrap(), value);
    }
    check(true, "07 01");
    check(17i8, "07 22");
    check(17i16, "07 22");
    check(17i32, "07 22");
    check(17i64, "07 22");
    check(17isize, "07 22");
    check(17u8, "07 11");
    check(17u16, "07 11");
    check(17u32, "07 11");
    check(17u64, "07 11");
    check(17usize, "07 11");
    check(17f32, "07 fe 31 40");
    check(17f64, "07 fe 31 40");
    check(Complex64 { re: 17.0, im: 19.0 }, "07 fe 31 40 fe 33 40");
    check(Complex128 { re: 17.0, im: 19.0 }, "07 fe 31 40 fe 33 40");
    check(b"hello".to_vec(), "07 05 68 65 6c 6c 6f");
    check("hello".to_string(), "07 05 68 65 6c 6c 6f");
}

#[derive(Debug, Gob, PartialEq)]
struct T2 {
    t: String,
}

#[derive(Debug, Gob, PartialEq)]
struct T1 {
    a: isize,
    b: isize,
    c: isize,
    m: HashMap<String, Option<f64>>,
    m2: HashMap<isize, T3>,
    mstring: HashMap<String, String>,
    mintptr: HashMap<isize, Box<isize>>,
    mcomp: HashMap<String, Complex128>,
    marr: HashMap<[String; 2], [isize; 3]>,
    empty_map: HashMap<String, isize>,
    n: Option<Box<[f64; 3]>>,
    strs: Option<Box<[String; 2]>>,
    int64s: Option<Vec<i64>>,
    rc: Complex64,
    s: String,
    y: Vec<u8>,
    t: Option<Box<T2>>,
}

#[derive(Debug, Gob, PartialEq)]
struct T3 {
    x: f64,
    z: Option<isize>,
}

#[test]
fn end_to_end() {
    let t1 = T1 {
        a: 17,
        b: 18,
        c: -5,
        m: HashMap::from([("pi".into(), Some(3.25)), ("e".into(), Some(2.7))]),
        m2: HashMap::from([
            (
                4,
                T3 {
                    x: 3.25,
                    z: Some(1),
                },
            ),
            (10, T3 { x: 1.0, z: None }),
        ]),
        mstring: HashMap::from([("pi".into(), "3.25".into()), ("e".into(), "2.7".into())]),
        mintptr: HashMap::from([(1, Box::new(20)), (2, Box::new(0))]),
        mcomp: HashMap::from([("a".into(), Complex128 { re: 1.0, im: 2.0 })]),
        marr: HashMap::from([(["hi".into(), "".into()], [1, 0, 3])]),
        empty_map: HashMap::new(),
        n: Some(Box::new([1.5, 2.5, 3.5])),
        strs: Some(Box::new(["Hi".into(), "there".into()])),
        int64s: Some(vec![77, 89, 123_412_342_134]),
        rc: Complex64 { re: 0.5, im: -0.5 },
        s: "Now is the time".into(),
        y: b"hello, sailor".to_vec(),
        t: Some(Box::new(T2 {
            t: "this is T2".into(),
        })),
    };
    assert_eq!(decode::<T1>(&encode(&t1)).unwrap(), t1);
}

#[derive(Debug, Default, Gob, PartialEq)]
struct Nested {
    string: String,
    next: Option<Box<Nested>>,
}

#[test]
fn nesting() {
    let value = Nested {
        string: "hello".into(),
        next: Some(Box::new(Nested {
            string: "world".into(),
            next: None,
        })),
    };
    assert_eq!(decode::<Nested>(&encode(&value)).unwrap(), value);
}

#[derive(Debug, Gob, PartialEq)]
struct Direct {
    a: isize,
    b: isize,
    c: isize,
    d: isize,
}

#[derive(Debug, Gob, PartialEq)]
struct Indirect {
    a: isize,
    b: Option<isize>,
    c: Option<Box<Option<isize>>>,
    d: Option<Option<Option<isize>>>,
}

#[derive(Debug, Gob, PartialEq)]
struct IndirectBackwards {
    d: isize,
    c: Option<isize>,
    b: Box<Option<isize>>,
    a: Option<Option<Option<isize>>>,
}

#[test]
fn auto_indirection_goes_in_all_directions() {
    let direct = Direct {
        a: 17,
        b: 177,
        c: 1777,
        d: 17777,
    };
    let indirect = Indirect {
        a: 17,
        b: Some(177),
        c: Some(Box::new(Some(1777))),
        d: Some(Some(Some(17777))),
    };
    let backwards = IndirectBackwards {
        a: Some(Some(Some(17))),
        b: Box::new(Some(177)),
        c: Some(1777),
        d: 17777,
    };
    for bytes in [encode(&direct), encode(&indirect), encode(&backwards)] {
        assert_eq!(decode::<Direct>(&bytes).unwrap(), direct);
        assert_eq!(decode::<Indirect>(&bytes).unwrap(), indirect);
        assert_eq!(decode::<IndirectBackwards>(&bytes).unwrap(), backwards);
        let mut held = Indirect {
            a: 1,
            b: Some(2),
            c: Some(Box::new(None)),
            d: Some(None),
        };
        StreamDecoder::new(bytes.as_slice())
            .decode_into(&mut held)
            .unwrap();
        assert_eq!(held, indirect);
    }
}

#[test]
fn reordered_fields_find_their_place() {
    #[derive(Gob)]
    struct Rt0 {
        a: isize,
        b: String,
        c: f64,
    }
    #[derive(Debug, Gob, PartialEq)]
    struct Rt1 {
        c: f64,
        b: String,
        a: isize,
        not_set: String,
    }
    let bytes = encode(&Rt0 {
        a: 17,
        b: "hello".into(),
        c: 3.25,
    });
    let expected = Rt1 {
        c: 3.25,
        b: "hello".into(),
        a: 17,
        not_set: String::new(),
    };
    assert_eq!(decode::<Rt1>(&bytes).unwrap(), expected);
}

#[test]
fn ignored_fields_of_every_kind_are_passed_over() {
    #[derive(Gob)]
    struct It0 {
        a: i64,
        b: String,
        ignore_d: Vec<isize>,
        ignore_e: [f64; 3],
        ignore_f: bool,
        ignore_g: String,
        ignore_h: Vec<u8>,
        ignore_i: Option<Box<common::types::Outer>>,
        ignore_m: HashMap<String, isize>,
        c: f64,
    }
    #[derive(Debug, Gob, PartialEq)]
    struct Rt1 {
        c: f64,
        b: String,
        a: isize,
        not_set: String,
    }
    let bytes = encode(&It0 {
        a: 17,
        b: "hello".into(),
        ignore_d: vec![1, 2, 3],
        ignore_e: [1.0, 2.0, 3.0],
        ignore_f: true,
        ignore_g: "pay no attention".into(),
        ignore_h: b"to the curtain".to_vec(),
        ignore_i: Some(Box::default()),
        ignore_m: HashMap::from([("one".into(), 1), ("two".into(), 2)]),
        c: 3.25,
    });
    let expected = Rt1 {
        c: 3.25,
        b: "hello".into(),
        a: 17,
        not_set: String::new(),
    };
    assert_eq!(decode::<Rt1>(&bytes).unwrap(), expected);
}

#[test]
fn indirect_slices_maps_and_arrays_go_both_ways() {
    #[derive(Debug, Gob, PartialEq)]
    struct Indirect {
        a: Option<Option<Option<[isize; 3]>>>,
        s: Option<Option<Option<Vec<isize>>>>,
        m: Option<Box<Option<HashMap<String, isize>>>>,
    }
    #[derive(Debug, Gob, PartialEq)]
    struct Direct {
        a: [isize; 3],
        s: Vec<isize>,
        m: HashMap<String, isize>,
    }
    let map = || HashMap::from([("one".to_string(), 1), ("two".to_string(), 2)]);
    let indirect = Indirect {
        a: Some(Some(Some([1, 2, 3]))),
        s: Some(Some(Some(vec![4, 5]))),
        m: Some(Box::new(Some(map()))),
    };
    let direct = Direct {
        a: [1, 2, 3],
        s: vec![4, 5],
        m: map(),
    };
    for bytes in [encode(&indirect), encode(&direct)] {
        assert_eq!(decode::<Indirect>(&bytes).unwrap(), indirect);
        assert_eq!(decode::<Direct>(&bytes).unwrap(), direct);
    }
}

#[test]
fn an_invalid_type_id_is_the_same_error_twice() {
    let bytes = hex("01 00 01 00");
    let mut stream = StreamDecoder::new(bytes.as_slice());
    for _ in 0..2 {
        let error = stream.decode::<()>().unwrap_err();
        assert_eq!(error.to_string(), "gob: unknown type id or corrupted data");
    }
}

#[test]
fn large_slices_round_trip() {
    fn check<T: netrpc_gob::Encode + netrpc_gob::Decode + PartialEq>(value: &T) {
        let mut sender = Sender::new();
        assert!(decode::<T>(&sender.encode(value)).unwrap() == *value);
    }
    check(&vec![7u8; 20 << 20]);
    check(&(0..2 << 20).map(|index| index as i8).collect::<Vec<_>>());
    check(
        &(0..200_000)
            .map(|x| common::types::Point { x, y: 0 })
            .collect::<Vec<_>>(),
    );
    check(
        &(0..200_000)
            .map(|index| index.to_string())
            .collect::<Vec<_>>(),
    );
}

#[test]
fn local_and_remote_types_that_differ_are_an_error() {
    let bytes = hex("09 7f 03 01 02 ff 80 00 00 00 03 ff 80 00");
    let text = "gob: decoding into local type *[]*struct {}, received remote type ";
    assert_eq!(into::<Vec<Option<()>>>(&bytes), text);
}
