//! `AssocList`: maps whose keys are no keys in Rust. The bytes are Go 1.27's.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::{check, decode, encode, hex, sends, value};
use netrpc_gob::value::Value;
use netrpc_gob::{AssocList, Gob, GobType, StreamDecoder};

/// `map[float64]string{1.5: "a"}`.
const FLOATS: &str = "0d | 7f 04 01 02 ff 80 00 01 08 01 0c 00 00  09 | ff 80 00 01 fe f8 3f 01 61";
/// `map[float64]int{math.NaN(): 1}`.
const NAN: &str =
    "0d | 7f 04 01 02 ff 80 00 01 08 01 04 00 00  0e | ff 80 00 01 f8 01 00 00 00 00 00 f8 7f 02";
/// `map[any]int{7: 1}`.
const ANY_INT: &str =
    "0d | 7f 04 01 02 ff 80 00 01 10 01 04 00 00  0d | ff 80 00 01 03 69 6e 74 04 02 00 0e 02";
/// `map[any]int{"x": 1}`.
const ANY_TEXT: &str = "0d | 7f 04 01 02 ff 80 00 01 10 01 04 00 00  11 | ff 80 00 01 06 73 74 72 69 6e 67 0c 03 00 01 78 02";

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "any")]
enum Any {
    #[gob(name = "int")]
    Int(isize),
    #[gob(name = "string")]
    Text(String),
}

#[test]
fn keys_may_be_floats() {
    let list = AssocList::from(vec![(1.5, "a".to_string())]);
    sends(&list, FLOATS);
    assert_eq!(
        decode::<AssocList<f64, String>>(&hex(FLOATS)).unwrap(),
        list
    );
    assert_eq!(
        <AssocList<f64, String>>::TYPE.go_string(),
        "map[float64]string"
    );
}

#[test]
fn keys_may_be_nan() {
    let list: AssocList<f64, isize> = decode(&hex(NAN)).unwrap();
    assert!(list.as_slice()[0].0.is_nan());
    assert_eq!(list.get(&f64::NAN), None, "as in Go");
    // Go's NaN has a bit more than Rust's.
    let nan = f64::from_bits(0x7ff8_0000_0000_0001);
    sends(&AssocList::from(vec![(nan, 1isize)]), NAN);
}

#[test]
fn keys_may_be_interfaces() {
    let list = AssocList::from_iter([(Some(Any::Int(7)), 1isize)]);
    sends(&list, ANY_INT);
    assert_eq!(
        decode::<AssocList<Option<Any>, isize>>(&hex(ANY_INT)).unwrap(),
        list
    );
    let list: AssocList<Option<Any>, i8> = decode(&hex(ANY_TEXT)).unwrap();
    assert_eq!(list.get(&Some(Any::Text("x".into()))), Some(&1));
    let list: AssocList<Value, i8> = decode(&hex(ANY_TEXT)).unwrap();
    assert_eq!(
        list.as_slice()[0].0.view().interface().unwrap().name(),
        "string"
    );
    sends(&AssocList::from(vec![(Any::Int(7), 1isize)]), ANY_INT);
    let nil: AssocList<Option<Any>, i8> =
        decode(&encode(&AssocList::from(vec![(None::<Any>, 3i8)]))).unwrap();
    assert_eq!(nil.get(&None), Some(&3));
}

#[test]
fn entries_keep_their_order_and_repeated_keys() {
    let twice = AssocList::from(vec![("b", 1isize), ("a", 2), ("b", 3)]);
    let bytes = encode(&twice);
    assert!(bytes.ends_with(&hex("0d | ff 80 00 03 01 62 02 01 61 04 01 62 06")));
    let list: AssocList<String, isize> = decode(&bytes).unwrap();
    let keys: Vec<_> = list.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["b", "a", "b"]);
    // The last one, which a map keeps as well.
    assert_eq!(list.get("b"), Some(&3));
    assert_eq!(decode::<HashMap<String, isize>>(&bytes).unwrap()["b"], 3);
}

#[test]
fn decoding_adds_to_the_entries_that_are_there() {
    let bytes = encode(&AssocList::from(vec![(1.5, 1isize), (2.5, 2)]));
    let mut list = AssocList::from(vec![(0.5, 0isize), (1.5, 0)]);
    StreamDecoder::new(bytes.as_slice())
        .decode_into(&mut list)
        .unwrap();
    assert_eq!(list.as_slice(), [(0.5, 0), (1.5, 0), (1.5, 1), (2.5, 2)]);
    assert_eq!(list.get(&1.5), Some(&1));
}

#[test]
fn errors_are_those_of_maps() {
    check(&[
        (
            "0d | 7f 04 01 02 ff 80 00 01 08 01 04 00 00  05 | ff 80 00 02 00",
            value::<AssocList<f64, isize>>,
            "EOF",
        ),
        (
            FLOATS,
            value::<AssocList<f64, isize>>,
            "gob: decoding into local type *map[float64]int, received remote type ",
        ),
        (
            "0d | 7f 04 01 02 ff 80 00 01 08 01 04 00 00  08 | ff 80 00 01 00 fe 07 d0",
            value::<AssocList<f64, i8>>,
            "value for \"*map[float64]int8\" out of range",
        ),
        // A negative count is no entries.
        (
            "0d | 7f 04 01 02 ff 80 00 01 08 01 04 00 00  0c | ff 80 00 f8 80 00 00 00 00 00 00 00",
            value::<AssocList<f64, i8>>,
            "{}",
        ),
    ]);
}

#[test]
fn an_empty_list_is_a_map_that_is_not_nil() {
    #[derive(Gob)]
    #[gob(name = "main.H")]
    struct H {
        m: AssocList<f64, isize>,
        n: Option<AssocList<f64, isize>>,
    }
    let bytes = encode(&H {
        m: AssocList::new(),
        n: None,
    });
    assert!(bytes.ends_with(&hex("05 | ff 80 01 00 00")), "{bytes:x?}");
}
