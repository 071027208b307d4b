//! What must hold for all bytes. The fuzz targets run it, and `tests/fuzz_smoke.rs` for a moment.

pub(crate) mod payloads;
mod types;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use netrpc_gob::value::{Content, Value, ValueRef};
use netrpc_gob::{
    Decode, Decoder, Encode, Encoder, Error, ErrorKind, Frame, Limits, Registry, Step,
};

use types::{Any, Everything, Numbers, Open, Point};

/// A stream is cut into the same values however its bytes come.
pub(crate) fn framing(data: &[u8]) {
    let Some((cut, stream)) = data.split_first() else {
        return;
    };
    let cut = usize::from(*cut) % (stream.len() + 1);
    let (first, second) = stream.split_at(cut);
    let whole = ends(&[stream]);
    assert_eq!(ends(&[first, second]), whole);
    if stream.len() < 300 {
        let bytes: Vec<_> = stream.chunks(1).collect();
        assert_eq!(ends(&bytes), whole);
    }
}

/// Whatever is a value can be passed over, and passing over it says the same each time.
pub(crate) fn skipping(stream: &[u8]) {
    each_frame(stream, |decoder, frame, bytes| {
        let skipped = text(decoder.skip(frame, bytes));
        let value: Result<Value, Error> = decoder.decode(frame, bytes);
        match (&value, skipped.as_str()) {
            (Ok(value), skipped) => assert_eq!(skipped, "ok", "{value}"),
            (Err(error), "ok") => assert_ne!(error.kind(), ErrorKind::Definition, "{error}"),
            (Err(_), _) => {}
        }
        // Passes over all fields but one.
        let _ = decoder.decode::<Numbers>(frame, bytes);
        let _ = decoder.decode::<Vec<Point>>(frame, bytes);
        assert_eq!(text(decoder.skip(frame, bytes)), skipped);
    });
}

/// Any value can be looked at, printed, copied and compared.
pub(crate) fn value(stream: &[u8]) {
    each_frame(stream, |decoder, frame, bytes| {
        let Ok(value) = decoder.decode::<Value>(frame, bytes) else {
            return;
        };
        let printed = [
            value.to_string(),
            format!("{value:#}"),
            format!("{value:?}"),
        ];
        assert!(printed.iter().all(|text| !text.is_empty()));
        let _ = value.ty().declarations().to_string();
        assert_eq!(value, value.clone());
        walk(value.view(), &mut 1_000);
        #[cfg(feature = "serde")]
        if let Ok(text) = serde_json::to_string(&value) {
            let parsed: Result<serde_json::Value, _> = serde_json::from_str(&text);
            // serde_json reads no more levels.
            assert!(
                parsed.is_ok() || text.matches(['[', '{']).count() >= 127,
                "{text}"
            );
        }
        #[cfg(feature = "serde")]
        let _ = netrpc_gob::value::from_value::<serde_json::Value>(&value);
    });
}

/// Rust types take a stream or do not, and what they take is there and back again.
pub(crate) fn typed(stream: &[u8]) {
    each_frame(stream, |decoder, frame, bytes| {
        there_and_back::<Everything>(decoder, frame, bytes);
        there_and_back::<Vec<Everything>>(decoder, frame, bytes);
        there_and_back::<BTreeMap<String, Vec<f64>>>(decoder, frame, bytes);
        there_and_back::<i8>(decoder, frame, bytes);
        there_and_back::<u64>(decoder, frame, bytes);
        there_and_back::<f32>(decoder, frame, bytes);
        there_and_back::<String>(decoder, frame, bytes);
        there_and_back::<[Vec<u8>; 2]>(decoder, frame, bytes);
        // Merging a value into itself is no error.
        if let Ok(mut value) = decoder.decode::<Everything>(frame, bytes) {
            decoder
                .decode_into(frame, bytes, &mut value)
                .expect("it could be decoded before");
        }
    });
}

