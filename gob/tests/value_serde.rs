//! Values and serde: what `encoding/json` prints of them, and types with `Deserialize` from them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::{BTreeMap, HashMap};
use std::io;

use netrpc_gob::value::{Id, Marshaler, TypeBuilder, Value, from_value};
use netrpc_gob::{ErrorKind, Gob, Limits};
use serde::{Deserialize, Serialize as _};

fn json(value: &Value) -> String {
    match serde_json::to_string(value) {
        Ok(text) => text,
        Err(error) => error.to_string(),
    }
}

fn received<T: netrpc_gob::Encode>(value: &T) -> Value {
    common::decode(&common::encode(value)).unwrap()
}

/// Spells floats and strings as Go does, which is a serializer's business: the rest is ours.
struct GoSpelling;

impl serde_json::ser::Formatter for GoSpelling {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        let size = value.abs();
        if value == 0.0 || (1e-6..1e21).contains(&size) {
            return write!(writer, "{value}");
        }
        let plus = if size < 1.0 { "e" } else { "e+" };
        write!(writer, "{}", format!("{value:e}").replace('e', plus))
    }

    fn write_f32<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        write!(writer, "{value}")
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        text: &str,
    ) -> io::Result<()> {
        for letter in text.chars() {
            match letter {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    write!(writer, "\\u{:04x}", u32::from(letter))?;
                }
                _ => write!(writer, "{letter}")?,
            }
        }
        Ok(())
    }
}

#[test]
fn json_is_byte_for_byte_what_go_prints_of_what_it_decodes() {
    let table = include_str!("data/json/values.tsv");
    for line in table.lines() {
        let (bytes, expected) = line.split_once('\t').unwrap();
        let value: Value = common::decode(&common::hex(bytes)).unwrap();
        let mut text = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut text, GoSpelling);
        let result = value.serialize(&mut serializer);
        match (result, expected.strip_prefix("error: ")) {
            // Go says where in its output, too.
            (Err(text), Some(error)) => assert!(error.starts_with(&text.to_string()), "{text}"),
            (Ok(()), None) => assert_eq!(String::from_utf8(text).unwrap(), expected, "{value}"),
            (result, _) => panic!("{result:?} for {expected}"),
        }
    }
    assert_eq!(table.lines().count(), 57);
}

