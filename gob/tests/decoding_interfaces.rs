//! Interface values that nobody asks for: skipped by reading them, where Go trusts their byte counts and loses
//! its way (catalogue 1.10, 2.11, 2.14; `dec.out` 10, 11, `desync.out`, `partial.out`).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::types::{Inner, Point};
use common::{check, hex, nothing};
use netrpc_gob::{ErrorKind, Gob, StreamDecoder};

/// Go's `H struct { V any; B int }`, of which we know half.
#[derive(Debug, Gob, PartialEq)]
struct OnlyB {
    b: isize,
}

/// The definition of H as type 64.
const H: &str =
    "1a | 7f 03 01 01 01 48 01 ff 80 00 01 02 01 01 56 01 10 00 01 01 42 01 04 00 00 00";

/// `H{Point{1, 2}, 5}`, then `Point{8, 9}`: the value is cut where Point is defined.
const POINT_INSIDE: &str = "
    2d | ff 80 01 0a 6d 61 69 6e 2e 50 6f 69 6e 74 ff 81 03 01 01 05 50 6f 69 6e 74 01 ff 82 00 01 02 01 01
         58 01 04 00 01 01 59 01 04 00 00 00
    0b | ff 82 05 01 02 01 04 00 01 0a 00
    07 | ff 82 01 10 01 12 00";

/// `H{Box{Point{1, 2}}, 5}`, then `Point{8, 9}`: Point is defined inside the value of the Box, so that the count
/// in front of the Box covers half of it.
const BOX_INSIDE: &str = "
    23 | ff 80 01 08 6d 61 69 6e 2e 42 6f 78 ff 81 03 01 01 03 42 6f 78 01 ff 82 00 01 01 01 01 46 01 10 00
         00 00
    3b | ff 82 2b 01 0a 6d 61 69 6e 2e 50 6f 69 6e 74 ff 83 03 01 01 05 50 6f 69 6e 74 01 ff 84 00 01 02 01
         01 58 01 04 00 01 01 59 01 04 00 00 00 09 ff 84 05 01 02 01 04 00 00 01 0a 00
    07 | ff 84 01 10 01 12 00";

/// `H{Box{Box{Point{1, 2}}}, 5}`.
const BOX_IN_BOX: &str = "
    23 | ff 80 01 08 6d 61 69 6e 2e 42 6f 78 ff 81 03 01 01 03 42 6f 78 01 ff 82 00 01 01 01 01 46 01 10 00
         00 00
    49 | ff 82 43 01 08 6d 61 69 6e 2e 42 6f 78 ff 82 2b 01 0a 6d 61 69 6e 2e 50 6f 69 6e 74 ff 83 03 01 01
         05 50 6f 69 6e 74 01 ff 84 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00 09 ff 84 05 01 02 01
         04 00 00 00 01 0a 00";

/// `H{Box{5}, 5}`.
const INT_IN_BOX: &str = "
    23 | ff 80 01 08 6d 61 69 6e 2e 42 6f 78 ff 81 03 01 01 03 42 6f 78 01 ff 82 00 01 01 01 01 46 01 10 00
         00 00
    10 | ff 82 0a 01 03 69 6e 74 04 02 00 0a 00 01 0a 00";

/// `H{[]any{Box{[]Point{{1, 2}}}, nil, map[string]any{"a": Inner{1, 2}}, nil}, 5}`, then `Inner{3, 4}`.
const EVERYTHING: &str = "
    1e | ff 80 01 0e 5b 5d 69 6e 74 65 72 66 61 63 65 20 7b 7d ff 81 02 01 02 ff 82 00 01 10 00 00
    ff d6 | ff 82 22 00 04 08 6d 61 69 6e 2e 42 6f 78 ff 83 03 01 01 03 42 6f 78 01 ff 84 00 01 01 01 01 46
         01 10 00 00 00 71 ff 84 1b 01 0c 5b 5d 6d 61 69 6e 2e 50 6f 69 6e 74 ff 87 02 01 02 ff 88 00 01 ff
         86 00 00 1f ff 85 03 01 01 05 50 6f 69 6e 74 01 ff 86 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00
         00 00 0b ff 88 07 00 01 01 02 01 04 00 00 00 17 6d 61 70 5b 73 74 72 69 6e 67 5d 69 6e 74 65 72 66
         61 63 65 20 7b 7d ff 89 04 01 02 ff 8a 00 01 0c 01 10 00 00 3b ff 8a 2e 00 01 01 61 0a 6d 61 69 6e
         2e 49 6e 6e 65 72 ff 8b 03 01 01 05 49 6e 6e 65 72 01 ff 8c 00 01 02 01 01 50 01 04 00 01 01 51 01
         04 00 00 00 08 ff 8c 05 01 02 01 04 00 00 01 0a 00
    07 | ff 8c 01 06 01 08 00";

#[test]
fn fields_behind_an_interface_value_are_reached() {
    for value in [POINT_INSIDE, BOX_INSIDE, BOX_IN_BOX, INT_IN_BOX, EVERYTHING] {
        let decoded = common::decode::<OnlyB>(&hex(&format!("{H} {value}")));
        assert_eq!(decoded.unwrap(), OnlyB { b: 5 }, "{value}");
    }
}

#[test]
fn types_that_were_defined_inside_what_was_skipped_are_known_afterwards() {
    for value in [POINT_INSIDE, BOX_INSIDE] {
        let bytes = hex(&format!("{H} {value}"));
        let mut stream = StreamDecoder::new(bytes.as_slice());
        stream.skip().unwrap();
        assert_eq!(stream.decode::<Point>().unwrap(), Point { x: 8, y: 9 });
    }
    let bytes = hex(&format!("{H} {EVERYTHING}"));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    stream.decode::<OnlyB>().unwrap();
    assert_eq!(stream.decode::<Inner>().unwrap(), Inner { p: 3, q: 4 });
}

