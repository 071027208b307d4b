//! Decoding into a value that holds something already: only what was transmitted changes (catalogue 2.7;
//! `dec.out` 05).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use common::encode;
use common::types::{Inner, Outer, Point};
use netrpc_gob::{Decode, Encode, Gob, StreamDecoder};

fn decode_into<T: Decode>(bytes: &[u8], value: &mut T) {
    StreamDecoder::new(bytes)
        .decode_into(value)
        .expect("decodes");
}

/// `value`, sent and decoded into `target`.
fn merge<T: Decode>(value: &(impl Encode + ?Sized), mut target: T) -> T {
    decode_into(&encode(value), &mut target);
    target
}

fn point(x: isize, y: isize) -> Point {
    Point { x, y }
}

#[test]
fn fields_that_are_left_out_keep_their_value() {
    assert_eq!(merge(&point(5, 0), point(7, 8)), point(5, 8));
    let outer = |p, q| Outer {
        a: 1,
        b: Inner { p, q },
        c: "x".into(),
    };
    let sent = Outer {
        b: Inner { p: 9, q: 0 },
        ..Outer::default()
    };
    assert_eq!(merge(&sent, outer(2, 3)), outer(9, 3));
}

#[test]
fn scalars_at_the_top_are_replaced_even_by_zero() {
    assert_eq!(merge(&0isize, 5isize), 0);
    assert_eq!(merge("", "old".to_string()), "");
    assert!(!merge(&false, true));
    assert_eq!(merge(&[0u8; 0][..], vec![1u8]), [0u8; 0]);
}

#[test]
fn a_slice_with_the_capacity_is_reused_and_its_elements_merged() {
    let three = vec![point(1, 1), point(2, 2), point(3, 3)];
    assert_eq!(
        merge(&vec![point(0, 5), point(6, 0)], three),
        [point(1, 5), point(6, 2)]
    );
    assert_eq!(merge(&vec![9isize], vec![1isize, 2, 3, 4]), [9]);
    assert_eq!(merge(&Vec::<isize>::new(), vec![1isize, 2, 3]), [0isize; 0]);
    assert_eq!(
        merge(&Vec::<isize>::new(), Vec::<isize>::new()).capacity(),
        0
    );
}

#[test]
fn a_slice_without_the_capacity_starts_afresh() {
    let one = vec![point(1, 1)];
    assert_eq!(one.capacity(), 1);
    assert_eq!(
        merge(&vec![point(0, 5), point(6, 0)], one),
        [point(0, 5), point(6, 0)]
    );
}

#[test]
fn pointers_in_a_slice_are_written_through() {
    let target = vec![Some(Box::new(point(1, 1))), None];
    let merged = merge(&vec![Some(point(0, 5)), Some(point(6, 0))], target);
    assert_eq!(
        merged,
        [Some(Box::new(point(1, 5))), Some(Box::new(point(6, 0)))]
    );
}

#[test]
fn memory_with_the_capacity_is_reused() {
    let mut bytes = Vec::with_capacity(100);
    bytes.extend(b"hello");
    let at = bytes.as_ptr();
    decode_into(&encode(&b"ab"[..]), &mut bytes);
    assert_eq!((bytes.as_slice(), bytes.as_ptr()), (&b"ab"[..], at));
    let mut runes = vec![1i32, 2, 3];
    let at = runes.as_ptr();
    decode_into(&encode(&vec![7i32, 8]), &mut runes);
    assert_eq!((runes.as_slice(), runes.as_ptr()), (&[7, 8][..], at));
    let mut points = Vec::with_capacity(5);
    points.push(point(1, 1));
    let at = points.as_ptr();
    decode_into(&encode(&vec![point(0, 5), point(6, 0)]), &mut points);
    assert_eq!(
        (points.as_slice(), points.as_ptr()),
        (&[point(1, 5), point(6, 0)][..], at)
    );
    let mut text = String::with_capacity(100);
    let at = text.as_ptr();
    decode_into(&encode("text"), &mut text);
    assert_eq!((text.as_str(), text.as_ptr()), ("text", at));
}

