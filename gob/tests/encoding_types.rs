//! Ids, names and definitions as a fresh Go process hands them out (catalogue 1.3, 1.5 to 1.7).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::types::{Inner, NSlice, OrderA, Outer, Pair, Point, ThroughPointer, ThroughValue};
use common::{Sender, encode, sends};
use netrpc_gob::{Gob, GobType};

#[test]
fn ids_are_handed_out_before_fields_and_after_elements() {
    // A, B and C of the catalogue, C{X int}, B{C C; S []C}, A{M map[string]B; B B; R [2]C; L [][]int}.
    #[derive(Default, Gob)]
    struct C {
        x: isize,
    }
    #[derive(Default, Gob)]
    struct B {
        c: C,
        s: Vec<C>,
    }
    #[derive(Default, Gob)]
    struct A {
        m: Option<HashMap<String, B>>,
        b: B,
        r: [C; 2],
        l: Vec<Vec<isize>>,
    }
    sends(
        &A::default(),
        "
        2a | 7f 03 01 01 01 41 01 ff 80 00 01 04 01 01 4d 01 ff 88 00 01 01 42 01 ff 82 00 01
           01 52 01 ff 8a 00 01 01 4c 01 ff 8e 00 00 00
        22 | ff 87 04 01 01 11 6d 61 70 5b 73 74 72 69 6e 67 5d 6d 61 69 6e 2e 42 01 ff 88 00
           01 0c 01 ff 82 00 00
        1a | ff 81 03 01 02 ff 82 00 01 02 01 01 43 01 ff 84 00 01 01 53 01 ff 86 00 00 00
        15 | ff 83 03 01 01 01 43 01 ff 84 00 01 01 01 01 58 01 04 00 00 00
        17 | ff 85 02 01 01 08 5b 5d 6d 61 69 6e 2e 43 01 ff 86 00 01 ff 84 00 00
        1a | ff 89 01 01 01 09 5b 32 5d 6d 61 69 6e 2e 43 01 ff 8a 00 01 ff 84 01 04 00 00
        16 | ff 8d 02 01 01 07 5b 5d 5b 5d 69 6e 74 01 ff 8e 00 01 ff 8c 00 00
        0c | ff 8b 02 01 02 ff 8c 00 01 04 00 00
        0b | ff 80 02 01 00 00 01 02 00 00 00",
    );
}

#[test]
fn containers_in_containers_are_numbered_from_the_inside() {
    sends(
        &vec![HashMap::from([(
            "a",
            [Point { x: 1, y: 2 }, Point::default()],
        )])],
        "
        0d | ff 85 02 01 02 ff 86 00 01 ff 84 00 00
        0f | ff 83 04 01 02 ff 84 00 01 0c 01 ff 82 00 00
        0f | ff 81 01 01 02 ff 82 00 01 ff 80 01 04 00 00
        17 | 7f 03 01 02 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
        0e | ff 86 00 01 01 01 61 02 01 02 01 04 00 00",
    );
}

#[test]
fn the_first_use_of_a_type_decides_its_name_and_id_for_the_stream() {
    #[derive(Gob)]
    struct X {
        p: Option<Point>,
    }
    #[derive(Gob)]
    struct Y {
        p: Point,
    }
    let point = || Point { x: 1, y: 2 };
    let mut sender = Sender::new();
    sender.sends(
        &X { p: Some(point()) },
        "
        15 | 7f 03 01 01 01 58 01 ff 80 00 01 01 01 01 50 01 ff 82 00 00 00
        1f | ff 81 03 01 01 05 50 6f 69 6e 74 01 ff 82 00 01 02 01 01 58 01 04 00 01 01 59 01
           04 00 00 00
        09 | ff 80 01 01 02 01 04 00 00",
    );
    sender.sends(
        &Y { p: point() },
        "
        16 | ff 83 03 01 01 01 59 01 ff 84 00 01 01 01 01 50 01 ff 82 00 00 00
        09 | ff 84 01 01 02 01 04 00 00",
    );
    sender.sends(
        &vec![point()],
        "
        0d | ff 85 02 01 02 ff 86 00 01 ff 82 00 00
        09 | ff 86 00 01 01 02 01 04 00",
    );
    sender.sends(
        &vec![Some(point())],
        "
        0d | ff 87 02 01 02 ff 88 00 01 ff 82 00 00
        09 | ff 88 00 01 01 02 01 04 00",
    );
    sender.sends(&point(), "07 | ff 82 01 02 01 04 00");
}

#[test]
fn equal_types_with_different_names_are_different_types() {
    let mut sender = Sender::new();
    sender.sends(
        &vec![1isize],
        "
        0b | 7f 02 01 02 ff 80 00 01 04 00 00
        05 | ff 80 00 01 02",
    );
    sender.sends(
        &vec![1i64],
        "
        0c | ff 81 02 01 02 ff 82 00 01 04 00 00
        05 | ff 82 00 01 02",
    );
    sender.sends(
        &NSlice(vec![1]),
        "
        14 | ff 83 02 01 01 06 4e 53 6c 69 63 65 01 ff 84 00 01 04 00 00
        05 | ff 84 00 01 02",
    );
    sender.sends(
        &vec![Some(0isize)],
        "
        0c | ff 85 02 01 02 ff 86 00 01 04 00 00
        05 | ff 86 00 01 00",
    );
}

