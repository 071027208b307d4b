//! Messages, definitions and what comes after an error (catalogue 2.1, 2.3, 2.4, 2.14; `dec.out` 06, 07, 14, 16,
//! 22), as [`StreamDecoder`] sees them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::streams::{POINT, POINT_TYPE, TIME};
use common::types::{Inner, Point};
use common::{check, hex, into, message, nothing, value};
use netrpc_gob::{ErrorKind, Gob, StreamDecoder};

#[test]
fn a_stream_ends_with_eof_only_between_values() {
    check(&[
        ("", into::<isize>, "EOF"),
        ("", nothing, "EOF"),
        ("ff", into::<isize>, "unexpected EOF"),
        ("fe 01", into::<isize>, "unexpected EOF"),
        ("fb 01 ff ff ff", into::<isize>, "unexpected EOF"),
        ("03 04 00", into::<isize>, "unexpected EOF"),
        ("03", into::<isize>, "unexpected EOF"),
        (POINT_TYPE, into::<Point>, "unexpected EOF"),
    ]);
}

#[test]
fn every_prefix_of_two_values_ends_as_gos_decoder_ends() {
    // Go's TestDecodePartial.
    let bytes = hex(&format!("{POINT} 07 | ff 80 01 02 01 04 00"));
    let ends = [0, 39, 47];
    for len in 0..=bytes.len() {
        let mut stream = StreamDecoder::new(&bytes[..len]);
        let error = loop {
            match stream.decode::<Point>() {
                Ok(_) => {}
                Err(error) => break error,
            }
        };
        let kind = if ends.contains(&len) {
            ErrorKind::Eof
        } else {
            ErrorKind::UnexpectedEof
        };
        assert_eq!(error.kind(), kind, "after {len} bytes");
        assert_eq!(error.offset(), Some(len as u64));
    }
}

#[test]
fn a_length_that_cannot_be_is_fatal() {
    for (bytes, text) in [
        ("f7 01", "gob: encoded unsigned integer out of range"),
        ("80", "gob: encoded unsigned integer out of range"),
        ("fb 02 00 00 00 00", "invalid message length"),
        ("fb a5 82 2f ca 01", "invalid message length"),
        ("f8 ff ff ff ff ff ff ff ff", "invalid message length"),
    ] {
        let error = common::decode::<isize>(&hex(bytes)).unwrap_err();
        assert_eq!(error.to_string(), text);
        assert_eq!(error.kind(), ErrorKind::Framing, "{bytes}");
    }
}

#[test]
fn an_empty_message_is_an_eof_and_the_stream_goes_on() {
    let bytes = hex("00 03 04 00 06");
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert_eq!(stream.decode::<isize>().unwrap_err().kind(), ErrorKind::Eof);
    assert_eq!(stream.decode::<isize>().unwrap(), 3);
}

#[test]
fn a_message_that_ends_inside_its_value_is_an_eof() {
    check(&[
        ("01 | 04", into::<isize>, "EOF"),
        ("02 | 04 00", into::<isize>, "EOF"),
        ("02 | 08 00", into::<f64>, "EOF"),
        ("03 | 0e 00 00", into::<netrpc_gob::Complex128>, "EOF"),
        ("02 | 0c 00", into::<String>, "EOF"),
        (
            "04 | 06 00 f8 01",
            into::<usize>,
            "gob: invalid uint data length 8: exceeds input size 1",
        ),
        (
            "0c | 06 00 f7 01 00 00 00 00 00 00 00 00",
            into::<usize>,
            "gob: encoded unsigned integer out of range",
        ),
        (
            "03 | 04 01 06",
            into::<isize>,
            "gob: decode: corrupted data: non-zero delta for singleton",
        ),
    ]);
}

#[test]
fn forms_longer_than_needed_and_bytes_behind_a_value_are_accepted() {
    check(&[
        ("05 | 04 00 06 99 99", value::<isize>, "3"),
        ("04 | 06 00 ff 03", value::<usize>, "3"),
        ("0b | 06 00 f8 00 00 00 00 00 00 00 03", value::<usize>, "3"),
        ("fe 00 03 | 04 00 06", value::<isize>, "3"),
        ("03 | 02 00 02", value::<bool>, "true"),
        // Ids are 32 bits wide to Go: 2^32 + 2 is the int.
        ("08 | fb 02 00 00 00 04 00 06", value::<isize>, "3"),
    ]);
}

#[test]
fn types_that_were_never_defined_are_errors() {
    check(&[
        (
            "03 | 00 00 06",
            into::<isize>,
            "gob: decoding into local type *int, received remote type unknown type",
        ),
        (
            "03 | 00 00 06",
            into::<Point>,
            "gob: unknown type id or corrupted data",
        ),
        (
            "03 | 12 00 06",
            into::<Point>,
            "gob: type mismatch in decoder: want struct type main.Point; got non-struct",
        ),
        (
            "04 | ff c6 00 06",
            into::<isize>,
            "gob: decoding into local type *int, received remote type unknown type",
        ),
        (
            "04 | ff c6 00 06",
            into::<Point>,
            "gob: unknown type id or corrupted data",
        ),
        (
            "04 | ff c6 00 06",
            nothing,
            "gob: bad data: undefined type <nil>",
        ),
    ]);
}

