//! Go's `url.URL`: what Go makes of texts and of values, byte for byte.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::{Sender, decode, decode_error, encode, hex};
use netrpc_gob::go::url::{Url, Userinfo};
use netrpc_gob::{Gob, OpaqueBinary, StreamDecoder};

/// What is sent behind the definitions, and read again as it was.
fn payload(url: &Url) -> Vec<u8> {
    decode::<OpaqueBinary>(&encode(url)).unwrap().0
}

fn sent(payload: &[u8]) -> Vec<u8> {
    encode(&OpaqueBinary(payload.to_vec()))
}

/// As the program beside the table prints them.
fn fields(url: &Url) -> String {
    let mut fields = Vec::new();
    let parts = [
        ("scheme", url.scheme.as_slice()),
        ("opaque", &url.opaque),
        (
            "user",
            url.user.as_ref().map_or(b"", |user| user.username_bytes()),
        ),
        (
            "password",
            url.user
                .as_ref()
                .and_then(Userinfo::password_bytes)
                .unwrap_or(b""),
        ),
        ("host", &url.host),
        ("path", &url.path),
        ("fragment", &url.fragment),
        ("raw_query", &url.raw_query),
        ("raw_path", &url.raw_path),
        ("raw_fragment", &url.raw_fragment),
    ];
    for (name, value) in parts {
        // Of these two, empty is not the same as none.
        let is_there = match name {
            "user" => url.user.is_some(),
            "password" => url
                .user
                .as_ref()
                .is_some_and(|user| user.password_bytes().is_some()),
            _ => !value.is_empty(),
        };
        if is_there {
            fields.push(format!("{name}={}", value.escape_ascii()));
        }
    }
    if url.force_query {
        fields.push("force_query".into());
    }
    if url.omit_host {
        fields.push("omit_host".into());
    }
    fields.join(" ")
}

/// The other way round than `escape_ascii`.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        bytes.push(match (byte, after) {
            (b'\\', [b'x', upper, lower, after @ ..]) => {
                rest = after;
                let digits = [*upper, *lower];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            (b'\\', [letter, after @ ..]) => {
                rest = after;
                match letter {
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'r' => b'\r',
                    other => *other,
                }
            }
            _ => *byte,
        });
    }
    bytes
}

#[test]
fn urls_are_taken_apart_and_put_together_as_go_does() {
    let mut count = 0;
    for line in include_str!("data/urls/urls.txt").lines() {
        count += 1;
        let mut columns = line.split('\t');
        let text = unescape(columns.next().unwrap());
        let expected: Vec<_> = columns.collect();
        match Url::parse(&text) {
            Ok(url) => {
                let string = url.to_bytes().escape_ascii().to_string();
                assert_eq!(vec![string, fields(&url)], expected, "{line}");
                assert_eq!(payload(&url), url.to_bytes());
                let received: Url = decode(&sent(&text)).unwrap();
                assert_eq!(received, url);
            }
            Err(error) => {
                assert_eq!(vec![error.to_string()], expected, "{line}");
                assert!(decode_error::<Url>(&sent(&text)).contains(expected[0]));
            }
        }
    }
    assert_eq!(count, 353);
}

#[test]
fn fields_that_were_not_parsed_are_escaped_as_they_need() {
    let url = |fields: fn(&mut Url)| {
        let mut url = Url::default();
        fields(&mut url);
        url.to_bytes().escape_ascii().to_string()
    };
    // `(&url.URL{..}).String()` of each.
    assert_eq!(url(|url| url.path = "a:b".into()), "./a:b");
    assert_eq!(url(|url| url.path = "//h/p".into()), "//h/p");
    assert_eq!(
        url(|url| (url.scheme, url.path, url.omit_host) = ("x".into(), "//h".into(), true)),
        "x:%2F/h"
    );
    assert_eq!(
        url(|url| (url.host, url.path) = ("h".into(), "p".into())),
        "//h/p"
    );
    assert_eq!(url(|url| url.host = b"a b/\xff".to_vec()), "//a%20b%2F%FF");
    assert_eq!(
        url(|url| (url.path, url.raw_path) = ("*".into(), "x".into())),
        "*"
    );
    assert_eq!(
        url(|url| (url.path, url.raw_path) = ("/a/b".into(), "/a%2Fb".into())),
        "/a%2Fb"
    );
    // A hint that is another path, that needs escapes itself, or that is none.
    for hint in ["/a%2Fc", "/a/b c", "/a/%6", "/a/b/"] {
        let url = Url {
            path: "/a/b".into(),
            raw_path: hint.into(),
            ..Url::default()
        };
        assert_eq!(url.to_string(), "/a/b", "{hint}");
    }
    assert_eq!(
        url(|url| url.user = Some(Userinfo::with_password("a:b", "c/d@"))),
        "//a%3Ab:c%2Fd%40@"
    );
    assert_eq!(
        url(|url| (url.opaque, url.host) = (b"x y\xff".to_vec(), "h".into())),
        "x y\\xff"
    );
}

#[derive(Gob, Debug, PartialEq)]
struct ByPointer {
    u: Option<Url>,
}

#[derive(Gob, Debug, PartialEq)]
struct ByValue {
    u: Url,
    n: isize,
}

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

