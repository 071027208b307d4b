//! Types that have changed on one side: fields that came, went or moved, other widths, other pointers, and
//! what does not fit at all, which both sides must reject.

use std::collections::BTreeMap;

use netrpc_gob::Complex64;

use super::recursive::{Expr, Levels, Tree};
use super::structs::{Line, Point, Two};
use super::{Twin, takes, twin};
use netrpc_gob::Complex128;

twin! {
    struct Old { a: isize, b: String, c: Vec<Point>, }
    struct New {
        before: Option<BTreeMap<String, Tree>>,
        a: isize,
        middle: [Line; 3],
        b: String,
        d: Complex128,
        c: Vec<Point>,
        e: Option<Expr>,
        after: Levels,
    }
    struct Narrow {
        a: i8,
        b: u8,
        c: f32,
        d: Vec<i16>,
        e: Option<BTreeMap<String, u16>>,
        f: [i32; 2],
        g: Complex64,
        h: Two<i8, u32>,
    }
    struct Nested { inner: Old, count: usize, }
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        takes::<Old>("Old", "New"),
        takes::<New>("New", "Old"),
        takes::<Old>("Old", "Shuffled"),
        takes::<New>("New", "Shuffled"),
        takes::<Narrow>("Narrow", "Broad"),
        takes::<Old>("Old", "Pointing"),
        takes::<Old>("Old", "Unrelated"),
        takes::<Old>("Old", "Mistyped"),
        takes::<Old>("Old", "Misshapen"),
        takes::<Old>("Old", "Empty"),
        takes::<Nested>("Nested", "NestedNew"),
        takes::<New>("New", "New"),
        takes::<Vec<Old>>("[]Old", "[]New"),
        takes::<BTreeMap<String, i8>>("map[string]int8", "map[string]int"),
        takes::<Vec<u8>>("[]byte", "[]uint16"),
        takes::<i16>("int16", "int64"),
        takes::<f32>("float32", "float64"),
        takes::<u8>("uint8", "int8"),
    ]);
}
