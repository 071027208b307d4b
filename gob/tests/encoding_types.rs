//! Ids and definitions as a fresh Go process hands them out (catalogue 1.3, 1.5 to 1.7).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::types::{Inner, NSlice, OrderA, Outer, Point, ThroughPointer, ThroughValue};
use common::{Sender, encode, names, sends};
use netrpc_gob::Gob;

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