#[test]
fn definitions_are_taken_once_and_for_ids_from_64() {
    let body =
        "03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00";
    let duplicate = "gob: duplicate type received";
    let defined_as = |id| common::to_hex(&message(&hex(&format!("{id} {body}"))));
    check(&[
        (
            &format!("{POINT_TYPE} {POINT_TYPE}"),
            into::<Point>,
            duplicate,
        ),
        (&defined_as("21"), into::<Point>, duplicate),
        (&defined_as("7d"), into::<Point>, duplicate),
        (&defined_as("01"), into::<Point>, duplicate),
        (
            &format!("{} 07 | ff 8c 01 2c 01 42 00", defined_as("ff 8b")),
            value::<Point>,
            "Point { x: 22, y: 33 }",
        ),
    ]);
    let bytes = hex(&format!("{POINT_TYPE} {POINT}"));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert_eq!(stream.decode::<Point>().unwrap_err().to_string(), duplicate);
    assert_eq!(stream.decode::<Point>().unwrap(), Point { x: 22, y: 33 });
}

#[test]
fn a_definition_may_come_before_an_unrelated_value() {
    let bytes = hex(&format!(
        "{POINT_TYPE} 03 | 04 00 06  07 | ff 80 01 2c 01 42 00"
    ));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert_eq!(stream.decode::<isize>().unwrap(), 3);
    assert_eq!(stream.decode::<Point>().unwrap(), Point { x: 22, y: 33 });
}

#[test]
fn a_definition_must_use_up_its_message_and_make_sense() {
    check(&[
        (
            "1f | 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00 00",
            into::<Point>,
            "extra data in buffer",
        ),
        (
            "05 | 7f 08 01 00 00",
            into::<Point>,
            "gob: bad data: field numbers out of bounds",
        ),
        ("04 | 7f 03 01 01", into::<Point>, "EOF"),
        (
            "02 | 7f 00  04 | ff 80 00 02",
            into::<Point>,
            "gob: type mismatch in decoder: want struct type main.Point; got non-struct",
        ),
        (
            "02 | 7f 00  04 | ff 80 00 02",
            nothing,
            "gob: bad data: ignore can't handle type <nil>",
        ),
        (
            "02 | 7f 00  04 | ff 80 00 02",
            into::<isize>,
            "gob: decoding into local type *int, received remote type unknown type",
        ),
        // The id inside is for the sender alone.
        (
            "1e | 7f 03 01 01 05 50 6f 69 6e 74 01 ff a0 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00  07 | ff 80 01 2c 01 42 00",
            value::<Point>,
            "Point { x: 22, y: 33 }",
        ),
        // A slice and a struct at once: whoever wants a struct finds one.
        (
            "1a | 7f 02 01 02 ff 80 00 01 04 00 01 01 02 ff 80 00 01 01 01 01 58 01 04 00 00 00  05 | ff 80 01 02 00",
            value::<Point>,
            "Point { x: 1, y: 0 }",
        ),
    ]);
}

