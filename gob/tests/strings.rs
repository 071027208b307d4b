//! Go's strings may be any bytes: `String` refuses those that are not UTF-8 and says where, `ByteString` and
//! `LossyString` take them. Names are never refused for it. The bytes are Go 1.27's.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use common::{check, decode, hex, message, put_int, put_uint, sends, value};
use netrpc_gob::value::Value;
use netrpc_gob::{
    ByteString, Decoder, Error, ErrorKind, Gob, GobType, LossyString, Object, Registry,
    StreamDecoder, Unregistered,
};

/// `"a\xffb"`.
const TEXT: &str = "06 | 0c 00 03 61 ff 62";
/// `Order{[]Item{{"a"}, {"b"}, {"c"}, {"d\xe9"}}}`.
const ORDER: &str =
    "1d | 7f 03 01 01 05 4f 72 64 65 72 01 ff 80 00 01 01 01 05 49 74 65 6d 73 01 ff 84 00 00 00
    1a | ff 83 02 01 01 0b 5b 5d 6d 61 69 6e 2e 49 74 65 6d 01 ff 84 00 01 ff 82 00 00
    1b | ff 81 03 01 01 04 49 74 65 6d 01 ff 82 00 01 01 01 04 4e 61 6d 65 01 0c 00 00 00
    16 | ff 80 01 04 01 01 61 00 01 01 62 00 01 01 63 00 01 02 64 e9 00 00";
/// `map[string]int{"caf\xe9": 1}`.
const KEY: &str = "0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00  0a | ff 80 00 01 04 63 61 66 e9 02";
/// `map[int]string{1: "\xff"}`.
const ELEMENT: &str = "0d | 7f 04 01 02 ff 80 00 01 04 01 0c 00 00  07 | ff 80 00 01 02 01 ff";
/// `[2]string{"a", "\xff"}`.
const ARRAY: &str = "0d | 7f 01 01 02 ff 80 00 01 0c 01 04 00 00  08 | ff 80 00 02 01 61 01 ff";

#[derive(Gob, Debug, Default, PartialEq)]
struct Order<S> {
    items: Vec<Item<S>>,
}

#[derive(Gob, Debug, Default, PartialEq)]
#[gob(name = "")]
struct Item<S> {
    name: S,
}

fn refused<T: netrpc_gob::Decode>(bytes: &str) -> String {
    let error: Error = decode::<T>(&hex(bytes)).err().expect("is refused");
    assert_eq!(error.kind(), ErrorKind::Utf8);
    format!("{error:#}")
}