#[test]
fn each_kind_is_printed_as_go_prints_it() {
    let mut types = TypeBuilder::new();
    let slice = types.slice(Id::INT);
    let array = types.array(2, Id::UINT8);
    let by_number = types.map(Id::INT, Id::BOOL);
    let by_float = types.map(Id::FLOAT64, Id::BOOL);
    let by_any = types.map(Id::INTERFACE, Id::INT);
    let by_bool = types.map(Id::BOOL, Id::INT);
    let time = types.opaque("time.Time", Marshaler::Gob);
    let next = types.structure([("B", Id::BYTES), ("M", by_number), ("A", array)]);
    let next = types.pointer(next);
    let all = types.structure([
        ("N", Id::INT),
        ("F", Id::FLOAT64),
        ("Next", next),
        ("T", time),
        ("I", Id::INTERFACE),
    ]);
    let roots = [
        slice, array, by_number, by_float, by_any, by_bool, time, all,
    ];
    let [
        slice,
        array,
        by_number,
        by_float,
        by_any,
        by_bool,
        time,
        all,
    ] = types.build_all(roots).unwrap();
    let yes = || Value::from(true);
    let cases = [
        (Value::from(true), "true"),
        (Value::from(-5), "-5"),
        (Value::from(u64::MAX), "18446744073709551615"),
        (Value::from(0.5), "0.5"),
        (Value::from(1.0), "1"),
        (Value::from(1e300), "1e+300"),
        (Value::from(f64::NAN), "json: unsupported value: NaN"),
        (Value::from(f64::INFINITY), "json: unsupported value: +Inf"),
        (
            Value::complex(1.0, 2.0),
            "json: unsupported type: complex128",
        ),
        (Value::from("a\"é"), r#""a\"é""#),
        // Two bytes that are the start of a rune of three are two mistakes.
        (Value::string([b'a', 0xe4, 0xb8]), "\"a\u{fffd}\u{fffd}\""),
        (Value::bytes([1, 2, 255]), r#""AQL/""#),
        (Value::bytes([]), "null"),
        (
            Value::slice(&slice, [Value::from(1), Value::from(0)]).unwrap(),
            "[1,0]",
        ),
        (Value::slice(&slice, []).unwrap(), "null"),
        (
            Value::array(&array, [Value::from(1u8), Value::from(0u8)]).unwrap(),
            "[1,0]",
        ),
        (Value::map(&by_number, []).unwrap(), "{}"),
        (
            Value::map(
                &by_number,
                [
                    (Value::from(9), yes()),
                    (Value::from(10), yes()),
                    (Value::from(-1), yes()),
                ],
            )
            .unwrap(),
            r#"{"-1":true,"10":true,"9":true}"#,
        ),
        (
            Value::map(
                &by_float,
                [
                    (Value::from(1e21), yes()),
                    (Value::from(-0.0), yes()),
                    (Value::from(1.5), yes()),
                ],
            )
            .unwrap(),
            r#"{"-0":true,"1.5":true,"1e+21":true}"#,
        ),
        (
            Value::map(
                &by_any,
                [
                    (Value::from("9"), Value::from(2)),
                    (Value::from(10), Value::from(1)),
                ],
            )
            .unwrap(),
            r#"{"10":1,"9":2}"#,
        ),
        (
            Value::map(&by_bool, [(yes(), Value::from(2))]).unwrap(),
            "json: unsupported value: jsontext: object member name must be a string",
        ),
        // Of a key that comes twice Go keeps the last.
        (
            Value::map(
                &by_number,
                [
                    (Value::from(1), yes()),
                    (Value::from(1), Value::from(false)),
                ],
            )
            .unwrap(),
            r#"{"1":false}"#,
        ),
        (Value::opaque(&time, [1, 2]).unwrap(), r#""AQI=""#),
        (Value::NIL, "null"),
        (Value::any(Value::from(0.1f32)).unwrap(), "0.1"),
        (
            Value::structure(&all, []).unwrap(),
            r#"{"N":0,"F":0,"Next":null,"T":null,"I":null}"#,
        ),
        (
            Value::structure(
                &all,
                [
                    (
                        "Next",
                        Value::zero(&all.field("Next").unwrap().pointee().unwrap()).unwrap(),
                    ),
                    ("I", Value::from("x")),
                ],
            )
            .unwrap(),
            r#"{"N":0,"F":0,"Next":{"B":null,"M":null,"A":[0,0]},"T":null,"I":"x"}"#,
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(json(&value), expected, "{value}");
    }
}

#[derive(Gob)]
struct Sent {
    name: String,
    tags: Vec<String>,
    raw: Vec<u8>,
    counts: BTreeMap<i64, u32>,
    next: Option<Box<Sent>>,
    ratio: f64,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Received {
    name: String,
    tags: Vec<String>,
    raw: Vec<u8>,
    counts: HashMap<i64, u32>,
    next: Option<Box<Received>>,
    ratio: f32,
}

fn sent(next: Option<Box<Sent>>) -> Sent {
    Sent {
        name: "a".into(),
        tags: vec!["x".into(), String::new()],
        raw: vec![1, 2],
        counts: BTreeMap::from([(-1, 1), (5, 0)]),
        next,
        ratio: 0.5,
    }
}

#[test]
fn rust_types_are_made_of_values() {
    let value = received(&sent(Some(Box::new(sent(None)))));
    let made: Received = from_value(&value).unwrap();
    let inner = |next| Received {
        name: "a".into(),
        tags: vec!["x".into(), String::new()],
        raw: vec![1, 2],
        counts: HashMap::from([(-1, 1), (5, 0)]),
        next,
        ratio: 0.5,
    };
    assert_eq!(made, inner(Some(Box::new(inner(None)))));
    // What was not transmitted is zero.
    let empty = Sent {
        name: String::new(),
        tags: Vec::new(),
        raw: Vec::new(),
        counts: BTreeMap::new(),
        next: None,
        ratio: 0.0,
    };
    let made: Received = from_value(&received(&empty)).unwrap();
    assert_eq!(
        (made.name.len(), made.tags.len(), made.raw.len(), made.ratio),
        (0, 0, 0, 0.0)
    );
    assert!(made.next.is_none());
}

#[test]
fn values_of_interfaces_are_what_they_hold_or_variants() {
    #[derive(Debug, Deserialize, PartialEq)]
    enum Shape {
        #[serde(rename = "main.Circle")]
        Circle {
            #[serde(rename = "R")]
            r: f64,
        },
        #[serde(rename = "int")]
        Number(i64),
        #[serde(rename = "unknown")]
        Unknown,
    }
    let mut types = TypeBuilder::new();
    let circle = types.structure([("R", Id::FLOAT64)]);
    let circle = types.named("main.Circle", circle);
    let anything = types.slice(Id::INTERFACE);
    let [circle, anything] = types.build_all([circle, anything]).unwrap();
    let circle = Value::structure(&circle, [("R", Value::from(2.5))]).unwrap();
    let shapes = Value::slice(&anything, [circle, Value::from(7isize)]).unwrap();
    let made: Vec<Shape> = from_value(&shapes).unwrap();
    assert_eq!(made, [Shape::Circle { r: 2.5 }, Shape::Number(7)]);
    assert_eq!(
        from_value::<Shape>(&Value::from("unknown")).unwrap(),
        Shape::Unknown
    );
    let numbers = Value::slice(&anything, [Value::from(7isize), Value::NIL]).unwrap();
    assert_eq!(
        from_value::<Vec<Option<i64>>>(&numbers).unwrap(),
        [Some(7), None]
    );
    let any: serde_json::Value = from_value(&shapes).unwrap();
    assert_eq!(any, serde_json::json!([{"R": 2.5}, 7]));
}

#[test]
fn what_does_not_fit_is_an_error_with_its_place() {
    let value = received(&sent(Some(Box::new(sent(None)))));
    #[derive(Debug, Deserialize)]
    struct Outer {
        #[serde(rename = "Next")]
        _next: Inner,
    }
    #[derive(Debug, Deserialize)]
    struct Inner {
        #[serde(rename = "Tags")]
        _tags: Vec<u8>,
    }
    let error = from_value::<Outer>(&value).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TypeMismatch);
    assert_eq!(error.path().as_deref(), Some("Next.Tags[0]"));
    assert_eq!(
        error.to_string(),
        r#"invalid type: string "x", expected u8"#
    );
    let error = from_value::<u8>(&Value::from(300)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid value: integer `300`, expected u8"
    );
    let error = from_value::<String>(&Value::string([0xff])).unwrap_err();
    assert!(error.to_string().contains("expected a string"), "{error}");
}

#[test]
fn deep_values_end_with_an_error_on_a_small_stack() {
    #[derive(Deserialize)]
    struct Deep(#[allow(dead_code, reason = "only deserialized")] Vec<Deep>);
    let deep = || {
        let mut types = TypeBuilder::new();
        let list = types.declare("main.L");
        let slice = types.slice(list);
        types.define(list, slice);
        let list = types.build(list).unwrap();
        let mut value = Value::slice(&list, []).unwrap();
        for _ in 0..100_000 {
            value = Value::slice(&list, [value]).unwrap();
        }
        assert!(json(&value).contains("nests too deeply"));
        let error = from_value::<Deep>(&value).map(drop).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        let error = from_value::<serde_json::Value>(&value).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        let limits = Limits::default();
        let mut encoder = netrpc_gob::Encoder::new().with_limits(limits);
        let error = encoder.encode(&value, &mut Vec::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
    };
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(deep)
        .unwrap()
        .join()
        .unwrap();
}