#[test]
fn ids_can_start_at_65_as_in_go_1_19() {
    let mut sender = Sender::from_65();
    sender.sends(
        &Point { x: 22, y: 33 },
        "
        1f | ff 81 03 01 01 05 50 6f 69 6e 74 01 ff 82 00 01 02 01 01 58 01 04 00 01 01 59 01
           04 00 00 00
        07 | ff 82 01 2c 01 42 00",
    );
    sender.sends(&Point { x: 22, y: 33 }, "07 | ff 82 01 2c 01 42 00");
    let mut sender = Sender::from_65();
    sender.sends(
        &Outer {
            a: 1,
            b: Inner { p: 2, q: 3 },
            c: "z".into(),
        },
        "
        26 | ff 81 03 01 01 05 4f 75 74 65 72 01 ff 82 00 01 03 01 01 41 01 04 00 01 01 42 01
           ff 84 00 01 01 43 01 0c 00 00 00
        1f | ff 83 03 01 01 05 49 6e 6e 65 72 01 ff 84 00 01 02 01 01 50 01 04 00 01 01 51 01
           04 00 00 00
        0e | ff 82 01 02 01 01 04 01 06 00 01 01 7a 00",
    );
    sender.sends(&Inner { p: 1, q: 2 }, "07 | ff 84 01 02 01 04 00");
    let mut sender = Sender::from_65();
    sender.sends(
        &vec![1isize, 2],
        "
        0c | ff 81 02 01 02 ff 82 00 01 04 00 00
        06 | ff 82 00 02 02 04",
    );
    let mut sender = Sender::from_65();
    sender.sends(
        &vec![HashMap::from([(
            "a",
            [Point { x: 1, y: 2 }, Point::default()],
        )])],
        "
        0d | ff 87 02 01 02 ff 88 00 01 ff 86 00 00
        0f | ff 85 04 01 02 ff 86 00 01 0c 01 ff 84 00 00
        0f | ff 83 01 01 02 ff 84 00 01 ff 82 01 04 00 00
        18 | ff 81 03 01 02 ff 82 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
        0e | ff 88 00 01 01 01 61 02 01 02 01 04 00 00",
    );
}

/// The names in the definitions of a stream, in order; each definition's name as Go's decoder reads it.
fn names(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = bytes;
    while let Some((len, after)) = rest.split_first() {
        let (message, after) = after.split_at(usize::from(*len));
        let body = &message[if message[0] == 0xff { 2 } else { 1 }..];
        // kind, field CommonType, then either field 1 (Name) or field 2 (Id).
        match body {
            [1..=4, 1, 1, len, name @ ..] => {
                names.push(String::from_utf8(name[..usize::from(*len)].into()).expect("UTF-8"));
            }
            [1..=4, 1, 2, ..] => names.push(String::new()),
            _ => {}
        }
        rest = after;
        if rest.len() <= 8 {
            break;
        }
    }
    names
}

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
fn pointers_boxes_and_ordered_maps_share_the_type_they_hold() {
    let mut sender = Sender::new();
    sender.encode(&Point { x: 1, y: 2 });
    sender.sends(
        &Some(Box::new(Point { x: 1, y: 2 })),
        "07 | ff 80 01 02 01 04 00",
    );
    sender.sends(
        &std::rc::Rc::new(Point { x: 1, y: 2 }),
        "07 | ff 80 01 02 01 04 00",
    );
    sender.sends(&&Point { x: 1, y: 2 }, "07 | ff 80 01 02 01 04 00");
    sender.encode(&HashMap::from([("a".to_string(), 1isize)]));
    let ordered = std::collections::BTreeMap::from([("a", 1isize)]);
    sender.sends(&ordered, "07 | ff 82 00 01 01 61 02");
    sender.encode(&vec![1isize]);
    sender.sends(&[1isize][..], "05 | ff 84 00 01 02");
    sender.sends(&Box::<[isize]>::from([1]), "05 | ff 84 00 01 02");
    sender.sends(
        &std::borrow::Cow::Borrowed(&[1isize][..]),
        "05 | ff 84 00 01 02",
    );
}

#[test]
fn definitions_come_in_pre_order_and_only_those_that_are_missing() {
    let mut sender = Sender::new();
    sender.encode(&Inner { p: 1, q: 2 });
    let outer = Outer {
        a: 1,
        b: Inner { p: 2, q: 3 },
        c: "z".into(),
    };
    assert_eq!(names(&sender.encode(&outer)), ["Outer"]);
    assert_eq!(names(&encode(&outer)), ["Outer", "Inner"]);
    let order = encode(&OrderA::default());
    let expected = [
        "OrderA",
        "map[string]main.OrderB",
        "",
        "OrderC",
        "[]main.OrderC",
        "[2]main.OrderC",
        "[][]int",
        "",
    ];
    assert_eq!(names(&order), expected);
    let through = encode(&(ThroughPointer { p: None }));
    assert_eq!(names(&through), ["ThroughPointer", "Point"]);
    assert_eq!(
        names(&encode(&ThroughValue::default())),
        ["ThroughValue", "Point"]
    );
}

#[test]
fn bytes_behind_pointers_that_are_never_nil_are_bytes_still() {
    let mut encoder = netrpc_gob::Encoder::new();
    let mut bytes = Vec::new();
    encoder
        .encode(&vec![1u8, 200], &mut bytes)
        .expect("encodes");
    let plain = std::mem::take(&mut bytes);
    encoder
        .encode(&vec![Box::new(1u8), Box::new(200)], &mut bytes)
        .expect("encodes");
    assert_eq!(bytes, plain);
    let boxed: Vec<std::rc::Rc<u8>> = common::decode(&bytes).expect("decodes");
    assert_eq!(boxed, [1u8, 200].map(std::rc::Rc::new));
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
