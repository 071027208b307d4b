//! Connections of Go programs that were captured: every value in them decodes, as another decoder has printed it, and
//! is the same when it was sent again.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use netrpc_gob::value::{Content, Type, TypeKind, Value, ValueRef};
use netrpc_gob::{Decoder, Encoder, Step, StreamDecoder};

/// One direction of a connection.
struct Capture {
    name: String,
    /// From the first gob message on.
    bytes: Vec<u8>,
    /// What another decoder has printed.
    dump: String,
}

fn captures() -> Vec<Capture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "bin"))
        .collect();
    files.sort();
    let capture = |path: &PathBuf| Capture {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        bytes: without_prelude(&fs::read(path).unwrap()).to_vec(),
        dump: fs::read_to_string(path.with_extension("txt")).unwrap(),
    };
    files.iter().map(capture).collect()
}

/// Without the head of an HTTP message, the option line of geerpc, and the number of a stream of go-plugin.
fn without_prelude(bytes: &[u8]) -> &[u8] {
    let behind = |bytes: &'_ [u8], end: &[u8]| {
        let at = bytes.windows(end.len()).position(|window| window == end);
        at.unwrap() + end.len()
    };
    match bytes {
        [b'C', b'O', b'N', b'N', ..] | [b'H', b'T', b'T', b'P', ..] => {
            without_prelude(&bytes[behind(bytes, b"\n\n")..])
        }
        [b'{', ..] => &bytes[behind(bytes, b"}\n")..],
        [number, 0, 0, 0, rest @ ..] if *number < 8 => rest,
        _ => bytes,
    }
}

/// The values of a capture, with the ids of their types.
fn values(capture: &Capture) -> Vec<(i64, Value)> {
    let mut decoder = Decoder::new();
    let mut rest = capture.bytes.as_slice();
    let mut values = Vec::new();
    while let Step::Value(frame) = decoder.frame(rest).unwrap() {
        let (bytes, behind) = rest.split_at(frame.len());
        let value = decoder.decode(&frame, bytes).unwrap();
        values.push((messages(bytes).last().unwrap().0, value));
        rest = behind;
    }
    values
}

/// The ids in front of messages, negative ones of definitions, and their bodies.
fn messages(bytes: &[u8]) -> Vec<(i64, &[u8])> {
    let uint = |bytes: &mut &[u8]| {
        let (first, rest) = bytes.split_first().unwrap();
        if *first < 0x80 {
            *bytes = rest;
            return u64::from(*first);
        }
        let (number, rest) = rest.split_at(usize::from(first.wrapping_neg()));
        *bytes = rest;
        number
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte))
    };
    let mut rest = bytes;
    let mut messages = Vec::new();
    while !rest.is_empty() {
        let len = uint(&mut rest) as usize;
        let (mut body, behind) = rest.split_at(len);
        let id = uint(&mut body);
        let id = if id % 2 == 0 {
            (id / 2) as i64
        } else {
            !((id / 2) as i64)
        };
        messages.push((id, body));
        rest = behind;
    }
    messages
}

#[test]
fn captured_values_are_those_that_another_decoder_found() {
    let mut all = 0;
    for capture in captures() {
        let name = &capture.name;
        let values = values(&capture);
        let lines: Vec<_> = values.iter().map(|(_, value)| value_line(value)).collect();
        let is_value = |line: &&str| !line.starts_with("TYPE") && !line.starts_with('#');
        let expected: Vec<_> = capture.dump.lines().filter(is_value).collect();
        assert_eq!(lines, expected, "{name}");
        let types = capture.dump.lines().filter(|line| line.starts_with("TYPE"));
        let mut without_value = 0;
        for line in types {
            let with_id = |id: i64| line.starts_with(&format!("TYPE {id} "));
            match values.iter().find(|(id, _)| with_id(*id)) {
                Some((id, value)) => assert_eq!(line, type_line(*id, value.ty()), "{name}"),
                None => without_value += 1,
            }
        }
        // The reply that could not be encoded.
        assert_eq!(
            without_value,
            usize::from(name == "stdlib-tcp-conn2.s2c"),
            "{name}"
        );
        let counts = format!(
            "# {} values, {} messages;",
            values.len(),
            messages(&capture.bytes).len()
        );
        assert!(
            capture.dump.lines().last().unwrap().starts_with(&counts),
            "{name}: {counts}"
        );
        all += values.len();
    }
    assert_eq!(all, 201);
}

