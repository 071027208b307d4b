//! A value whose Go type makes its own bytes is shown as what it is, where the bytes and the type's name say so.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::BTreeMap;

use common::{decode, encode};
use netrpc_gob::go::big::{Float, Int, Rat};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::time::Time;
use netrpc_gob::go::url::Url;
use netrpc_gob::go::uuid::Uuid;
use netrpc_gob::value::{Marshaler, TypeBuilder, Value};
use netrpc_gob::{Encode, ErrorKind, Gob, Marshal, OpaqueBinary, OpaqueGob};

#[derive(Gob)]
struct Visit {
    at: Time,
    times: Vec<Option<Time>>,
    by_name: BTreeMap<String, Time>,
    sum: Int,
    ratio: Rat,
    float: Float,
    home: Url,
    addr: Addr,
    port: AddrPort,
    net: Prefix,
    id: Uuid,
}

fn visit() -> Visit {
    let at: Time = "2009-11-10T23:00:00.5+01:00".parse().unwrap();
    Visit {
        at,
        times: vec![Some(at.to_utc())],
        by_name: BTreeMap::from([("noon".into(), Time::from_unix(0, 0))]),
        sum: "-123456789012345678901234567890".parse().unwrap(),
        ratio: Rat::new(Int::from(3), Int::from(-4)).unwrap(),
        float: Float::try_from(1.5).unwrap(),
        home: "https://example.com/a%2Fb?q".parse().unwrap(),
        addr: "fe80::1%eth0".parse().unwrap(),
        port: "192.0.2.1:80".parse().unwrap(),
        net: "10.0.0.0/8".parse().unwrap(),
        id: Uuid([0x11; 16]),
    }
}

fn received(value: &impl Encode) -> Value {
    decode(&encode(value)).unwrap()
}

#[test]
fn what_a_peer_sends_is_shown_as_what_it_is() {
    assert_eq!(
        received(&visit()).to_string(),
        "Visit{At:2009-11-10T23:00:00.5+01:00, Times:{2009-11-10T22:00:00.5Z}, ByName:{\"noon\":1970-01-01T00:00:00Z}, \
         Sum:-123456789012345678901234567890, Ratio:-3/4, Float:1.5, Home:https://example.com/a%2Fb?q, \
         Addr:fe80::1%eth0, Port:192.0.2.1:80, Net:10.0.0.0/8, Id:11111111-1111-1111-1111-111111111111}"
    );
    assert_eq!(
        received(&visit().at).to_string(),
        "Time(2009-11-10T23:00:00.5+01:00)"
    );
}

#[derive(Gob)]
#[gob(name = "any")]
enum Any {
    #[gob(name = "time.Time")]
    Time(Time),
    #[gob(name = "*big.Int")]
    Int(Option<Int>),
    #[gob(name = "main.Int")]
    OtherInt(OpaqueGob),
    #[gob(name = "net/netip.Addr")]
    Addr(Addr),
}

#[test]
fn interface_values_are_shown_by_their_registered_names() {
    let shown = |any: Any| received(&any).to_string();
    let cases = [
        (
            Any::Time(Time::from_unix(1, 0)),
            "time.Time(1970-01-01T00:00:01Z)",
        ),
        (Any::Int(Some(Int::from(-5))), "*big.Int(-5)"),
        // A type of the user's own that is called so, too.
        (Any::OtherInt(OpaqueGob(vec![2, 5])), "main.Int(0x0205)"),
    ];
    for (any, text) in cases {
        assert_eq!(shown(any), text);
    }
}

#[test]
fn other_bytes_are_shown_as_bytes() {
    let opaque = |name: &str, marshaler, bytes: &[u8]| {
        let mut types = TypeBuilder::new();
        let of = types.opaque(name, marshaler);
        Value::opaque(&types.build(of).unwrap(), bytes).unwrap()
    };
    // A version that is none, a Binary that is none of the library's, an integer that takes long to convert.
    let long = [&[2], [0xff; 1024].as_slice()].concat();
    let cases = [
        (
            opaque("time.Time", Marshaler::Gob, &[9; 15]),
            "time.Time(0x0909",
        ),
        (
            opaque("time.Time", Marshaler::Binary, &[1; 15]),
            "time.Time(0x0101",
        ),
        (
            opaque("main.Mark", Marshaler::Binary, &[1]),
            "main.Mark(0x01)",
        ),
        (
            opaque("math/big.Int", Marshaler::Gob, &long),
            "big.Int(0x02ff",
        ),
    ];
    for (value, start) in cases {
        let text = value.to_string();
        assert!(text.starts_with(start), "{text}");
    }
    // A power of two that has hundreds of digits, which take their time; the least `float64` has nearly as many.
    let float = |exponent: [u8; 4]| {
        let head = b"\x01\x0a\0\0\0\x35";
        let bytes = [head, exponent.as_slice(), &[0x80, 0, 0, 0, 0, 0, 0, 0]].concat();
        opaque("math/big.Float", Marshaler::Gob, &bytes).to_string()
    };
    assert!(float(2_000i32.to_be_bytes()).starts_with("big.Float(0x010a"));
    assert!(float((-2_000i32).to_be_bytes()).starts_with("big.Float(0x010a"));
    assert_eq!(
        float((-1_073i32).to_be_bytes()),
        "big.Float(4.940656458e-324)"
    );
}