/// The input is a list of bodies of definitions, each behind its length; each type has a value of zeros, and the rest of the
/// input as value.
pub(crate) fn definitions(data: &[u8]) {
    let mut rest = data;
    let mut stream = Vec::new();
    let mut count = 0;
    while let Some((len, behind)) = rest.split_first() {
        if count == 20 || *len == 0 || usize::from(*len) > behind.len() {
            break;
        }
        let (body, behind) = behind.split_at(usize::from(*len));
        put_message(&mut stream, -(64 + count), body);
        rest = behind;
        count += 1;
    }
    for id in 64..64 + count {
        put_message(&mut stream, id, rest);
        put_message(&mut stream, id, &[0; 12]);
    }
    let mut encoder = Encoder::new();
    each_frame(&stream, |decoder, frame, bytes| {
        let _ = decoder.skip(frame, bytes);
        let _ = decoder.decode::<Everything>(frame, bytes);
        let _ = decoder.decode::<Vec<Point>>(frame, bytes);
        if let Ok(value) = decoder.decode::<Value>(frame, bytes) {
            assert!(!format!("{value:#}{}", value.ty().declarations()).is_empty());
            encoder
                .encode(&value, &mut Vec::new())
                .expect("what was decoded can be encoded");
        }
    });
}

/// Interface values of known and unknown names are there and back again, wherever their definitions stand.
pub(crate) fn interface(stream: &[u8]) {
    each_frame(stream, |decoder, frame, bytes| {
        there_and_back::<Option<Any>>(decoder, frame, bytes);
        there_and_back::<Vec<Option<Any>>>(decoder, frame, bytes);
        there_and_back::<BTreeMap<String, Option<Any>>>(decoder, frame, bytes);
        there_and_back::<Everything>(decoder, frame, bytes);
        there_and_back::<Option<Box<dyn Open>>>(decoder, frame, bytes);
        there_and_back::<Vec<Option<Box<dyn Open>>>>(decoder, frame, bytes);
    });
}

/// A value that comes back is the same value, to those who know its type and to those who do not.
pub(crate) fn encode_after_decode(stream: &[u8]) {
    for mut encoder in [encoder(), encoder().with_definitions_first()] {
        let mut again = self::decoder();
        let (mut of_typed, mut of_twin) = (self::encoder(), self::encoder());
        each_frame(stream, |decoder, frame, bytes| {
            let Ok(value) = decoder.decode::<Value>(frame, bytes) else {
                return;
            };
            let mut sent = Vec::new();
            encoder
                .encode(&value, &mut sent)
                .expect("what was decoded can be encoded");
            let step = again.frame(&sent).expect("lengths of ours");
            let Step::Value(back) = step else {
                panic!("a part of a value was sent");
            };
            assert_eq!(back.len(), sent.len());
            let received: Value = again.decode(&back, &sent).expect("we have sent it");
            assert_eq!(received, value);
            again.skip(&back, &sent).expect("it can be decoded");
            if let Ok(typed) = decoder.decode::<Everything>(frame, bytes) {
                let twin: Everything = again.decode(&back, &sent).expect("as before");
                assert_eq!(
                    bytes_of(&mut of_twin, &twin),
                    bytes_of(&mut of_typed, &typed)
                );
            }
        });
    }
}

/// Calls `with` for each whole value of a stream.
fn each_frame(stream: &[u8], mut with: impl FnMut(&mut Decoder, &Frame, &[u8])) {
    let mut decoder = decoder();
    let mut rest = stream;
    loop {
        match decoder.frame(rest) {
            Ok(Step::Value(frame)) => {
                let (bytes, behind) = rest.split_at(frame.len());
                with(&mut decoder, &frame, bytes);
                rest = behind;
            }
            Ok(Step::Incomplete { consumed }) if consumed > 0 => rest = &rest[consumed..],
            Ok(Step::Incomplete { .. }) | Err(_) => return,
        }
    }
}

