//! Counts that do not fit their bytes (catalogue 2.9; `dec.out` 09), and field numbers that make no sense
//! (`dec.out` 08).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::streams::POINT_TYPE;
use common::types::{NSlice, Point};
use common::{Outcome, into, nothing, value};
use netrpc_gob::Gob;

/// As [`common::check`], each stream behind the same definition.
#[track_caller]
fn check(definition: &str, cases: &[(&str, Outcome, &str)]) {
    for (bytes, outcome, expected) in cases {
        let bytes = format!("{definition} {bytes}");
        assert_eq!(outcome(&common::hex(&bytes)), *expected, "{bytes}");
    }
}

#[derive(Debug, Gob)]
struct Strings(Vec<String>);

#[test]
fn a_slice_shorter_than_its_count_is_an_error() {
    let too_short = "gob: decoding array or slice: length exceeds input size (5 elements)";
    let int_too_short = "gob: decoding int array or slice: length exceeds input size (5 elements)";
    check(
        "0b | 7f 02 01 02 ff 80 00 01 04 00 00",
        &[
            ("06 | ff 80 00 05 02 04", into::<Vec<isize>>, int_too_short),
            ("06 | ff 80 00 05 02 04", nothing, too_short),
            ("06 | ff 80 00 05 02 04", into::<NSlice>, too_short),
            (
                "06 | ff 80 00 05 02 04",
                into::<Vec<Option<isize>>>,
                too_short,
            ),
            (
                "08 | ff 80 00 fc 08 00 00 00",
                into::<Vec<isize>>,
                "gob: decoding int array or slice: length exceeds input size (134217728 elements)",
            ),
        ],
    );
    check(
        "0b | 7f 02 01 02 ff 80 00 01 0c 00 00",
        &[(
            "06 | ff 80 00 03 01 61",
            into::<Vec<String>>,
            "gob: decoding string array or slice: length exceeds input size (3 elements)",
        )],
    );
    check(
        "0b | 7f 02 01 02 ff 80 00 01 02 00 00",
        &[(
            "05 | ff 80 00 03 01",
            into::<Vec<bool>>,
            "gob: decoding bool array or slice: length exceeds input size (3 elements)",
        )],
    );
    check(
        "0b | 7f 02 01 02 ff 80 00 01 08 00 00",
        &[(
            "05 | ff 80 00 03 00",
            into::<Vec<f64>>,
            "gob: decoding float64 array or slice: length exceeds input size (3 elements)",
        )],
    );
}

#[test]
fn a_slice_that_would_take_8_gib_is_an_error() {
    check(
        "0b | 7f 02 01 02 ff 80 00 01 04 00 00",
        &[
            (
                "0a | ff 80 00 fa 01 00 00 00 00 00 02",
                into::<Vec<isize>>,
                "gob: int slice too big: 1099511627776 elements of 8 bytes",
            ),
            (
                "0c | ff 80 00 f8 80 00 00 00 00 00 00 00",
                into::<Vec<isize>>,
                "gob: int slice too big: 9223372036854775808 elements of 8 bytes",
            ),
            (
                "0c | ff 80 00 f8 20 00 00 00 00 00 00 00",
                into::<Vec<isize>>,
                "gob: int slice too big: 2305843009213693952 elements of 8 bytes",
            ),
            // Go reads the count of what it skips into an int, and loops up to a negative number.
            ("0c | ff 80 00 f8 80 00 00 00 00 00 00 00", nothing, "ok"),
        ],
    );
}

#[test]
fn slices_of_structs_have_their_own_texts() {
    let points = "
        0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
        17 | 7f 03 01 02 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00";
    check(
        points,
        &[
            (
                "0a | ff 82 00 02 00 01 02 01 04 00",
                value::<Vec<Point>>,
                "[Point { x: 0, y: 0 }, Point { x: 1, y: 2 }]",
            ),
            (
                "0a | ff 82 00 03 00 01 02 01 04 00",
                into::<Vec<Point>>,
                "gob: decoding array or slice: length exceeds input size (3 elements)",
            ),
            (
                "0a | ff 82 00 fa 01 00 00 00 00 00",
                into::<Vec<Point>>,
                "gob: main.Point slice too big: 1099511627776 elements of 16 bytes",
            ),
        ],
    );
    let units = "
        0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
        09 | 7f 03 01 02 ff 80 00 00 00";
    check(
        units,
        &[
            (
                "07 | ff 82 00 03 00 00 00",
                value::<Vec<()>>,
                "[(), (), ()]",
            ),
            (
                "04 | ff 82 00 03",
                into::<Vec<()>>,
                "gob: decoding array or slice: length exceeds input size (3 elements)",
            ),
        ],
    );
}

