//! Definitions in front of the value that needs them ([`Encoder::with_definitions_first`]): the same types under the same
//! ids as where Go puts them, and each value in one message. That Go reads it, and skips it, is tested in `interop`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::interfaces::{Any, any_point, circle, group, o};
use common::to_hex;
use common::twins::{Encoding, twins};
use common::types::{Empty, Inner};
use go_fixtures::Manifest;
use netrpc_gob::{Encode, Encoder, StreamDecoder};

/// The bodies of messages.
fn messages(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut bodies = Vec::new();
    while let Some((first, rest)) = bytes.split_first() {
        let (len, rest) = match first {
            len @ 0..0x80 => (usize::from(*len), rest),
            negated => {
                let (digits, rest) = rest.split_at(usize::from(negated.wrapping_neg()));
                let value = |len, digit: &u8| len << 8 | usize::from(*digit);
                (digits.iter().fold(0, value), rest)
            }
        };
        let (body, rest) = rest.split_at(len);
        bodies.push(body);
        bytes = rest;
    }
    bodies
}

/// A negative number is odd on the wire.
fn is_definition(body: &[u8]) -> bool {
    match body[0] {
        id @ 0..0x80 => id & 1 == 1,
        len => body[usize::from(len.wrapping_neg())] & 1 == 1,
    }
}

#[test]
fn every_value_that_go_cuts_is_one_message_behind_its_definitions() {
    let mut cut = 0;
    for fixture in &Manifest::load().values {
        let first_id = i32::try_from(fixture.first_id).unwrap();
        let mut hoisting = Encoder::new()
            .with_first_id(first_id)
            .with_definitions_first();
        let mut as_go = Encoder::new().with_first_id(first_id);
        let mut stream = Vec::new();
        let mut checks = Vec::new();
        for twin in twins(&fixture.name).unwrap() {
            let Encoding::Same(encode) = twin.encode else {
                continue;
            };
            let (mut hoisted, mut gos) = (Vec::new(), Vec::new());
            encode(&mut hoisting, &mut hoisted).unwrap();
            encode(&mut as_go, &mut gos).unwrap();
            let bodies = messages(&hoisted);
            let (value, definitions) = bodies.split_last().unwrap();
            assert!(!is_definition(value), "{}", fixture.name);
            let name = &fixture.name;
            assert!(definitions.iter().all(|body| is_definition(body)), "{name}");
            // The same definitions, which lie anywhere in Go's bytes.
            for body in definitions {
                let found = gos.windows(body.len()).any(|window| window == *body);
                assert!(found, "{name}: {}", to_hex(body));
            }
            cut += usize::from(hoisted != gos);
            stream.extend(hoisted);
            checks.push(twin.check);
        }
        let mut stream = StreamDecoder::new(stream.as_slice());
        for check in checks {
            check(&mut stream);
        }
    }
    println!("{cut} values that Go cuts");
    assert!(cut > 30, "{cut}");
}

#[test]
fn a_value_that_fails_leaves_no_definitions_behind() {
    let mut hoisting = Encoder::new().with_definitions_first();
    let mut bytes = Vec::new();
    // The second element cannot be sent; the first needs two definitions.
    let failing = vec![o(any_point(1, 2)), Some(Any::IntPointer(None))];
    for _ in 0..2 {
        hoisting.encode(&failing, &mut bytes).unwrap_err();
        assert!(bytes.is_empty());
    }
    hoisting.encode(&Inner { p: 1, q: 2 }, &mut bytes).unwrap();
    hoisting.encode(&any_point(3, 4), &mut bytes).unwrap();
    let mut expected = Vec::new();
    let mut fresh = Encoder::new().with_definitions_first();
    fresh.encode(&Inner { p: 1, q: 2 }, &mut expected).unwrap();
    fresh.encode(&any_point(3, 4), &mut expected).unwrap();
    assert_eq!(to_hex(&bytes), to_hex(&expected));
}

#[test]
fn definitions_come_in_the_order_of_their_first_use_at_every_level() {
    let mut hoisting = Encoder::new().with_definitions_first();
    let mut encode = |value: &dyn Fn(&mut Encoder, &mut Vec<u8>)| {
        let mut bytes = Vec::new();
        value(&mut hoisting, &mut bytes);
        let definitions = messages(&bytes).len() - 1;
        (definitions, bytes)
    };
    fn encodes<T: Encode>(value: &T) -> impl Fn(&mut Encoder, &mut Vec<u8>) {
        move |encoder, out| encoder.encode(value, out).unwrap()
    }
    // O, []any and Point; then Group, []Shape and Circle; then nothing new.
    let first = o(Some(Any::Anys(vec![o(any_point(1, 2)), None])));
    let second = group("outer", [group("inner", [circle(1.0)]), None]);
    assert_eq!(encode(&encodes(&first)).0, 3);
    assert_eq!(encode(&encodes(&second)).0, 3);
    assert_eq!(encode(&encodes(&first)).0, 0);
    assert_eq!(encode(&encodes(&second)).0, 0);
    assert_eq!(encode(&encodes(&Some(Any::Empty(Empty {})))).0, 1);
}
