//! Interface values by chance: nested, over one stream, with definitions where Go puts them and in front.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::BTreeMap;

use common::to_hex;
use netrpc_gob::value::Value;
use netrpc_gob::{Decode, Encoder, ErrorKind, Gob, StreamDecoder, Unregistered};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

macro_rules! types {
    ($($item:item)*) => {$(
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Gob)]
        $item
    )*};
}

types! {
    struct Point { x: isize, y: isize }
    struct Line { from: Point, to: Vec<Point> }
    #[gob(name = "main.Box")]
    struct Holder { before: isize, f: Option<Any>, pair: [Option<Any>; 2], after: String }

    #[gob(name = "any")]
    enum Any {
        Int(isize),
        Text(String),
        Bytes(Vec<u8>),
        #[gob(name = "*main.Point")]
        Point(Point),
        #[gob(name = "line")]
        Line(Line),
        Holder(Box<Holder>),
        List(Vec<Option<Any>>),
        Table(BTreeMap<String, Option<Any>>),
        Keys(BTreeMap<Option<Any>, isize>),
    }
}

fn point() -> impl Strategy<Value = Point> {
    any::<(isize, isize)>().prop_map(|(x, y)| Point { x, y })
}

fn interface() -> impl Strategy<Value = Option<Any>> {
    let text = "[a-z]{0,200}";
    let leaf = prop_oneof![
        Just(None),
        any::<isize>().prop_map(|of| Some(Any::Int(of))),
        text.prop_map(|of| Some(Any::Text(of))),
        vec(any::<u8>(), 0..300).prop_map(|of| Some(Any::Bytes(of))),
        point().prop_map(|of| Some(Any::Point(of))),
        (point(), vec(point(), 0..3)).prop_map(|(from, to)| Some(Any::Line(Line { from, to }))),
    ];
    leaf.prop_recursive(6, 40, 4, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|of| Some(Any::List(of))),
            btree_map("[a-c]{1,2}", inner.clone(), 0..3).prop_map(|of| Some(Any::Table(of))),
            btree_map(inner.clone(), any::<isize>(), 0..3).prop_map(|of| Some(Any::Keys(of))),
            (inner.clone(), inner.clone(), inner, any::<isize>(), text).prop_map(
                |(f, first, second, before, after)| {
                    let pair = [first, second];
                    let holder = Holder {
                        before,
                        f,
                        pair,
                        after,
                    };
                    Some(Any::Holder(Box::new(holder)))
                }
            ),
        ]
    })
}

fn encoder(hoists: bool) -> Encoder {
    match hoists {
        true => Encoder::new().with_definitions_first(),
        false => Encoder::new(),
    }
}

/// Decodes and skips until there is nothing more: no panic, whatever it is.
fn exhaust<T: Decode>(bytes: &[u8]) {
    let mut stream = StreamDecoder::new(bytes);
    for turn in 0..20 {
        let ended = match turn % 2 {
            0 => stream.decode::<T>().err(),
            _ => stream.skip().err(),
        };
        let ends = [ErrorKind::UnexpectedEof, ErrorKind::Framing, ErrorKind::Io];
        if ended.is_some_and(|error| ends.contains(&error.kind())) {
            break;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn values_come_back_as_they_were(values in vec(interface(), 1..5), hoists: bool) {
        let mut bytes = Vec::new();
        let mut encoder = encoder(hoists);
        for value in &values {
            encoder.encode(value, &mut bytes).unwrap();
            encoder.encode(&vec![value], &mut bytes).unwrap();
        }
        let mut stream = StreamDecoder::new(bytes.as_slice());
        for value in &values {
            prop_assert_eq!(&stream.decode::<Option<Any>>().unwrap(), value);
            // Skipped, it leaves the stream in step.
            stream.skip().unwrap();
        }
        prop_assert_eq!(stream.skip().unwrap_err().kind(), ErrorKind::Eof);
    }

    #[test]
    fn what_nobody_knows_goes_on_as_it_came(values in vec(interface(), 1..4), hoists: bool) {
        let (mut sends, mut sends_on) = (encoder(hoists), encoder(hoists));
        let (mut bytes, mut sent_on) = (Vec::new(), Vec::new());
        for value in &values {
            sends.encode(value, &mut bytes).unwrap();
        }
        let mut stream = StreamDecoder::new(bytes.as_slice());
        for _ in &values {
            let kept = stream.decode::<Option<Unregistered>>().unwrap();
            sends_on.encode(&kept, &mut sent_on).unwrap();
        }
        prop_assert_eq!(to_hex(&sent_on), to_hex(&bytes));
    }

    #[test]
    fn no_damage_brings_a_decoder_down(
        values in vec(interface(), 1..4),
        hoists: bool,
        at: prop::sample::Index,
        byte: u8,
        cut: bool,
    ) {
        let mut bytes = Vec::new();
        let mut encoder = encoder(hoists);
        for value in &values {
            encoder.encode(value, &mut bytes).unwrap();
        }
        let at = at.index(bytes.len());
        match cut {
            true => bytes.truncate(at),
            false => bytes[at] = byte,
        }
        exhaust::<Option<Any>>(&bytes);
        exhaust::<Option<Unregistered>>(&bytes);
        exhaust::<Value>(&bytes);
        exhaust::<Holder>(&bytes);
    }
}
