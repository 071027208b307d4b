//! What must hold for every stream of bytes. The fuzz target runs it, and `tests/fuzz_smoke.rs` for a moment.

use std::collections::BTreeMap;

use bytes::BytesMut;
use netrpc::{
    Limits,
    codec::{
        DecodeArgs, DecodeReply, EncodeReply, RequestHeader, ResponseDecoder, ResponseHeader,
        ServerCodec,
    },
};
use netrpc_jsonrpc::{JsonResponseDecoder, JsonServerCodec, values};
use serde::{Deserialize, Serialize};

/// A bit of everything.
#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Value {
    int: i64,
    small: u8,
    big: u128,
    float: f64,
    short: f32,
    text: String,
    bytes: Vec<u8>,
    flags: [bool; 3],
    pair: (i8, String),
    map: BTreeMap<i32, Option<Box<Value>>>,
    unit: (),
    any: serde_json::Value,
}

/// Feeds the stream whole and in pieces, both ways, and compares.
pub(crate) fn run(stream: &[u8]) {
    let cut = stream
        .first()
        .map_or(0, |byte| usize::from(*byte) % stream.len());
    let whole = serve(&[stream]);
    assert_eq!(serve(&[&stream[..cut], &stream[cut..]]), whole);
    assert_eq!(
        receive(&[&stream[..cut], &stream[cut..]]),
        receive(&[stream])
    );
    if let Ok(value) = values::from_slice::<Value>(stream) {
        let text = values::to_vec(&value).expect("what was read can be written");
        assert_eq!(
            values::from_slice::<Value>(&text).expect("what was written can be read"),
            value
        );
    }
    if let Ok(value) = values::from_slice::<serde_json::Value>(stream) {
        let text = values::to_vec(&value).expect("what was read can be written");
        let back: serde_json::Value =
            serde_json::from_slice(&text).expect("what was written is JSON");
        assert_eq!(values::to_vec(&back).expect("it is a value still"), text);
    }
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
            let args: Result<Value, _> = codec.decode_args(params);
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
                    let reply: Result<Value, _> = decoder.decode_reply(reply);
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
