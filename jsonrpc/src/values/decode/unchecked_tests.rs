//! Text that nobody has checked is read as if somebody had.

use std::{collections::BTreeMap, fmt::Debug};

use proptest::{prelude::*, sample::Index};
use serde::{
    Deserialize,
    de::{DeserializeOwned, IgnoredAny},
};

use super::{Place, Reader, from_slice};
use crate::{
    scan,
    values::{ErrorKind, MAX_DECODED, MAX_DEPTH},
};

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Record {
    id: i64,
    name: String,
    active: bool,
    score: f64,
    tags: Vec<String>,
    labels: BTreeMap<String, u8>,
    payload: Vec<u8>,
    pair: (i8, Option<u16>),
    nothing: (),
    choice: Option<Choice>,
    next: Option<Box<Record>>,
}

#[derive(Debug, PartialEq, Deserialize)]
enum Choice {
    Bare,
    Number(u32),
    Fields { a: i64, b: String },
}

/// Does not look at what it is read from.
#[derive(Debug, PartialEq)]
struct Blind;

impl<'de> Deserialize<'de> for Blind {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self)
    }
}

/// Reads a value with and without a check, and says what came of it.
fn read_alike<T: DeserializeOwned + Debug>(text: &[u8]) -> Result<String, String> {
    let show = |result: super::Result<T>| match result {
        Ok(value) => Ok(format!("{value:?}")),
        Err(error) => Err(format!("{:?} {error} at {}", error.kind(), error.path())),
    };
    let unchecked = show(from_slice(text));
    match scan::check(text) {
        Ok(()) => {
            let mut reader = Reader::new(MAX_DEPTH, MAX_DECODED);
            assert_eq!(unchecked, show(reader.read(text, Place::Whole)));
        }
        Err(error) => {
            let error = format!("{:?} {error} at ", ErrorKind::Syntax);
            assert_eq!(unchecked, Err(error), "{}", text.escape_ascii());
        }
    }
    unchecked
}

fn read_all(text: &[u8]) {
    let _ = read_alike::<Record>(text);
    let _ = read_alike::<serde_json::Value>(text);
    if text.len() > 100 {
        return;
    }
    let _ = read_alike::<IgnoredAny>(text);
    let _ = read_alike::<Box<serde_json::value::RawValue>>(text);
    let _ = read_alike::<BTreeMap<String, Blind>>(text);
    let _ = read_alike::<Vec<Blind>>(text);
    let _ = read_alike::<Vec<f32>>(text);
    let _ = read_alike::<[u8; 2]>(text);
}

const RECORD: &str = r#" {"Id":-12,"Name":"a\u00e9\ud83d\ude00é\n","active":true, "Score":1.5e3,"Tags":["x","","<>"],
    "Labels":{"a":1,"b\\":2},"Payload":"AAECAw==","Pair":[1,2,[3]],"Nothing":{"x":[{}]},"unknown":[0.5,-0,null,"é"],
    "Choice":{"Fields":{"a":0,"b":"c"}},"Next":{"Id":18446744073709551616,"name":null,"Name":"x","Name":"y"}} "#;

const TEXTS: [&str; 12] = [
    RECORD,
    r#"{"Id":123456789012345678,"Choice":"Bare","Next":{"Choice":{"Number":7}}}"#,
    "[1,2.5,-3e-7,12345678]",
    "[1,2]",
    r#"[1,[2,{"a":[]}],"x"]"#,
    r#"{"a":1,"b":{},"c":[]}"#,
    "[,]",
    "[1,]",
    "[1 2]",
    r#"{"a":1,}"#,
    r#"{"a":,"b":1}"#,
    "01",
];

/// Bytes that mean something to JSON, and some that do not.
const BYTES: &[u8] = b"{}[]:,\"\\ \n\t0123456789-+.eEtrufalsn/bxA=\0\x1f\x7f\x80\xc3\xe2\xff";

#[test]
fn text_with_one_byte_changed_is_read_alike() {
    for text in TEXTS {
        read_all(text.as_bytes());
        for place in 0..text.len() {
            for byte in BYTES {
                let mut changed = text.as_bytes().to_vec();
                changed[place] = *byte;
                read_all(&changed);
            }
            let mut shorter = text.as_bytes().to_vec();
            shorter.remove(place);
            read_all(&shorter);
            read_all(&text.as_bytes()[..place]);
        }
    }
}

proptest! {
    #[test]
    fn text_that_is_damaged_is_read_alike(
        text: Index,
        damage in proptest::collection::vec((any::<Index>(), any::<Index>(), 0..3_u8), 1..6),
    ) {
        let mut bytes = text.get(&TEXTS).as_bytes().to_vec();
        for (place, byte, kind) in damage {
            let (place, byte) = (place.index(bytes.len()), *byte.get(BYTES));
            match kind {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                _ => {
                    let copied = bytes[place..].to_vec();
                    bytes.splice(place..place, copied);
                }
            }
        }
        read_all(&bytes);
    }
}

#[test]
fn nesting_is_limited_alike() {
    for depth in [MAX_DEPTH, MAX_DEPTH + 1, 10_000, 10_001] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        let _ = read_alike::<serde_json::Value>(text.as_bytes());
        let skipped = format!(r#"{{"unknown":{text}}}"#);
        let _ = read_alike::<BTreeMap<String, IgnoredAny>>(skipped.as_bytes());
    }
}