#[test]
fn a_type_that_marshals_to_text_can_be_skipped() {
    const TEXT: &str = "0f | 7f 07 01 01 04 54 69 6d 65 01 ff 80 00 00 00  06 | ff 80 00 02 61 62";
    check(&[
        (TEXT, nothing, "ok"),
        (
            TEXT,
            into::<String>,
            "gob: decoding into local type *string, received remote type Time",
        ),
        (
            "0f | 7f 05 01 01 04 54 69 6d 65 01 ff 80 00 00 00  05 | ff 80 00 09 01",
            nothing,
            "gob: GobDecoder: length too large for buffer",
        ),
    ]);
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct ZInt {
    z: isize,
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct ZPoint {
    z: Point,
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct PrivateXAndY {
    #[gob(skip)]
    _x: isize,
    y: isize,
}

#[test]
fn fields_of_types_that_make_no_sense_are_errors() {
    // struct { Z <0> } and struct { Z <99> }.
    const NOT_SENT: &str =
        "12 | 7f 03 01 02 ff 80 00 01 01 01 01 5a 01 ff c6 00 00 00  03 | ff 80 00";
    const ZERO: &str = "0f | 7f 03 01 02 ff 80 00 01 01 01 01 5a 00 00 00  05 | ff 80 01 02 00";
    let undefined =
        "12 | 7f 03 01 02 ff 80 00 01 01 01 01 5a 01 ff c6 00 00 00  05 | ff 80 01 02 00";
    let no_name = "0e | 7f 03 01 02 ff 80 00 01 01 02 04 00 00 00  05 | ff 80 01 02 00";
    check(&[
        (ZERO, into::<()>, "gob: bad data: undefined type <nil>"),
        // Whether or not the field is there.
        (NOT_SENT, into::<()>, "gob: bad data: undefined type <nil>"),
        (undefined, into::<()>, "gob: bad data: undefined type <nil>"),
        (
            undefined,
            into::<ZInt>,
            "gob: wrong type (int) for received field .Z",
        ),
        (
            undefined,
            into::<ZPoint>,
            "gob: unknown type id or corrupted data",
        ),
        (
            no_name,
            into::<Point>,
            "gob: empty name for remote field of type ",
        ),
    ]);
}

#[test]
fn fields_with_private_or_equal_names_are_skipped_or_stored_twice() {
    check(&[
        // struct { x int; Y int }
        (
            "17 | 7f 03 01 02 ff 80 00 01 02 01 01 78 01 04 00 01 01 59 01 04 00 00 00  07 | ff 80 01 02 01 04 00",
            value::<PrivateXAndY>,
            "PrivateXAndY { _x: 0, y: 2 }",
        ),
        // struct { X int; X int }
        (
            "17 | 7f 03 01 02 ff 80 00 01 02 01 01 58 01 04 00 01 01 58 01 04 00 00 00  07 | ff 80 01 02 01 04 00",
            value::<Point>,
            "Point { x: 2, y: 0 }",
        ),
    ]);
}

#[derive(Debug, Gob, PartialEq)]
struct P8 {
    x: i8,
    y: i8,
}

#[test]
fn after_an_error_in_a_value_the_next_one_is_read() {
    let mut sender = common::Sender::new();
    let mut bytes = sender.encode(&Point { x: 1, y: 300 });
    bytes.extend(sender.encode(&Point { x: 1, y: 2 }));
    bytes.extend(sender.encode("x"));
    bytes.extend(sender.encode(&3isize));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    let text = |error: netrpc_gob::Error| error.to_string();
    assert_eq!(
        text(stream.decode::<P8>().unwrap_err()),
        "value for \"Y\" out of range"
    );
    assert_eq!(stream.decode::<P8>().unwrap(), P8 { x: 1, y: 2 });
    let mismatch = "gob: decoding into local type *int, received remote type string";
    assert_eq!(text(stream.decode::<isize>().unwrap_err()), mismatch);
    assert_eq!(stream.decode::<isize>().unwrap(), 3);
    assert_eq!(text(stream.decode::<isize>().unwrap_err()), "EOF");
}

#[test]
fn a_mismatch_consumes_its_value_and_is_found_again() {
    let bytes = hex(&format!(
        "{POINT} 03 | 04 00 06  05 | ff 80 01 02 00  07 | ff 80 01 2c 01 42 00"
    ));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    let mismatch = "gob: type mismatch: no fields matched compiling decoder for Inner";
    assert_eq!(stream.decode::<Inner>().unwrap_err().to_string(), mismatch);
    assert_eq!(stream.decode::<isize>().unwrap(), 3);
    assert_eq!(stream.decode::<Inner>().unwrap_err().to_string(), mismatch);
    assert_eq!(stream.decode::<Point>().unwrap(), Point { x: 22, y: 33 });
}

#[test]
fn an_unknown_type_is_known_once_it_is_defined() {
    let bytes = hex(&format!("07 | ff 80 01 2c 01 42 00 {POINT}"));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    let unknown = "gob: unknown type id or corrupted data";
    assert_eq!(stream.decode::<Point>().unwrap_err().to_string(), unknown);
    assert_eq!(stream.decode::<Point>().unwrap(), Point { x: 22, y: 33 });
    // struct { Z <65> }, of which 65 is defined only after a first failure.
    let holds_65 = "12 | 7f 03 01 02 ff 80 00 01 01 01 01 5a 01 ff 82 00 00 00";
    let value = "09 | ff 80 01 01 2c 01 42 00 00";
    let point = "1f | ff 81 03 01 01 05 50 6f 69 6e 74 01 ff 82 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00";
    let bytes = hex(&format!("{holds_65} {value} {point} {value}"));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert_eq!(stream.decode::<ZPoint>().unwrap_err().to_string(), unknown);
    assert_eq!(stream.decode::<ZPoint>().unwrap().z, Point { x: 22, y: 33 });
}

#[test]
fn a_value_can_be_skipped_whatever_it_is() {
    let bytes = hex(&format!(
        "{TIME} {} 03 | 04 00 06",
        "0a | 10 00 03 69 6e 74 04 02 00 0e"
    ));
    let mut stream = StreamDecoder::new(bytes.as_slice());
    stream.skip().unwrap();
    stream.skip().unwrap();
    assert_eq!(stream.decode::<isize>().unwrap(), 3);
}