#[test]
fn an_array_of_another_count_or_too_short_is_an_error() {
    check(
        "0d | 7f 01 01 02 ff 80 00 01 04 01 06 00 00",
        &[
            (
                "06 | ff 80 00 02 02 04",
                into::<[isize; 3]>,
                "gob: length mismatch in decodeArray",
            ),
            (
                "06 | ff 80 00 02 02 04",
                nothing,
                "gob: length mismatch in ignoreArray",
            ),
            (
                "06 | ff 80 00 03 02 04",
                into::<[isize; 3]>,
                "gob: decoding int array or slice: length exceeds input size (3 elements)",
            ),
        ],
    );
}

#[test]
fn a_map_shorter_than_its_count_ends_too_early() {
    check(
        "0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00",
        &[
            (
                "07 | ff 80 00 02 01 61 02",
                into::<HashMap<String, isize>>,
                "EOF",
            ),
            ("07 | ff 80 00 02 01 61 02", nothing, "EOF"),
            (
                "06 | ff 80 00 01 01 61",
                into::<HashMap<String, isize>>,
                "EOF",
            ),
            (
                "0c | ff 80 00 f8 80 00 00 00 00 00 00 00",
                value::<HashMap<String, isize>>,
                "{}",
            ),
            (
                "0a | ff 80 00 fa 01 00 00 00 00 00",
                into::<HashMap<String, isize>>,
                "EOF",
            ),
            // The last of two equal keys wins.
            (
                "0a | ff 80 00 02 01 61 02 01 61 04",
                value::<HashMap<String, isize>>,
                "{\"a\": 2}",
            ),
        ],
    );
}

#[test]
fn a_string_longer_than_its_message_is_an_error() {
    check(
        "",
        &[
            (
                "04 | 0c 00 05 61",
                into::<String>,
                "gob: bad string slice length: 0",
            ),
            (
                "04 | 0a 00 05 61",
                into::<Vec<u8>>,
                "gob: bad []uint8 slice length: 0",
            ),
            ("04 | 0a 00 05 61", nothing, "gob: slice length too large"),
            ("04 | 0c 00 05 61", nothing, "gob: slice length too large"),
            (
                "0c | 0c 00 f8 ff ff ff ff ff ff ff ff 61",
                into::<String>,
                "gob: bad string slice length: 0",
            ),
            (
                "0c | 0a 00 f8 ff ff ff ff ff ff ff ff 61",
                nothing,
                "gob: slice length too large",
            ),
        ],
    );
    check(
        "0b | 7f 02 01 02 ff 80 00 01 0c 00 00",
        &[
            (
                "06 | ff 80 00 01 09 61",
                into::<Vec<String>>,
                "gob: length of string exceeds input size (9 bytes)",
            ),
            (
                "06 | ff 80 00 01 09 61",
                into::<Strings>,
                "gob: bad string slice length: 0",
            ),
        ],
    );
}

#[test]
fn a_string_that_is_not_utf8_is_an_error_of_its_own() {
    // Go takes it: bytes are `Vec<u8>` here.
    let error = common::decode::<String>(&common::hex("05 | 0c 00 02 ff fe")).unwrap_err();
    assert_eq!(error.kind(), netrpc_gob::ErrorKind::Utf8);
    assert!(
        error.to_string().starts_with("gob: string is not UTF-8"),
        "{error}"
    );
    check("", &[("05 | 0c 00 02 ff fe", nothing, "ok")]);
}

#[test]
fn field_numbers_that_make_no_sense_are_errors() {
    let out_of_bounds = "gob: bad data: field numbers out of bounds";
    check(
        POINT_TYPE,
        &[
            ("05 | ff 80 03 02 00", into::<Point>, out_of_bounds),
            ("05 | ff 80 03 02 00", nothing, out_of_bounds),
            (
                "0c | ff 80 f8 7f ff ff ff ff ff ff ff 02",
                into::<Point>,
                out_of_bounds,
            ),
            (
                "0c | ff 80 f8 80 00 00 00 00 00 00 00 02",
                into::<Point>,
                "gob: decode: corrupted data: negative delta",
            ),
            (
                "0c | ff 80 f8 80 00 00 00 00 00 00 00 02",
                nothing,
                "gob: ignore decode: corrupted data: negative delta",
            ),
        ],
    );
}

#[test]
fn the_end_of_the_message_ends_a_struct_and_bytes_behind_it_are_ignored() {
    check(
        POINT_TYPE,
        &[
            ("04 | ff 80 01 02", value::<Point>, "Point { x: 1, y: 0 }"),
            ("02 | ff 80", value::<Point>, "Point { x: 0, y: 0 }"),
            ("03 | ff 80 01", into::<Point>, "EOF"),
            (
                "06 | ff 80 01 02 00 aa",
                value::<Point>,
                "Point { x: 1, y: 0 }",
            ),
            ("04 | ff 80 01 02", nothing, "ok"),
        ],
    );
}
