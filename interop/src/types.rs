//! The types of arguments and replies, as `go/types.go` declares them. gob knows the fields in Go's case by itself, serde is
//! told.

use std::collections::{BTreeMap, HashMap};

use netrpc::{Gob, gob};
use serde::de::{Error as _, IgnoredAny};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::render::{Render, render_struct};

/// `type Args struct{ A, B int }`
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase")]
#[gob(name = "main.Args")]
pub struct Args {
    /// `A`
    pub a: isize,
    /// `B`
    pub b: isize,
}
render_struct!(Args { A: a, B: b });

/// `type Reply struct{ C int }`
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase")]
pub struct Reply {
    /// `C`
    pub c: isize,
}
render_struct!(Reply { C: c });

/// `type Point struct{ X, Y int }`. The default is for a `Document`, which embeds it.
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq, Hash)]
#[serde(rename_all = "PascalCase", default)]
pub struct Point {
    /// `X`
    pub x: isize,
    /// `Y`
    pub y: isize,
}
render_struct!(Point { X: x, Y: y });

/// `type Node struct{ Value int; Next *Node }`
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase")]
pub struct Node {
    /// `Value`
    pub value: isize,
    /// `Next`
    pub next: Option<Box<Node>>,
}
render_struct!(Node {
    Value: value,
    Next: next
});

/// `type Meeting struct{ Key, Count int }`
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase")]
pub struct Meeting {
    /// `Key`
    pub key: isize,
    /// `Count`
    pub count: isize,
}
render_struct!(Meeting {
    Key: key,
    Count: count
});

/// `type Steps struct{ Open, Wait, Then int }`
#[derive(Gob, Serialize, Deserialize, Clone, Copy, Debug, Default)]
#[serde(rename_all = "PascalCase")]
#[gob(name = "main.Steps")]
pub struct Steps {
    /// `Open`
    pub open: isize,
    /// `Wait`
    pub wait: isize,
    /// `Then`
    pub then: isize,
}
render_struct!(Steps {
    Open: open,
    Wait: wait,
    Then: then
});

/// `type Waiting struct{ Key int }`
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase")]
pub struct Waiting {
    /// `Key`
    pub key: isize,
}
render_struct!(Waiting { Key: key });

/// A field of every static kind.
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase")]
#[allow(missing_docs, reason = "each field is named after its Go type")]
pub struct Everything {
    pub bool: bool,
    pub int: isize,
    pub int8: i8,
    pub int16: i16,
    pub int32: i32,
    pub int64: i64,
    pub uint: usize,
    pub uint8: u8,
    pub uint16: u16,
    pub uint32: u32,
    pub uint64: u64,
    pub float32: f32,
    pub float64: f64,
    pub complex64: Complex64,
    pub complex128: Complex128,
    pub string: String,
    pub bytes: Vec<u8>,
    pub ints: Vec<isize>,
    pub names: Vec<String>,
    pub array: [isize; 3],
    pub octets: [u8; 2],
    pub map: Option<BTreeMap<String, isize>>,
    pub point: Point,
    pub pointer: Option<Point>,
    pub points: Vec<Point>,
    pub nested: Option<HashMap<String, Vec<Point>>>,
    pub duration: Duration,
    pub list: Option<Node>,
}
render_struct!(Everything {
    Bool: bool,
    Int: int,
    Int8: int8,
    Int16: int16,
    Int32: int32,
    Int64: int64,
    Uint: uint,
    Uint8: uint8,
    Uint16: uint16,
    Uint32: uint32,
    Uint64: uint64,
    Float32: float32,
    Float64: float64,
    Complex64: complex64,
    Complex128: complex128,
    String: string,
    Bytes: bytes,
    Ints: ints,
    Names: names,
    Array: array,
    Octets: octets,
    Map: map,
    Point: point,
    Pointer: pointer,
    Points: points,
    Nested: nested,
    Duration: duration,
    List: list
});

/// `type Unencodable struct{ hidden int }`: encoding it fails.
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase")]
pub struct Unencodable {
    /// Never sent.
    #[gob(skip)]
    #[serde(skip)]
    pub hidden: isize,
}

/// `time.Duration`: in JSON, too, a number of nanoseconds.
#[derive(Gob, Serialize, Deserialize, Clone, Copy, Debug, Default)]
#[gob(transparent)]
#[serde(from = "i64", into = "i64")]
pub struct Duration(pub gob::Duration);

impl From<i64> for Duration {
    fn from(nanos: i64) -> Self {
        Duration(gob::Duration::from_nanos(nanos))
    }
}

impl From<Duration> for i64 {
    fn from(duration: Duration) -> Self {
        duration.0.as_nanos()
    }
}

impl Render for Duration {
    fn render(&self) -> String {
        self.0.render()
    }
}

macro_rules! complex {
    ($name:ident, $part:ty, $go:literal) => {
        #[doc = concat!("`", $go, "`: JSON has no such numbers, and Go says so.")]
        #[derive(Gob, Clone, Copy, Debug, Default)]
        #[gob(transparent)]
        pub struct $name(pub gob::$name);

        impl $name {
            /// The number of these parts.
            pub fn new(re: $part, im: $part) -> Self {
                $name(gob::$name { re, im })
            }
        }

        impl Render for $name {
            fn render(&self) -> String {
                self.0.render()
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(S::Error::custom(concat!("json: unsupported type: ", $go)))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match Option::<IgnoredAny>::deserialize(deserializer)? {
                    None => Ok($name::default()),
                    Some(_) => Err(D::Error::custom(concat!("no ", $go, " in JSON"))),
                }
            }
        }
    };
}

complex!(Complex64, f32, "complex64");
complex!(Complex128, f64, "complex128");

/// What JSON says in its own way, or gob not at all.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase", default)]
#[allow(missing_docs, reason = "as in `types.go`")]
pub struct Document {
    #[serde(rename = "id")]
    pub id: u64,
    pub title: String,
    pub ratio: f64,
    pub short: f32,
    pub body: Option<Vec<u8>>,
    pub tags: Option<Vec<String>>,
    pub by_number: Option<BTreeMap<isize, String>>,
    pub octets: [u8; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Box<Document>>,
    pub any: Value,
    #[serde(flatten)]
    pub point: Point,
    #[serde(rename = "note", skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(skip)]
    pub secret: isize,
}
render_struct!(Document {
    ID: id,
    Title: title,
    Ratio: ratio,
    Short: short,
    Body: body,
    Tags: tags,
    ByNumber: by_number,
    Octets: octets,
    Parent: parent,
    Any: any,
    Point: point,
    Note: note,
    Secret: secret
});
