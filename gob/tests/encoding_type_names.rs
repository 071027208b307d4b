//! What types are called: in their definitions, and in texts, as Go's reflect prints them (catalogue 1.5).

#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

mod common;

use std::collections::HashMap;

use common::types::{Inner, NSlice, Pair, Point};
use common::{Sender, encode, names};
use netrpc_gob::{Gob, GobType};

#[derive(Clone, Debug, Default, Gob, PartialEq)]
#[gob(name = "image/color.RGBA")]
struct Rgba {
    r: u8,
}

#[test]
fn a_type_at_the_top_goes_by_its_bare_name() {
    assert_eq!(names(&encode(&Point { x: 1, y: 2 })), ["Point"]);
    assert_eq!(names(&encode(&Some(Point { x: 1, y: 2 }))), ["Point"]);
    assert_eq!(names(&encode(&Rgba { r: 1 })), ["RGBA"]);
    assert_eq!(names(&encode(&NSlice(vec![1]))), ["NSlice"]);
    assert_eq!(names(&encode(&vec![1isize])), [""]);
}

#[test]
fn generic_types_carry_their_arguments() {
    let name = <Pair<String, Point>>::TYPE.name();
    assert_eq!(name, "Pair[string,main.Point]");
    assert_eq!(
        <Pair<String, isize>>::TYPE.go_string(),
        "main.Pair[string,int]"
    );
    assert_eq!(
        <Pair<Rgba, Vec<u8>>>::TYPE.name(),
        "Pair[image/color.RGBA,[]uint8]"
    );
    // Only here does Go print the whole path.
    assert_eq!(
        <HashMap<String, Pair<Vec<Rgba>, Option<Rgba>>>>::TYPE.go_string(),
        "map[string]main.Pair[[]image/color.RGBA,*image/color.RGBA]"
    );
    let value = Pair {
        key: "a".to_string(),
        value: Point { x: 1, y: 2 },
    };
    assert_eq!(names(&encode(&value)), ["Pair[string,main.Point]", "Point"]);
}

#[test]
fn types_print_as_gos_reflect_prints_them() {
    let texts = [
        (<Vec<u8>>::TYPE, "[]uint8"),
        (<Option<Option<Point>>>::TYPE, "**main.Point"),
        (<[Vec<bool>; 2]>::TYPE, "[2][]bool"),
        (
            <HashMap<String, Option<Inner>>>::TYPE,
            "map[string]*main.Inner",
        ),
        (
            <std::collections::BTreeSet<i16>>::TYPE,
            "map[int16]struct {}",
        ),
        (<Vec<Rgba>>::TYPE, "[]color.RGBA"),
        (<Box<[usize]>>::TYPE, "[]uint"),
        (<std::borrow::Cow<'static, str>>::TYPE, "string"),
        (netrpc_gob::Duration::TYPE, "time.Duration"),
        (netrpc_gob::Complex64::TYPE, "complex64"),
        (common::types::Anonymous::TYPE, "struct { A int }"),
        (<()>::TYPE, "struct {}"),
    ];
    for (info, text) in texts {
        assert_eq!(info.go_string(), text);
    }
}

#[test]
fn fields_name_their_types_by_name_or_by_text() {
    #[derive(Default, Gob)]
    struct T {
        a: Vec<isize>,
        b: Option<HashMap<String, isize>>,
        c: [isize; 3],
        d: NSlice,
        e: Option<Inner>,
        f: Vec<Option<Point>>,
        g: [u8; 2],
        h: Vec<Rgba>,
    }
    let expected = [
        "T",
        "[]int",
        "map[string]int",
        "[3]int",
        "NSlice",
        "Inner",
        "[]*main.Point",
        "",
        "[2]uint8",
        "[]color.RGBA",
        "RGBA",
    ];
    let bytes = encode(&T::default());
    assert_eq!(names(&bytes), expected);
}

#[test]
fn elements_of_arrays_and_maps_lose_their_name() {
    assert_eq!(names(&encode(&[Point::default()])), ["", ""]);
    assert_eq!(
        names(&encode(&HashMap::from([("a", Point::default())]))),
        ["", ""]
    );
    assert_eq!(names(&encode(&vec![Point::default()])), ["", "Point"]);
    assert_eq!(names(&encode(&vec![Some(Point::default())])), ["", ""]);
    assert_eq!(names(&encode(&vec![vec![1isize]])), ["", ""]);
}

#[test]
fn two_types_of_one_name_are_two_definitions() {
    mod other {
        #[derive(netrpc_gob::Gob)]
        pub(super) struct Point {
            pub(super) z: isize,
        }
    }
    let mut sender = Sender::new();
    assert_eq!(names(&sender.encode(&Point { x: 1, y: 2 })), ["Point"]);
    assert_eq!(names(&sender.encode(&other::Point { z: 1 })), ["Point"]);
}

#[test]
fn a_slice_of_named_bytes_goes_by_their_name() {
    #[derive(Gob)]
    struct MByte(u8);
    assert_eq!(<Vec<MByte>>::TYPE.go_string(), "[]main.MByte");
    assert_eq!(<Vec<u8>>::TYPE.go_string(), "[]uint8");
}

#[test]
fn a_struct_literal_that_contains_itself_has_a_text_that_ends() {
    #[derive(Gob)]
    #[gob(name = "")]
    struct Loop {
        left: Option<Box<Loop>>,
        right: Option<Box<Loop>>,
    }
    assert!(
        Loop::TYPE
            .go_string()
            .starts_with("struct { Left *struct {")
    );
    encode(&Loop {
        left: None,
        right: None,
    });
}