#[test]
fn nil_interfaces_among_elements_are_skipped() {
    // []any{nil, 1}, then 7.
    let bytes = hex("0b | 7f 02 01 02 ff 80 00 01 10 00 00
        0d | ff 80 00 02 00 03 69 6e 74 04 02 00 02
        03 | 04 00 0e");
    let mut stream = StreamDecoder::new(bytes.as_slice());
    stream.skip().unwrap();
    assert_eq!(stream.decode::<isize>().unwrap(), 7);
    // []any{Box{Point{1, 2}}, 5}, then 7.
    let bytes = hex("0b | 7f 02 01 02 ff 80 00 01 10 00 00
        24 | ff 80 00 02 08 6d 61 69 6e 2e 42 6f 78 ff 81 03 01 01 03 42 6f 78 01 ff 82 00 01 01 01 01 46 01
             10 00 00 00
        40 | ff 82 2b 01 0a 6d 61 69 6e 2e 50 6f 69 6e 74 ff 83 03 01 01 05 50 6f 69 6e 74 01 ff 84 00 01 02
             01 01 58 01 04 00 01 01 59 01 04 00 00 00 09 ff 84 05 01 02 01 04 00 00 03 69 6e 74 04 02 00 0a
        03 | 04 00 0e");
    let mut stream = StreamDecoder::new(bytes.as_slice());
    stream.skip().unwrap();
    assert_eq!(stream.decode::<isize>().unwrap(), 7);
}

#[test]
fn interface_values_at_the_top_are_skipped() {
    check(&[
        // A nil, on which Go's own skipping fails.
        ("03 | 10 00 00", nothing, "ok"),
        // A name that nobody registered.
        ("0a | 10 00 03 69 6e 75 04 02 00 0e", nothing, "ok"),
        // A byte count that is wrong: Go fails on it too, though only when it skips.
        ("0a | 10 00 03 69 6e 74 04 77 00 0e", nothing, "ok"),
        (
            "05 | 10 00 30 69 6e",
            nothing,
            "gob: bad interface encoding: name too large for buffer",
        ),
    ]);
}

#[test]
fn where_a_value_of_a_type_of_several_kinds_ends_is_not_guessed() {
    // []any{Tags{"many"}, 5}, where the definition of Tags was damaged: a slice, and a struct without fields. Then 7.
    let bytes = hex("0b | 7f 02 01 02 ff 80 00 01 10 00 00
        1b | ff 80 00 02 04 54 61 67 73 ff 81 02 01 01 04 54 61 67 73 01 ff 82 00 01 0c 00 01
        12 | ff 82 07 00 01 04 6d 61 6e 79 03 69 6e 74 04 02 00 0a
        03 | 04 00 0e");
    let mut stream = StreamDecoder::new(bytes.as_slice());
    let error = stream.skip().unwrap_err();
    assert_eq!(error.to_string(), "gob: bad data: type of several kinds");
    assert_eq!(stream.decode::<isize>().unwrap(), 7);
}

/// Go's `H8 struct { A int8; V any; B int }`, the receiver of `desync.out`.
#[derive(Debug, Gob)]
struct Half {
    a: i8,
    b: isize,
}

#[test]
fn an_error_in_a_value_over_several_messages_leaves_the_stream_in_step() {
    // H{300, Point{1, 2}, 3}, then 7. Go takes the second half of the value for the next one.
    let bytes = hex("20 | 7f 03 01 01 01 48 01 ff 80 00 01 03 01 01 41 01 04 00 01 01 56 01 10 00 01 01 42 01 04 00 00 00
        31 | ff 80 01 fe 02 58 01 0a 6d 61 69 6e 2e 50 6f 69 6e 74 ff 81 03 01 01 05 50 6f 69 6e 74 01 ff 82 00
             01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
        0b | ff 82 05 01 02 01 04 00 01 06 00
        03 | 04 00 0e");
    let mut stream = StreamDecoder::new(bytes.as_slice());
    let error = stream.decode::<Half>().unwrap_err();
    assert_eq!(error.to_string(), "value for \"A\" out of range");
    assert_eq!(stream.decode::<isize>().unwrap(), 7);
    // The same for an error before the value: a type that does not fit.
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert_eq!(
        stream.decode::<isize>().unwrap_err().kind(),
        ErrorKind::TypeMismatch
    );
    assert_eq!(stream.decode::<isize>().unwrap(), 7);
}

#[test]
fn a_value_that_its_sender_gave_up_takes_the_next_message_with_it() {
    // []any{Point{1, 2}, Unreg{"x"}} fails in Go after its first half was written; then 7.
    let bytes = hex("0b | 7f 02 01 02 ff 80 00 01 10 00 00
        2e | ff 80 00 02 0a 6d 61 69 6e 2e 50 6f 69 6e 74 ff 81 03 01 01 05 50 6f 69 6e 74 01 ff 82 00 01 02 01
             01 58 01 04 00 01 01 59 01 04 00 00 00
        03 | 04 00 0e
        03 | 04 00 10");
    let mut stream = StreamDecoder::new(bytes.as_slice());
    // As an int of two elements it has no name where the second should have one.
    stream.skip().unwrap_err();
    assert_eq!(stream.decode::<isize>().unwrap(), 8);
}
