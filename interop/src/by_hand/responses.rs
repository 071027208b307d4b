//! What a client makes of every response: the rows of section 6.3 of the specification.

use super::Row;

/// Bytes for a client that has three calls pending, of which the first is meant.
#[derive(Clone, Debug)]
pub struct Response {
    /// What is sent, and what it shows.
    pub row: Row,
    /// How the server goes on.
    pub then: Then,
}

/// What comes after a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The other calls are answered, in one piece with the row.
    Answer,
    /// The same, each byte written by itself.
    AnswerByteByByte,
    /// The connection is closed.
    Close,
}

/// The rows. Each is sent on a connection of its own.
pub fn responses() -> Vec<Response> {
    let made = [
        Row::made(
            "a result that is not UTF-8",
            b"{\"id\":0,\"result\":{\"C\":1,\"\xff\":\"\xff\"},\"error\":null}",
        ),
        Row::made(
            "an error that is not UTF-8",
            b"{\"id\":0,\"result\":null,\"error\":\"a\xff\xed\xa0\x80b\"}",
        ),
        Row::made(
            "gob",
            b"\x2e\x7f\x03\x01\x01\x08Response\x01\xff\x80\x00\x01\x03",
        ),
        Row::made("a result of 10,001 arrays in one another", deep(10_001)),
        Row::made(
            "an unknown member of 9,000 arrays in one another",
            deep_unknown(9_000),
        ),
    ];
    let answered = [REPLIES, ERRORS, NO_RESPONSES, IDS, RESULTS, STREAM].concat();
    let answered = answered.iter().map(Row::text).chain(made);
    let mut responses: Vec<_> = answered
        .map(|row| Response {
            row,
            then: Then::Answer,
        })
        .collect();
    for (rows, then) in [(CLOSED, Then::Close), (SLOW, Then::AnswerByteByByte)] {
        responses.extend(rows.iter().map(|row| Response {
            row: Row::text(row),
            then,
        }));
    }
    responses
}

