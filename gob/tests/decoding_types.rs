//! Which scalars, slices, arrays and maps of the peer fit which of ours, and the texts if they do not
//! (catalogue 2.5, 2.12, 2.13; rows of the evidence's `dec.out` 01, 02, 23).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::streams::{ARRAY, INTERFACE, INTS, MAP, NSLICE, POINT, TIME};
use common::types::{MyInt8, Point};
use common::{check, into, nothing, value};
use netrpc_gob::go::time::Time;
use netrpc_gob::{Complex128, Duration, Gob};

#[test]
fn a_type_that_makes_its_bytes_in_two_ways_fits_nothing() {
    // GobEncoderT and BinaryMarshalerT, both set.
    check(&[(
        "11 | 7f 05 01 01 04 54 69 6d 65 01 ff 80 00 00 01 00 00  04 | ff 80 00 00",
        into::<Time>,
        "gob: decoding into local type *time.Time, received remote type Time",
    )]);
}

#[test]
fn scalars_fit_their_own_kind_alone() {
    check(&[
        (
            "03 | 04 00 02",
            into::<usize>,
            "gob: decoding into local type *uint, received remote type int",
        ),
        (
            "03 | 06 00 01",
            into::<isize>,
            "gob: decoding into local type *int, received remote type uint",
        ),
        (
            "05 | 08 00 fe f0 3f",
            into::<isize>,
            "gob: decoding into local type *int, received remote type float",
        ),
        (
            "03 | 04 00 02",
            into::<f64>,
            "gob: decoding into local type *float64, received remote type int",
        ),
        (
            "04 | 0c 00 01 61",
            into::<Vec<u8>>,
            "gob: decoding into local type *[]uint8, received remote type string",
        ),
        (
            "04 | 0a 00 01 61",
            into::<String>,
            "gob: decoding into local type *string, received remote type bytes",
        ),
        (
            "03 | 02 00 01",
            into::<isize>,
            "gob: decoding into local type *int, received remote type bool",
        ),
        (
            "03 | 04 00 02",
            into::<bool>,
            "gob: decoding into local type *bool, received remote type int",
        ),
        (
            "03 | 04 00 02",
            into::<String>,
            "gob: decoding into local type *string, received remote type int",
        ),
        (
            "06 | 0e 00 00 fe f0 3f",
            into::<f64>,
            "gob: decoding into local type *float64, received remote type complex",
        ),
        (
            "03 | 04 00 02",
            into::<Complex128>,
            "gob: decoding into local type *complex128, received remote type int",
        ),
        (
            "03 | 04 00 02",
            into::<HashMap<String, isize>>,
            "gob: decoding into local type *map[string]int, received remote type int",
        ),
        (
            "03 | 04 00 02",
            into::<Vec<isize>>,
            "gob: decoding into local type *[]int, received remote type int",
        ),
        (
            "03 | 04 00 02",
            into::<[isize; 3]>,
            "gob: decoding into local type *[3]int, received remote type int",
        ),
        (
            "04 | 0a 00 01 01",
            into::<Vec<isize>>,
            "gob: decoding into local type *[]int, received remote type bytes",
        ),
        (
            "06 | 0a 00 03 01 02 03",
            into::<[u8; 3]>,
            "gob: decoding into local type *[3]uint8, received remote type bytes",
        ),
        (
            "03 | 06 00 01",
            into::<Duration>,
            "gob: decoding into local type *time.Duration, received remote type uint",
        ),
        (
            "03 | 04 00 02",
            into::<Point>,
            "gob: type mismatch in decoder: want struct type main.Point; got non-struct",
        ),
        (
            "04 | 0c 00 01 61",
            into::<()>,
            "gob: type mismatch in decoder: want struct type struct {}; got non-struct",
        ),
    ]);
}

#[test]
fn scalars_of_any_width_behind_any_pointer_fit() {
    check(&[
        ("03 | 04 00 02", value::<Option<isize>>, "Some(1)"),
        ("03 | 04 00 02", value::<MyInt8>, "MyInt8(1)"),
        ("03 | 04 00 02", value::<Box<Option<i16>>>, "Some(1)"),
        ("03 | 06 00 07", value::<u8>, "7"),
        ("05 | 08 00 fe f8 3f", value::<f32>, "1.5"),
        (
            "05 | 0a 00 02 01 02",
            value::<common::types::MyBytes>,
            "MyBytes([1, 2])",
        ),
        (
            "05 | 0a 00 02 01 02",
            value::<Vec<common::types::MyByte>>,
            "[MyByte(1), MyByte(2)]",
        ),
        ("05 | 0a 00 02 01 02", value::<Box<[u8]>>, "[1, 2]"),
        (
            "05 | 0c 00 02 68 69",
            value::<std::sync::Arc<String>>,
            "\"hi\"",
        ),
        ("05 | 0c 00 02 68 69", value::<Box<str>>, "\"hi\""),
        (
            "05 | 0c 00 02 68 69",
            value::<std::borrow::Cow<'static, str>>,
            "\"hi\"",
        ),
    ]);
}

