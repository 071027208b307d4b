//! A failure inside an interface value costs that value alone, wherever it stands and over however many messages it is
//! spread: all of it is read, types defined in it are known, and the stream goes on. Go loses it there (catalogue 2.14).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

use netrpc_gob::{
    Decode, Decoder, Encode, Encoder, ErrorKind, Gob, Object, Registry, Step, StreamDecoder,
    Unregistered,
};

macro_rules! types {
    ($($item:item)*) => {$(
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Gob)]
        $item
    )*};
}

types! {
    /// Defined before the failure, behind it, and used afterwards.
    struct Early { a: isize }
    struct Late { b: isize }
    struct Known { n: isize }
    /// What is wrong about the value, with an interface value of a new type inside.
    struct Bad { n: isize, inside: Option<Sent> }
    #[gob(name = "main.Box")]
    struct SentBox { f: Option<Sent>, g: Option<Sent> }

    /// What the sender knows.
    #[gob(name = "any")]
    enum Sent {
        Early(Early),
        Late(Late),
        Known(Known),
        #[gob(name = "main.Unknown")]
        Unknown(Box<Bad>),
        #[gob(name = "main.Narrow")]
        Narrow(Box<Bad>),
        #[gob(name = "main.Other")]
        Other(Box<Bad>),
        #[gob(name = "main.Strange")]
        Strange(Box<Bad>),
        #[gob(name = "main.Deep")]
        Deep(Vec<BTreeMap<String, [Bad; 1]>>),
        Box(Box<SentBox>),
        List(Vec<Option<Sent>>),
    }

    #[gob(name = "main.Bad")]
    struct NarrowBad { n: i8, inside: Option<Taken> }
    #[gob(name = "main.Bad")]
    struct OtherBad { n: String }
    #[gob(name = "main.Bad")]
    struct StrangeBad { z: isize }
    #[gob(name = "main.Box")]
    struct TakenBox { f: Option<Taken>, g: Option<Taken> }

    /// What the receiver knows.
    #[gob(name = "any")]
    enum Taken {
        Early(Early),
        Late(Late),
        Known(Known),
        #[gob(name = "main.Narrow")]
        Narrow(Box<NarrowBad>),
        #[gob(name = "main.Other")]
        Other(OtherBad),
        #[gob(name = "main.Strange")]
        Strange(StrangeBad),
        #[gob(name = "main.Deep")]
        Deep(Vec<BTreeMap<String, [NarrowBad; 1]>>),
        Box(Box<TakenBox>),
        List(Vec<Option<Taken>>),
    }
}

fn early() -> Option<Sent> {
    Some(Sent::Early(Early { a: 5 }))
}

fn late() -> Option<Sent> {
    Some(Sent::Late(Late { b: 6 }))
}

fn bad() -> Bad {
    Bad {
        n: 300,
        inside: early(),
    }
}

/// Each failure, and what it says.
fn failures() -> Vec<(Sent, ErrorKind, &'static str)> {
    let deep = BTreeMap::from([("k".to_owned(), [bad()])]);
    vec![
        (
            Sent::Unknown(Box::new(bad())),
            ErrorKind::NotRegistered,
            "gob: name not registered for interface: \"main.Unknown\"",
        ),
        (
            Sent::Narrow(Box::new(bad())),
            ErrorKind::OutOfRange,
            "value for \"N\" out of range",
        ),
        (
            Sent::Deep(vec![deep]),
            ErrorKind::OutOfRange,
            "value for \"N\" out of range",
        ),
        (
            Sent::Other(Box::new(bad())),
            ErrorKind::TypeMismatch,
            "gob: wrong type (string) for received field Bad.N",
        ),
        (
            Sent::Strange(Box::new(bad())),
            ErrorKind::TypeMismatch,
            "gob: type mismatch: no fields matched compiling decoder for Bad",
        ),
    ]
}

types! {
    #[gob(name = "main.Field")]
    struct SentField { before: isize, v: Option<Sent>, late: Option<Sent>, after: isize }
    #[gob(name = "main.Field")]
    struct TakenField { before: isize, v: Option<Taken>, late: Option<Taken>, after: isize }
}

