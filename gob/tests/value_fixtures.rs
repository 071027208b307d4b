//! Values without a Rust type, against every stream that was captured from Go: decoded, and encoded to the same bytes
//! again.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::to_hex;
use go_fixtures::{Manifest, ValueStream};
use netrpc_gob::value::Value;
use netrpc_gob::{Decoder, Encoder, Step, StreamDecoder};

/// The values of a fixture, and what an encoder makes of each.
fn send_back(fixture: &ValueStream, mut with: impl FnMut(&str, &Value, &[u8], &[u8])) {
    let bytes = fixture.bytes();
    let first_id = i32::try_from(fixture.first_id).expect("a small id");
    let mut encoder = Encoder::new().with_first_id(first_id);
    let mut decoder = Decoder::new();
    let mut start = 0;
    while let Step::Value(frame) = decoder.frame(&bytes[start..]).unwrap() {
        let end = start + frame.len();
        let item = fixture.items.iter().find(|item| item.end >= end).unwrap();
        let place = format!("{}: {}", fixture.name, item.go);
        let value: Value = match decoder.decode(&frame, &bytes[start..end]) {
            Ok(value) => value,
            // A nil behind two pointers is sent as a type without a value, and no Go decoder takes that.
            Err(error) if error.to_string() == "EOF" && frame.len() <= 3 => {
                start = end;
                continue;
            }
            Err(error) => panic!("{place}: {error:#}"),
        };
        let mut again = Vec::new();
        encoder
            .encode(&value, &mut again)
            .unwrap_or_else(|error| panic!("{place}: {error:#}"));
        with(&place, &value, &bytes[start..end], &again);
        start = end;
    }
}

#[test]
fn every_value_that_go_sends_is_sent_back_in_the_same_bytes() {
    let (mut same, mut all) = (0, 0);
    let mut different: Vec<String> = Vec::new();
    for fixture in &Manifest::load().values {
        // Where Go's encoder failed, it has sent definitions that no value needs.
        if fixture.items.iter().any(|item| !item.error.is_empty()) {
            continue;
        }
        let name = fixture.name.trim_end_matches("_from_65");
        send_back(fixture, |place, value, bytes, again| {
            all += 1;
            if again == bytes {
                same += 1;
                return;
            }
            different.push(name.to_owned());
            let is_listed = DIFFERENT.iter().any(|(listed, _)| *listed == name);
            assert!(
                is_listed,
                "{place}: {value}\n{}\n{}",
                to_hex(again),
                to_hex(bytes)
            );
        });
    }
    println!("{same} of {all}");
    assert!(same * 10 > all * 9, "{same} of {all}");
    different.dedup();
    let listed: Vec<_> = DIFFERENT.iter().map(|(name, _)| *name).collect();
    assert_eq!(different, listed);
}

/// Streams with values that we send in other bytes, and why.
const DIFFERENT: &[(&str, &str)] = &[
    ("own_binary_marshaler", UNSEEN_ID),
    ("own_marshalers_by_value_then_by_pointer", UNSEEN_ID),
    ("own_marshalers_by_pointer_then_by_value", UNSEEN_ID),
    ("own_marshaler_with_exported_fields", STRAY_DEFINITION),
    ("url", STRAY_DEFINITION),
    ("url_places", STRAY_DEFINITION),
    ("url_by_pointer", STRAY_DEFINITION),
    ("url_in_interfaces", STRAY_DEFINITION),
];

const UNSEEN_ID: &str =
    "a pointer to what was sent as a value takes an id in Go, which is nowhere on the wire";
const STRAY_DEFINITION: &str =
    "the types of exported fields are defined in Go, and no value is of them";

#[test]
fn every_value_that_go_sends_is_the_same_when_it_comes_back() {
    for fixture in &Manifest::load().values {
        let mut sent = Vec::new();
        let mut values = Vec::new();
        send_back(fixture, |place, value, _, again| {
            sent.extend_from_slice(again);
            values.push((place.to_owned(), value.clone()));
        });
        let mut stream = StreamDecoder::new(sent.as_slice());
        for (place, value) in values {
            let back: Value = stream
                .decode()
                .unwrap_or_else(|error| panic!("{place}: {error:#}"));
            assert_eq!(back, value, "{place}");
            assert_eq!(back.to_string(), value.to_string(), "{place}");
        }
    }
}
