//! Go's `netip.Addr`, `AddrPort` and `Prefix`: bytes and texts.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::BTreeMap;

use common::{Sender, decode, decode_error, encode};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::{Decode, Encode, Gob, Marshal, OpaqueBinary, PayloadError};

fn addr(text: &str) -> Addr {
    text.parse().unwrap()
}

fn unmarshal<T: Marshal<Error = PayloadError>>(payload: &[u8]) -> Result<T, String> {
    let mut value = T::zero();
    match value.unmarshal(payload) {
        Ok(()) => Ok(value),
        Err(error) => Err(error.to_string()),
    }
}

fn payload<T: Encode>(value: &T) -> Vec<u8> {
    decode::<OpaqueBinary>(&encode(value)).unwrap().0
}

// What Go sends, value by value on one stream.

#[test]
fn addresses_are_sent_as_go_sends_them() {
    let mut sender = Sender::new();
    sender.sends(
        &addr("1.2.3.4"),
        "
        0f | 7f 06 01 01 04 41 64 64 72 01 ff 80 00 00 00
        08 | ff 80 00 04 01 02 03 04",
    );
    sender.sends(&Addr::default(), "04 | ff 80 00 00");
    sender.sends(
        &addr("fe80::1%eth0"),
        "18 | ff 80 00 14 fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01 65 74 68 30",
    );
    sender.sends(
        &addr("::ffff:1.2.3.4"),
        "14 | ff 80 00 10 00 00 00 00 00 00 00 00 00 00 ff ff 01 02 03 04",
    );
}

#[test]
fn ports_follow_addresses_lower_byte_first() {
    let mut sender = Sender::new();
    sender.sends(
        &"1.2.3.4:80".parse::<AddrPort>().unwrap(),
        "
        13 | 7f 06 01 01 08 41 64 64 72 50 6f 72 74 01 ff 80 00 00 00
        0a | ff 80 00 06 01 02 03 04 50 00",
    );
    sender.sends(&AddrPort::default(), "06 | ff 80 00 02 00 00");
    let without_address = AddrPort::new(Addr::default(), 80);
    sender.sends(&without_address, "06 | ff 80 00 02 50 00");
    assert!(!without_address.is_omitted());
}

#[test]
fn the_bits_of_an_invalid_prefix_are_255() {
    let mut sender = Sender::new();
    sender.sends(
        &"10.0.0.0/8".parse::<Prefix>().unwrap(),
        "
        11 | 7f 06 01 01 06 50 72 65 66 69 78 01 ff 80 00 00 00
        09 | ff 80 00 05 0a 00 00 00 08",
    );
    sender.sends(&Prefix::default(), "05 | ff 80 00 01 ff");
    sender.sends(
        &Prefix::new(addr("::1"), 129),
        "15 | ff 80 00 11 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 ff",
    );
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "any")]
enum Any {
    #[gob(name = "net/netip.Addr")]
    Addr(Addr),
}

#[derive(Gob, Debug, Default, PartialEq)]
struct Addrs {
    a: Addr,
    p: AddrPort,
    x: Prefix,
    l: Vec<Addr>,
    m: Option<BTreeMap<Addr, String>>,
    q: Option<Addr>,
    i: Option<Any>,
}

