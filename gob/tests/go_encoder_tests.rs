//! Go's own `encoding/gob/encoder_test.go`, as far as static kinds go (catalogue 7.2). What other files prove is not
//! proved again: partial streams, reuse of memory, names and ids.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::types::{Bug3, Rm, Rs};
use common::{Sender, check, decode, encode, into, nothing};
use netrpc_gob::{Complex128, ErrorKind, Gob, StreamDecoder};

#[test]
fn basic_values_round_trip() {
    macro_rules! round_trip {
        ($($value:expr),*) => {$(
            assert_eq!(same(&encode(&$value), &$value), $value);
        )*};
    }
    fn same<T: netrpc_gob::Decode>(bytes: &[u8], _: &T) -> T {
        decode(bytes).unwrap()
    }
    round_trip!(
        true,
        123isize,
        123i8,
        -12345i16,
        123_456i32,
        -1_234_567i64,
        123usize,
        123u8,
        12345u16,
        123_456u32,
        1_234_567u64,
        1.2345f32,
        1.2345678f64,
        Complex128 {
            re: 1.2345678,
            im: 2.3456789
        },
        "hello".to_string(),
        b"hello".to_vec()
    );
}

#[test]
fn int_slices_round_trip() {
    let bytes = encode(&vec![1i8, 5, 12, 22, 35, 51, 70, 92, 117]);
    assert_eq!(decode::<Vec<i8>>(&bytes).unwrap().len(), 9);
    let values = vec![145i16, 176, 210, 247, 287, 330, 376, 425, 477];
    assert_eq!(decode::<Vec<i16>>(&encode(&values)).unwrap(), values);
    let values = vec![1162i64, 1247, 1335, 1426, 1520];
    assert_eq!(decode::<Vec<i64>>(&encode(&values)).unwrap(), values);
}

#[derive(Debug, Gob, PartialEq)]
struct Et2 {
    x: String,
}

#[derive(Debug, Gob, PartialEq)]
struct Et1 {
    a: isize,
    et2: Option<Box<Et2>>,
    next: Option<Box<Et1>>,
}

/// Like Et1 with a different name for a field.
#[derive(Debug, Gob, PartialEq)]
struct Et3 {
    a: isize,
    et2: Option<Box<Et2>>,
    different_next: Option<Box<Et1>>,
}

/// Like Et1 with a different type for a field.
#[derive(Debug, Gob, PartialEq)]
struct Et4 {
    a: isize,
    et2: f64,
    next: isize,
}

#[test]
fn one_pair_carries_several_types_and_goes_on_after_a_mismatch() {
    let et1 = Et1 {
        a: 7,
        et2: Some(Box::new(Et2 {
            x: "greetings".into(),
        })),
        next: None,
    };
    let mut sender = Sender::new();
    let mut bytes = sender.encode(&et1);
    bytes.extend(sender.encode(&et1));
    bytes.extend(sender.encode(&et1));
    bytes.extend(sender.encode(&et1));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert_eq!(stream.decode::<Et1>().unwrap(), et1);
    assert_eq!(stream.decode::<Et1>().unwrap(), et1);
    // A type without a common field, then one whose field has another type: both errors, then all is well.
    assert_eq!(
        stream.decode::<Et2>().unwrap_err().kind(),
        ErrorKind::TypeMismatch
    );
    assert_eq!(stream.decode::<Et1>().unwrap(), et1);
    assert_eq!(stream.decode::<Et1>().unwrap_err().kind(), ErrorKind::Eof);
}

#[test]
fn a_field_may_be_missing_but_not_of_another_type() {
    let et1 = Et1 {
        a: 7,
        et2: Some(Box::new(Et2 {
            x: "greetings".into(),
        })),
        next: None,
    };
    let bytes = encode(&et1);
    assert_eq!(
        into::<Et2>(&bytes),
        "gob: type mismatch: no fields matched compiling decoder for Et2"
    );
    assert_eq!(into::<Et3>(&bytes), "ok");
    assert_eq!(
        into::<Et4>(&bytes),
        "gob: wrong type (float64) for received field Et1.Et2"
    );
}

#[test]
fn pointers_are_flattened_in_every_direction() {
    #[derive(Debug, Gob, PartialEq)]
    struct Type0 {
        a: isize,
    }
    let bytes = encode(&Type0 { a: 7 });
    assert_eq!(
        decode::<Option<Option<Option<Box<Type0>>>>>(&bytes).unwrap(),
        Some(Some(Some(Box::new(Type0 { a: 7 }))))
    );
    let bytes = encode(&Some(Some(Some(Type0 { a: 7 }))));
    assert_eq!(decode::<Type0>(&bytes).unwrap(), Type0 { a: 7 });
}

