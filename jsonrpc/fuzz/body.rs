//! What must hold for all bytes. The fuzz targets run it, and `tests/fuzz_smoke.rs` for a moment.

use std::{collections::BTreeMap, fmt::Debug};

use bytes::BytesMut;
use netrpc::{
    Limits,
    codec::{
        DecodeArgs, DecodeReply, EncodeReply, RequestHeader, ResponseDecoder, ResponseHeader,
        ServerCodec,
    },
};
use netrpc_jsonrpc::{JsonResponseDecoder, JsonServerCodec, Time, values};
use serde::{Deserialize, Serialize, de::DeserializeOwned, de::IgnoredAny};

/// A bit of everything.
#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Everything {
    int: i64,
    small: u8,
    big: u128,
    float: f64,
    short: f32,
    text: String,
    bytes: Vec<u8>,
    flags: [bool; 3],
    pair: (i8, String),
    map: BTreeMap<i32, Option<Box<Everything>>>,
    unit: (),
    any: serde_json::Value,
}

/// What serde reads by way of a buffer of its own.
#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Embedding {
    #[serde(flatten)]
    embedded: Embedded,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Choice>,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Embedded {
    #[serde(default)]
    id: i8,
    name: Option<String>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
enum Choice {
    Unit,
    One(char),
    Two(u16, Option<i8>),
    Fields { list: Vec<Choice> },
}

/// A stream of messages, fed whole and in pieces, both ways, is read alike.
pub(crate) fn messages(stream: &[u8]) {
    let cut = stream
        .first()
        .map_or(0, |byte| usize::from(*byte) % stream.len());
    let whole = serve(&[stream]);
    assert_eq!(serve(&[&stream[..cut], &stream[cut..]]), whole);
    assert_eq!(
        receive(&[&stream[..cut], &stream[cut..]]),
        receive(&[stream])
    );
}

/// A text is JSON to us if it is to serde_json, and what it decodes to, as any type, is there and back again.
pub(crate) fn text(text: &[u8]) {
    assert_eq!(
        values::from_slice::<IgnoredAny>(text).is_ok(),
        serde_json::from_slice::<IgnoredAny>(text).is_ok(),
        "whether it is JSON"
    );
    // serde_json takes no halves of surrogate pairs and nothing that is not UTF-8.
    if let Ok(theirs) = serde_json::from_slice::<serde_json::Value>(text) {
        let ours: serde_json::Value = values::from_slice(text).expect("serde_json reads it");
        assert_eq!(ours, theirs);
    }
    there_and_back::<Everything>(text);
    there_and_back::<Embedding>(text);
    there_and_back::<Choice>(text);
    there_and_back::<serde_json::Value>(text);
    there_and_back::<BTreeMap<i8, Vec<u8>>>(text);
    there_and_back::<(f64, f32)>(text);
    there_and_back::<[Option<i128>; 2]>(text);
    there_and_back::<String>(text);
    time(text);
}

/// As in Go, an offset of 24 hours is read and not written.
fn time(text: &[u8]) {
    let Ok(time) = values::from_slice::<Time>(text) else {
        return;
    };
    match values::to_vec(&time) {
        Ok(written) => assert_eq!(
            values::from_slice::<Time>(&written).expect("it is a time"),
            time
        ),
        Err(error) => assert!(time.offset().abs() >= 24 * 3_600, "{error}"),
    }
}

fn there_and_back<T: Serialize + DeserializeOwned + Debug + PartialEq>(text: &[u8]) {
    let Ok(value) = values::from_slice::<T>(text) else {
        return;
    };
    let written = values::to_vec(&value).expect("what was read can be written");
    serde_json::from_slice::<IgnoredAny>(&written).expect("what was written is JSON");
    let back: T = values::from_slice(&written).expect("what was written can be read");
    assert_eq!(values::to_vec(&back).expect("as before"), written);
}

fn limits() -> Limits {
    let mut limits = Limits::strict();
    limits.max_request = 300;
    limits.max_response = 300;
    limits.max_request_header = 40;
    limits
}

/// What a server answers, and whether the stream ended in an error. Its text may show no more than the first half of a character
/// that was cut.
fn serve(pieces: &[&[u8]]) -> (Vec<u8>, bool) {
    let mut codec = JsonServerCodec::new(&limits());
    let (mut input, mut header, mut out) = (BytesMut::new(), RequestHeader::default(), Vec::new());
    for piece in pieces {
        input.extend_from_slice(piece);
        loop {
            let params = match codec.next_request(&mut input, &mut header) {
                Ok(Some(params)) => params,
                Ok(None) => break,
                Err(_) => return (out, true),
            };
            let mut response = ResponseHeader {
                seq: header.seq,
                ..ResponseHeader::default()
            };
            let args: Result<Everything, _> = codec.decode_args(params);
            match args {
                Ok(args) => codec
                    .encode_reply(&response, &args, &mut out)
                    .expect("what was read can be written"),
                Err(error) => {
                    response.error = error.to_string();
                    codec
                        .encode_error(&response, &mut out)
                        .expect("errors can always be written");
                }
            }
        }
    }
    let end = codec.finish(&mut input, &mut header);
    (out, end.is_err())
}

/// What a client reads, and how the stream ended.
fn receive(pieces: &[&[u8]]) -> Vec<String> {
    let mut decoder = JsonResponseDecoder::new(&limits());
    let (mut input, mut header, mut read) =
        (BytesMut::new(), ResponseHeader::default(), Vec::new());
    for piece in pieces {
        input.extend_from_slice(piece);
        loop {
            match decoder.next_response(&mut input, &mut header) {
                Ok(Some(reply)) => {
                    let reply: Result<Everything, _> = decoder.decode_reply(reply);
                    read.push(format!("{header:?} {reply:?}"));
                }
                Ok(None) => break,
                Err(_) => {
                    read.push("the end".to_owned());
                    return read;
                }
            }
        }
    }
    read.push(format!(
        "{}",
        decoder.finish(&mut input, &mut header).is_ok()
    ));
    read
}
