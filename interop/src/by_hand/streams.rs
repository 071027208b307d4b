//! What a server makes of what is not one well-formed request: several in one piece, parts of one, batches, text that is no
//! JSON.

use super::Row;

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    let mut rows: Vec<_> = [STREAM, FATAL].concat().iter().map(Row::text).collect();
    rows.extend(made());
    rows
}

const STREAM: &[(&str, &str)] = &[
    ("nothing at all", ""),
    ("white space alone", " \t\r\n"),
    (
        "white space around",
        " \t\r\n{ \"method\" : \"Arith.Add\" , \"params\" : [ { \"A\" : 1 } ] , \"id\" : 1 }\r\n\n",
    ),
    (
        "two requests without a newline between",
        r#"{"method":"Arith.Add","params":[{"A":1}],"id":1}{"method":"Arith.Add","params":[{"A":2}],"id":2}"#,
    ),
    (
        "two requests with a newline between",
        "{\"method\":\"Arith.Add\",\"params\":[{\"A\":1}],\"id\":1}\n{\"method\":\"Arith.Add\",\"params\":[{\"A\":2}],\"id\":2}\n",
    ),
    (
        "the same id twice",
        r#"{"method":"Arith.Add","params":[{"A":1}],"id":1} {"method":"Arith.Add","params":[{"A":2}],"id":1}"#,
    ),
    (
        "errors between requests",
        r#"{"method":"Arith.Add","params":[{"A":1}],"id":1}{"method":"Foo","id":2}null{"method":"Arith.Add","params":["s"],"id":3}{"method":"Arith.Add","params":[{"A":2}],"id":4}"#,
    ),
    ("a request cut in its name", r#"{"method":"Arith.A"#),
    (
        "a request cut before its end",
        r#"{"method":"Arith.Add","params":[{"A":1}],"id":1"#,
    ),
    (
        "a request, and the beginning of another",
        r#"{"method":"Arith.Add","params":[{"A":1}],"id":1}{"meth"#,
    ),
];

const FATAL: &[(&str, &str)] = &[
    (
        "a batch",
        r#"[{"method":"Arith.Add","params":[{"A":1}],"id":1},{"method":"Arith.Add","params":[{"A":2}],"id":2}]"#,
    ),
    (
        "a batch of notifications",
        r#"[{"method":"Arith.Add","params":[{"A":1}]}]"#,
    ),
    ("an empty batch", "[]"),
    (
        "a request, then a batch",
        r#"{"method":"Arith.Add","params":[{"A":1}],"id":1}[{"method":"Arith.Add","params":[{"A":2}],"id":2}]"#,
    ),
    ("a number", "5 "),
    ("a string", "\"x\""),
    ("true", "true "),
    ("garbage", "xyz"),
    (
        "a request, then garbage",
        r#"{"method":"Arith.Add","params":[{"A":1}],"id":1}xyz"#,
    ),
    (
        "a byte order mark",
        "\u{feff}{\"method\":\"Arith.Add\",\"params\":[{\"A\":1}],\"id\":1}",
    ),
    ("members without quotes", "{id:1}"),
    ("single quotes", "{'id':1}"),
    (
        "a comma at the end of an object",
        r#"{"method":"Arith.Add","params":[{}],"id":1,}"#,
    ),
    (
        "a comma at the end of an array",
        r#"{"method":"Arith.Add","params":[{},],"id":1}"#,
    ),
    ("a missing colon", r#"{"method" "Arith.Add"}"#),
    ("a comment", r#"{"method":"Arith.Add"/* */}"#),
    (
        "a leading zero",
        r#"{"method":"Arith.Add","params":[{"A":01}],"id":1}"#,
    ),
    (
        "a leading plus",
        r#"{"method":"Arith.Add","params":[{"A":+1}],"id":1}"#,
    ),
    (
        "a number without digits",
        r#"{"method":"Arith.Add","params":[{"A":-}],"id":1}"#,
    ),
    (
        "a number that ends in a point",
        r#"{"method":"Arith.Add","params":[{"A":1.}],"id":1}"#,
    ),
    (
        "an exponent without digits",
        r#"{"method":"Arith.Add","params":[{"A":1e}],"id":1}"#,
    ),
    (
        "a word in capitals",
        r#"{"method":"Arith.Add","params":[Null],"id":1}"#,
    ),
    ("NaN", r#"{"method":"Arith.Add","params":[NaN],"id":1}"#),
    ("an unknown escape", r#"{"method":"Arith.\xdd"}"#),
    ("an escape cut short", r#"{"method":"Arith.\u00"}"#),
    ("a newline in a string", "{\"method\":\"a\nb\"}"),
    (
        "a tab in a string",
        "{\"method\":\"Arith.Add\",\"params\":[\"\t\"],\"id\":1}",
    ),
    (
        "a NUL between requests",
        "\0{\"method\":\"Arith.Add\",\"params\":[{}],\"id\":1}",
    ),
    (
        "a method that is a number",
        r#"{"method":5,"params":[{}],"id":1}"#,
    ),
    (
        "a method that is an array",
        r#"{"method":["Arith.Add"],"params":[{}],"id":1}"#,
    ),
    (
        "a method that is an object",
        r#"{"method":{},"params":[{}],"id":1}"#,
    ),
    (
        "a method that is false",
        r#"{"method":false,"params":[{}],"id":1}"#,
    ),
    (
        "a bad method, then a good one",
        r#"{"method":5,"method":"Arith.Add","params":[{}],"id":1}"#,
    ),
    (
        "a closing brace too many",
        r#"{"method":"Arith.Add","params":[{}],"id":1}}"#,
    ),
    ("HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
];

/// Those that are not UTF-8, deep or long.
fn made() -> Vec<Row> {
    let echo = |text: &str| format!(r#"{{"method":"Echo.String","params":["{text}"],"id":1}}"#);
    vec![
        Row::made(
            "an id that is not UTF-8",
            b"{\"method\":\"Arith.Add\",\"params\":[{}],\"id\":\"\xff\xc0\x80\"}",
        ),
        Row::made(
            "an argument that is not UTF-8",
            b"{\"method\":\"Echo.String\",\"params\":[\"a\xff\xed\xa0\x80b\xf0\x9f\"],\"id\":1}",
        ),
        Row::made(
            "a method that is not UTF-8",
            b"{\"method\":\"Arith.\xff\",\"params\":[{}],\"id\":1}",
        ),
        Row::made(
            "a member that is not UTF-8",
            b"{\"method\":\"Arith.Add\",\"\xff\":1,\"params\":[{}],\"id\":1}",
        ),
        Row::made(
            "gob",
            b"\x2e\x7f\x03\x01\x01\x07Request\x01\xff\x80\x00\x01\x02\x01\x0dServiceMethod",
        ),
        Row::made("an argument of 1 MiB", echo(&"é<\\n ".repeat(1 << 17))),
        Row::made("an argument of 200 arrays in one another", deep(200)),
        Row::made("an argument of 1,000 levels", deep_ignored(1_000)),
        Row::made("an argument of 1,001 levels", deep_ignored(1_001)),
        Row::made("9,998 levels in an unknown member", deep_member(9_997)),
        Row::made("an argument of 10,001 arrays in one another", deep(10_001)),
        Row::made("an id behind 5,000 spaces", spaced(5_000)),
    ]
}

fn deep(levels: usize) -> String {
    let (open, close) = ("[".repeat(levels), "]".repeat(levels));
    format!(r#"{{"method":"JSON.Any","params":[{open}{close}],"id":1}}"#)
}

fn deep_ignored(levels: usize) -> String {
    let (open, close) = ("[".repeat(levels), "]".repeat(levels));
    format!(r#"{{"method":"JSON.Ignore","params":[{open}{close}],"id":1}}"#)
}

fn deep_member(levels: usize) -> String {
    let (open, close) = ("[".repeat(levels), "]".repeat(levels));
    format!(r#"{{"method":"Arith.Add","params":[{{"A":1,"x":{open}{close}}}],"id":1}}"#)
}

fn spaced(spaces: usize) -> String {
    let spaces = " ".repeat(spaces);
    format!(r#"{{"method":"Arith.Add","params":[{{}}],"id":[{spaces}1]}}"#)
}
