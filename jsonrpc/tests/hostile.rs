//! Bad input that is made to hurt; `damage.rs` has what merely broke.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

mod support;

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use bytes::BytesMut;
use netrpc::{
    CodecError, CodecErrorKind, Limits,
    codec::{DecodeArgs, DecodeReply, RequestHeader, ResponseDecoder, ResponseHeader, ServerCodec},
};
use netrpc_jsonrpc::{
    JsonParams, JsonResponseDecoder, JsonServerCodec,
    values::{self, from_slice},
};
use serde::Deserialize;

use support::Tree;

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

fn limit_error<T: std::fmt::Debug>(answer: &Result<T, CodecError>) -> String {
    let error = answer.as_ref().unwrap_err();
    assert_eq!(error.kind(), CodecErrorKind::Limit);
    error.to_string()
}

/// A mebibyte of a message that never ends, often enough for the limits, or, for `cargo xtask damage`, up to a gigabyte.
fn pieces(piece: &str) -> impl Iterator<Item = Vec<u8>> {
    let count = match std::env::var_os("NETRPC_ALL_DAMAGE") {
        Some(_) => 1_024,
        None => 4,
    };
    let piece = piece.repeat((1 << 20) / piece.len());
    std::iter::repeat_n(piece.into_bytes(), count)
}

