//! The bytes that Go sends for structs (catalogue 1.4, 1.8): which fields are sent, and which of
//! them are left out.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::types::{All, Anonymous, Emb, Empty, Inner, Outer, Point, Request, Response, Uuid};
use common::{Sender, sends};
use netrpc_gob::{Complex64, Gob};

#[test]
fn a_definition_is_sent_once_and_zero_fields_are_left_out() {
    let mut sender = Sender::new();
    sender.sends(
        &Point { x: 22, y: 33 },
        "
        1e | 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04
           00 00 00
        07 | ff 80 01 2c 01 42 00",
    );
    sender.sends(&Point { x: 22, y: 33 }, "07 | ff 80 01 2c 01 42 00");
    sender.sends(&Point::default(), "03 | ff 80 00");
    sender.sends(&Some(Point { x: 1, y: 0 }), "05 | ff 80 01 02 00");
    sender.sends(&Point { x: 0, y: 5 }, "05 | ff 80 02 0a 00");
    // A second stream starts afresh.
    let definition = "1e | 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00";
    sends(
        &Point { x: 1, y: 2 },
        &format!("{definition} 07 | ff 80 01 02 01 04 00"),
    );
}

#[test]
fn structs_in_structs_are_sent_even_if_they_are_zero() {
    let mut sender = Sender::new();
    sender.sends(
        &Outer {
            a: 1,
            b: Inner { p: 2, q: 3 },
            c: "z".into(),
        },
        "
        25 | 7f 03 01 01 05 4f 75 74 65 72 01 ff 80 00 01 03 01 01 41 01 04 00 01 01 42 01 ff
           82 00 01 01 43 01 0c 00 00 00
        1f | ff 81 03 01 01 05 49 6e 6e 65 72 01 ff 82 00 01 02 01 01 50 01 04 00 01 01 51 01
           04 00 00 00
        0e | ff 80 01 02 01 01 04 01 06 00 01 01 7a 00",
    );
    sender.sends(
        &Outer {
            a: 1,
            b: Inner { p: 0, q: 0 },
            c: "z".into(),
        },
        "0a | ff 80 01 02 01 00 01 01 7a 00",
    );
    sender.sends(&Outer::default(), "05 | ff 80 02 00 00");
    sender.sends(&Inner { p: 1, q: 2 }, "07 | ff 82 01 02 01 04 00");
}

/// A struct of one field, for what the omission table says of its kind.
#[derive(Gob)]
#[gob(name = "")]
struct Holds<T> {
    f: T,
}

/// What the field `f` alone is sent as; empty if it is left out.
fn field<T: netrpc_gob::Encode + netrpc_gob::Decode + 'static>(f: T) -> Vec<u8> {
    let bytes = common::encode(&Holds { f });
    // The value's message is the last one: its length, id 64 to 66 in two bytes, field 1, the value, the end.
    let mut starts = (0..bytes.len()).filter(|start| {
        let rest = &bytes[*start..];
        rest.len() >= 4 && usize::from(rest[0]) == rest.len() - 1 && rest[1] == 0xff
    });
    let body = &bytes[starts.next_back().expect("a message") + 3..];
    match body {
        [0] => vec![],
        [1, value @ .., 0] => value.into(),
        other => panic!("{other:x?} is no struct of one field"),
    }
}

#[test]
fn zeros_of_scalars_strings_and_slices_are_left_out() {
    let left_out = [
        field(false),
        field(0i8),
        field(0usize),
        field(0.0f32),
        field(-0.0f64),
        field(Complex64 { re: -0.0, im: 0.0 }),
        field(String::new()),
        field(Vec::<u8>::new()),
        field(Vec::<isize>::new()),
        field(netrpc_gob::Duration::default()),
    ];
    assert!(left_out.iter().all(Vec::is_empty), "{left_out:x?}");
    assert_eq!(field(f64::NAN), common::hex("fe f8 7f"));
    assert_eq!(
        field(Complex64 { re: 0.0, im: 1.0 }),
        common::hex("00 fe f0 3f")
    );
}

#[test]
fn arrays_structs_and_maps_are_sent_even_if_they_are_zero() {
    assert_eq!(field([0isize; 2]), [2, 0, 0]);
    assert_eq!(field([0isize; 0]), [0]);
    assert_eq!(field([0u8; 2]), [2, 0, 0]);
    assert_eq!(field(Inner::default()), [0]);
    assert_eq!(field(Empty {}), [0]);
    assert_eq!(field(()), [0]);
    assert_eq!(field(HashMap::<String, isize>::new()), [0]);
}

