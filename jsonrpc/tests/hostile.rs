//! Bad input: every truncation and every byte change of captured bytes, and what is made to hurt.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

mod support;

use bytes::BytesMut;
use netrpc::{
    CodecError, CodecErrorKind, Limits,
    codec::{DecodeArgs, DecodeReply, RequestHeader, ResponseDecoder, ResponseHeader, ServerCodec},
};
use netrpc_jsonrpc::{JsonParams, JsonResponseDecoder, JsonServerCodec};
use serde::Deserialize;

use support::{Everything, Tree, current};

/// Takes all there is out of `bytes`, as requests of one type.
fn serve<T>(limits: &Limits, bytes: &[u8]) -> Vec<Result<T, CodecError>>
where
    JsonServerCodec: DecodeArgs<T>,
{
    let mut codec = JsonServerCodec::new(limits);
    let mut input = BytesMut::from(bytes);
    let mut header = RequestHeader::default();
    let mut answers = Vec::new();
    while let Ok(Some(params)) = codec.next_request(&mut input, &mut header) {
        answers.push(codec.decode_args(params));
        let response = ResponseHeader {
            seq: header.seq,
            ..ResponseHeader::default()
        };
        codec.encode_error(&response, &mut Vec::new()).unwrap();
    }
    let _ = codec.finish(&mut input, &mut header);
    answers
}

fn receive(bytes: &[u8]) {
    let mut decoder = JsonResponseDecoder::new(&Limits::default());
    let mut input = BytesMut::from(bytes);
    let mut header = ResponseHeader::default();
    while let Ok(Some(reply)) = decoder.next_response(&mut input, &mut header) {
        let _: Result<Everything, _> = decoder.decode_reply(reply);
    }
    let _ = decoder.finish(&mut input, &mut header);
}