#[test]
fn a_request_without_an_end_is_not_kept() {
    const TOO_BIG: Result<i64, &str> = Err("rpc: request too big (Limits::max_request)");
    const MISSING: Result<i64, &str> = Err("jsonrpc: request body missing params");
    for (begin, piece, end, expected) in [
        (r#","params":[""#, "x", r#""]}"#, TOO_BIG),
        (r#","params":[""#, "\\u0041\\n", r#""]}"#, TOO_BIG),
        (r#","params":["#, "9", "]}", TOO_BIG),
        (r#","params":["#, "[],{},", "0]}", TOO_BIG),
        (r#","params":["#, "\n", "0]}", TOO_BIG),
        // Parameters that are short do not help a message that is long.
        (r#","params":[1],"other":"#, "9", "}", TOO_BIG),
        (r#","params":[1]"#, " ", "}", TOO_BIG),
        (r#","params":[0"#, r#"],"params":[1"#, "]}", TOO_BIG),
        (r#",""#, "params", r#"":[1]}"#, MISSING),
    ] {
        let mut limits = Limits::default();
        limits.max_request = 2 << 20;
        let mut codec = JsonServerCodec::new(&limits);
        let mut header = RequestHeader::default();
        let mut input = BytesMut::from(format!(r#"{{"method":"A.B","id":7{begin}"#).as_bytes());
        for mebibyte in pieces(piece) {
            input.extend_from_slice(&mebibyte);
            let request = codec.next_request(&mut input, &mut header).unwrap();
            assert!(request.is_none(), "{begin}{piece}");
            assert!(input.len() <= 4 << 20, "{begin}{piece}");
        }
        input.extend_from_slice(end.as_bytes());
        let params = codec
            .next_request(&mut input, &mut header)
            .unwrap()
            .unwrap();
        assert_eq!(header.service_method, "A.B");
        let answer: Result<i64, _> = codec.decode_args(params);
        let answer = answer.map_err(|error| error.to_string());
        assert_eq!(answer, expected.map_err(str::to_owned), "{begin}{piece}");
    }
}

#[test]
fn a_response_without_an_end_is_not_kept() {
    let mut limits = Limits::default();
    limits.max_response = 2 << 20;
    for (begin, piece, end) in [
        (r#"{"id":3,"result":""#, "x", r#""}"#),
        (r#"{"id":3,"result":["#, "[],", "0]}"),
        (r#"{"id":3,"error":""#, "x", r#""}"#),
        (r#"{"other":"x","id":3,"result":"#, "1", "}"),
    ] {
        let mut decoder = JsonResponseDecoder::new(&limits);
        let mut header = ResponseHeader::default();
        let mut input = BytesMut::from(begin);
        for mebibyte in pieces(piece) {
            input.extend_from_slice(&mebibyte);
            let response = decoder.next_response(&mut input, &mut header).unwrap();
            assert!(response.is_none(), "{begin}{piece}");
            assert!(input.len() <= 4 << 20, "{begin}{piece}");
        }
        input.extend_from_slice(end.as_bytes());
        let reply = decoder
            .next_response(&mut input, &mut header)
            .unwrap()
            .unwrap();
        assert_eq!(header.seq, 3);
        let too_big = "rpc: response too big (Limits::max_response)";
        if begin.contains("error") {
            assert_eq!(header.error, too_big);
        } else {
            let answer: Result<String, _> = decoder.decode_reply(reply);
            assert_eq!(limit_error(&answer), too_big);
        }
    }
}

#[test]
fn a_million_levels_end_the_connection() {
    let million = 1_000_000;
    for (member, open) in [
        ("params", "["),
        ("params", r#"{"a":"#),
        ("id", "[{\"a\":"),
        ("unknown", "["),
    ] {
        let request = format!(r#"{{"method":"A.B","{member}":{}"#, open.repeat(million));
        let mut codec = JsonServerCodec::new(&Limits::default());
        let mut input = BytesMut::from(request.as_bytes());
        let error = codec
            .next_request(&mut input, &mut RequestHeader::default())
            .unwrap_err();
        assert_eq!(error.to_string(), "exceeded max depth", "{member}");
        let error = from_slice::<serde_json::Value>(open.repeat(million).as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "exceeded max depth");
    }
    let response = format!(r#"{{"id":1,"result":{}"#, "[".repeat(million));
    let error = JsonResponseDecoder::new(&Limits::default())
        .next_response(
            &mut BytesMut::from(response.as_bytes()),
            &mut ResponseHeader::default(),
        )
        .unwrap_err();
    assert_eq!(error.to_string(), "exceeded max depth");
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
fn numbers_of_a_megabyte_are_read_or_refused_as_in_go() {
    let nines = "9".repeat(1 << 20);
    let zeros = "0".repeat(1 << 20);
    for (number, float) in [
        (nines.clone(), None),
        (format!("-{nines}"), None),
        (format!("0.{nines}"), Some(1.0)),
        (format!("1e{nines}"), None),
        (format!("1e-{nines}"), Some(0.0)),
        (format!("0e{nines}"), Some(0.0)),
        (format!("-0.{zeros}1"), Some(-0.0)),
        (format!("1.{zeros}"), Some(1.0)),
    ] {
        let short = number.get(..5).unwrap();
        let text = number.as_bytes();
        let bits = |result: Result<f64, values::Error>| result.ok().map(f64::to_bits);
        assert_eq!(bits(from_slice(text)), float.map(f64::to_bits), "{short}");
        let single = from_slice::<f32>(text).ok();
        assert_eq!(single.map(f64::from), float, "{short}");
        let any = from_slice::<serde_json::Value>(text).ok();
        assert_eq!(any.and_then(|any| any.as_f64()), float, "{short}");
        let key = format!(r#"{{"{number}":1}}"#);
        let integers = [
            from_slice::<i64>(text).map(drop),
            from_slice::<u128>(text).map(drop),
            from_slice::<BTreeMap<i64, i64>>(key.as_bytes()).map(drop),
        ];
        for result in integers {
            let error = result.unwrap_err().to_string();
            let start = format!("json: cannot unmarshal number {short}");
            assert!(error.starts_with(&start), "{}", error.get(..60).unwrap());
        }
    }
    let echoed = format!(r#"{{"method":"A.B","params":[1],"id":{nines}}}"#);
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

macro_rules! wide {
    ($($option:ident)*; $($needed:ident)*) => {
        #[derive(Deserialize, Debug, PartialEq)]
        struct Wide {
            $($option: Option<u8>,)*
            $($needed: u8,)*
        }
    };
}

wide! {
    a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 aa ab ac ad ae af b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 ba bb bc bd be bf;
    c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 ca cb cc cd ce cf d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 da db dc dd de df
}

/// Each field that does not come is looked for once: looking through all of them for each would take minutes here.
#[test]
fn many_structs_of_many_fields_that_do_not_come_are_read() {
    let count = 60_000;
    let request = format!(
        r#"{{"method":"A.B","params":[[{}{{}}]],"id":1}}"#,
        "{},".repeat(count - 1)
    );
    let answers = serve::<Vec<Wide>>(&Limits::default(), request.as_bytes());
    let list = answers[0].as_ref().unwrap();
    assert_eq!(list.len(), count);
    assert_eq!(list[0], list[count - 1]);
}

/// Of what the peer sent, an error shows a part: escaped for JSON, six times its size would go back.
#[test]
fn an_error_that_shows_what_the_peer_sent_is_cut() {
    let long = "é<".repeat(1 << 20);
    let digits = "9".repeat(1 << 20);
    for (params, start) in [
        (
            format!(r#"{{"{long}":true}}"#),
            "json: cannot unmarshal bool into Go struct field .0.é<é",
        ),
        (
            format!(r#"{{"a":{digits}}}"#),
            "json: cannot unmarshal number 9999",
        ),
    ] {
        let request = format!(r#"{{"method":"A.B","params":[{params}],"id":1}}"#);
        let answers = serve::<BTreeMap<String, i64>>(&Limits::default(), request.as_bytes());
        let error = answers[0].as_ref().unwrap_err().to_string();
        assert!(error.starts_with(start) && error.ends_with('…'));
        assert!((4_000..5_000).contains(&error.len()), "{}", error.len());
    }
}

static COUNTED: AtomicUsize = AtomicUsize::new(0);

/// Counts how often it is read.
#[derive(Debug)]
struct Counted;

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        COUNTED.fetch_add(1, Ordering::Relaxed);
        i64::deserialize(deserializer).map(|_| Self)
    }
}

#[derive(Deserialize, Debug)]
#[allow(dead_code, reason = "they are missing")]
struct Lacking {
    counted: Counted,
    a: i64,
    b: i64,
    c: i64,
    d: i64,
    e: i64,
}

/// Else every new connection could have a long message read once for each field that its last struct lacks.
#[test]
fn which_fields_have_no_default_is_learnt_once_for_all_connections() {
    let reads = || {
        COUNTED.store(0, Ordering::Relaxed);
        let request = br#"{"method":"A.B","params":[{"counted":1}],"id":1}"#;
        assert!(serve::<Lacking>(&Limits::default(), request)[0].is_ok());
        COUNTED.load(Ordering::Relaxed)
    };
    assert_eq!(reads(), 6, "once more for each field that is missing");
    assert_eq!(reads(), 2, "once more for the struct");
}
