//! Tests of the envelope: cuts, members, and messages that are too large.

use bytes::BytesMut;

use super::{Envelope, EnvelopeError, Found, Message, Wanted};

const WANTED: [Wanted; 3] = [
    Wanted {
        name: "method",
        null_keeps: true,
        is_header: true,
    },
    Wanted {
        name: "params",
        null_keeps: false,
        is_header: false,
    },
    Wanted {
        name: "id",
        null_keeps: false,
        is_header: true,
    },
];

fn envelope() -> Envelope<3> {
    Envelope::new(WANTED, 1 << 20, 64)
}

fn text(message: &Message<3>, member: usize) -> String {
    match message.member(member) {
        Found::Text(text) => String::from_utf8_lossy(text).into_owned(),
        other => format!("{other:?}"),
    }
}

fn members(message: &Message<3>) -> [String; 3] {
    [text(message, 0), text(message, 1), text(message, 2)]
}

/// Feeds the stream in pieces and collects the messages.
fn feed(envelope: &mut Envelope<3>, pieces: &[&[u8]]) -> Result<Vec<[String; 3]>, EnvelopeError> {
    let mut input = BytesMut::new();
    let mut messages = Vec::new();
    for piece in pieces {
        input.extend_from_slice(piece);
        while let Some(message) = envelope.next(&mut input)? {
            messages.push(members(&message));
        }
    }
    Ok(messages)
}

const STREAM: &[u8] = br#" {"method":"Arith.Add","params":[{"A":7,"B":"}\""}],"id":0}
{"id":{"a":[1]},"extra":[{"method":1}],"METHOD":"\u0041","Params":null}{}null{"method":"a","method":null,"id":1,"id":null}  "#;

fn expected() -> Vec<[String; 3]> {
    let message = |method: &str, params: &str, id: &str| {
        [method.to_owned(), params.to_owned(), id.to_owned()]
    };
    vec![
        message("\"Arith.Add\"", r#"[{"A":7,"B":"}\""}]"#, "0"),
        message(r#""\u0041""#, "Null", r#"{"a":[1]}"#),
        message("Absent", "Absent", "Absent"),
        message("Absent", "Absent", "Absent"),
        message("\"a\"", "Absent", "Null"),
    ]
}

#[test]
fn messages_need_no_separators() {
    let mut envelope = envelope();
    assert_eq!(feed(&mut envelope, &[STREAM]).unwrap(), expected());
    assert!(envelope.is_between_messages());
}

#[test]
fn messages_are_found_however_they_are_cut() {
    for cut in 0..=STREAM.len() {
        let (head, tail) = STREAM.split_at(cut);
        assert_eq!(
            feed(&mut envelope(), &[head, tail]).unwrap(),
            expected(),
            "cut at {cut}"
        );
    }
    let bytes: Vec<&[u8]> = STREAM.chunks(1).collect();
    assert_eq!(feed(&mut envelope(), &bytes).unwrap(), expected());
}

#[test]
fn a_stream_that_is_no_json_rpc_is_refused_at_its_first_byte() {
    for (stream, error) in [
        (
            &b"GET / HTTP/1.1\r\n"[..],
            "invalid character 'G' looking for beginning of value",
        ),
        (
            b"\x2e\x7f\x03\x01",
            "invalid character '.' looking for beginning of value",
        ),
        (
            b"9\x7f\x03\x01",
            "invalid character '9' looking for beginning of value",
        ),
        (
            b"/\xff\x81",
            "invalid character '/' looking for beginning of value",
        ),
        (
            b"\x16\x03\x01",
            "invalid character '\\x16' looking for beginning of value",
        ),
        (
            b"\xef\xbb\xbf{}",
            "invalid character '\\ufeff' looking for beginning of value",
        ),
        (
            b"xyz",
            "invalid character 'x' looking for beginning of value",
        ),
        (
            b"{id:1}",
            "invalid character 'i' looking for beginning of object key string",
        ),
        (
            b"{\"id\":1,}",
            "invalid character '}' looking for beginning of object key string",
        ),
        (b"{\"id\" 1", "invalid character '1' after object key"),
        (
            b"{\"id\":1]",
            "invalid character ']' after object key:value pair",
        ),
        (
            b"{\"method\":\"a\nb\"}",
            "invalid character '\\n' in string",
        ),
    ] {
        match feed(&mut envelope(), &[stream]) {
            Err(EnvelopeError::Syntax(found)) => assert_eq!(found.to_string(), error),
            other => panic!("{error}: {other:?}"),
        }
    }
    for (stream, kind) in [
        ("[{}]", "array"),
        ("5 ", "number"),
        ("\"x\"", "string"),
        ("true", "bool"),
    ] {
        assert_eq!(
            feed(&mut envelope(), &[stream.as_bytes()]),
            Err(EnvelopeError::NoObject(kind))
        );
    }
}

#[test]
fn messages_nest_as_deep_as_in_go() {
    let nested =
        |depth: usize| format!("{{\"params\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(
        feed(&mut envelope(), &[nested(9_999).as_bytes()])
            .unwrap()
            .len(),
        1
    );
    let error = feed(&mut envelope(), &[nested(10_000).as_bytes()]).unwrap_err();
    assert_eq!(
        format!("{error:?}"),
        "Syntax(SyntaxError(\"exceeded max depth\"))"
    );
}

#[test]
fn a_message_over_the_limit_is_thrown_away_as_it_comes_and_still_known_by_its_id() {
    let mut envelope = Envelope::new(WANTED, 1_000, 64);
    let mut input = BytesMut::new();
    input.extend_from_slice(br#"{"method":"Arith.Add","params":[""#);
    for _ in 0..1_000 {
        input.extend_from_slice(&[b'x'; 1_000]);
        assert!(envelope.next(&mut input).unwrap().is_none());
        assert!(input.len() <= 2_100, "{} bytes are kept", input.len());
    }
    input.extend_from_slice(
        br#""],"unknown key as long as it likes to be, well over the sixty-four bytes":1,"id":"#,
    );
    assert!(envelope.next(&mut input).unwrap().is_none());
    input.extend_from_slice(br#""seven"}{"id":8}"#);
    let message = envelope.next(&mut input).unwrap().unwrap();
    assert_eq!(
        members(&message),
        ["\"Arith.Add\"", "TooLarge", "\"seven\""]
    );
    let message = envelope.next(&mut input).unwrap().unwrap();
    assert_eq!(members(&message), ["Absent", "Absent", "8"]);
}

#[test]
fn of_a_message_over_the_limit_a_short_body_is_not_kept_either() {
    let message: &[u8] = br#"{"method":"A.B","params":[1],"id":7,"x":"0123456789"}"#;
    let end = message.len();
    for cut in 0..=end {
        let pieces = [&message[..cut], &message[cut..]];
        let mut envelope = Envelope::new(WANTED, end - 1, 64);
        let members = feed(&mut envelope, &pieces).unwrap();
        assert_eq!(members, [["\"A.B\"", "TooLarge", "7"]], "cut at {cut}");
        let mut envelope = Envelope::new(WANTED, end, 64);
        let members = feed(&mut envelope, &pieces).unwrap();
        assert_eq!(members, [["\"A.B\"", "[1]", "7"]], "cut at {cut}");
    }
}

#[test]
fn what_is_thrown_away_is_still_scanned() {
    let mut envelope = Envelope::new(WANTED, 10, 64);
    let error = feed(
        &mut envelope,
        &[br#"{"params":["xxxxxxxxxx""#, b"xxx,", b"}"],
    )
    .unwrap_err();
    assert!(matches!(error, EnvelopeError::Syntax(_)), "{error:?}");
}
