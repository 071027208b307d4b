use std::collections::BTreeMap;

use super::scalars::Title;
use super::structs::{Empty, Line, Point};
use super::{Twin, same, takes, twin};

twin! {
    struct Refs {
        a: Option<isize>,
        b: Option<String>,
        c: Option<bool>,
        d: Option<f64>,
        e: Option<Point>,
        f: Option<Vec<isize>>,
        g: Option<BTreeMap<String, isize>>,
        h: Option<[isize; 2]>,
        i: Option<Vec<u8>>,
        j: Option<Title>,
        k: Option<Empty>,
    }
    struct DeepRefs {
        a: Option<Option<isize>>,
        b: Option<Box<Option<Option<Point>>>>,
        c: Option<Option<Vec<Box<isize>>>>,
    }
    struct Held { a: Box<Point>, b: Box<Line>, c: Box<isize>, }
    struct RefSlices {
        a: Vec<Box<isize>>,
        b: Vec<Box<Point>>,
        c: [Option<Box<Point>>; 2],
        d: Option<BTreeMap<String, Box<Point>>>,
        e: Option<Vec<Box<Vec<Box<String>>>>>,
    }
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        same::<Refs>("Refs"),
        same::<DeepRefs>("DeepRefs"),
        same::<RefSlices>("RefSlices"),
        same::<Box<Point>>("*Point"),
        same::<Vec<Box<Line>>>("[]*Line"),
        takes::<Held>("HeldOwned", "Held"),
    ]);
}