#[test]
fn zero_addresses_are_left_out_of_structs_but_not_behind_pointers() {
    let mut sender = Sender::new();
    sender.sends(
        &Addrs::default(),
        "
        42 | 7f 03 01 01 05 41 64 64 72 73 01 ff 80 00 01 07 01 01 41 01 ff 82 00 01 01 50 01 ff 84 00 01
           01 58 01 ff 86 00 01 01 4c 01 ff 88 00 01 01 4d 01 ff 8a 00 01 01 51 01 ff 82 00 01 01 49 01 10 00 00 00
        10 | ff 81 06 01 01 04 41 64 64 72 01 ff 82 00 00 00
        14 | ff 83 06 01 01 08 41 64 64 72 50 6f 72 74 01 ff 84 00 00 00
        12 | ff 85 06 01 01 06 50 72 65 66 69 78 01 ff 86 00 00 00
        1b | ff 87 02 01 01 0c 5b 5d 6e 65 74 69 70 2e 41 64 64 72 01 ff 88 00 01 ff 82 00 00
        26 | ff 89 04 01 01 15 6d 61 70 5b 6e 65 74 69 70 2e 41 64 64 72 5d 73 74 72 69 6e 67 01 ff 8a 00
           01 ff 82 01 0c 00 00
        03 | ff 80 00",
    );
    let full = Addrs {
        a: addr("1.2.3.4"),
        p: "[::1]:443".parse().unwrap(),
        x: "10.0.0.0/8".parse().unwrap(),
        l: vec![addr("9.8.7.6"), Addr::default()],
        m: Some(BTreeMap::from([(addr("::2"), "x".into())])),
        q: Some(Addr::default()),
        i: Some(Any::Addr(addr("5.6.7.8"))),
    };
    sender.sends(
        &full,
        "
        5c | ff 80 01 04 01 02 03 04 01 12 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 bb 01 01 05 0a
           00 00 00 08 01 02 04 09 08 07 06 00 01 01 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02 01
           78 01 00 01 0e 6e 65 74 2f 6e 65 74 69 70 2e 41 64 64 72 ff 82 06 00 04 05 06 07 08 00",
    );
    assert_eq!(decode::<Addrs>(&encode(&full)).unwrap(), full);
}