/// Where the values of a stream end, with their errors, and how the stream ends.
fn ends(pieces: &[&[u8]]) -> Vec<(usize, String)> {
    let mut decoder = decoder();
    let (mut input, mut offset, mut ends) = (Vec::new(), 0, Vec::new());
    for piece in pieces {
        input.extend_from_slice(piece);
        loop {
            match decoder.frame(&input) {
                Ok(Step::Value(frame)) => {
                    offset += frame.len();
                    let bytes = &input[..frame.len()];
                    let value = decoder.decode::<Value>(&frame, bytes);
                    ends.push((offset, text(value.map(|value| drop(value.to_string())))));
                    input.drain(..frame.len());
                }
                Ok(Step::Incomplete { consumed }) => {
                    offset += consumed;
                    input.drain(..consumed);
                    if consumed == 0 {
                        break;
                    }
                }
                Err(error) => {
                    ends.push((offset, text(Err(error))));
                    return ends;
                }
            }
        }
    }
    ends.push((
        offset + input.len(),
        text(Err(decoder.end_of_input(&input))),
    ));
    ends
}

/// Looks at parts of a value, as many as are `left`.
fn walk(value: ValueRef<'_>, left: &mut usize) {
    if *left == 0 {
        return;
    }
    *left -= 1;
    assert!(!value.ty().to_string().is_empty());
    match value.content() {
        Content::Slice(elements) | Content::Array(elements) => {
            assert_eq!(elements.len(), value.len());
            elements.for_each(|element| walk(element, left));
        }
        Content::Map(entries) => {
            for (key, element) in entries {
                walk(key, left);
                walk(element, left);
            }
        }
        Content::Struct(fields) => {
            for (name, field) in fields {
                assert!(value.field(name).is_some());
                walk(field, left);
            }
        }
        Content::Interface(interface) => walk(interface.value(), left),
        _ => {}
    }
}

/// What decodes as `T` is encoded, decoded, and encoded to the same bytes again.
fn there_and_back<T: Encode + Decode>(decoder: &mut Decoder, frame: &Frame, bytes: &[u8]) {
    let Ok(value) = decoder.decode::<T>(frame, bytes) else {
        return;
    };
    if value.is_nil() {
        return;
    }
    let sent = bytes_of(&mut encoder(), &value);
    let mut decoder = self::decoder();
    let Ok(Step::Value(frame)) = decoder.frame(&sent) else {
        panic!("a part of a value was sent");
    };
    let back: T = decoder.decode(&frame, &sent).expect("we have sent it");
    assert_eq!(bytes_of(&mut encoder(), &back), sent);
}

fn bytes_of<T: Encode>(encoder: &mut Encoder, value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    encoder
        .encode(value, &mut bytes)
        .expect("what was decoded can be encoded");
    bytes
}

fn encoder() -> Encoder {
    Encoder::new().with_registry(registry())
}

fn decoder() -> Decoder {
    let mut limits = Limits::default().message(1_000).depth(60).types(60);
    limits = limits.fields(40).definition_bytes(2_000).decoded(1 << 20);
    Decoder::new().with_limits(limits).with_registry(registry())
}

fn registry() -> Arc<Registry> {
    static REGISTRY: OnceLock<Arc<Registry>> = OnceLock::new();
    REGISTRY.get_or_init(|| Arc::new(types::registry())).clone()
}

fn text(result: Result<(), Error>) -> String {
    match result {
        Ok(()) => "ok".into(),
        Err(error) => format!("{error:#}"),
    }
}

fn put_message(stream: &mut Vec<u8>, id: i64, body: &[u8]) {
    // Ids of one or two bytes, and as the length of a message two bytes.
    let id = ((id << 1) ^ (id >> 63)) as u64;
    let mut message = match id {
        0..128 => vec![id as u8],
        _ => vec![0xff, id as u8],
    };
    message.extend_from_slice(body);
    stream.push(0xfe);
    stream.extend((message.len() as u16).to_be_bytes());
    stream.extend(message);
}
