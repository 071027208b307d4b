use std::collections::{BTreeMap, BTreeSet};

use netrpc_gob::{Complex64, Complex128};

use super::scalars::{Level, Title};
use super::structs::{Empty, Line, Point};
use super::{Twin, named, same, twin};

twin! {
    struct SignedSlices { a: Vec<isize>, b: Vec<i8>, c: Vec<i16>, d: Vec<i32>, e: Vec<i64>, }
    struct UnsignedSlices { a: Vec<usize>, b: Vec<u16>, c: Vec<u32>, d: Vec<u64>, e: Vec<usize>, }
    struct FloatSlices { a: Vec<f32>, b: Vec<f64>, c: Vec<Complex64>, d: Vec<Complex128>, }
    struct TextSlices { a: Vec<String>, b: Vec<bool>, c: Vec<Vec<String>>, d: Vec<Title>, }
    struct StructSlices { a: Vec<Point>, b: Vec<Vec<Point>>, c: Vec<Empty>, d: Vec<Line>, }
    struct Arrays {
        a: [isize; 3],
        b: [isize; 0],
        c: [Point; 2],
        d: [[i8; 2]; 2],
        e: [String; 1],
        f: [BTreeMap<String, isize>; 2],
        g: Row,
        h: [Vec<isize>; 2],
        i: [bool; 70],
    }
    struct Maps {
        a: Option<BTreeMap<String, String>>,
        b: Option<BTreeMap<isize, bool>>,
        c: Option<BTreeMap<String, Point>>,
        d: Option<BTreeMap<i8, Vec<String>>>,
        e: Option<BTreeMap<String, BTreeMap<String, isize>>>,
        f: Option<BTreeMap<Title, Level>>,
        g: Option<Index>,
    }
    struct Keys {
        a: Option<BTreeMap<bool, isize>>,
        b: Option<BTreeMap<u64, isize>>,
        c: Option<BTreeMap<[isize; 2], String>>,
        d: Option<BTreeMap<Point, String>>,
        e: Option<BTreeSet<i64>>,
        f: Option<BTreeMap<Row, Row>>,
    }
    struct Owned {
        a: BTreeMap<String, isize>,
        b: BTreeSet<String>,
        c: BTreeMap<isize, BTreeMap<String, bool>>,
    }
}

named! {
    struct Points(Vec<Point>);
    struct Matrix(Vec<Vec<f64>>);
    #[derive(PartialOrd, Eq, Ord)]
    struct Row([isize; 3]);
    struct Board([Row; 2]);
    struct Index(BTreeMap<String, isize>);
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        same::<SignedSlices>("SignedSlices"),
        same::<UnsignedSlices>("UnsignedSlices"),
        same::<FloatSlices>("FloatSlices"),
        same::<TextSlices>("TextSlices"),
        same::<StructSlices>("StructSlices"),
        same::<Points>("Points"),
        same::<Matrix>("Matrix"),
        same::<Row>("Row"),
        same::<Board>("Board"),
        same::<Index>("Index"),
        same::<Maps>("Maps"),
        same::<Keys>("Keys"),
        same::<Vec<Vec<Vec<u8>>>>("[][][]byte"),
        same::<BTreeMap<String, Vec<Point>>>("map[string][]Point"),
        same::<[[Option<Box<Point>>; 0]; 2]>("[2][0]*Point"),
    ]);
    // A nil map in an array is sent as an empty one, so that Rust's owned maps are what fits.
    for twin in [same::<Owned>("Owned"), same::<Arrays>("Arrays")] {
        twins.push(Twin {
            owns_maps: true,
            ..twin
        });
    }
}
