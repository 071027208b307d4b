//! Ids and definitions of types that make their own bytes, where values, pointers and interface values of them meet in one
//! stream. The bytes are Go 1.27's.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::Sender;
use netrpc_gob::go::big::Int;
use netrpc_gob::go::time::Time;
use netrpc_gob::go::url::Url;
use netrpc_gob::value::Marshaler;
use netrpc_gob::{
    Encode, Error, GoName, Gob, GobType, Kind, Marshal, Methods, Payload, TypeInfo, Writer,
    type_ref,
};

#[derive(Gob)]
struct C {
    x: isize,
}

/// An `any`, by hand: a type may be there as a value and as a pointer, under one name.
enum Any {
    Time(Time),
    TimePointer(Option<Time>),
    Int(Int),
    Url(Box<Url>),
}

impl GobType for Any {
    type Identity = Any;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Any>(GoName::Unnamed, Kind::Interface);
    const IS_INTERFACE: bool = true;
}

impl Encode for Any {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Any::Time(time) => writer.interface("time.Time", time),
            Any::TimePointer(time) => writer.interface("time.Time", time),
            Any::Int(int) => writer.interface("*big.Int", int),
            Any::Url(url) => writer.interface("*url.URL", url),
        }
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

fn one() -> Int {
    Int::from(1)
}

fn epoch() -> Time {
    Time::from_unix(0, 0)
}

/// `type Set map[K][]E`, which has `GobEncode`.
struct Set;

#[derive(Gob)]
struct K {
    a: isize,
}

#[derive(Gob)]
struct E {
    b: isize,
}

impl GobType for Set {
    type Identity = Set;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Set>(
        GoName::Declared("main.Set", &[]),
        Kind::Marshaler(
            Methods::new(Marshaler::Gob).exposing(&[type_ref::<K>(), type_ref::<Vec<E>>()]),
        ),
    );
}

impl Encode for Set {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.payload(self)
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl Marshal for Set {
    type Error = Error;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), Error> {
        payload.put(b"s");
        Ok(())
    }

    fn unmarshal(&mut self, _: &[u8]) -> Result<(), Error> {
        Ok(())
    }

    fn zero() -> Self {
        Set
    }

    fn is_zero(&self) -> bool {
        false
    }
}

#[test]
fn types_of_a_map_with_methods_are_sent_with_it() {
    let mut sender = Sender::new();
    sender.sends(
        &Set,
        "0e | 7f 05 01 01 03 53 65 74 01 ff 80 00 00 00
         15 | ff 81 03 01 01 01 4b 01 ff 82 00 01 01 01 01 41 01 04 00 00 00
         0d | ff 85 02 01 02 ff 86 00 01 ff 84 00 00
         15 | ff 83 03 01 01 01 45 01 ff 84 00 01 01 01 01 42 01 04 00 00 00
         05 | ff 80 00 01 73",
    );
    sender.sends(
        &C { x: 0 },
        "15 | ff 87 03 01 01 01 43 01 ff 88 00 01 01 01 01 58 01 04 00 00 00  03 | ff 88 00",
    );
}

#[derive(Gob)]
struct P {
    v: Time,
    p: Option<Time>,
    q: Option<Option<Int>>,
    u: Url,
    w: Option<Url>,
    m: Option<HashMap<String, Option<Int>>>,
}

#[test]
fn pointers_take_ids_only_where_they_are_sent_first() {
    let mut sender = Sender::new();
    let zero = P {
        v: Time::default(),
        p: None,
        q: None,
        u: Url::default(),
        w: None,
        m: None,
    };
    sender.sends(
        &zero,
        "38 | 7f 03 01 01 01 50 01 ff 80 00 01 06 01 01 56 01 ff 82 00 01 01 50 01 ff 82 00 01 01 51 01 ff 84 00
                01 01 55 01 ff 86 00 01 01 57 01 ff 86 00 01 01 4d 01 ff 88 00 00 00
         10 | ff 81 05 01 01 04 54 69 6d 65 01 ff 82 00 00 00
         0a | ff 83 05 01 02 ff 8a 00 00 00
         0f | ff 85 06 01 01 03 55 52 4c 01 ff 86 00 00 00
         14 | ff 8b 03 01 01 08 55 73 65 72 69 6e 66 6f 01 ff 8c 00 00 00
         24 | ff 87 04 01 01 13 6d 61 70 5b 73 74 72 69 6e 67 5d 2a 62 69 67 2e 49 6e 74 01 ff 88 00 01 0c 01 ff 84 00 00
         05 | ff 80 04 00 00",
    );
    sender.sends(
        &C { x: 0 },
        "15 | ff 8d 03 01 01 01 43 01 ff 8e 00 01 01 01 01 58 01 04 00 00 00  03 | ff 8e 00",
    );
}

#[derive(Gob)]
#[gob(encode_only)]
struct A {
    v: Option<Any>,
    p: Option<Int>,
}

#[derive(Gob)]
#[gob(encode_only)]
struct B {
    p: Option<Int>,
    v: Option<Any>,
}