#[test]
fn a_zone_may_be_any_bytes() {
    let mut bytes = vec![0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    bytes.extend(b"a\xe2\x82\0\xff");
    let zoned: Addr = unmarshal(&bytes).unwrap();
    assert_eq!(zoned.zone_bytes(), b"a\xe2\x82\0\xff");
    assert_eq!(zoned.to_string(), "fe80::1%a\u{fffd}\u{fffd}\0\u{fffd}");
    assert_eq!(payload(&zoned), bytes);
    // A prefix has none, an address with a port has.
    bytes.push(64);
    let prefix: Prefix = unmarshal(&bytes).unwrap();
    assert_eq!(prefix.to_string(), "fe80::1/64");
    bytes.push(0);
    let addr_port: AddrPort = unmarshal(&bytes).unwrap();
    assert_eq!((addr_port.addr(), addr_port.port()), (&zoned, 64));
}

#[test]
fn every_length_is_a_value_or_gos_error() {
    fn lengths<T: Marshal<Error = PayloadError>>() -> Vec<usize> {
        let mut lengths = Vec::new();
        for length in 0..=64 {
            match unmarshal::<T>(&vec![7; length]) {
                Ok(_) => {}
                Err(error) => {
                    assert_eq!(error, "unexpected slice size");
                    lengths.push(length);
                }
            }
        }
        lengths
    }
    let refused = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    assert_eq!(lengths::<Addr>(), refused);
    let refused_with = |more: usize| {
        let short = 0..more;
        short
            .chain(refused.map(|length| length + more))
            .collect::<Vec<_>>()
    };
    assert_eq!(lengths::<AddrPort>(), refused_with(2));
    assert_eq!(lengths::<Prefix>(), refused_with(1));
}

#[test]
fn an_error_names_the_type() {
    fn error<T: Decode>(payload: &[u8]) -> String {
        decode_error::<T>(&encode(&OpaqueBinary(payload.to_vec())))
    }
    for text in [
        error::<Addr>(&[1]),
        error::<AddrPort>(&[1]),
        error::<Prefix>(&[]),
    ] {
        assert!(text.contains("unexpected slice size"), "{text}");
    }
}

#[test]
fn texts_are_refused_with_gos_words() {
    // `netip.ParseAddr` of each.
    let addrs = [
        ("", "unable to parse IP"),
        ("a%b", "missing IPv6 address"),
        ("1.2.3", "IPv4 address too short"),
        ("1.2.3.4.5", "IPv4 address too long"),
        ("1.2.3.256", "IPv4 field has value >255"),
        ("1.2.3.04", "IPv4 field has octet with leading zero"),
        (
            "1..2.3",
            "IPv4 field must have at least one digit (at \".2.3\")",
        ),
        ("1.2.3.x", "unexpected character (at \"x\")"),
        ("::1%", "zone must be a non-empty string"),
        (
            ":1",
            "each colon-separated field must have at least one digit (at \":1\")",
        ),
        (
            "12345::",
            "each group must have 4 or less digits (at \"12345::\")",
        ),
        ("1:2::3::4", "multiple :: in address (at \":4\")"),
        (
            "1:2:3:4:5:6:7:8:9",
            "trailing garbage after address (at \"9\")",
        ),
        ("1:2:3", "address string too short"),
        ("1:", "colon must be followed by more characters (at \":\")"),
        ("1::2x", "unexpected character, want colon (at \"x\")"),
        (
            "1:2:3:4:5:6:7::8",
            "the :: must expand to at least one field of zeros",
        ),
        (
            "1:2:1.2.3.4",
            "embedded IPv4 address must replace the final 2 fields of the address (at \"1.2.3.4\")",
        ),
        (
            "::1:2:3:4:5:6:7:8.9.0.1",
            "too many hex fields to fit an embedded IPv4 at the end of the address (at \"8.9.0.1\")",
        ),
    ];
    for (text, message) in addrs {
        let error = text.parse::<Addr>().unwrap_err().to_string();
        assert_eq!(error, format!("ParseAddr({text:?}): {message}"));
    }
    let ports = [
        ("1.2.3.4", "not an ip:port"),
        (":80", "no IP"),
        ("1.2.3.4:", "no port"),
        ("[::1:80", "missing ]"),
        (
            "1.2.3.4:65536",
            r#"invalid port "65536" parsing "1.2.3.4:65536""#,
        ),
        (
            "[1.2.3.4]:80",
            r#"invalid ip:port "[1.2.3.4]:80", square brackets can only be used with IPv6 addresses"#,
        ),
        (
            "::1:80",
            r#"invalid ip:port "::1:80", IPv6 addresses must be surrounded by square brackets"#,
        ),
    ];
    for (text, message) in ports {
        assert_eq!(text.parse::<AddrPort>().unwrap_err().to_string(), message);
    }
    let prefixes = [
        ("1.2.3.4", "no '/'"),
        ("x/8", r#"ParseAddr("x"): unable to parse IP"#),
        ("fe80::1%e/8", "IPv6 zones cannot be present in a prefix"),
        ("1.2.3.4/08", r#"bad bits after slash: "08""#),
        ("1.2.3.4/", r#"bad bits after slash: """#),
        (
            "1.2.3.4/99999999999999999999",
            r#"bad bits after slash: "99999999999999999999""#,
        ),
        ("1.2.3.4/33", "prefix length out of range"),
        ("::/999", "prefix length out of range"),
    ];
    for (text, message) in prefixes {
        let error = text.parse::<Prefix>().unwrap_err().to_string();
        assert_eq!(error, format!("netip.ParsePrefix({text:?}): {message}"));
    }
}

#[test]
fn order_is_gos() {
    let mut addrs = [
        "::2",
        "::1%a",
        "::1",
        "9.9.9.9",
        "255.0.0.0",
        "::ffff:1.2.3.4",
    ]
    .map(addr);
    addrs.sort();
    let sorted = [
        "9.9.9.9",
        "255.0.0.0",
        "::1",
        "::1%a",
        "::2",
        "::ffff:1.2.3.4",
    ];
    assert_eq!(addrs, sorted.map(addr));
    // The example of `Prefix.Compare`.
    let sorted = [
        "1.2.3.0/24",
        "10.0.0.0/8",
        "10.0.0.1/8",
        "10.0.0.0/16",
        "fe80::/48",
        "fe80::/64",
    ];
    let sorted = sorted.map(|text| text.parse::<Prefix>().unwrap());
    let mut prefixes = sorted.clone();
    prefixes.reverse();
    prefixes.sort();
    assert_eq!(prefixes, sorted);
}