#[test]
fn a_string_that_is_not_utf8_is_refused_with_its_path() {
    const WHY: &str = "gob: string is not UTF-8: invalid utf-8 sequence of 1 bytes from index";
    let cases = [
        (refused::<String>(TEXT), "1 at byte 7"),
        (refused::<Box<str>>(TEXT), "1 at byte 7"),
        (refused::<Arc<str>>(TEXT), "1 at byte 7"),
        (refused::<Rc<str>>(TEXT), "1 at byte 7"),
        (refused::<Cow<'static, str>>(TEXT), "1 at byte 7"),
        (refused::<[String; 2]>(ARRAY), "0 in [1] at byte 23"),
        (
            refused::<HashMap<i64, String>>(ELEMENT),
            "0 in [entry] at byte 22",
        ),
    ];
    for (text, end) in cases {
        assert!(text.starts_with(WHY) && text.ends_with(end), "{text}");
    }
    let text = refused::<Order<String>>(ORDER);
    assert!(
        text.contains("incomplete utf-8 byte sequence from index 1 in Order"),
        "{text}"
    );
    assert!(text.contains(".Items[3].Name at byte "), "{text}");
    let text = refused::<BTreeMap<String, i64>>(KEY);
    assert!(
        text.contains("incomplete utf-8 byte sequence from index 3 in [entry] at byte "),
        "{text}"
    );
}

#[test]
fn after_a_string_that_was_refused_the_stream_goes_on() {
    let bytes = [hex(TEXT), hex("05 | 0c 00 02 6f 6b")].concat();
    let mut stream = StreamDecoder::new(bytes.as_slice());
    assert!(stream.decode::<String>().is_err());
    assert_eq!(stream.decode::<String>().unwrap(), "ok");
}

#[test]
fn byte_strings_take_any_bytes_and_send_them_back() {
    fn both_ways<T: netrpc_gob::Encode + netrpc_gob::Decode + PartialEq + std::fmt::Debug>(
        bytes: &str,
        expected: T,
    ) {
        assert_eq!(decode::<T>(&hex(bytes)).unwrap(), expected);
        sends(&expected, bytes);
    }
    both_ways(TEXT, ByteString::from(b"a\xffb"));
    both_ways(KEY, HashMap::from([(ByteString::from(b"caf\xe9"), 1isize)]));
    both_ways(
        KEY,
        BTreeMap::from([(ByteString::from(b"caf\xe9"), 1isize)]),
    );
    both_ways(
        ELEMENT,
        HashMap::from([(1isize, ByteString::from(b"\xff"))]),
    );
    both_ways(ARRAY, [ByteString::from("a"), ByteString::from(b"\xff")]);
    let order = decode::<Order<ByteString>>(&hex(ORDER)).unwrap();
    assert_eq!(order.items[3].name, *b"d\xe9".as_slice());
}

#[test]
fn lossy_strings_take_any_bytes_as_text() {
    check(&[
        (TEXT, value::<LossyString>, "\"a\u{fffd}b\""),
        (
            ORDER,
            value::<Order<LossyString>>,
            "Order { items: [Item { name: \"a\" }, Item { name: \"b\" }, Item { name: \"c\" }, Item { name: \"d\u{fffd}\" }] }",
        ),
        (
            KEY,
            value::<HashMap<LossyString, i8>>,
            "{\"caf\u{fffd}\": 1}",
        ),
        (
            ELEMENT,
            value::<BTreeMap<i8, LossyString>>,
            "{1: \"\u{fffd}\"}",
        ),
        (ARRAY, value::<[LossyString; 2]>, "[\"a\", \"\u{fffd}\"]"),
    ]);
    sends(
        &LossyString::from("a\u{fffd}b"),
        "08 | 0c 00 05 61 ef bf bd 62",
    );
}

#[test]
fn strings_are_gos_string_by_any_name() {
    let identity = |of: &netrpc_gob::TypeInfo| (of.go_string(), of.registered_name().into_owned());
    let string = identity(String::TYPE);
    assert_eq!(identity(ByteString::TYPE), string);
    assert_eq!(identity(LossyString::TYPE), string);
    assert_eq!(
        <HashMap<ByteString, Vec<LossyString>>>::TYPE.go_string(),
        "map[string][]string"
    );
    // One type on a stream, with one definition.
    let mut sender = common::Sender::new();
    sender.sends(
        &vec![String::from("a")],
        "0b | 7f 02 01 02 ff 80 00 01 0c 00 00  06 | ff 80 00 01 01 61",
    );
    sender.sends(&vec![ByteString::from("a")], "06 | ff 80 00 01 01 61");
    sender.sends(&vec![LossyString::from("a")], "06 | ff 80 00 01 01 61");
}

#[test]
fn empty_strings_are_left_out() {
    let zero = Item {
        name: ByteString::new(),
    };
    let full = Item {
        name: ByteString::from("x"),
    };
    let (zero, full) = (common::encode(&zero), common::encode(&full));
    assert!(zero.ends_with(&hex("03 | ff 80 00")), "{zero:x?}");
    assert!(full.ends_with(&hex("06 | ff 80 01 01 78 00")), "{full:x?}");
}

#[test]
fn byte_strings_convert_and_print() {
    let string = ByteString::from(b"\"caf\xe9\"\n");
    assert_eq!(string.to_string(), "\"caf\u{fffd}\"\n");
    assert_eq!(format!("{string:?}"), r#""\"caf\xe9\"\n""#);
    assert!(string.to_str().is_err());
    assert_eq!(
        string.clone().into_string().unwrap_err().as_bytes(),
        &*string
    );
    let text = ByteString::from(String::from("text"));
    assert_eq!(text, "text");
    assert_eq!(
        (text.to_str(), text.clone().into_string()),
        (Ok("text"), Ok("text".into()))
    );
    assert_eq!(String::from(LossyString::from("text")), "text");
    assert_eq!(
        HashMap::from([(LossyString::from("a"), 1)]).get("a"),
        Some(&1)
    );
}

/// `any("x")` with a name of these bytes: `int` is 2, `string` 6.
fn interface(name: &[u8]) -> Vec<u8> {
    let mut body = hex("10 00");
    put_uint(&mut body, name.len() as u64);
    body.extend(name);
    body.extend(hex("0c 03 00 01 78"));
    message(&body)
}

#[derive(Gob, Debug)]
#[gob(name = "any")]
enum Any {
    #[gob(name = "string")]
    String(String),
}

#[derive(Gob, Debug)]
#[gob(name = "any")]
enum Open {
    #[gob(name = "string")]
    String(String),
    #[gob(other)]
    Other(Unregistered),
}

trait Thing: Object {}
netrpc_gob::interface!(dyn Thing);

#[test]
fn names_of_interface_values_may_be_any_bytes() {
    let bytes = interface(b"main.\xff\xfe");
    // Go: gob: name not registered for interface: "main.\xff\xfe"
    const UNKNOWN: &str = r#"gob: name not registered for interface: "main.\xff\xfe""#;
    assert_eq!(
        decode::<Option<Any>>(&bytes).unwrap_err().to_string(),
        UNKNOWN
    );
    let mut stream = StreamDecoder::with_decoder(
        Decoder::new().with_registry(Registry::new()),
        bytes.as_slice(),
    );
    let Err(error) = stream.decode::<Option<Box<dyn Thing>>>() else {
        panic!("is not registered")
    };
    assert_eq!(error.to_string(), UNKNOWN);
    let Some(Open::Other(other)) = decode(&bytes).unwrap() else {
        panic!("is another")
    };
    assert_eq!(other.name, "main.\u{fffd}\u{fffd}");
    assert_eq!(other.value.view().as_str(), Some("x"));
    let any: Value = decode(&bytes).unwrap();
    assert_eq!(
        any.view().interface().unwrap().name(),
        "main.\u{fffd}\u{fffd}"
    );
    // The value keeps the bytes.
    assert_eq!(common::encode(&any), bytes);
    common::skip(&bytes).unwrap();
}

#[test]
fn errors_inside_such_an_interface_have_text_for_the_name() {
    #[derive(Debug)]
    struct Wrong;
    impl GobType for Wrong {
        type Identity = Wrong;
        const TYPE: &'static netrpc_gob::TypeInfo = &netrpc_gob::TypeInfo::new::<Wrong>(
            netrpc_gob::GoName::Unnamed,
            netrpc_gob::Kind::Interface,
        );
        const IS_INTERFACE: bool = true;
    }
    impl netrpc_gob::Optional for Wrong {
        fn decode_optional(
            _: &mut Option<Self>,
            reader: &mut netrpc_gob::Reader<'_>,
            _: netrpc_gob::Plan,
        ) -> Result<(), Error> {
            let name = reader.interface()?.unwrap();
            reader.concrete::<i64>(name).map(drop)
        }
    }
    let error = decode::<Option<Wrong>>(&interface(b"\xff")).unwrap_err();
    assert_eq!(error.path().as_deref(), Some("\u{fffd}"));
}

/// `struct { F string }` with these names of the type and of the field, and a value of it.
fn definition(of: &[u8], field: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    put_int(&mut body, -64);
    body.extend([3, 1, 1]);
    put_uint(&mut body, of.len() as u64);
    body.extend(of);
    body.push(1);
    put_int(&mut body, 64);
    body.extend([0, 1, 1, 1]);
    put_uint(&mut body, field.len() as u64);
    body.extend(field);
    body.extend([1, 12, 0, 0, 0]);
    let mut stream = message(&body);
    stream.extend(hex("06 | ff 80 01 01 78 00"));
    stream
}

#[test]
fn names_in_definitions_may_be_any_bytes() {
    #[derive(Gob, Debug)]
    struct Local {
        f: String,
        g: i64,
    }
    let fits = definition(b"T\xff", b"F");
    assert_eq!(decode::<Local>(&fits).unwrap().f, "x");
    #[derive(Gob, Debug)]
    struct Wrong {
        f: i64,
    }
    let error = decode::<Wrong>(&fits).unwrap_err();
    assert_eq!(
        error.to_string(),
        "gob: wrong type (int64) for received field T\u{fffd}.F"
    );
    // A field that nobody can have is skipped, as in Go: its name is not exported.
    let strange = definition(b"T", b"\xff");
    assert_eq!(
        decode::<Local>(&strange).unwrap_err().to_string(),
        "gob: type mismatch: no fields matched compiling decoder for Local"
    );
    let strange = definition(b"T", b"F\xff");
    let any: Value = decode(&strange).unwrap();
    assert_eq!(any.view().fields().next().unwrap().0, "F\u{fffd}");
    for bytes in [fits, strange] {
        common::skip(&bytes).unwrap();
        assert!(
            decode::<i64>(&bytes)
                .unwrap_err()
                .to_string()
                .contains("received remote type")
        );
    }
}
