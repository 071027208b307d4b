//! Deep values fit on a thread's stack of 2 MiB, even in a debug build, and deeper ones are an error.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

use std::{collections::BTreeMap, thread};

use netrpc_jsonrpc::values::{ErrorKind, from_slice, to_vec};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

#[derive(Serialize, Deserialize)]
struct List(Vec<List>);

#[derive(Serialize, Deserialize)]
struct Node {
    value: i64,
    name: String,
    next: Option<Box<Node>>,
}

#[derive(Serialize, Deserialize)]
struct Map(BTreeMap<String, Map>);

#[derive(Serialize, Deserialize)]
enum Variant {
    Leaf,
    Inner(Box<Variant>),
    Fields { field: Box<Variant> },
}

#[derive(Serialize, Deserialize)]
struct Outer {
    #[serde(flatten, deserialize_with = "netrpc_jsonrpc::values::embedded")]
    embedded: Inner,
}

#[derive(Serialize, Deserialize)]
struct Inner {
    value: serde_json::Value,
    next: Option<Box<Inner>>,
}

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(test)
        .unwrap()
        .join()
        .unwrap();
}

/// There and back, and no deeper.
fn is_bounded<T: Serialize + DeserializeOwned + 'static>(
    open: &'static str,
    leaf: &'static str,
    close: &'static str,
) {
    on_a_small_stack(move || {
        let text = |depth: usize| format!("{}{leaf}{}", open.repeat(depth), close.repeat(depth));
        let deepest = text(999);
        let value: T = from_slice(deepest.as_bytes()).unwrap();
        assert_eq!(to_vec(&value).unwrap(), deepest.as_bytes());
        drop(value);
        let error = from_slice::<T>(text(1_000).as_bytes())
            .map(drop)
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert_eq!(error.to_string(), "exceeded max depth (Limits::max_depth)");
    });
}

#[test]
fn deep_slices_are_bounded() {
    is_bounded::<List>("[", "[]", "]");
}

#[test]
fn deep_structs_are_bounded() {
    is_bounded::<Node>(
        "{\"value\":1,\"name\":\"\",\"next\":",
        "{\"value\":1,\"name\":\"\",\"next\":null}",
        "}",
    );
}

#[test]
fn deep_maps_are_bounded() {
    is_bounded::<Map>("{\"a\":", "{}", "}");
}

#[test]
fn deep_enums_are_bounded() {
    is_bounded::<Variant>("{\"Inner\":", "{\"Inner\":\"Leaf\"}", "}");
    on_a_small_stack(|| {
        let text = format!(
            "{}\"Leaf\"{}",
            "{\"Fields\":{\"field\":".repeat(500),
            "}}".repeat(500)
        );
        let value: Variant = from_slice(text.as_bytes()).unwrap();
        assert_eq!(to_vec(&value).unwrap(), text.as_bytes());
    });
}

#[test]
fn deep_values_without_a_type_are_bounded() {
    is_bounded::<serde_json::Value>("[", "[]", "]");
    is_bounded::<serde_json::Value>("{\"a\":", "{}", "}");
}

#[test]
fn deep_embedded_values_are_bounded() {
    is_bounded::<Outer>(
        "{\"value\":null,\"next\":",
        "{\"value\":null,\"next\":null}",
        "}",
    );
    on_a_small_stack(|| {
        let value = ["[".repeat(999), "]".repeat(999)].concat();
        let text = format!("{{\"value\":{value},\"next\":null}}");
        let outer: Outer = from_slice(text.as_bytes()).unwrap();
        assert_eq!(to_vec(&outer).unwrap(), text.as_bytes());
    });
}

#[test]
fn skipping_takes_no_stack() {
    on_a_small_stack(|| {
        let text = format!(
            "{{\"unknown\":{}{},\"value\":1}}",
            "[".repeat(9_999),
            "]".repeat(9_999)
        );
        assert_eq!(from_slice::<Node>(text.as_bytes()).unwrap().value, 1);
    });
}

#[test]
fn a_value_that_is_too_deep_is_not_encoded() {
    on_a_small_stack(|| {
        let mut list = List(Vec::new());
        for _ in 0..1_000 {
            list = List(vec![list]);
        }
        assert_eq!(to_vec(&list).unwrap_err().kind(), ErrorKind::Limit);
    });
}
