//! What several test files share: the values that Go encoded, and the Rust twins of their types.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::{cell::RefCell, collections::BTreeMap};

use netrpc_jsonrpc::Time;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// What the program in `go-fixtures/json-generator` wrote.
#[derive(Deserialize)]
pub(crate) struct Manifest {
    pub(crate) values: Vec<Value>,
    pub(crate) decodes: Vec<Decode>,
}

/// A value and what Go makes of it.
#[derive(Deserialize)]
pub(crate) struct Value {
    pub(crate) name: String,
    /// As Go's `%T` has it.
    pub(crate) r#type: String,
    pub(crate) json: String,
    #[serde(default)]
    pub(crate) error: String,
}

/// A text and what Go makes of it.
#[derive(Deserialize)]
pub(crate) struct Decode {
    pub(crate) name: String,
    /// As Go's `%T` has it.
    pub(crate) r#type: String,
    pub(crate) json: String,
    #[serde(default)]
    pub(crate) result: String,
    #[serde(default)]
    pub(crate) error: String,
    #[serde(default)]
    pub(crate) params_error: String,
}

/// Go 1.27's.
pub(crate) fn current() -> Manifest {
    serde_json::from_str(include_str!("../../../go-fixtures/json/values.json")).unwrap()
}

/// That of Go 1.26 and before.
pub(crate) fn classic() -> Manifest {
    serde_json::from_str(include_str!(
        "../../../go-fixtures/json/values.classic.json"
    ))
    .unwrap()
}

/// Entries by name, each of which must be asked for: none is forgotten.
pub(crate) struct Entries<T> {
    left: RefCell<BTreeMap<String, T>>,
}

impl<T> Entries<T> {
    pub(crate) fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        Self {
            left: RefCell::new(entries.into_iter().collect()),
        }
    }

    pub(crate) fn take(&self, name: &str) -> T {
        self.left
            .borrow_mut()
            .remove(name)
            .unwrap_or_else(|| panic!("no entry {name}, or asked for twice"))
    }

    pub(crate) fn assert_none_left(&self) {
        let left = self.left.borrow();
        assert!(left.is_empty(), "untested: {:?}", left.keys());
    }
}

/// A type that can be there and back again.
pub(crate) trait Both: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug {}

impl<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug> Both for T {}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Args {
    pub(crate) a: isize,
    pub(crate) b: isize,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Go flattens embedded structs; so does serde, with exact keys.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub(crate) struct Base {
    #[serde(rename = "ID")]
    pub(crate) id: isize,
    #[serde(rename = "Name")]
    pub(crate) name: String,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub(crate) struct Embedding {
    #[serde(flatten)]
    pub(crate) base: Base,
    #[serde(rename = "Extra")]
    pub(crate) extra: bool,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub(crate) struct Tagged {
    pub(crate) user_id: isize,
    #[serde(rename = "<html>")]
    pub(crate) html: String,
    #[serde(rename = "Omitted", skip_serializing_if = "String::is_empty")]
    pub(crate) omitted: String,
    #[serde(rename = "in", skip_serializing_if = "Vec::is_empty")]
    pub(crate) omitted_in: Vec<isize>,
    #[serde(rename = "ptr", skip_serializing_if = "Option::is_none")]
    pub(crate) pointer: Option<isize>,
    #[serde(skip)]
    pub(crate) skipped: isize,
    #[serde(rename = "-")]
    pub(crate) dash: isize,
    pub(crate) rate: f32,
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Everything {
    pub(crate) bool: bool,
    pub(crate) int: isize,
    pub(crate) int8: i8,
    pub(crate) int16: i16,
    pub(crate) int32: i32,
    pub(crate) int64: i64,
    pub(crate) uint: usize,
    pub(crate) uint8: u8,
    pub(crate) uint16: u16,
    pub(crate) uint32: u32,
    pub(crate) uint64: u64,
    pub(crate) float32: f32,
    pub(crate) float64: f64,
    pub(crate) string: String,
    /// A nil slice is not an empty one.
    pub(crate) bytes: Option<Vec<u8>>,
    pub(crate) ints: Option<Vec<isize>>,
    pub(crate) array: [isize; 3],
    pub(crate) octets: [u8; 2],
    pub(crate) map: Option<BTreeMap<String, isize>>,
    pub(crate) point: Point,
    pub(crate) pointer: Option<Point>,
    pub(crate) points: Option<Vec<Point>>,
    pub(crate) empty: (),
    pub(crate) any: serde_json::Value,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Tree {
    pub(crate) value: isize,
    pub(crate) left: Option<Box<Tree>>,
    pub(crate) right: Option<Box<Tree>>,
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Level(pub(crate) String);

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub(crate) struct Celsius(pub(crate) f64);

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Event {
    pub(crate) at: Time,
    /// Nanoseconds.
    pub(crate) r#in: i64,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Raw {
    pub(crate) before: isize,
    pub(crate) raw: Box<serde_json::value::RawValue>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Fields {
    #[serde(rename = "Foo")]
    pub(crate) foo: isize,
    #[serde(rename = "Bar_X")]
    pub(crate) bar_x: isize,
    #[serde(rename = "KelvinK")]
    pub(crate) kelvin_k: isize,
    #[serde(rename = "é")]
    pub(crate) long: String,
    #[serde(rename = "Nested")]
    pub(crate) nested: Option<Box<Fields>>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Two {
    #[serde(rename = "Foo")]
    pub(crate) first: isize,
    #[serde(rename = "FOO")]
    pub(crate) second: isize,
}