#[test]
fn arrays_round_trip_and_must_have_the_same_length() {
    #[derive(Debug, Gob, PartialEq)]
    struct Type5 {
        a: [String; 3],
        b: [u8; 3],
    }
    #[derive(Debug, Gob)]
    struct Type6 {
        a: [String; 2],
    }
    let value = Type5 {
        a: ["hello".into(), ",".into(), "world".into()],
        b: [1, 2, 3],
    };
    let bytes = encode(&value);
    assert_eq!(decode::<Type5>(&bytes).unwrap(), value);
    assert_eq!(
        into::<Type6>(&bytes),
        "gob: wrong type ([2]string) for received field Type5.A"
    );
}

#[test]
fn recursive_maps_and_slices_round_trip() {
    let map = Rm(HashMap::from([
        ("A".to_string(), Rm::default()),
        (
            "B".to_string(),
            Rm(HashMap::from([("C".to_string(), Rm::default())])),
        ),
    ]));
    assert_eq!(decode::<Rm>(&encode(&map)).unwrap(), map);
    let slice = Rs(vec![Rs(vec![]), Rs(vec![Rs(vec![])]), Rs(vec![])]);
    assert_eq!(decode::<Rs>(&encode(&slice)).unwrap(), slice);
}

#[test]
fn zeros_in_arrays_are_transmitted() {
    #[derive(Debug, Gob, PartialEq)]
    struct Defaults {
        a: Vec<isize>,
        b: Vec<String>,
        c: Vec<bool>,
        d: [f64; 3],
    }
    let value = Defaults {
        a: vec![-5, 0, 3, 0],
        b: vec!["a".into(), String::new(), "b".into()],
        c: vec![true, false, true],
        d: [1.0, 0.0, 2.0],
    };
    assert_eq!(decode::<Defaults>(&encode(&value)).unwrap(), value);
}

#[test]
fn singletons_go_over_one_pair() {
    let mut sender = Sender::new();
    let mut bytes = sender.encode(&7isize);
    bytes.extend(sender.encode(&3.5f64));
    bytes.extend(sender.encode("hello"));
    bytes.extend(sender.encode(&vec!["abc", "def"]));
    bytes.extend(sender.encode(&[true, false]));
    bytes.extend(sender.encode(&HashMap::from([("a", 1isize)])));
    bytes.extend(sender.encode(&vec![1isize]));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert_eq!(stream.decode::<isize>().unwrap(), 7);
    assert_eq!(stream.decode::<f64>().unwrap(), 3.5);
    assert_eq!(stream.decode::<String>().unwrap(), "hello");
    assert_eq!(stream.decode::<Vec<String>>().unwrap(), ["abc", "def"]);
    assert_eq!(stream.decode::<[bool; 2]>().unwrap(), [true, false]);
    assert_eq!(stream.decode::<HashMap<String, isize>>().unwrap()["a"], 1);
    assert_eq!(
        stream.decode::<Vec<String>>().unwrap_err().kind(),
        ErrorKind::TypeMismatch
    );
}

#[test]
fn a_struct_and_what_is_none_do_not_fit() {
    #[derive(Debug, Gob)]
    struct Struct {
        a: String,
    }
    let bytes = encode(&Struct { a: "hello".into() });
    assert_eq!(
        into::<String>(&bytes),
        "gob: decoding into local type *string, received remote type Struct"
    );
    let text = "gob: type mismatch in decoder: want struct type main.Struct; got non-struct";
    assert_eq!(into::<Struct>(&encode("hello")), text);
}

#[test]
fn decode_into_nothing_keeps_step() {
    let mut sender = Sender::new();
    let mut bytes = Vec::new();
    for index in 0..3isize {
        bytes.extend(sender.encode(&Et2 { x: "x".into() }));
        bytes.extend(sender.encode("hello"));
        bytes.extend(sender.encode(&vec!["a", "b"]));
        bytes.extend(sender.encode(&HashMap::from([("a", vec![Et2 { x: "y".into() }])])));
        bytes.extend(sender.encode(&index));
    }
    let mut stream = StreamDecoder::new(bytes.as_slice());
    for index in 0..3isize {
        for _ in 0..4 {
            stream.skip().unwrap();
        }
        assert_eq!(stream.decode::<isize>().unwrap(), index);
    }
}

#[test]
fn a_recursive_type_can_be_ignored() {
    let bytes =
        "1d ff d3 02 01 01 0e 72 65 63 75 72 73 69 76 65 53 6c 69 63 65 01 ff d4 00 01 ff d4 00 00
        07 ff d4 00 02 01 00 00";
    check(&[(bytes, nothing, "ok")]);
}

