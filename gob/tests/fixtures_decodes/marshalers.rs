//! Streams of `decodes_marshalers.go`: bytes that make no sense to the types that they are for, and other types.

use std::collections::HashMap;

use go_fixtures::DecodeStream;
use netrpc_gob::go::big::{Float, Int, Rat, RoundingMode};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::time::Time;
use netrpc_gob::go::url::Url;
use netrpc_gob::{ByteString, Gob, Marshal};

use super::common::marshalers::{Cipher, Mark, Mood};
use super::common::twins::strings::{AnyText, Flags, MapPlaces, MyStr};
use super::common::types::Point;
use super::{answers, values};

#[derive(Clone, Debug, Default, Gob, PartialEq)]
struct HasCipher {
    a: isize,
    c: Cipher,
    p: Option<Cipher>,
}

#[derive(Clone, Debug, Default, Gob, PartialEq)]
struct HasTime {
    a: isize,
    c: Time,
}

#[derive(Clone, Debug, Default, Gob, PartialEq)]
struct CipherIsText {
    c: String,
}

#[derive(Clone, Debug, Gob, PartialEq)]
#[gob(name = "any")]
enum Any {
    Int(isize),
    Mood(Mood),
}

/// Whether the fixture is one of these.
pub(crate) fn check(fixture: &DecodeStream) -> bool {
    let cipher = |text: &str| Cipher(text.into());
    let has = |a, c, p| HasCipher { a, c, p };
    match fixture.name.as_str() {
        "time_that_is_none" => values(fixture, [Time::from_unix(0, 1)]),
        "big_int_that_is_none" => {
            let payloads = [&[][..], &[2, 0, 0, 7], &[3], &[3, 5]];
            values(fixture, payloads.map(of::<Int>));
        }
        "big_float_that_is_none" => {
            let float = Float::parse("1.5", 53, RoundingMode::ToNearestEven);
            values(fixture, [Float::default(), float.expect("a number")]);
        }
        "big_rat_that_is_none" => {
            values(
                fixture,
                [Rat::default(), "-3/4".parse().expect("a fraction")],
            );
        }
        "url_that_is_none" => values(fixture, [of::<Url>(b""), of(b"a")]),
        "netip_addr_that_is_none" => values(fixture, [Addr::default(), of(&[1, 2, 3, 4])]),
        "netip_addr_port_that_is_none" => {
            let port = |addr| AddrPort::new(of(addr), 80);
            values(fixture, [port(&[]), port(&[1, 2, 3, 4])]);
        }
        "netip_prefix_that_is_none" => {
            let prefix = |bits| Prefix::new(of(&[10, 0, 0, 0]), bits);
            values(fixture, [Prefix::default(), prefix(8), prefix(0x63)]);
        }
        "own_marshaler_that_refuses" => values(fixture, [cipher("a"), cipher("b")]),
        "own_marshaler_that_refuses_in_a_field" => {
            let last = has(4, cipher(""), Some(cipher("")));
            values(fixture, [has(1, cipher("a"), None), last]);
        }
        "own_marshaler_that_refuses_in_a_slice" => values(fixture, [vec![cipher("c")]]),
        "marshaler_of_another_type" => {
            values(fixture, [Cipher(TIME.into()), Cipher(vec![2])]);
        }
        "marshaler_from_a_concrete_type" | "marshaler_by_other_methods" => {
            values(fixture, [cipher("a")]);
        }
        "marshaler_by_binary_methods" => values(fixture, [Mark(b'b'), Mark(2)]),
        "marshaler_into_a_concrete_type" => values(fixture, [5isize]),
        "marshaler_into_a_struct" => values(fixture, [Point { x: 1, y: 2 }]),
        "marshaler_into_bytes" => values(fixture, [vec![1u8]]),
        "marshaler_field_of_another_type" => {
            let mut time = TIME;
            time[4..8].copy_from_slice(&[0x0e, 0x77, 0x91, 0xf7]);
            let time = has(1, Cipher(time.into()), None);
            values(fixture, [time, has(1, cipher("a"), None)]);
        }
        "marshaler_field_into_another_type" => {
            values(fixture, [CipherIsText { c: "b".into() }]);
        }
        "marshaler_field_that_is_unknown" => {
            let has = |a| HasTime {
                a,
                c: Time::default(),
            };
            values(fixture, [has(0), has(1)]);
        }
        "marshaler_in_an_interface" => {
            values(
                fixture,
                [Some(Any::Mood(Mood(b"a".into()))), Some(Any::Int(7))],
            );
        }
        "marshaler_with_text_methods" => values(fixture, [] as [Cipher; 0]),
        "marshalers_skipped" => answers(fixture, |stream| stream.skip()),
        "strings_that_are_not_utf8" => values(fixture, [any_text()]),
        "maps_nil_and_empty_into_maps" => {
            let empty = || Some(HashMap::new());
            let zero = MapPlaces {
                y: [empty(), empty()],
                ..MapPlaces::default()
            };
            let some = MapPlaces {
                m: empty(),
                p: Some(empty()),
                s: vec![empty(), empty()],
                ..zero.clone()
            };
            values(fixture, [zero, some]);
        }
        "constants_out_of_range" => values(fixture, [Flags(255)]),
        _ => return false,
    }
    true
}

/// What a payload makes of a zero value.
fn of<T: Marshal>(payload: &[u8]) -> T {
    let mut value = T::zero();
    assert!(value.unmarshal(payload).is_ok(), "{payload:x?}");
    value
}

fn any_text() -> AnyText {
    let bytes = |bytes: &[u8]| ByteString::from(bytes);
    AnyText {
        s: bytes(b"\xff"),
        p: None,
        l: vec![bytes(b"a"), bytes(b"\x80")],
        y: [bytes(b"b")],
        m: Some(HashMap::from([(bytes(b"\xfe"), bytes(b""))])),
        n: MyStr(bytes(b"c")),
    }
}

/// The zero time.
const TIME: [u8; 15] = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
