//! Tests of what is JSON, and of Go's words for what is not.

use super::{GO_MAX_DEPTH, Scanned, ValueScanner, check};

fn verdict(text: &[u8]) -> String {
    check(text).map_or_else(|error| error.to_string(), |()| String::new())
}

#[test]
fn what_go_takes_for_json_is_json() {
    for text in [
        "null",
        " true\n",
        "false",
        "0",
        "-0",
        "-1.5e+10",
        "1E9",
        "12345678901234567890",
        "\"\"",
        r#""\u00e9\/\\\"\ud800""#,
        "[]",
        "[ ]",
        "{}",
        "{ }",
        r#"[1,"a",[{}],null]"#,
        r#"{"a":{"b":[]},"a":1}"#,
        "\"\u{7f}\"",
        "[1\t,\r\n2]",
    ] {
        assert_eq!(verdict(text.as_bytes()), "", "{text}");
    }
    assert_eq!(verdict(b"\"\xff\xc0\""), "", "bytes that are not UTF-8");
}

#[test]
fn what_is_no_json_is_answered_in_gos_words() {
    for (text, error) in [
        (&b""[..], "unexpected end of JSON input"),
        (b" ", "unexpected end of JSON input"),
        (b"nul", "unexpected end of JSON input"),
        (b"\"a", "unexpected end of JSON input"),
        (b"[1,", "unexpected end of JSON input"),
        (b"-", "unexpected end of JSON input"),
        (b"1.", "unexpected end of JSON input"),
        (b"1e+", "unexpected end of JSON input"),
        (
            b"nulL",
            "invalid character 'L' in literal null (expecting 'l')",
        ),
        (
            b"{id:1}",
            "invalid character 'i' looking for beginning of object key string",
        ),
        (
            b"{'a':1}",
            "invalid character '\\'' looking for beginning of object key string",
        ),
        (
            b"{\"a\":1,}",
            "invalid character '}' looking for beginning of object key string",
        ),
        (b"{\"a\" 1}", "invalid character '1' after object key"),
        (
            b"{\"a\":1 \"b\":2}",
            "invalid character '\"' after object key:value pair",
        ),
        (
            b"{\"a\":01}",
            "invalid character '1' after object key:value pair",
        ),
        (b"{\"a\":1.}", "invalid character '}' in numeric literal"),
        (
            b"{\"a\":+1}",
            "invalid character '+' looking for beginning of value",
        ),
        (
            b"[1,]",
            "invalid character ']' looking for beginning of value",
        ),
        (b"[1 2]", "invalid character '2' after array element"),
        (b"[1}", "invalid character '}' after array element"),
        (
            b"{\"a\":1]",
            "invalid character ']' after object key:value pair",
        ),
        (b"1 2", "invalid character '2' after top-level value"),
        (b"{}\x0c", "invalid character '\\f' after top-level value"),
        (b"{}}", "invalid character '}' after top-level value"),
        (
            b"garbage",
            "invalid character 'g' looking for beginning of value",
        ),
        (
            b"\xef\xbb\xbf{}",
            "invalid character '\\ufeff' looking for beginning of value",
        ),
        (
            b"\xff",
            "invalid character '\\xff' looking for beginning of value",
        ),
        (
            b"\x00",
            "invalid character '\\x00' looking for beginning of value",
        ),
        (b"\"a\tb\"", "invalid character '\\t' in string"),
        (b"\"a\nb\"", "invalid character '\\n' in string"),
        (b"\"\\x\"", "invalid escape sequence `\\x` in string"),
        (b"\"\\u12\"", "invalid escape sequence `\\u12\"` in string"),
        (b"\"\\uzz\"", "invalid escape sequence `\\uz` in string"),
    ] {
        assert_eq!(verdict(text), error, "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn ten_thousand_containers_may_nest_and_no_more() {
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    assert_eq!(verdict(nested(GO_MAX_DEPTH).as_bytes()), "");
    assert_eq!(
        verdict(nested(GO_MAX_DEPTH + 1).as_bytes()),
        "exceeded max depth"
    );
    assert_eq!(
        verdict("{\"a\":".repeat(1_000_000).as_bytes()),
        "exceeded max depth"
    );
}

#[test]
fn a_value_is_found_however_it_is_cut() {
    for text in [
        r#"{"a\u0041":[1.5e-3,"x\"y",null,{}],"b":true} "#,
        "-12.5e3,",
        "\"é\\n\"x",
        "[[],[[]]]]",
    ] {
        let whole = ValueScanner::new(0).scan(text.as_bytes()).unwrap();
        assert!(matches!(whole, Scanned::End(_)), "{text}");
        for cut in 1..text.len() {
            let (head, tail) = text.as_bytes().split_at(cut);
            let mut scanner = ValueScanner::new(0);
            let found = match scanner.scan(head).unwrap() {
                Scanned::More => match scanner.scan(tail).unwrap() {
                    Scanned::End(end) => Scanned::End(cut + end),
                    Scanned::More => Scanned::More,
                },
                end => end,
            };
            assert_eq!(found, whole, "{text} cut at {cut}");
        }
    }
}
