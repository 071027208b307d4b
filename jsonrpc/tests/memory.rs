//! Memory that values made to hurt can make us take: counted by the allocator, and bounded by the limits.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

mod support;

use std::{
    alloc::System,
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

use bytes::BytesMut;
use netrpc::{
    CodecErrorKind, Limits,
    codec::{DecodeArgs, RequestHeader, ServerCodec},
};
use netrpc_jsonrpc::JsonServerCodec;
use serde::{Deserialize, de::DeserializeOwned};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use support::Tree;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Half a kilobyte.
#[derive(Deserialize, Debug)]
#[allow(dead_code, reason = "it takes memory")]
struct Large {
    fields: [u64; 32],
    more: [u64; 32],
}

#[derive(Deserialize, Debug)]
#[allow(dead_code, reason = "it takes memory")]
struct Holder {
    large: Option<Box<Large>>,
}

#[derive(Deserialize, Debug)]
#[allow(dead_code, reason = "it takes memory")]
struct Boxes {
    number: i64,
    large: Box<Large>,
    array: Box<[[u64; 32]; 8]>,
}

#[derive(Deserialize, Debug)]
#[allow(dead_code, reason = "it takes memory")]
enum Choice {
    Boxed(Box<Large>),
    Tuple(i64, Box<Large>),
    Fields { large: Box<Large> },
}

const MEBIBYTE: usize = 1 << 20;

/// Reads a list of so many times `element` as arguments; whether a limit was met, and how much memory was allocated for what is
/// decoded.
fn decode<T: DeserializeOwned>(element: &str, count: usize) -> (bool, usize) {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let list = vec![element; count].join(",");
    let mut input =
        BytesMut::from(format!(r#"{{"method":"A.B","id":1,"params":[[{list}]]}}"#).as_bytes());
    let mut limits = Limits::default();
    limits.max_decoded = MEBIBYTE;
    let mut codec = JsonServerCodec::new(&limits);
    let params = codec
        .next_request(&mut input, &mut RequestHeader::default())
        .unwrap()
        .unwrap();
    let region = Region::new(ALLOCATOR);
    let answer: Result<Vec<T>, _> = codec.decode_args(params);
    let taken = region.change().bytes_allocated;
    let limited = match answer {
        Ok(_) => false,
        Err(error) => {
            assert_eq!(error.kind(), CodecErrorKind::Limit, "{error}");
            true
        }
    };
    (limited, taken)
}

#[test]
fn values_larger_than_their_text_are_counted() {
    /// What is decoded, whether a limit was met, and the memory that it took.
    type Row = (&'static str, (bool, usize));
    const MANY: usize = 60_000;
    let rows: &[Row] = &[
        ("structs", decode::<Large>("{}", MANY)),
        ("boxed structs", decode::<Box<Large>>("{}", MANY)),
        ("boxed structs of null", decode::<Box<Large>>("null", MANY)),
        (
            "optional boxed structs",
            decode::<Option<Box<Large>>>("{}", MANY),
        ),
        (
            "boxed structs in structs",
            decode::<Holder>(r#"{"large":{}}"#, MANY / 4),
        ),
        ("boxes that do not come", decode::<Boxes>("{}", MANY)),
        ("boxes of null", decode::<Boxes>("null", MANY)),
        (
            "boxes that come",
            decode::<Boxes>(r#"{"large":{},"array":[]}"#, MANY / 4),
        ),
        (
            "boxes in variants",
            decode::<Choice>(r#"{"Boxed":{}}"#, MANY / 4),
        ),
        (
            "boxes in tuple variants",
            decode::<Choice>(r#"{"Tuple":[1]}"#, MANY / 4),
        ),
        (
            "boxes in struct variants",
            decode::<Choice>(r#"{"Fields":{}}"#, MANY / 4),
        ),
        ("arrays", decode::<[[u64; 32]; 8]>("[]", MANY)),
        ("boxed arrays", decode::<Box<[[u64; 32]; 8]>>("[]", MANY)),
        ("strings", decode::<String>(r#""""#, MANY)),
        ("bytes", decode::<Vec<u8>>(r#""AA==""#, MANY)),
        ("bytes as numbers", decode::<Vec<u8>>("[1]", MANY)),
        ("slices", decode::<Vec<u64>>("[0]", MANY)),
        ("empty slices", decode::<Vec<Large>>("[]", MANY)),
        (
            "hash maps",
            decode::<HashMap<String, u64>>(r#"{"":0}"#, MANY),
        ),
        (
            "wide hash maps",
            decode::<HashMap<u8, [u64; 8]>>(r#"{"1":[]}"#, MANY),
        ),
        (
            "tree maps",
            decode::<BTreeMap<String, u64>>(r#"{"":0}"#, MANY),
        ),
        (
            "wide tree maps",
            decode::<BTreeMap<u8, [u64; 8]>>(r#"{"1":[]}"#, MANY),
        ),
        (
            "any objects",
            decode::<serde_json::Value>(r#"{"":0}"#, MANY),
        ),
        ("any arrays", decode::<serde_json::Value>("[0]", MANY)),
        (
            "trees",
            decode::<Tree>(r#"{"left":{},"right":{}}"#, MANY / 2),
        ),
    ];
    for (what, (limited, taken)) in rows {
        println!("{what}: {taken} bytes");
        assert!(limited, "{what}: {taken} bytes and no limit");
        assert!(*taken < 3 * MEBIBYTE, "{what}: {taken} bytes");
    }
}

#[test]
fn maps_of_many_entries_are_counted() {
    let entries = |count: usize| {
        let entries: Vec<String> = (0..count).map(|key| format!(r#""{key}":0"#)).collect();
        format!("{{{}}}", entries.join(","))
    };
    for count in [60_000, 20_000, 5_000] {
        let object = entries(count);
        for (limited, taken) in [
            decode::<BTreeMap<u32, u64>>(&object, 1),
            decode::<HashMap<u32, u64>>(&object, 1),
            decode::<BTreeMap<String, String>>(&object.replace(":0", r#":"""#), 1),
            decode::<serde_json::Value>(&object, 1),
        ] {
            assert!(taken < 3 * MEBIBYTE, "{count}: {taken} bytes");
            assert!(limited || count < 60_000, "{count}: {taken} bytes");
        }
    }
}

/// What finds the last of keys that come twice is not limited, but in proportion to the text.
#[test]
fn keys_that_come_twice_take_memory_in_proportion() {
    let element = r#"{"value":1,"value":2,"left":{},"other":[[],[],[],[]]}"#;
    let (limited, taken) = decode::<Tree>(element, 30_000);
    assert!(limited);
    let text = 30_000 * element.len();
    assert!(
        taken < 2 * 3 * MEBIBYTE + 8 * text,
        "{taken} bytes for {text}"
    );
}
