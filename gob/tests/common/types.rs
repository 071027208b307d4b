//! Rust twins of the Go types in the fixtures and in the catalogue's examples.

use std::collections::HashMap;

use netrpc_gob::{Complex64, Duration, Gob};

macro_rules! twins {
    ($($twin:item)*) => {$(
        #[derive(Clone, Debug, Default, Gob, PartialEq)]
        $twin
    )*};
}

twins! {
    #[derive(Eq, Hash)]
    pub struct Point { pub x: isize, pub y: isize }
    pub struct Inner { pub p: isize, pub q: isize }
    pub struct Outer { pub a: isize, pub b: Inner, pub c: String }
    pub struct Empty {}
    pub struct OnlyPriv { #[gob(skip)] pub a: isize }
    pub struct HasOnlyPriv { pub a: isize, pub b: OnlyPriv }

    pub struct MyInt(pub isize);
    pub struct MyInt8(pub i8);
    pub struct MyBool(pub bool);
    pub struct MyStr(pub String);
    pub struct MyFloat(pub f32);
    pub struct MyBytes(pub Vec<u8>);
    pub struct MyByte(pub u8);
    pub struct NSlice(pub Vec<isize>);
    pub struct NMap(pub HashMap<String, isize>);
    pub struct NArr(pub [isize; 3]);

    pub struct All {
        pub bo: bool,
        pub i: isize,
        pub u: u8,
        pub f: f32,
        pub c: Complex64,
        pub s: String,
        pub by: Vec<u8>,
        pub sl: Vec<isize>,
        pub ar: [isize; 3],
        pub ma: Option<HashMap<String, isize>>,
        pub st: Inner,
        pub pi: Option<Box<isize>>,
        pub ps: Option<Box<Inner>>,
        pub pp: Option<Box<Option<isize>>>,
        pub sb: Vec<bool>,
        #[gob(rename = "PSl")]
        pub psl: Option<Vec<isize>>,
        #[gob(rename = "PM")]
        pub pm: Option<Option<HashMap<String, isize>>>,
        #[gob(rename = "AB")]
        pub ab: [u8; 2],
        pub dur: Duration,
        #[gob(rename = "IP")]
        pub ip: Vec<u8>,
    }
    pub struct Emb { pub point: Point, pub inner: Option<Inner>, pub z: isize }
    pub struct EmbLower { #[gob(skip)] pub lower: (), pub z: isize }
    pub struct HoldsEmpty {
        pub a: Empty,
        pub b: Option<Empty>,
        pub c: Vec<Empty>,
        pub d: Option<HashMap<String, Empty>>,
    }
    pub struct Lonely { pub a: isize }
    pub struct Accent { #[gob(rename = "É")] pub e: isize }
    #[gob(name = "UUID")]
    pub struct Uuid(pub [u8; 16]);
    #[gob(name = "HasUUID")]
    pub struct HasUuid { #[gob(rename = "ID")] pub id: Uuid }

    #[gob(name = "")]
    pub struct Anonymous { pub a: isize }
    #[gob(name = "")]
    pub struct AnonymousX { pub x: isize }
    #[gob(name = "")]
    pub struct AnonymousB { pub b: isize }
    #[gob(name = "")]
    pub struct AnonymousC { pub c: isize }
    #[gob(name = "")]
    pub struct AnonymousD { pub d: isize }
    pub struct AnonymousFields {
        pub f: Anonymous,
        pub g: Vec<AnonymousB>,
        pub h: Option<HashMap<String, AnonymousC>>,
        pub p: Option<AnonymousD>,
        pub q: [Point; 2],
        pub r: Vec<Option<Point>>,
        pub s: Option<HashMap<String, Option<Inner>>>,
        pub t: Option<Vec<isize>>,
        pub u: Vec<NSlice>,
    }

    pub struct FieldNames {
        pub a: Vec<isize>,
        pub b: Option<HashMap<String, isize>>,
        pub c: [isize; 3],
        pub d: NSlice,
        pub e: Option<NMap>,
        pub f: NArr,
        pub g: Point,
        pub h: Option<Inner>,
        pub i: Vec<Outer>,
        pub j: Vec<HashMap<String, bool>>,
        pub k: Option<HashMap<String, Vec<bool>>>,
        pub l: [Vec<String>; 2],
        pub s: Option<Vec<f64>>,
    }
    pub struct OrderA {
        pub m: Option<HashMap<String, OrderB>>,
        pub b: OrderB,
        pub r: [OrderC; 2],
        pub l: Vec<Vec<isize>>,
    }
    pub struct OrderB { pub c: OrderC, pub s: Vec<OrderC> }
    pub struct OrderC { pub x: isize }
    pub struct ThroughPointer { pub p: Option<Point> }
    pub struct ThroughValue { pub p: Point }
    pub struct OnlyEnds { pub a: isize, pub b: isize }

    pub struct Node { pub v: isize, pub next: Option<Box<Node>> }
    #[gob(name = "MA")]
    pub struct Ma { pub x: isize, pub b: Option<Box<Mb>> }
    #[gob(name = "MB")]
    pub struct Mb { pub y: isize, pub a: Vec<Option<Ma>> }
    #[gob(name = "RS")]
    pub struct Rs(pub Vec<Rs>);
    #[gob(name = "RM")]
    pub struct Rm(pub HashMap<String, Rm>);
    #[gob(name = "RA")]
    pub struct Ra(pub Vec<[Ra2; 2]>);
    #[gob(name = "RA2")]
    pub struct Ra2(pub Vec<Ra>);
    pub struct Bug3 { pub num: isize, pub children: Vec<Option<Bug3>> }
    pub struct Tree { pub v: isize, pub kids: Vec<Tree> }
    pub struct Trie { pub v: isize, pub next: Option<HashMap<String, Trie>> }

    pub struct Request { pub service_method: String, pub seq: u64 }
    pub struct Response { pub service_method: String, pub seq: u64, pub error: String }

    pub struct Merge {
        pub i: isize,
        pub s: String,
        pub b: Vec<u8>,
        pub l: Vec<isize>,
        pub a: [isize; 2],
        pub m: Option<HashMap<String, isize>>,
        pub p: Option<Box<isize>>,
        pub r#in: Inner,
        pub ip: Option<Box<Inner>>,
    }
}

/// Go's `Pair[K, V]`.
#[derive(Clone, Debug, Default, Gob, PartialEq)]
pub struct Pair<K, V> {
    pub key: K,
    pub value: V,
}

/// A list of `len` nodes that count from 0.
pub fn list(len: isize) -> Node {
    let mut list = None;
    for v in (0..len).rev() {
        list = Some(Box::new(Node { v, next: list }));
    }
    *list.expect("a list has a node")
}