#[test]
fn nil_pointers_are_left_out_and_others_follow_their_pointee() {
    assert!(field(None::<isize>).is_empty());
    assert!(field(Some(0isize)).is_empty());
    assert!(field(Some(None::<Inner>)).is_empty());
    assert!(field(None::<Box<Inner>>).is_empty());
    assert!(field(Some(Vec::<isize>::new())).is_empty());
    assert!(field(None::<HashMap<String, isize>>).is_empty());
    assert!(field(Some(None::<HashMap<String, isize>>)).is_empty());
    assert_eq!(field(Some(1isize)), [2]);
    assert_eq!(field(Some(Box::new(Inner::default()))), [0]);
    assert_eq!(field(Some(HashMap::<String, isize>::new())), [0]);
    assert_eq!(field(Some([0isize; 1])), [1, 0]);
    assert_eq!(field(Box::new(0isize)), [0u8; 0]);
    assert_eq!(field(std::sync::Arc::new(Inner::default())), [0]);
}

#[test]
fn elements_are_never_left_out() {
    assert_eq!(field(vec![false, true]), [2, 0, 1]);
    assert_eq!(field(vec![Some(0isize)]), [1, 0]);
    assert_eq!(field(vec![String::new()]), [1, 0]);
    assert_eq!(field(vec![Inner::default()]), [1, 0]);
    assert_eq!(field(vec![Some(Inner::default())]), [1, 0]);
    assert_eq!(field([vec![0isize; 0]]), [1, 0]);
    assert_eq!(field(vec![HashMap::<String, isize>::new()]), [1, 0]);
    assert_eq!(field(HashMap::from([(String::new(), 0isize)])), [1, 0, 0]);
}

#[test]
fn every_kind_of_field_in_one_struct_is_defined_as_go_defines_it() {
    let bytes = common::encode(&All::default());
    let expected = go_fixtures::Manifest::load()
        .value("all_field_kinds")
        .expect("captured")
        .bytes();
    assert_eq!(bytes, expected[..bytes.len()]);
}

#[test]
fn embedded_structs_are_fields_named_after_their_type() {
    let mut sender = Sender::new();
    sender.sends(
        &Emb {
            point: Point { x: 1, y: 2 },
            inner: None,
            z: 3,
        },
        "
        2c | 7f 03 01 01 03 45 6d 62 01 ff 80 00 01 03 01 05 50 6f 69 6e 74 01 ff 82 00 01 05
           49 6e 6e 65 72 01 ff 84 00 01 01 5a 01 04 00 00 00
        1f | ff 81 03 01 01 05 50 6f 69 6e 74 01 ff 82 00 01 02 01 01 58 01 04 00 01 01 59 01
           04 00 00 00
        1f | ff 83 03 01 01 05 49 6e 6e 65 72 01 ff 84 00 01 02 01 01 50 01 04 00 01 01 51 01
           04 00 00 00
        0b | ff 80 01 01 02 01 04 00 02 06 00",
    );
    sender.sends(
        &Emb {
            point: Point { x: 1, y: 2 },
            inner: Some(Inner { p: 4, q: 5 }),
            z: 3,
        },
        "11 | ff 80 01 01 02 01 04 00 01 01 08 01 0a 00 01 06 00",
    );
    // An embedded type that is not exported is dropped, whatever is in it.
    #[derive(Gob)]
    #[gob(name = "Emb")]
    struct EmbOther {
        #[gob(skip)]
        _lower: (),
        z: isize,
    }
    sends(
        &EmbOther { _lower: (), z: 2 },
        "
        16 | 7f 03 01 01 03 45 6d 62 01 ff 80 00 01 01 01 01 5a 01 04 00 00 00
        05 | ff 80 01 04 00",
    );
}

