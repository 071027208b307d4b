//! The types of arguments and replies, as `go/types.go` declares them.

use std::collections::{BTreeMap, HashMap};

use netrpc::Gob;
use netrpc::gob::{Complex64, Complex128, Duration};

use crate::render::render_struct;

/// `type Args struct{ A, B int }`
#[derive(Gob, Clone, Debug, Default)]
#[gob(name = "main.Args")]
pub struct Args {
    /// `A`
    pub a: isize,
    /// `B`
    pub b: isize,
}
render_struct!(Args { A: a, B: b });

/// `type Reply struct{ C int }`
#[derive(Gob, Clone, Debug, Default)]
pub struct Reply {
    /// `C`
    pub c: isize,
}
render_struct!(Reply { C: c });

/// `type Point struct{ X, Y int }`
#[derive(Gob, Clone, Debug, Default)]
pub struct Point {
    /// `X`
    pub x: isize,
    /// `Y`
    pub y: isize,
}
render_struct!(Point { X: x, Y: y });

/// `type Node struct{ Value int; Next *Node }`
#[derive(Gob, Clone, Debug, Default)]
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
#[derive(Gob, Clone, Debug, Default)]
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

/// A field of every static kind.
#[derive(Gob, Clone, Debug, Default)]
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
#[derive(Gob, Clone, Debug, Default)]
pub struct Unencodable {
    /// Never sent.
    #[gob(skip)]
    pub hidden: isize,
}
