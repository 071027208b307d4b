//! A Go type name has one shape on a stream: Go's decoder, which finds the plans of one struct's fields by local type,
//! decodes a second one there wrongly and says nothing. What is refused names both Rust types.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::to_hex;
use netrpc_gob::{Encode, Encoder, ErrorKind, Gob, StreamDecoder};

macro_rules! types {
    ($($item:item)*) => {$(
        #[derive(Clone, Debug, PartialEq, Gob)]
        $item
    )*};
}

types! {
    #[gob(name = "example.com/geo.Point")]
    struct Flat { x: isize, y: isize }
    #[gob(name = "example.com/geo.Point")]
    struct AlsoFlat { x: i64, y: i32 }
    #[gob(name = "example.com/geo.Point")]
    struct Spatial { x: isize, y: isize, z: isize }
    #[gob(name = "example.com/geo.Point")]
    struct Exact { x: String, y: String }
    #[gob(name = "example.com/geo.Point")]
    struct List(Vec<isize>);

    struct HoldsFlat { at: Flat }
    struct HoldsSpatial { all: Vec<Option<Spatial>> }

    #[gob(name = "any")]
    enum Any {
        #[gob(name = "p")]
        Flat(Flat),
        #[gob(name = "e")]
        Exact(Exact),
        Int(isize),
        #[gob(name = "word")]
        Word(String),
    }
    /// The same names for something else.
    #[gob(name = "any")]
    enum Other {
        #[gob(name = "p")]
        Holds(HoldsFlat),
        #[gob(name = "word")]
        Number(isize),
        #[gob(name = "int")]
        Wide(i64),
        #[gob(name = "e")]
        Flat(HoldsSpatial),
    }
}

const FLAT: Flat = Flat { x: 1, y: 2 };

fn exact() -> Exact {
    Exact {
        x: "1".into(),
        y: "2".into(),
    }
}

fn spatial() -> Spatial {
    Spatial { x: 1, y: 2, z: 3 }
}

/// A stream on which `first` was sent refuses `second`, naming both types, and goes on as if it had not been asked.
fn refuses<A: Encode, B: Encode>(first: &A, second: &B, names: [&str; 3]) {
    let mut encoder = Encoder::new();
    let mut bytes = Vec::new();
    encoder.encode(first, &mut bytes).unwrap();
    let sent = bytes.len();
    for _ in 0..2 {
        let error = encoder.encode(second, &mut bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unencodable);
        let [name, first, second] = names;
        let text = error.to_string();
        let expected =
            format!("gob: Go's {name} has one shape, and two were encoded on this stream: ");
        assert!(text.starts_with(&expected), "{text}");
        let types = text[expected.len()..].split_once(" and ").unwrap();
        assert!(
            types.0.ends_with(first) && types.1.ends_with(second),
            "{text}"
        );
        assert_eq!(bytes.len(), sent, "{text}");
    }
    encoder.encode(first, &mut bytes).unwrap();
    let mut expected = Vec::new();
    let mut fresh = Encoder::new();
    fresh.encode(first, &mut expected).unwrap();
    fresh.encode(first, &mut expected).unwrap();
    assert_eq!(to_hex(&bytes), to_hex(&expected));
    // Nobody minds them on two streams.
    Encoder::new().encode(second, &mut Vec::new()).unwrap();
}

#[test]
fn a_second_shape_of_a_name_is_refused_wherever_it_stands() {
    let name = "example.com/geo.Point";
    refuses(&FLAT, &spatial(), [name, "::Flat", "::Spatial"]);
    refuses(&FLAT, &exact(), [name, "::Flat", "::Exact"]);
    refuses(&exact(), &List(vec![1]), [name, "::Exact", "::List"]);
    let in_list = HoldsSpatial {
        all: vec![Some(spatial())],
    };
    refuses(&FLAT, &in_list, [name, "::Flat", "::Spatial"]);
    refuses(
        &in_list,
        &HoldsFlat { at: FLAT },
        [name, "::Spatial", "::Flat"],
    );
    let any = Some(Any::Exact(exact()));
    refuses(&vec![FLAT], &any, [name, "::Flat", "::Exact"]);
    refuses(&any, &vec![FLAT], [name, "::Exact", "::Flat"]);
    let both = vec![Some(Any::Flat(FLAT)), Some(Any::Exact(exact()))];
    let error = Encoder::new().encode(&both, &mut Vec::new()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("Go's example.com/geo.Point has one shape"),
        "{error}"
    );
}

#[test]
fn types_of_one_shape_may_share_a_name() {
    let mut encoder = Encoder::new();
    let mut bytes = Vec::new();
    encoder.encode(&FLAT, &mut bytes).unwrap();
    encoder
        .encode(&AlsoFlat { x: 3, y: 4 }, &mut bytes)
        .unwrap();
    encoder.encode(&Some(Any::Int(5)), &mut bytes).unwrap();
    encoder.encode(&Some(Other::Wide(6)), &mut bytes).unwrap();
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert_eq!(stream.decode::<Flat>().unwrap(), FLAT);
    assert_eq!(stream.decode::<Flat>().unwrap(), Flat { x: 3, y: 4 });
    assert_eq!(stream.decode::<Option<Any>>().unwrap(), Some(Any::Int(5)));
    assert_eq!(stream.decode::<Option<Any>>().unwrap(), Some(Any::Int(6)));
}