/// Requests and responses around every captured value that is not long.
fn messages() -> Vec<(Vec<u8>, Vec<u8>)> {
    let manifest = current();
    let texts = manifest
        .values
        .into_iter()
        .map(|value| value.json)
        .chain(manifest.decodes.into_iter().map(|decode| decode.json));
    texts
        .filter(|text| text.len() < 600)
        .map(|text| {
            let request = format!(r#"{{"method":"A.B","params":[{text}],"id":1}}"#);
            let response = format!(r#"{{"id":1,"result":{text},"error":null}}"#);
            (request.into_bytes(), response.into_bytes())
        })
        .collect()
}

#[test]
fn every_truncation_of_captured_values_is_survived() {
    for (request, response) in messages() {
        for end in 0..request.len() {
            assert!(serve::<Everything>(&Limits::default(), &request[..end]).is_empty());
        }
        for end in 0..response.len() {
            receive(&response[..end]);
        }
    }
}

#[test]
fn every_byte_change_of_captured_values_is_survived() {
    for (mut request, mut response) in messages() {
        for place in 0..request.len() {
            for change in [0x01, 0x80, b'"' ^ request[place], b'}' ^ request[place]] {
                request[place] ^= change;
                serve::<Everything>(&Limits::default(), &request);
                request[place] ^= change;
            }
        }
        for place in 0..response.len() {
            for change in [0x01, 0x80, 0xff] {
                response[place] ^= change;
                receive(&response);
                response[place] ^= change;
            }
        }
    }
}

fn limit_error<T: std::fmt::Debug>(answer: &Result<T, CodecError>) -> String {
    let error = answer.as_ref().unwrap_err();
    assert_eq!(error.kind(), CodecErrorKind::Limit);
    error.to_string()
}

#[test]
fn a_string_without_an_end_is_not_kept() {
    let mut codec = JsonServerCodec::new(&Limits::default());
    let mut header = RequestHeader::default();
    let mut input = BytesMut::from(&br#"{"method":"A.B","id":7,"params":[""#[..]);
    let mebibyte = vec![b'x'; 1 << 20];
    for _ in 0..100 {
        input.extend_from_slice(&mebibyte);
        assert!(
            codec
                .next_request(&mut input, &mut header)
                .unwrap()
                .is_none()
        );
        assert!(input.len() <= 18 << 20);
    }
    input.extend_from_slice(b"\"]}");
    let params = codec
        .next_request(&mut input, &mut header)
        .unwrap()
        .unwrap();
    assert_eq!(header.service_method, "A.B");
    let answer: Result<String, _> = codec.decode_args(params);
    assert_eq!(
        limit_error(&answer),
        "rpc: request too big (Limits::max_request)"
    );
}

#[test]
fn a_long_response_fails_its_call() {
    let mut limits = Limits::default();
    limits.max_response = 1_000;
    let mut decoder = JsonResponseDecoder::new(&limits);
    let mut header = ResponseHeader::default();
    let mut input =
        BytesMut::from(format!(r#"{{"id":3,"result":"{}"}}"#, "x".repeat(10_000)).as_bytes());
    let reply = decoder
        .next_response(&mut input, &mut header)
        .unwrap()
        .unwrap();
    assert_eq!((header.seq, header.error.as_str()), (3, ""));
    let answer: Result<String, _> = decoder.decode_reply(reply);
    assert_eq!(
        limit_error(&answer),
        "rpc: response too big (Limits::max_response)"
    );
}

#[test]
fn numbers_of_a_megabyte_are_read_or_refused() {
    let digits = "9".repeat(1 << 20);
    let request =
        |number: &str| format!(r#"{{"method":"A.B","params":[{number}],"id":1}}"#).into_bytes();
    assert!(serve::<i64>(&Limits::default(), &request(&digits))[0].is_err());
    assert!(serve::<f64>(&Limits::default(), &request(&digits))[0].is_err());
    assert_eq!(
        *serve::<f64>(&Limits::default(), &request(&format!("0.{digits}")))[0]
            .as_ref()
            .unwrap(),
        1.0
    );
    let echoed = format!(r#"{{"method":"A.B","params":[1],"id":{digits}}}"#);
    assert!(
        serve::<i64>(&Limits::default(), echoed.as_bytes()).is_empty(),
        "an id is bounded"
    );
}

#[derive(Deserialize, Debug)]
struct Large {
    #[allow(dead_code, reason = "it takes memory")]
    fields: [u64; 32],
}

#[test]
fn decoded_memory_is_bounded() {
    let request = format!(
        r#"{{"method":"A.B","params":[[{}{{}}]],"id":1}}"#,
        "{},".repeat(1 << 20)
    );
    let answer = &serve::<Vec<Large>>(&Limits::default(), request.as_bytes())[0];
    assert_eq!(
        limit_error(answer),
        "json: value takes too much memory (Limits::max_decoded)"
    );
}

#[test]
fn the_size_of_arguments_is_known() {
    let mut codec = JsonServerCodec::new(&Limits::default());
    let mut input = BytesMut::from(&br#"{"method":"A.B","params":[[1,2,3]],"id":1}"#[..]);
    let params: JsonParams = codec
        .next_request(&mut input, &mut RequestHeader::default())
        .unwrap()
        .unwrap();
    let args: Vec<u64> = codec.decode_args(params).unwrap();
    assert_eq!(
        codec.decoded_size(),
        size_of_val(&args) + 3 * size_of::<u64>()
    );
}

/// What is twice as long takes about twice the time: neither cuts, nor keys that come twice, nor both at every level, make
/// anything be read over and over.
#[test]
fn long_and_repetitive_requests_are_read_in_small_pieces() {
    let duplicates_at_every_level = |depth: usize| {
        format!(
            "{}{{}}{}",
            r#"{"Value":1,"Value":2,"Left":"#.repeat(depth),
            "}".repeat(depth)
        )
    };
    let flat = |count: usize| {
        format!(
            "{{{}\"Value\":1}}",
            "\"value\":1,\"nothing\":[[],{}],".repeat(count)
        )
    };
    for text in [duplicates_at_every_level(900), flat(20_000)] {
        let request = format!(r#"{{"method":"A.B","params":[{text}],"id":1}}"#);
        let mut codec = JsonServerCodec::new(&Limits::default());
        let (mut input, mut header) = (BytesMut::new(), RequestHeader::default());
        let mut answer = None;
        // In small pieces: a scan that started over with each would read gigabytes.
        for piece in request.as_bytes().chunks(100) {
            input.extend_from_slice(piece);
            if let Some(params) = codec.next_request(&mut input, &mut header).unwrap() {
                answer = Some(codec.decode_args(params));
            }
        }
        let _: Tree = answer.unwrap().unwrap();
    }
}