#[test]
fn a_struct_does_not_fit_what_is_no_struct() {
    check(&[
        (
            POINT,
            into::<isize>,
            "gob: decoding into local type *int, received remote type Point",
        ),
        (
            POINT,
            into::<String>,
            "gob: decoding into local type *string, received remote type Point",
        ),
        (
            POINT,
            into::<Vec<isize>>,
            "gob: decoding into local type *[]int, received remote type Point",
        ),
        (
            POINT,
            into::<HashMap<String, isize>>,
            "gob: decoding into local type *map[string]int, received remote type Point",
        ),
    ]);
}

#[test]
fn slices_arrays_and_maps_fit_if_their_parts_do() {
    check(&[
        (
            INTS,
            into::<isize>,
            "gob: decoding into local type *int, received remote type ",
        ),
        (
            INTS,
            into::<Vec<usize>>,
            "gob: decoding into local type *[]uint, received remote type ",
        ),
        (
            INTS,
            into::<Vec<String>>,
            "gob: decoding into local type *[]string, received remote type ",
        ),
        (
            INTS,
            into::<[isize; 2]>,
            "gob: decoding into local type *[2]int, received remote type ",
        ),
        (INTS, value::<Vec<Option<isize>>>, "[Some(1), Some(2)]"),
        (INTS, value::<Box<[i8]>>, "[1, 2]"),
        (
            INTS,
            into::<Point>,
            "gob: type mismatch in decoder: want struct type main.Point; got non-struct",
        ),
        (
            NSLICE,
            into::<String>,
            "gob: decoding into local type *string, received remote type NSlice",
        ),
        (NSLICE, value::<Vec<isize>>, "[1]"),
        (
            ARRAY,
            into::<[isize; 2]>,
            "gob: decoding into local type *[2]int, received remote type ",
        ),
        (
            ARRAY,
            into::<Vec<isize>>,
            "gob: decoding into local type *[]int, received remote type ",
        ),
        (ARRAY, value::<[i64; 3]>, "[1, 0, 3]"),
        (
            MAP,
            into::<HashMap<String, String>>,
            "gob: decoding into local type *map[string]string, received remote type ",
        ),
        (
            MAP,
            into::<HashMap<isize, isize>>,
            "gob: decoding into local type *map[int]int, received remote type ",
        ),
        (
            MAP,
            into::<Point>,
            "gob: type mismatch in decoder: want struct type main.Point; got non-struct",
        ),
        (
            MAP,
            value::<std::collections::BTreeMap<String, Option<i8>>>,
            "{\"a\": Some(1)}",
        ),
        // [3]byte{1, 200, 3}: an array of integers, whatever their width.
        (
            "0d | 7f 01 01 02 ff 80 00 01 06 01 06 00 00  08 | ff 80 00 03 01 ff c8 03",
            value::<[u16; 3]>,
            "[1, 200, 3]",
        ),
        (
            "0d | 7f 01 01 02 ff 80 00 01 06 01 06 00 00  08 | ff 80 00 03 01 ff c8 03",
            into::<Vec<u8>>,
            "gob: decoding into local type *[]uint8, received remote type ",
        ),
    ]);
}

#[test]
fn types_that_marshal_themselves_and_interfaces_fit_nothing_that_is_static() {
    check(&[
        (
            TIME,
            into::<isize>,
            "gob: decoding into local type *int, received remote type Time",
        ),
        (
            TIME,
            into::<Vec<u8>>,
            "gob: decoding into local type *[]uint8, received remote type Time",
        ),
        (
            TIME,
            into::<Point>,
            "gob: type mismatch in decoder: want struct type main.Point; got non-struct",
        ),
        (TIME, nothing, "ok"),
        (
            INTERFACE,
            into::<isize>,
            "gob: decoding into local type *int, received remote type interface",
        ),
        (
            INTERFACE,
            into::<Point>,
            "gob: type mismatch in decoder: want struct type main.Point; got non-struct",
        ),
        (INTERFACE, nothing, "ok"),
    ]);
}

#[derive(Debug, Gob)]
struct Wide {
    v: i64,
    w: u8,
    f: f32,
}

#[derive(Debug, Gob)]
struct Narrow {
    v: i8,
    w: u64,
    f: f64,
}

#[test]
fn widths_may_differ_in_every_place() {
    let wide = |v| common::encode(&Wide { v, w: 200, f: 1.5 });
    assert_eq!(value::<Narrow>(&wide(5)), "Narrow { v: 5, w: 200, f: 1.5 }");
    assert_eq!(value::<Narrow>(&wide(500)), "value for \"V\" out of range");
    assert_eq!(value::<Vec<i64>>(&common::encode(&vec![1i32])), "[1]");
    assert_eq!(
        value::<[isize; 3]>(&common::encode(&[1i8, 0, 0])),
        "[1, 0, 0]"
    );
    let map = common::encode(&HashMap::from([(1i8, 2u8)]));
    assert_eq!(value::<HashMap<i64, u64>>(&map), "{1: 2}");
    let map = common::encode(&HashMap::from([("a", Some(0isize))]));
    assert_eq!(value::<HashMap<String, isize>>(&map), "{\"a\": 0}");
    let map = common::encode(&HashMap::from([("a", 2isize)]));
    assert_eq!(
        value::<HashMap<String, Option<isize>>>(&map),
        "{\"a\": Some(2)}"
    );
}