#[test]
fn structs_without_fields_are_sent() {
    #[derive(Default, Gob)]
    struct T {
        a: Empty,
        b: Option<Empty>,
        c: Vec<Empty>,
        d: Option<HashMap<String, Empty>>,
    }
    sends(
        &(),
        "
        09 | 7f 03 01 02 ff 80 00 00 00
        03 | ff 80 00",
    );
    sends(
        &Empty {},
        "
        10 | 7f 03 01 01 05 45 6d 70 74 79 01 ff 80 00 00 00
        03 | ff 80 00",
    );
    let mut sender = Sender::new();
    sender.sends(
        &T::default(),
        "
        2a | 7f 03 01 01 01 54 01 ff 80 00 01 04 01 01 41 01 ff 82 00 01 01 42 01 ff 82 00 01
           01 43 01 ff 84 00 01 01 44 01 ff 86 00 00 00
        11 | ff 81 03 01 01 05 45 6d 70 74 79 01 ff 82 00 00 00
        1b | ff 83 02 01 01 0c 5b 5d 6d 61 69 6e 2e 45 6d 70 74 79 01 ff 84 00 01 ff 82 00 00
        26 | ff 85 04 01 01 15 6d 61 70 5b 73 74 72 69 6e 67 5d 6d 61 69 6e 2e 45 6d 70 74 79
           01 ff 86 00 01 0c 01 ff 82 00 00
        05 | ff 80 01 00 00",
    );
    sender.sends(
        &T {
            b: Some(Empty {}),
            c: vec![Empty {}, Empty {}],
            d: Some(HashMap::from([("k".into(), Empty {})])),
            ..T::default()
        },
        "10 | ff 80 01 00 01 00 01 02 00 00 01 01 01 6b 00 00",
    );
}

#[test]
fn a_struct_literal_has_no_name() {
    sends(
        &Anonymous { a: 1 },
        "
        11 | 7f 03 01 02 ff 80 00 01 01 01 01 41 01 04 00 00 00
        05 | ff 80 01 02 00",
    );
}

#[test]
fn field_names_need_not_be_ascii() {
    #[derive(Gob)]
    #[gob(name = "")]
    struct Literal {
        #[gob(rename = "É")]
        e: isize,
    }
    sends(
        &Literal { e: 1 },
        "
        12 | 7f 03 01 02 ff 80 00 01 01 01 02 c3 89 01 04 00 00 00
        05 | ff 80 01 02 00",
    );
}

#[test]
fn arrays_of_bytes_under_a_name_are_arrays_of_integers() {
    #[derive(Gob)]
    struct T {
        #[gob(rename = "ID")]
        id: Uuid,
    }
    let mut id = Uuid::default();
    id.0[..3].copy_from_slice(&[1, 2, 255]);
    sends(
        &T { id },
        "
        16 | 7f 03 01 01 01 54 01 ff 80 00 01 01 01 02 49 44 01 ff 82 00 00 00
        14 | ff 81 01 01 01 04 55 55 49 44 01 ff 82 00 01 06 01 20 00 00
        16 | ff 80 01 10 01 02 ff ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
    );
}

#[test]
fn the_headers_of_net_rpc_are_sent_as_go_sends_them() {
    let mut sender = Sender::new();
    sender.sends(
        &Request {
            service_method: "Arith.Add".into(),
            seq: 0,
        },
        "
        2e | 7f 03 01 01 07 52 65 71 75 65 73 74 01 ff 80 00 01 02 01 0d 53 65 72 76 69 63 65
           4d 65 74 68 6f 64 01 0c 00 01 03 53 65 71 01 06 00 00 00
        0e | ff 80 01 09 41 72 69 74 68 2e 41 64 64 00",
    );
    sender.sends(
        &Request {
            service_method: "Arith.Add".into(),
            seq: 1,
        },
        "10 | ff 80 01 09 41 72 69 74 68 2e 41 64 64 01 01 00",
    );
    sender.sends(
        &Response {
            service_method: "Arith.Add".into(),
            seq: 0,
            error: String::new(),
        },
        "
        3a | ff 81 03 01 01 08 52 65 73 70 6f 6e 73 65 01 ff 82 00 01 03 01 0d 53 65 72 76 69
           63 65 4d 65 74 68 6f 64 01 0c 00 01 03 53 65 71 01 06 00 01 05 45 72 72 6f 72 01 0c 00
           00 00
        0e | ff 82 01 09 41 72 69 74 68 2e 41 64 64 00",
    );
    sender.sends(
        &Response {
            service_method: "Arith.Add".into(),
            seq: 1,
            error: "boom".into(),
        },
        "
        16 | ff 82 01 09 41 72 69 74 68 2e 41 64 64 01 01 01 04 62 6f 6f 6d 00",
    );
    sender.sends(
        &(),
        "
        0a | ff 83 03 01 02 ff 84 00 00 00
        03 | ff 84 00",
    );
}