#[test]
fn texts_that_could_be_taken_for_others_are_quoted() {
    let zone = |zone: &str| {
        let addr = "::1".parse::<Addr>().unwrap().with_zone(zone);
        received(&vec![Some(Any::Addr(addr))]).to_string()
    };
    assert_eq!(zone("eth0"), "[]interface {}{net/netip.Addr(::1%eth0)}");
    assert_eq!(
        zone("a\nb"),
        "[]interface {}{net/netip.Addr(\"::1%a\\nb\")}"
    );
    assert_eq!(
        zone("\u{1b}[2J"),
        "[]interface {}{net/netip.Addr(\"::1%\\x1b[2J\")}"
    );
    assert_eq!(
        zone("\u{202e}1"),
        "[]interface {}{net/netip.Addr(\"::1%\\u202e1\")}"
    );
    assert_eq!(
        zone("}, X:{\""),
        "[]interface {}{net/netip.Addr(\"::1%}, X:{\\\"\")}"
    );

    let url: Url = "a:b c".parse().unwrap();
    let url = Value::marshaled(&url).unwrap();
    assert_eq!(url.to_string(), "*url.URL(\"a:b c\")");
}

#[test]
fn values_are_made_of_what_makes_its_own_bytes_and_give_it_back() {
    fn back<T: Marshal + Encode>(value: &T) -> T {
        let made = Value::marshaled(value).unwrap();
        made.view().unmarshal().unwrap()
    }
    let Visit { at, sum, home, .. } = visit();
    // What is made so goes as the type itself goes; but for the definition of Userinfo, which nobody needs.
    assert_eq!(encode(&Value::marshaled(&at).unwrap()), encode(&at));
    assert_eq!(encode(&Value::marshaled(&sum).unwrap()), encode(&sum));
    assert_eq!(
        (back(&at), back(&sum), back(&home)),
        (at, sum.clone(), home)
    );
    assert_eq!(back(&OpaqueBinary(vec![7])).0, [7]);

    let sum = Value::marshaled(&sum).unwrap();
    let error = sum.view().unmarshal::<Addr>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TypeMismatch);
    assert_eq!(error.to_string(), "gob: *big.Int is no netip.Addr");
    let error = sum.view().unmarshal::<Time>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Payload);
    assert_eq!(
        Value::NIL.view().unmarshal::<Time>().unwrap_err().kind(),
        ErrorKind::TypeMismatch
    );
}

#[cfg(feature = "serde")]
#[test]
fn json_has_what_encoding_json_writes_for_each() {
    let json = serde_json::to_string(&received(&visit())).unwrap();
    assert_eq!(
        json,
        concat!(
            r#"{"At":"2009-11-10T23:00:00.5+01:00","Times":["2009-11-10T22:00:00.5Z"],"ByName":{"noon":"1970-01-01T00:00:00Z"},"#,
            r#""Sum":-123456789012345678901234567890,"Ratio":"-3/4","Float":"1.5","#,
            r#""Home":{"Scheme":"https","Opaque":"","User":null,"Host":"example.com","Path":"/a/b","Fragment":"","#,
            r#""RawQuery":"q","RawPath":"/a%2Fb","RawFragment":"","ForceQuery":false,"OmitHost":false},"#,
            r#""Addr":"fe80::1%eth0","Port":"192.0.2.1:80","Net":"10.0.0.0/8","Id":"11111111-1111-1111-1111-111111111111"}"#,
        )
    );
}

#[cfg(feature = "serde")]
#[test]
fn serde_reads_them_as_their_texts_and_as_bytes() {
    use netrpc_gob::value::from_value;

    let value = received(&visit());
    let field = |name| value.view().field(name).unwrap();
    assert_eq!(from_value::<String>(field("Net")).unwrap(), "10.0.0.0/8");
    assert_eq!(from_value::<Time>(field("At")).unwrap(), visit().at);
    assert_eq!(
        from_value::<Vec<u8>>(field("Net")).unwrap(),
        [10, 0, 0, 0, 8]
    );
    let small = received(&Some(Int::from(-7)));
    // A pointer has no name, so there is nothing to know it by.
    assert_eq!(from_value::<Vec<u8>>(&small).unwrap(), [3, 7]);
    // But for the name of an interface value around it.
    let small = received(&Any::Int(Some(Int::from(-7))));
    assert_eq!(from_value::<i32>(&small).unwrap(), -7);
    assert_eq!(from_value::<Vec<u8>>(&small).unwrap(), [3, 7]);
    let small = Value::marshaled(&Int::from(-7)).unwrap();
    assert_eq!(from_value::<i32>(&small).unwrap(), -7);
}