#[test]
fn a_failure_in_every_place_of_a_value_leaves_the_stream_in_step() {
    for (bad, kind, text) in failures() {
        let v = || Some(bad.clone());
        let fails = Fails { kind, text };
        fails.check::<_, Option<Taken>>("at the top", &v());
        let field = SentField {
            before: 1,
            v: v(),
            late: late(),
            after: 2,
        };
        fails.check::<_, TakenField>("in a field", &field);
        fails.check::<_, Vec<Option<Taken>>>("in an element", &vec![early(), v(), late()]);
        fails.check::<_, [Option<Taken>; 2]>("in an array", &[v(), late()]);
        let keys = BTreeMap::from([(v(), late())]);
        fails.check::<_, BTreeMap<Option<Taken>, Option<Taken>>>("in a key", &keys);
        let values = BTreeMap::from([(1isize, v()), (2, late())]);
        fails.check::<_, BTreeMap<isize, Option<Taken>>>("in a map's value", &values);
        let boxed = |f, g| Some(Sent::Box(Box::new(SentBox { f, g })));
        let nested = boxed(early(), boxed(v(), None));
        fails.check::<_, Option<Taken>>("nested", &nested);
        let listed = Some(Sent::List(vec![nested, boxed(v(), late())]));
        let listed = boxed(None, Some(Sent::List(vec![listed, late()])));
        fails.check::<_, Option<Taken>>("nested in lists", &listed);
    }
}

struct Fails {
    kind: ErrorKind,
    text: &'static str,
}

impl Fails {
    /// Decodes `value` as `T`, which fails, and what comes behind it, which does not.
    fn check<S: Encode, T: Decode + Debug>(&self, place: &str, value: &S) {
        for hoists in [false, true] {
            let place = format!("{} {place}, definitions first: {hoists}", self.text);
            let mut encoder = Encoder::new();
            if hoists {
                encoder = encoder.with_definitions_first();
            }
            let mut bytes = Vec::new();
            encoder.encode(value, &mut bytes).unwrap();
            assert_eq!(is_cut(&bytes), !hoists, "{place}");
            // Types that were defined inside the failing value.
            encoder.encode(&Early { a: 7 }, &mut bytes).unwrap();
            encoder.encode(&8isize, &mut bytes).unwrap();
            // And the failure again, now that its types are known.
            encoder.encode(value, &mut bytes).unwrap();
            encoder.encode(&9isize, &mut bytes).unwrap();

            let mut stream = StreamDecoder::new(bytes.as_slice());
            for number in [8, 9] {
                let error = stream.decode::<T>().unwrap_err();
                assert_eq!(error.to_string(), self.text, "{place}");
                assert_eq!(error.kind(), self.kind, "{place}");
                if number == 8 {
                    let next = stream.decode::<Early>();
                    assert_eq!(next.unwrap(), Early { a: 7 }, "{place}");
                }
                let next = stream.decode::<isize>();
                assert_eq!(next.unwrap(), number, "{place}");
            }
            assert_eq!(stream.decode::<isize>().unwrap_err().kind(), ErrorKind::Eof);
        }
    }
}

/// Whether the first value of a stream goes on in a second message.
fn is_cut(bytes: &[u8]) -> bool {
    let mut decoder = Decoder::new();
    let Ok(Step::Value(frame)) = decoder.frame(bytes) else {
        panic!("the value is whole");
    };
    let mut rest = &bytes[..frame.len()];
    loop {
        let (len, bytes_of_len) = match rest[0] {
            len @ 0..0x80 => (usize::from(len), 1),
            0xff => (usize::from(rest[1]), 2),
            _ => (usize::from(rest[1]) << 8 | usize::from(rest[2]), 3),
        };
        let message = &rest[bytes_of_len..bytes_of_len + len];
        rest = &rest[bytes_of_len + len..];
        // A negative id is odd: a definition.
        let is_definition = match message[0] {
            id @ 0..0x80 => id & 1 == 1,
            _ => message[1] & 1 == 1,
        };
        if !is_definition {
            return !rest.is_empty();
        }
    }
}