#[test]
fn interface_values_and_fields_share_the_ids_of_pointers() {
    let mut sender = Sender::new();
    let v = Some(Any::Int(one()));
    sender.sends(
        &A { v, p: None },
        "1b | 7f 03 01 01 01 41 01 ff 80 00 01 02 01 01 56 01 10 00 01 01 50 01 ff 82 00 00 00
         0a | ff 81 05 01 02 ff 84 00 00 00
         14 | ff 80 01 08 2a 62 69 67 2e 49 6e 74 ff 82 04 00 02 02 01 00",
    );
    let v = Some(Any::TimePointer(Some(epoch())));
    sender.sends(
        &A { v, p: None },
        "17 | ff 80 01 09 74 69 6d 65 2e 54 69 6d 65 ff 85 05 01 02 ff 88 00 00 00
         15 | ff 86 11 00 0f 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff 00",
    );
    sender.sends(
        &Some(epoch()),
        "13 | ff 86 00 0f 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff",
    );
    sender.sends(
        &C { x: 0 },
        "15 | ff 89 03 01 01 01 43 01 ff 8a 00 01 01 01 01 58 01 04 00 00 00  03 | ff 8a 00",
    );

    let mut sender = Sender::new();
    let (p, v) = (Some(one()), Some(Any::Int(one())));
    sender.sends(
        &B { p, v },
        "1b | 7f 03 01 01 01 42 01 ff 80 00 01 02 01 01 50 01 ff 82 00 01 01 56 01 10 00 00 00
         0a | ff 81 05 01 02 ff 84 00 00 00
         18 | ff 80 01 02 02 01 01 08 2a 62 69 67 2e 49 6e 74 ff 82 04 00 02 02 01 00",
    );
    sender.sends(&one(), "06 | ff 82 00 02 02 01");
}

#[test]
fn a_pointer_in_an_interface_takes_an_id_behind_the_value_that_was_sent() {
    let url: Url = "//h".parse().unwrap();
    let anys = vec![
        Some(Any::Time(epoch())),
        Some(Any::TimePointer(Some(epoch()))),
        Some(Any::Int(one())),
        Some(Any::Url(Box::new(url))),
        Some(Any::Int(one())),
    ];
    let mut sender = Sender::new();
    sender.sends(
        &anys,
        "0b | 7f 02 01 02 ff 80 00 01 10 00 00
         1e | ff 80 00 05 09 74 69 6d 65 2e 54 69 6d 65 ff 81 05 01 01 04 54 69 6d 65 01 ff 82 00 00 00
         45 | ff 82 11 00 0f 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff
              09 74 69 6d 65 2e 54 69 6d 65 ff 82 11 00 0f 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff
              08 2a 62 69 67 2e 49 6e 74 ff 85 05 01 02 ff 88 00 00 00
         1a | ff 86 04 00 02 02 01 08 2a 75 72 6c 2e 55 52 4c ff 89 06 01 02 ff 8c 00 00 00
         14 | ff 8d 03 01 01 08 55 73 65 72 69 6e 66 6f 01 ff 8e 00 00 00
         18 | ff 8a 05 00 03 2f 2f 68 08 2a 62 69 67 2e 49 6e 74 ff 86 04 00 02 02 01",
    );
    sender.sends(
        &C { x: 0 },
        "15 | ff 8f 03 01 01 01 43 01 ff 90 00 01 01 01 01 58 01 04 00 00 00  03 | ff 90 00",
    );
}

#[test]
fn a_nil_whose_method_takes_it_is_an_element_of_what_that_makes() {
    let mut sender = Sender::new();
    sender.sends(
        &HashMap::from([("a", None::<Int>)]),
        "0f | ff 81 04 01 02 ff 82 00 01 0c 01 ff 80 00 00  09 | 7f 05 01 02 ff 84 00 00 00
         07 | ff 82 00 01 01 61 00",
    );
    sender.sends(
        &vec![None::<Int>],
        "0d | ff 85 02 01 02 ff 86 00 01 ff 80 00 00  05 | ff 86 00 01 00",
    );
    sender.sends(
        &[None::<Int>],
        "0f | ff 87 01 01 02 ff 88 00 01 ff 80 01 02 00 00  05 | ff 88 00 01 00",
    );
}

#[test]
fn elements_of_elements_are_values_or_pointers_as_well() {
    let mut sender = Sender::new();
    sender.sends(
        &vec![vec![Some(one())]],
        "0d | ff 83 02 01 02 ff 84 00 01 ff 82 00 00  0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
         09 | 7f 05 01 02 ff 86 00 00 00  08 | ff 84 00 01 01 02 02 01",
    );
    sender.sends(
        &HashMap::from([("a", vec![one()])]),
        "0f | ff 89 04 01 02 ff 8a 00 01 0c 01 ff 88 00 00  0d | ff 87 02 01 02 ff 88 00 01 ff 80 00 00
         0a | ff 8a 00 01 01 61 01 02 02 01",
    );
    sender.sends(&one(), "06 | ff 80 00 02 02 01");
    let [first, second] = [Some(epoch()), Some(epoch())];
    sender.sends(
        &[first, second],
        "0f | ff 8d 01 01 02 ff 8e 00 01 ff 8c 01 04 00 00  0a | ff 8b 05 01 02 ff 90 00 00 00
         24 | ff 8e 00 02 0f 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff 0f 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff",
    );
    sender.sends(
        &epoch(),
        "13 | ff 8c 00 0f 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff",
    );
    sender.sends(
        &C { x: 0 },
        "15 | ff 91 03 01 01 01 43 01 ff 92 00 01 01 01 01 58 01 04 00 00 00  03 | ff 92 00",
    );
}