#[test]
fn the_types_inside_a_named_map_are_sent() {
    #[derive(Debug, Gob, PartialEq)]
    struct Bug1Elem {
        name: String,
        id: isize,
    }
    #[derive(Debug, Gob, PartialEq)]
    struct Bug1StructMap(HashMap<String, Bug1Elem>);
    let elem = |name: &str, id| {
        (
            name.to_string(),
            Bug1Elem {
                name: name.into(),
                id,
            },
        )
    };
    let map = Bug1StructMap(HashMap::from([elem("val1", 1), elem("val2", 2)]));
    assert_eq!(decode::<Bug1StructMap>(&encode(&map)).unwrap(), map);
}

#[test]
fn each_decoder_of_many_reads_its_own_values() {
    // Go's TestSequentialDecoder shares one reader; here each stream says where its value ends.
    let streams: Vec<_> = (0..10)
        .map(|index: i32| encode(&index.to_string()))
        .collect();
    let bytes = streams.concat();
    let mut rest = bytes.as_slice();
    for index in 0..10 {
        let mut decoder = netrpc_gob::Decoder::new();
        let netrpc_gob::Step::Value(frame) = decoder.frame(rest).unwrap() else {
            panic!("a whole value is there");
        };
        let (value, behind) = rest.split_at(frame.len());
        assert_eq!(
            decoder.decode::<String>(&frame, value).unwrap(),
            index.to_string()
        );
        rest = behind;
    }
}

#[test]
fn mutually_recursive_slices_and_structs_round_trip() {
    let bugs = vec![
        Some(Bug3 {
            num: 1,
            children: vec![],
        }),
        Some(Bug3 {
            num: 2,
            children: vec![Some(Bug3::default())],
        }),
    ];
    assert_eq!(decode::<Vec<Option<Bug3>>>(&encode(&bugs)).unwrap(), bugs);
}

#[test]
fn a_huge_slice_is_an_error() {
    // []int with a count of 2^40, where Go's test patches the count of a slice of five.
    let bytes =
        "0b | 7f 02 01 02 ff 80 00 01 04 00 00  0d | ff 80 00 fa 01 00 00 00 00 00 00 02 04";
    check(&[(
        bytes,
        into::<Vec<isize>>,
        "gob: int slice too big: 1099511627776 elements of 8 bytes",
    )]);
}

#[test]
fn bad_data_is_an_error_with_gos_text() {
    check(&[
        ("", nothing, "EOF"),
        ("7f 68 69", nothing, "unexpected EOF"),
        (
            "03 6e 6f 77 20 69 73 20 74 68 65 20 74 69 6d 65 20 66 6f 72 20 61 6c 6c 20 67 6f 6f 64 20 6d 65 6e",
            into::<Et2>,
            "gob: unknown type id or corrupted data",
        ),
        (
            "04 24 66 6f 6f",
            into::<Et2>,
            "gob: bad data: field numbers out of bounds",
        ),
        (
            "05 10 00 28 55 7b 02 02 7f 83 02",
            nothing,
            "gob: bad interface encoding: name too large for buffer",
        ),
        (
            "13 0a 00 fb 5d ad 0b f8 ff 02 02 63 e7 00 02 fa 28 02 02 02 a8 98 59",
            nothing,
            "gob: slice length too large",
        ),
        (
            "0f 10 00 fb 28 5d 00 33 16 02 07 35 ff 02 3a 65 c5",
            nothing,
            "gob: bad interface encoding: name too large for buffer",
        ),
        (
            "03 ff fb 06 16 ff fc 00 f9 02 ff 02 ff 03 bf 00 5d 02 88 58 02 a3 11 a8 12 02 28 02 2c 02 8e e7",
            nothing,
            "gob: GobDecoder: length too large for buffer",
        ),
        (
            "10 fe 01 0f 02 01 02 fe 01 10 00 01 fe 01 0e 00 00 16 fe 01 0d 03 01 02 fe 01 0e 00 01 01 01 01 58 01 fe 01 10 00 00 00 0b fe 01 10 00 f8 55 55 55 55 55 55 55 55",
            nothing,
            "gob: invalid uint data length 8: exceeds input size 6",
        ),
    ]);
}

#[test]
fn a_huge_delta_is_an_error() {
    let bytes = "12 ff ff 02 02 20 00 f8 7f ff ff ff ff ff ff ff 20 20 20 20 20";
    check(&[(bytes, nothing, "gob: bad data: field numbers out of bounds")]);
}

#[test]
fn a_large_map_round_trips() {
    let map: HashMap<i16, Vec<u8>> = (0..2_500)
        .map(|key| (key, vec![key as u8; 1 << 10]))
        .collect();
    assert!(decode::<HashMap<i16, Vec<u8>>>(&encode(&map)).unwrap() == map);
    let map: HashMap<i16, [u8; 512]> = (0..500).map(|key| (key, [key as u8; 512])).collect();
    assert!(decode::<HashMap<i16, [u8; 512]>>(&encode(&map)).unwrap() == map);
}