#[test]
fn a_second_shape_under_the_name_of_an_interface_value_is_refused() {
    let word = Some(Any::Word("a".into()));
    let number = Some(Other::Number(1));
    refuses(&word, &number, ["word", "String", "isize"]);
    refuses(&number, &word, ["word", "isize", "String"]);
    let flat = Some(Any::Flat(FLAT));
    let holds = Some(Other::Holds(HoldsFlat { at: FLAT }));
    refuses(&flat, &holds, ["p", "::Flat", "::HoldsFlat"]);
    let list = vec![Some(Any::Int(1)), Some(Any::Word("a".into()))];
    refuses(&list, &vec![number, None], ["word", "String", "isize"]);
}

#[test]
fn a_name_that_went_with_a_value_that_failed_is_free_again() {
    let mut encoder = Encoder::new();
    let mut bytes = Vec::new();
    // The second element fails; the first one introduced "word", the name and the id of Flat.
    let failing = vec![
        Some(Any::Word("a".into())),
        Some(Any::Flat(FLAT)),
        Some(Any::Exact(exact())),
    ];
    encoder.encode(&failing, &mut bytes).unwrap_err();
    encoder.encode(&Some(Other::Number(1)), &mut bytes).unwrap();
    encoder.encode(&spatial(), &mut bytes).unwrap();
    let mut expected = Vec::new();
    let mut fresh = Encoder::new();
    fresh
        .encode(&Some(Other::Number(1)), &mut expected)
        .unwrap();
    fresh.encode(&spatial(), &mut expected).unwrap();
    assert_eq!(to_hex(&bytes), to_hex(&expected));
    encoder.encode(&FLAT, &mut bytes).unwrap_err();
}

mod blocks {
    use netrpc_gob::{Encode, Encoder, Error};

    /// Sends a `T` and an interface that holds one.
    pub(super) fn first(encoder: &mut Encoder, out: &mut Vec<u8>) -> Result<(), Error> {
        #[derive(netrpc_gob::Gob)]
        struct T {
            x: isize,
        }
        #[derive(netrpc_gob::Gob)]
        enum Any {
            #[gob(name = "first.T")]
            T(T),
        }
        encoder.encode(&T { x: 1 }, out)?;
        encoder.encode(&Some(Any::T(T { x: 2 })), out)
    }

    /// The same with another `T`.
    pub(super) fn second(encoder: &mut Encoder, out: &mut Vec<u8>) -> Result<(), Error> {
        #[derive(netrpc_gob::Gob)]
        struct T {
            y: String,
        }
        #[derive(netrpc_gob::Gob)]
        enum Any {
            #[gob(name = "second.T")]
            T(T),
        }
        let y = || "y".to_owned();
        encoder.encode(&T { y: y() }, out)?;
        encoder.encode(&Some(Any::T(T { y: y() })), out)
    }

    type Sends = Box<dyn Fn(&mut Encoder, &mut Vec<u8>) -> Result<(), Error>>;

    /// Two types that Go's `gob.Register` calls `main.T`.
    pub(super) fn assumed() -> [Sends; 2] {
        fn encodes<T: Encode + 'static>(value: T) -> Sends {
            Box::new(move |encoder, out| encoder.encode(&value, out))
        }
        let first = {
            #[derive(netrpc_gob::Gob)]
            struct T {
                x: isize,
            }
            #[derive(netrpc_gob::Gob)]
            enum Any {
                T(T),
            }
            encodes(Some(Any::T(T { x: 1 })))
        };
        let second = {
            #[derive(netrpc_gob::Gob)]
            struct T {
                y: String,
            }
            #[derive(netrpc_gob::Gob)]
            enum Any {
                T(T),
            }
            encodes(Some(Any::T(T { y: "y".into() })))
        };
        [first, second]
    }
}

types! {
    struct X { x: isize }
    struct Y { y: String }
    #[gob(name = "any")]
    enum XOrY {
        #[gob(name = "first.T")]
        X(X),
        #[gob(name = "second.T")]
        Y(Y),
    }
}

#[test]
fn types_of_one_name_in_two_blocks_are_two_types() {
    let mut encoder = Encoder::new();
    let mut bytes = Vec::new();
    for _ in 0..2 {
        blocks::first(&mut encoder, &mut bytes).unwrap();
        blocks::second(&mut encoder, &mut bytes).unwrap();
    }
    let y = || Y { y: "y".into() };
    let mut stream = StreamDecoder::new(bytes.as_slice());
    for _ in 0..2 {
        assert_eq!(stream.decode::<X>().unwrap(), X { x: 1 });
        let x = Some(XOrY::X(X { x: 2 }));
        assert_eq!(stream.decode::<Option<XOrY>>().unwrap(), x);
        assert_eq!(stream.decode::<Y>().unwrap(), y());
        assert_eq!(stream.decode::<Option<XOrY>>().unwrap(), Some(XOrY::Y(y())));
    }
}

#[test]
fn types_of_one_name_in_two_blocks_do_not_share_the_name_of_an_interface_value() {
    let [first, second] = blocks::assumed();
    for [one, other] in [[&first, &second], [&second, &first]] {
        let mut encoder = Encoder::new();
        let mut bytes = Vec::new();
        one(&mut encoder, &mut bytes).unwrap();
        let text = other(&mut encoder, &mut bytes).unwrap_err().to_string();
        assert!(
            text.starts_with("gob: Go's main.T has one shape") && text.matches("::T").count() == 2,
            "{text}"
        );
    }
}
