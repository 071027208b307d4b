//! Any value round trips, also in pieces, merged and skipped; any bytes are an error or a value.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use common::types::{Inner, Node, Outer, Point};
use netrpc_gob::{Complex64, Complex128, Decoder, Duration, Encoder, Gob, Step, StreamDecoder};
use proptest::collection::{btree_map, btree_set, hash_map, vec};
use proptest::option;
use proptest::prelude::*;

/// A field of every kind.
#[derive(Clone, Debug, Gob, PartialEq)]
struct Everything {
    numbers: Numbers,
    text: String,
    bytes: Vec<u8>,
    strings: Vec<String>,
    slices: Vec<Vec<i16>>,
    array: [u8; 3],
    structs: Vec<Outer>,
    map: HashMap<String, Point>,
    nilable: Option<BTreeMap<i32, Vec<u8>>>,
    set: BTreeSet<u16>,
    pointer: Option<Box<Inner>>,
    list: Option<Box<Node>>,
    unit: (),
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct Numbers {
    a: bool,
    b: i8,
    c: i16,
    d: i32,
    e: i64,
    f: isize,
    g: u8,
    h: u16,
    i: u32,
    j: u64,
    k: usize,
    l: f32,
    m: f64,
    n: Complex64,
    o: Complex128,
    p: Duration,
}

/// Floats without NaN, which is not equal to itself, and without -0, whose sign is lost in a field.
fn float() -> impl Strategy<Value = f64> {
    any::<f64>()
        .prop_filter("equal to itself", |value| !value.is_nan())
        .prop_map(|value| value + 0.0)
}

fn narrow_float() -> impl Strategy<Value = f32> {
    any::<f32>()
        .prop_filter("equal to itself", |value| !value.is_nan())
        .prop_map(|value| value + 0.0)
}

prop_compose! {
    fn numbers()(
        (a, b, c, d, e, f) in any::<(bool, i8, i16, i32, i64, isize)>(),
        (g, h, i, j, k) in any::<(u8, u16, u32, u64, usize)>(),
        (l, m) in (narrow_float(), float()),
        (n, o) in ((narrow_float(), narrow_float()), (float(), float())),
        p in any::<i64>(),
    ) -> Numbers {
        let n = Complex64 { re: n.0, im: n.1 };
        let o = Complex128 { re: o.0, im: o.1 };
        Numbers { a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p: Duration::from_nanos(p) }
    }
}

fn point() -> impl Strategy<Value = Point> {
    any::<(isize, isize)>().prop_map(|(x, y)| Point { x, y })
}

fn inner() -> impl Strategy<Value = Inner> {
    any::<(isize, isize)>().prop_map(|(p, q)| Inner { p, q })
}

fn outer() -> impl Strategy<Value = Outer> {
    (any::<isize>(), inner(), any::<String>()).prop_map(|(a, b, c)| Outer { a, b, c })
}

fn list() -> impl Strategy<Value = Option<Box<Node>>> {
    vec(any::<isize>(), 0..5).prop_map(|values| {
        values
            .into_iter()
            .fold(None, |next, v| Some(Box::new(Node { v, next })))
    })
}

prop_compose! {
    fn everything()(
        numbers in numbers(),
        (text, bytes) in any::<(String, Vec<u8>)>(),
        strings in vec(any::<String>(), 0..4),
        slices in vec(any::<Vec<i16>>(), 0..3),
        array in any::<[u8; 3]>(),
        structs in vec(outer(), 0..3),
        map in hash_map(any::<String>(), point(), 0..3),
        nilable in option::of(btree_map(any::<i32>(), any::<Vec<u8>>(), 0..3)),
        set in btree_set(any::<u16>(), 0..5),
        pointer in option::of(inner().prop_map(Box::new)),
        list in list(),
    ) -> Everything {
        Everything {
            numbers, text, bytes, strings, slices, array, structs, map, nilable, set, pointer, list, unit: (),
        }
    }
}

/// All values of a stream, each decoded as `Everything`, `Outer` and skipped; whatever comes of it.
fn try_everything(bytes: &[u8]) {
    let mut decoder = Decoder::new();
    let mut rest = bytes;
    while let Ok(Step::Value(frame)) = decoder.frame(rest) {
        let (value, behind) = rest.split_at(frame.len());
        let _ = decoder.decode::<Everything>(&frame, value);
        let _ = decoder.decode::<Outer>(&frame, value);
        let _ = decoder.decode::<Vec<HashMap<String, f64>>>(&frame, value);
        let _ = decoder.skip(&frame, value);
        rest = behind;
    }
}

proptest! {
    #[test]
    fn every_value_round_trips(values in vec(everything(), 1..4)) {
        let (mut encoder, mut bytes) = (Encoder::new(), Vec::new());
        for value in &values {
            encoder.encode(value, &mut bytes).expect("encodes");
        }
        let mut stream = StreamDecoder::new(bytes.as_slice());
        for value in &values {
            prop_assert_eq!(&stream.decode::<Everything>().expect("decodes"), value);
        }
        let mut stream = StreamDecoder::new(bytes.as_slice());
        for _ in &values {
            stream.skip().expect("skips");
        }
        prop_assert_eq!(stream.skip().unwrap_err().to_string(), "EOF");
    }

    #[test]
    fn a_value_merged_into_gos_zero_is_the_value(value in everything()) {
        let bytes = common::encode(&value);
        let mut target = common::decode::<Everything>(&bytes).expect("decodes");
        // Merged into itself, too, since whatever is left out is zero in it already.
        StreamDecoder::new(bytes.as_slice()).decode_into(&mut target).expect("decodes");
        prop_assert_eq!(target, value);
    }

    #[test]
    fn scalars_and_containers_round_trip_at_the_top(
        int in any::<i64>(),
        uint in any::<u64>(),
        bits in any::<u64>(),
        text in any::<String>(),
        slices in vec(any::<Vec<u32>>(), 0..5),
        map in btree_map(any::<i8>(), any::<Option<bool>>().prop_map(|value| value.unwrap_or(false)), 0..5),
    ) {
        prop_assert_eq!(common::decode::<i64>(&common::encode(&int)).unwrap(), int);
        prop_assert_eq!(common::decode::<u64>(&common::encode(&uint)).unwrap(), uint);
        let float = f64::from_bits(bits);
        prop_assert_eq!(common::decode::<f64>(&common::encode(&float)).unwrap().to_bits(), bits);
        prop_assert_eq!(common::decode::<String>(&common::encode(&text)).unwrap(), text);
        prop_assert_eq!(common::decode::<Vec<Vec<u32>>>(&common::encode(&slices)).unwrap(), slices);
        prop_assert_eq!(common::decode::<BTreeMap<i8, bool>>(&common::encode(&map)).unwrap(), map);
    }

    #[test]
    fn values_end_at_the_same_place_however_their_bytes_come(value in everything(), cuts in vec(any::<prop::sample::Index>(), 0..6)) {
        let bytes = common::encode(&value);
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(bytes.len())).collect();
        cuts.sort_unstable();
        let mut decoder = Decoder::new();
        for cut in cuts {
            let step = decoder.frame(&bytes[..cut]).expect("lengths that can be");
            prop_assert!(matches!(step, Step::Incomplete { consumed: 0 }), "{:?} at {}", step, cut);
        }
        let Step::Value(frame) = decoder.frame(&bytes).expect("lengths that can be") else {
            return Err(TestCaseError::fail("no value"));
        };
        prop_assert_eq!(frame.len(), bytes.len());
        prop_assert_eq!(decoder.decode::<Everything>(&frame, &bytes).expect("decodes"), value);
    }

    #[test]
    fn random_bytes_are_an_error_or_a_value(bytes in vec(any::<u8>(), 0..200)) {
        try_everything(&bytes);
    }

    #[test]
    fn random_bytes_in_messages_are_an_error_or_a_value(bodies in vec(vec(any::<u8>(), 0..40), 0..6)) {
        let bytes: Vec<_> = bodies.iter().flat_map(|body| common::message(body)).collect();
        try_everything(&bytes);
    }

    #[test]
    fn mutated_streams_are_an_error_or_a_value(
        value in everything(),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = common::encode(&value);
        bytes.extend(bytes.clone());
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        try_everything(&bytes);
    }
}