#[test]
fn maps_keep_their_entries_and_replace_those_that_come() {
    let target = HashMap::from([("a".to_string(), 1isize), ("b".to_string(), 2)]);
    let merged = merge(&HashMap::from([("b", 3isize), ("c", 4)]), target);
    let expected = [("a", 1), ("b", 3), ("c", 4)].map(|(key, value)| (key.to_string(), value));
    assert_eq!(merged, HashMap::from(expected));
    // An element is replaced whole, also behind a pointer.
    let target = HashMap::from([("a".to_string(), point(1, 2))]);
    assert_eq!(
        merge(&HashMap::from([("a", point(0, 9))]), target)["a"],
        point(0, 9)
    );
    let target = HashMap::from([("a".to_string(), Some(Box::new(point(1, 2))))]);
    assert_eq!(
        merge(&HashMap::from([("a", point(0, 9))]), target)["a"],
        Some(Box::new(point(0, 9)))
    );
}

#[test]
fn arrays_are_replaced_element_by_element() {
    assert_eq!(merge(&[0isize, 5, 0], [1isize, 2, 3]), [0, 5, 0]);
    assert_eq!(
        merge(&[point(0, 5), point(6, 0)], [point(1, 1), point(2, 2)]),
        [point(1, 5), point(6, 2)]
    );
}

#[derive(Clone, Debug, Default, Gob, PartialEq)]
struct F {
    s: Vec<isize>,
    m: Option<HashMap<String, isize>>,
    p: Option<Box<isize>>,
    b: Vec<u8>,
    st: String,
    i: isize,
    #[gob(rename = "PS")]
    ps: Option<Box<Point>>,
}

#[test]
fn an_empty_struct_changes_nothing_in_a_full_one() {
    let full = F {
        s: vec![1],
        m: Some(HashMap::from([("k".to_string(), 1)])),
        p: Some(Box::new(5)),
        b: b"q".to_vec(),
        st: "s".into(),
        i: 9,
        ps: Some(Box::new(point(1, 2))),
    };
    assert_eq!(merge(&F::default(), full.clone()), full);
    let empty = F {
        m: Some(HashMap::new()),
        ..F::default()
    };
    assert_eq!(merge(&empty, full.clone()), full);
    let pointers = F {
        p: Some(Box::new(0)),
        ps: Some(Box::new(point(0, 7))),
        ..F::default()
    };
    let merged = merge(&pointers, full.clone());
    assert_eq!(
        merged,
        F {
            ps: Some(Box::new(point(1, 7))),
            ..full
        }
    );
}

#[test]
fn pointers_are_allocated_or_written_through() {
    assert_eq!(
        merge(&point(0, 9), Some(Some(point(1, 2)))),
        Some(Some(point(1, 9)))
    );
    assert_eq!(
        merge(&point(0, 9), None::<Option<Point>>),
        Some(Some(point(0, 9)))
    );
    assert_eq!(
        merge(&point(0, 9), Box::new(point(1, 2))),
        Box::new(point(1, 9))
    );
    assert_eq!(
        merge(&point(0, 9), Rc::new(point(1, 2))),
        Rc::new(point(1, 9))
    );
}

#[test]
fn a_value_that_is_shared_is_replaced_and_its_other_holders_keep_theirs() {
    let shared = Arc::new(point(1, 2));
    let merged = merge(&point(0, 9), shared.clone());
    assert_eq!((&*merged, &*shared), (&point(0, 9), &point(1, 2)));
}

#[test]
fn a_skipped_field_is_neither_sent_nor_touched() {
    #[derive(Debug, Gob, PartialEq)]
    struct Session {
        user: String,
        #[gob(skip)]
        token: String,
    }
    let session = |user: &str, token: &str| Session {
        user: user.into(),
        token: token.into(),
    };
    let bytes = encode(&session("alice", "secret"));
    assert!(!bytes.windows(6).any(|window| window == b"secret"));
    assert_eq!(
        merge(&session("alice", "secret"), session("bob", "own")),
        session("alice", "own")
    );
    assert_eq!(
        common::decode::<Session>(&bytes).unwrap(),
        session("alice", "")
    );
}

#[test]
fn a_fresh_value_starts_at_gos_zero_and_not_at_default() {
    #[derive(Debug, Gob, PartialEq)]
    struct Retries {
        max: isize,
    }
    impl Default for Retries {
        fn default() -> Self {
            Retries { max: 3 }
        }
    }
    let bytes = encode(&Retries { max: 0 });
    assert_eq!(
        common::decode::<Retries>(&bytes).unwrap(),
        Retries { max: 0 }
    );
}