#[test]
fn captured_values_are_the_same_when_they_come_back() {
    for capture in captures() {
        let (mut encoder, mut sent) = (Encoder::new(), Vec::new());
        let values = values(&capture);
        for (_, value) in &values {
            encoder.encode(value, &mut sent).unwrap();
        }
        let mut stream = StreamDecoder::new(sent.as_slice());
        for (_, value) in &values {
            let back: Value = stream.decode().unwrap();
            assert_eq!(
                (&back, value_line(&back)),
                (value, value_line(value)),
                "{}",
                capture.name
            );
        }
        // The same number of bytes, too: only ids may differ, which are of one length here.
        let definitions = messages(&capture.bytes)
            .iter()
            .filter(|(id, _)| *id < 0)
            .count();
        if definitions == messages(&sent).iter().filter(|(id, _)| *id < 0).count() {
            assert_eq!(sent.len(), capture.bytes.len(), "{}", capture.name);
        }
    }
}

/// A line of the other decoder's dump for a value.
fn value_line(value: &Value) -> String {
    let kind = kind_text(value.ty());
    let name = match value.ty().kind() {
        TypeKind::Struct | TypeKind::Map | TypeKind::Slice | TypeKind::Array => {
            match value.ty().name() {
                "" => " (unnamed)".to_owned(),
                name => format!(" {name}"),
            }
        }
        _ => String::new(),
    };
    format!("{kind}{name} {}", json(value.view()))
}

/// A line of the other decoder's dump for a type.
fn type_line(id: i64, of: &Type) -> String {
    let (kind, name) = (kind_text(of), of.name());
    let part = |of: Option<Type>| basic_id(of.unwrap());
    match of.kind() {
        TypeKind::Struct => {
            let fields: Vec<_> = of
                .fields()
                .map(|(name, of)| format!("('{name}', {})", basic_id(of)))
                .collect();
            format!("TYPE {id} ('{kind}', '{name}', [{}])", fields.join(", "))
        }
        TypeKind::Map => {
            let (key, element) = (part(of.key()), part(of.element()));
            format!("TYPE {id} ('{kind}', '{name}', {key}, {element})")
        }
        TypeKind::Slice => format!("TYPE {id} ('{kind}', '{name}', {})", part(of.element())),
        TypeKind::Array => {
            let len = of.array_len().unwrap();
            format!(
                "TYPE {id} ('{kind}', '{name}', {}, {len})",
                part(of.element())
            )
        }
        other => panic!("{other:?} has no definition"),
    }
}

fn kind_text(of: &Type) -> &'static str {
    match of.kind() {
        TypeKind::Bool => "bool",
        TypeKind::Int => "int",
        TypeKind::Uint => "uint",
        TypeKind::String => "string",
        TypeKind::Interface => "interface",
        TypeKind::Slice => "slice",
        TypeKind::Array => "array",
        TypeKind::Map => "map",
        TypeKind::Struct => "struct",
        other => panic!("{other:?} is in no capture"),
    }
}

fn basic_id(of: Type) -> u8 {
    match of.kind() {
        TypeKind::Int => 2,
        TypeKind::Uint => 3,
        TypeKind::String => 6,
        other => panic!("{other:?} is a part of no captured type"),
    }
}

/// As the other decoder prints: JSON, with what was transmitted alone, and maps as pairs.
fn json(value: ValueRef<'_>) -> String {
    let list = |parts: Vec<String>| format!("[{}]", parts.join(", "));
    match value.content() {
        Content::Bool(value) => value.to_string(),
        Content::Int(value) => value.to_string(),
        Content::Uint(value) => value.to_string(),
        Content::String(_) => format!("{:?}", value.as_str().unwrap()),
        Content::Nil => "null".into(),
        Content::Slice(elements) | Content::Array(elements) => list(elements.map(json).collect()),
        Content::Map(entries) => {
            let pair = |(key, element)| list(vec![json(key), json(element)]);
            format!("{{\"$map\": {}}}", list(entries.map(pair).collect()))
        }
        Content::Struct(_) => {
            let field = |(name, value): (&str, _)| format!("{name:?}: {}", json(value));
            let fields: Vec<_> = value.present_fields().map(field).collect();
            format!("{{{}}}", fields.join(", "))
        }
        other => panic!("{other:?} is in no capture"),
    }
}