#[test]
fn the_path_of_an_error_leads_through_interface_values() {
    let field = SentField {
        before: 1,
        v: Some(Sent::Deep(vec![BTreeMap::from([(
            "k".to_owned(),
            [bad()],
        )])])),
        late: None,
        after: 0,
    };
    let error = common::decode::<TakenField>(&common::encode(&field)).unwrap_err();
    let text = format!("{error:#}");
    let expected = "value for \"N\" out of range in Field.V.(main.Deep)[0][entry][0].N at byte 160";
    assert_eq!(text, expected);
}

trait Thing: Object + Debug {}
netrpc_gob::interface!(dyn Thing, "main.Thing");
impl Thing for Known {}

#[test]
fn a_name_that_the_registry_does_not_have_costs_its_value() {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new();
    let list = vec![
        Some(Sent::Known(Known { n: 1 })),
        Some(Sent::Unknown(Box::new(bad()))),
        late(),
    ];
    encoder.encode(&list, &mut bytes).unwrap();
    let known = vec![Some(Sent::Known(Known { n: 2 })), None];
    encoder.encode(&known, &mut bytes).unwrap();

    let mut registry = Registry::new();
    registry
        .register(|known: Known| -> Box<dyn Thing> { Box::new(known) })
        .unwrap();
    let registry = Arc::new(registry);
    for with_registry in [true, false] {
        let mut decoder = Decoder::new();
        if with_registry {
            decoder = decoder.with_registry(registry.clone());
        }
        let mut stream = StreamDecoder::with_decoder(decoder, bytes.as_slice());
        let error = stream.decode::<Vec<Option<Box<dyn Thing>>>>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotRegistered);
        let next = stream.decode::<Vec<Option<Box<dyn Thing>>>>();
        if with_registry {
            assert_eq!(
                format!("{:?}", next.unwrap()),
                "[Some(Known { n: 2 }), None]"
            );
        } else {
            let error = next.unwrap_err().to_string();
            assert_eq!(
                error,
                "gob: name not registered for interface: \"main.Known\""
            );
        }
    }
}

#[test]
fn a_name_that_nobody_has_does_not_hide_that_the_value_has_no_end() {
    // []any, with an int by a name that nobody has, and what defines []any once more.
    let definition = b"\x0b\x7f\x02\x01\x02\xff\x80\x00\x01\x10\x00\x00";
    let value = b"\x0d\xff\x80\x00\x02\x01u\x04\x02\x00\x0e\x01n\x7f";
    let bytes = [&definition[..], value].concat();
    let error = common::decode::<Vec<Option<Taken>>>(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "gob: duplicate type received");
    assert_eq!(error.kind(), ErrorKind::Definition);
}

#[test]
fn what_nobody_knows_is_kept_and_sent_on_as_it_came() {
    let deep = BTreeMap::from([("k".to_owned(), [bad()])]);
    let boxed = SentBox {
        f: Some(Sent::List(vec![late(), None])),
        g: early(),
    };
    let value = Some(Sent::List(vec![
        early(),
        None,
        Some(Sent::Deep(vec![deep])),
        Some(Sent::Box(Box::new(boxed))),
        late(),
    ]));
    let bytes = common::encode(&value);
    let kept: Option<Unregistered> = common::decode(&bytes).unwrap();
    let unknown = kept.as_ref().unwrap();
    assert_eq!(unknown.name, "[]interface {}");
    let names = unknown.value.view().elements().map(|element| {
        let held = element.interface();
        held.map_or("nil", |held| held.name())
    });
    let expected = ["main.Early", "nil", "main.Deep", "main.Box", "main.Late"];
    assert_eq!(names.collect::<Vec<_>>(), expected);
    assert_eq!(
        common::to_hex(&common::encode(&kept)),
        common::to_hex(&bytes)
    );
    // And whoever knows them takes them from there.
    let sent_on: Option<Sent> = common::decode(&common::encode(&kept)).unwrap();
    assert_eq!(sent_on, value);
}