const REPLIES: &[(&str, &str)] = &[
    (
        "a reply",
        "{\"id\":0,\"result\":{\"C\":15},\"error\":null}\n",
    ),
    ("no error", r#"{"id":0,"result":{"C":15}}"#),
    ("the result first", r#"{"result":{"C":15},"id":0}"#),
    (
        "members in upper case",
        r#"{"ID":0,"RESULT":{"c":3},"ERROR":null}"#,
    ),
    (
        "escaped members, with a long s",
        r#"{"\u0069d":0,"reſult":{"\u0043":3},"err\u006fr":null}"#,
    ),
    (
        "unknown members",
        r#"{"id":0,"result":{"c":3,"D":[{"C":4}]},"jsonrpc":"2.0","method":5}"#,
    ),
    (
        "a result twice",
        r#"{"id":0,"result":{"C":1},"result":{"C":2},"error":null}"#,
    ),
    (
        "an error twice, then null",
        r#"{"id":0,"result":{"C":1},"error":"x","error":null}"#,
    ),
    (
        "an id twice",
        r#"{"id":7,"id":0,"result":{"C":1},"error":null}"#,
    ),
    (
        "an id twice, then null",
        r#"{"id":0,"id":null,"result":{"C":1},"error":null}"#,
    ),
    ("an empty result", r#"{"id":0,"result":{},"error":null}"#),
    (
        "white space",
        "\r\n { \"id\" : 0 ,\t\"result\" : { \"C\" : 15 } , \"error\" : null } \n\n",
    ),
];

const ERRORS: &[(&str, &str)] = &[
    ("an error", r#"{"id":0,"result":null,"error":"boom"}"#),
    ("an error without a result", r#"{"id":0,"error":"boom"}"#),
    (
        "an error beside a result",
        r#"{"id":0,"result":{"C":15},"error":"boom"}"#,
    ),
    (
        "an error beside a result of another kind",
        r#"{"id":0,"result":[5],"error":"boom"}"#,
    ),
    ("an empty error", r#"{"id":0,"result":null,"error":""}"#),
    (
        "an empty error beside a result",
        r#"{"id":0,"result":{"C":15},"error":""}"#,
    ),
    (
        "an error with escapes",
        r#"{"id":0,"result":null,"error":"\u003cé\ud83d\ude00\ud800\/\n\""}"#,
    ),
];

const NO_RESPONSES: &[(&str, &str)] = &[
    ("a result of null", r#"{"id":0,"result":null,"error":null}"#),
    ("a result of null and no error", r#"{"id":0,"result":null}"#),
    ("no result", r#"{"id":0,"error":null}"#),
    ("an id alone", r#"{"id":0}"#),
    ("an empty object", "{}"),
    ("null", "null"),
    ("a notification", r#"{"method":"notify","params":[1]}"#),
    (
        "an error of JSON-RPC 2.0",
        r#"{"jsonrpc":"2.0","id":0,"error":{"code":-32601,"message":"x","data":[null,1.5,{"a":"b"}]}}"#,
    ),
    (
        "an error that is a number",
        r#"{"id":0,"result":null,"error":5}"#,
    ),
    (
        "an error that is a number with an exponent",
        r#"{"id":0,"result":null,"error":1.5e10}"#,
    ),
    (
        "an error that is a large number",
        r#"{"id":0,"result":null,"error":12345678}"#,
    ),
    (
        "an error that is a small number",
        r#"{"id":0,"result":null,"error":0.00001}"#,
    ),
    (
        "an error that is too large a number",
        r#"{"id":0,"result":null,"error":1e400}"#,
    ),
    (
        "an error that is false",
        r#"{"id":0,"result":null,"error":false}"#,
    ),
    (
        "an error that is false beside a result",
        r#"{"id":0,"result":{"C":15},"error":false}"#,
    ),
    (
        "an error that is an array",
        r#"{"id":0,"result":null,"error":["a",null,[],{}]}"#,
    ),
    (
        "an error that is an object",
        r#"{"id":0,"result":{"C":15},"error":{"b":1,"a":{"c":true}}}"#,
    ),
];

const IDS: &[(&str, &str)] = &[
    (
        "an id that is null",
        r#"{"id":null,"result":{"C":15},"error":null}"#,
    ),
    ("no id", r#"{"result":{"C":15},"error":null}"#),
    (
        "an id that is a string",
        r#"{"id":"0","result":{"C":15},"error":null}"#,
    ),
    (
        "an id with a fraction",
        r#"{"id":0.0,"result":{"C":15},"error":null}"#,
    ),
    (
        "an id with an exponent",
        r#"{"id":0e0,"result":{"C":15},"error":null}"#,
    ),
    (
        "an id of minus zero",
        r#"{"id":-0,"result":{"C":15},"error":null}"#,
    ),
    (
        "an id below zero",
        r#"{"id":-1,"result":{"C":15},"error":null}"#,
    ),
    (
        "an id over 64 bits",
        r#"{"id":18446744073709551616,"result":{"C":15},"error":null}"#,
    ),
    (
        "an id that is true",
        r#"{"id":true,"result":{"C":15},"error":null}"#,
    ),
    (
        "an id that is an array",
        r#"{"id":[0],"result":{"C":15},"error":null}"#,
    ),
    (
        "an id that is an object",
        r#"{"id":{},"result":{"C":15},"error":null}"#,
    ),
    (
        "an unknown id",
        r#"{"id":7,"result":{"C":15},"error":null}{"id":0,"result":{"C":5},"error":null}"#,
    ),
    (
        "an unknown id of 64 bits",
        r#"{"id":18446744073709551615,"result":"x","error":null}{"id":0,"result":{"C":5},"error":null}"#,
    ),
    (
        "an unknown id with an error",
        r#"{"id":7,"result":null,"error":"x"}{"id":0,"result":{"C":5},"error":null}"#,
    ),
    (
        "an unknown id with an error that is a number",
        r#"{"id":7,"result":null,"error":5}{"id":0,"result":{"C":5},"error":null}"#,
    ),
    (
        "an unknown id with a result of null",
        r#"{"id":7,"result":null,"error":null}{"id":0,"result":{"C":5},"error":null}"#,
    ),
    (
        "an id answered twice",
        r#"{"id":0,"result":{"C":15},"error":null}{"id":0,"result":{"C":16},"error":null}"#,
    ),
];

const RESULTS: &[(&str, &str)] = &[
    (
        "a result that is a string",
        r#"{"id":0,"result":"str","error":null}"#,
    ),
    (
        "a result that is an array",
        r#"{"id":0,"result":[],"error":null}"#,
    ),
    (
        "a result that is false",
        r#"{"id":0,"result":false,"error":null}"#,
    ),
    (
        "a member of the wrong type",
        r#"{"id":0,"result":{"C":"x"},"error":null}"#,
    ),
    (
        "a member with a fraction",
        r#"{"id":0,"result":{"C":1.5},"error":null}"#,
    ),
    (
        "a member that is too large",
        r#"{"id":0,"result":{"C":9223372036854775808},"error":null}"#,
    ),
    (
        "a member that is null",
        r#"{"id":0,"result":{"C":null},"error":null}"#,
    ),
    (
        "a member twice",
        r#"{"id":0,"result":{"C":1,"c":2},"error":null}"#,
    ),
];

const STREAM: &[(&str, &str)] = &[
    ("a batch", r#"[{"id":0,"result":{"C":1},"error":null}]"#),
    ("a string", "\"x\""),
    ("a number", "5 "),
    ("true", "true"),
    ("garbage", "garbage"),
    ("HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n"),
    (
        "a byte order mark",
        "\u{feff}{\"id\":0,\"result\":{\"C\":1},\"error\":null}",
    ),
    (
        "a comma at the end",
        r#"{"id":0,"result":{"C":1},"error":null,}"#,
    ),
    ("a comma missing", r#"{"id":0 "result":{"C":1}}"#),
    (
        "a comma at the end of a result",
        r#"{"id":0,"result":{"C":1,},"error":null}"#,
    ),
    (
        "a bracket that closes nothing",
        r#"{"id":0,"result":{"C":1]},"error":null}"#,
    ),
    (
        "a word cut short",
        r#"{"id":0,"result":{"C":1},"error":nul}"#,
    ),
    (
        "a leading zero",
        r#"{"id":00,"result":{"C":1},"error":null}"#,
    ),
    (
        "a number that ends in a point",
        r#"{"id":0,"result":{"C":1.},"error":null}"#,
    ),
    (
        "an exponent without digits",
        r#"{"id":0,"result":{"C":1e},"error":null}"#,
    ),
    (
        "a minus without digits",
        r#"{"id":0,"result":{"C":-},"error":null}"#,
    ),
    ("an unknown escape", r#"{"id":0,"error":"\x"}"#),
    ("an escape cut short", r#"{"id":0,"error":"\u00g0"}"#),
    ("a newline in a string", "{\"id\":0,\"res\n"),
    ("a NUL in a string", "{\"id\":0,\"error\":\"\0\"}"),
    ("a NUL", "\0"),
    ("no newline", r#"{"id":0,"result":{"C":15},"error":null}"#),
];

const CLOSED: &[(&str, &str)] = &[
    ("closed at once", ""),
    ("closed after white space", " \r\n"),
    ("closed in a name", r#"{"id":0,"res"#),
    (
        "closed before the last brace",
        r#"{"id":0,"result":{"C":15},"error":null"#,
    ),
    ("closed in a batch", "[{"),
    (
        "closed after a reply",
        "{\"id\":0,\"result\":{\"C\":15},\"error\":null}\n",
    ),
    (
        "closed after an error",
        "{\"id\":0,\"result\":null,\"error\":\"boom\"}\n",
    ),
    (
        "closed after the reply to another call",
        r#"{"id":2,"result":{"C":15},"error":null}{"id":1"#,
    ),
];

const SLOW: &[(&str, &str)] = &[
    (
        "a reply, byte by byte",
        "{\"id\":0,\"result\":{\"C\":15},\"error\":null}\n",
    ),
    (
        "an error with escapes, byte by byte",
        "{ \"id\" : 0 , \"error\" : \"\\u003cé\\ud83d\\ude00\\\\\\\"\" , \"x\" : [ -1.5e+7 , true , {} ] } ",
    ),
    (
        "an unknown id, byte by byte",
        r#"{"id":77,"result":{"C":[]},"error":null}{"id":0,"result":{"C":5},"error":null}"#,
    ),
];

fn deep(levels: usize) -> String {
    let (open, close) = ("[".repeat(levels), "]".repeat(levels));
    format!(r#"{{"id":0,"result":{open}{close},"error":null}}"#)
}

fn deep_unknown(levels: usize) -> String {
    let (open, close) = ("[".repeat(levels), "]".repeat(levels));
    format!(r#"{{"id":0,"x":{open}{close},"result":{{"C":5}},"error":null}}"#)
}