// Bytes of Go: `Encode(&url)`, of a struct with `*url.URL`, of a pointer to one with `url.URL`, of slices.

#[test]
fn a_pointer_to_a_url_brings_the_definition_of_its_userinfo() {
    let mut sender = Sender::new();
    sender.sends(
        &Some(url("http://a:b@h/p%2fq?x#f")),
        "
        09 | 7f 06 01 02 ff 82 00 00 00
        14 | ff 83 03 01 01 08 55 73 65 72 69 6e 66 6f 01 ff 84 00 00 00
        1a | ff 80 00 16 68 74 74 70 3a 2f 2f 61 3a 62 40 68 2f 70 25 32 66 71 3f 78 23 66",
    );
    sender.sends(&Some(Url::default()), "04 | ff 80 00 00");
}

#[test]
fn a_nil_pointer_to_a_url_is_left_out_and_a_zero_url_is_not() {
    let mut sender = Sender::new();
    sender.sends(
        &ByPointer { u: None },
        "
        1d | 7f 03 01 01 09 42 79 50 6f 69 6e 74 65 72 01 ff 80 00 01 01 01 01 55 01 ff 82 00 00 00
        0a | ff 81 06 01 02 ff 84 00 00 00
        14 | ff 85 03 01 01 08 55 73 65 72 69 6e 66 6f 01 ff 86 00 00 00
        03 | ff 80 00",
    );
    sender.sends(
        &ByPointer { u: Some(url("/x")) },
        "07 | ff 80 01 02 2f 78 00",
    );
    let zero = ByPointer {
        u: Some(Url::default()),
    };
    sender.sends(&zero, "05 | ff 80 01 00 00");
    assert_eq!(decode::<ByPointer>(&encode(&zero)).unwrap(), zero);
}

#[test]
fn a_url_by_value_is_always_sent() {
    let mut sender = Sender::new();
    sender.sends(
        &ByValue {
            u: Url::default(),
            n: 0,
        },
        "
        21 | 7f 03 01 01 07 42 79 56 61 6c 75 65 01 ff 80 00 01 02 01 01 55 01 ff 82 00 01 01 4e 01 04 00 00 00
        0f | ff 81 06 01 01 03 55 52 4c 01 ff 82 00 00 00
        14 | ff 83 03 01 01 08 55 73 65 72 69 6e 66 6f 01 ff 84 00 00 00
        05 | ff 80 01 00 00",
    );
    let value = ByValue {
        u: url("mailto:a@b"),
        n: 1,
    };
    sender.sends(
        &value,
        "11 | ff 80 01 0a 6d 61 69 6c 74 6f 3a 61 40 62 01 02 00",
    );
    assert_eq!(decode::<ByValue>(&encode(&value)).unwrap(), value);
}

#[test]
fn slices_of_urls_and_of_pointers_to_them_are_two_types() {
    let mut sender = Sender::new();
    sender.sends(
        &vec![Some(url("/x")), Some(Url::default())],
        "
        0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
        09 | 7f 06 01 02 ff 84 00 00 00
        14 | ff 85 03 01 01 08 55 73 65 72 69 6e 66 6f 01 ff 86 00 00 00
        08 | ff 82 00 02 02 2f 78 00",
    );
    sender.sends(
        &vec![url("/y")],
        "
        0d | ff 87 02 01 02 ff 88 00 01 ff 80 00 00
        07 | ff 88 00 01 02 2f 79",
    );
}

#[test]
fn a_url_that_go_refuses_costs_its_value_alone() {
    let mut sender = Sender::new();
    let mut bytes = sender.encode(&OpaqueBinary(b"http://a b/".to_vec()));
    bytes.extend(sender.encode(&OpaqueBinary(b"/next".to_vec())));
    let mut receiver = StreamDecoder::new(bytes.as_slice());
    let error = receiver.decode::<Url>().unwrap_err().to_string();
    let text = r#"parse "http://a b/": invalid character " " in host name"#;
    assert!(error.contains(text), "{error}");
    assert_eq!(receiver.decode::<Url>().unwrap(), url("/next"));
}

#[test]
fn the_error_of_a_long_url_quotes_its_start() {
    let mut text = vec![0xff; 1 << 20];
    text.push(b'\n');
    let error = Url::parse(&text).unwrap_err().to_string();
    assert!(error.len() < 20_000, "{}", error.len());
    assert!(error.ends_with("...: net/url: invalid control character in URL"));
}

#[test]
fn passwords_are_not_shown_by_debug() {
    let shown = format!(
        "{:?} {:?}",
        url("x://a:b@h"),
        Userinfo::with_password("a", "b")
    );
    assert_eq!(
        shown,
        r#"Url(x://a:xxxxx@h) Userinfo { username: "a", password: "xxxxx" }"#
    );
}

#[test]
fn the_payload_of_the_catalogue_is_read() {
    // As `*url.URL`, with the definition of Userinfo that Go sends and never uses.
    let bytes = hex("
        09 | 7f 06 01 02 ff 82 00 00 00
        14 | ff 83 03 01 01 08 55 73 65 72 69 6e 66 6f 01 ff 84 00 00 00
        0d | ff 80 00 09 68 74 74 70 3a 2f 2f 68 2f");
    assert_eq!(decode::<Url>(&bytes).unwrap(), url("http://h/"));
}
