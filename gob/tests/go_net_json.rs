//! Addresses, URLs and UUIDs in JSON: what encoding/json writes and reads for the Go types.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fmt::Debug;
use std::net::Ipv4Addr;

use netrpc_gob::go::net::{Ip, IpMask, IpNet};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::url::{Url, Userinfo};
use netrpc_gob::go::uuid::{Uuid, UuidArray};
use netrpc_gob::value::from_value;
use netrpc_gob::{Encode, StreamDecoder, StreamEncoder};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[track_caller]
fn writes<T: Serialize>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
}

#[track_caller]
fn reads<T: DeserializeOwned + PartialEq + Debug>(json: &str, value: T) {
    assert_eq!(serde_json::from_str::<T>(json).unwrap(), value, "{json}");
}

#[track_caller]
fn refuses<T: DeserializeOwned + Debug>(json: &str, text: &str) {
    let error = serde_json::from_str::<T>(json).unwrap_err().to_string();
    assert!(error.contains(text), "{error}");
}

// `json.Marshal` and `json.Unmarshal` of each in Go.

#[test]
fn addresses_are_their_texts_and_zero_is_empty() {
    let addr: Addr = "fe80::1%eth0".parse().unwrap();
    writes(&addr, r#""fe80::1%eth0""#);
    reads(r#""fe80::1%eth0""#, addr.clone());
    writes(
        &addr.with_zone(b"a\xe2\x82b\xff"),
        "\"fe80::1%a\u{fffd}\u{fffd}b\u{fffd}\"",
    );
    writes(&Addr::default(), r#""""#);
    writes(&AddrPort::new(Addr::default(), 80), r#""""#);
    writes(&Prefix::default(), r#""""#);
    writes(
        &Prefix::new(Ipv4Addr::LOCALHOST.into(), 99),
        r#""invalid Prefix""#,
    );
    for nothing in [r#""""#, "null"] {
        reads(nothing, Addr::default());
        reads(nothing, AddrPort::default());
        reads(nothing, Prefix::default());
    }
    reads(r#""[::1]:80""#, "[::1]:80".parse::<AddrPort>().unwrap());
    reads(r#""1.2.3.4/8""#, "1.2.3.4/8".parse::<Prefix>().unwrap());
    refuses::<Addr>(r#""x""#, r#"ParseAddr("x"): unable to parse IP"#);
    refuses::<AddrPort>(r#""x""#, "not an ip:port");
    refuses::<Prefix>(r#""x""#, r#"netip.ParsePrefix("x"): no '/'"#);
    refuses::<Addr>("3", "expected the text of an IP address");
    refuses::<Addr>("[1,2,3,4]", "expected the text of an IP address");
}

#[test]
fn an_ip_is_its_text_and_a_mask_base64() {
    writes(&Ip::default(), r#""""#);
    writes(&Ip::from(vec![1, 2, 3, 4]), r#""1.2.3.4""#);
    writes(&Ip::from(Ipv4Addr::new(1, 2, 3, 4)), r#""1.2.3.4""#);
    let error = serde_json::to_string(&Ip::from(vec![1, 2, 3])).unwrap_err();
    assert_eq!(error.to_string(), "address 010203: invalid IP address");
    reads(r#""1.2.3.4""#, Ip::from(Ipv4Addr::new(1, 2, 3, 4)));
    reads(r#""""#, Ip::default());
    reads("null", Ip::default());
    refuses::<Ip>(r#""fe80::1%eth0""#, "invalid IP address: fe80::1%eth0");
    refuses::<Ip>("[1,2,3,4]", "expected the text of an IP address");

    writes(&IpMask::default(), "null");
    writes(&IpMask::from(vec![255, 0]), r#""/wA=""#);
    for json in [r#""/w==""#, r#""/w\r\n==""#, r#""/x==""#, "[255]"] {
        reads(json, IpMask::from(vec![255]));
    }
    reads("null", IpMask::default());
    reads(r#""""#, IpMask::default());
    refuses::<IpMask>(r#""/wA""#, "illegal base64 data");
    refuses::<IpMask>("3", "expected bytes in base64");
    refuses::<IpMask>("[256]", "256");
}

#[test]
fn a_network_is_an_object_of_both() {
    let net: IpNet = "10.0.0.0/8".parse().unwrap();
    writes(&net, r#"{"IP":"10.0.0.0","Mask":"/wAAAA=="}"#);
    writes(&IpNet::default(), r#"{"IP":"","Mask":null}"#);
    let read = IpNet {
        ip: net.ip.to_16().unwrap(),
        mask: net.mask,
    };
    reads(r#"{"mask":"/wAAAA==","other":[{}],"IP":"10.0.0.0"}"#, read);
    reads(r#"{"ip":null,"MASK":null}"#, IpNet::default());
    reads("null", IpNet::default());
    refuses::<IpNet>(r#"{"IP":"zz"}"#, "invalid IP address: zz");
    refuses::<IpNet>(r#""10.0.0.0/8""#, "expected an object with IP and Mask");
    refuses::<IpNet>(
        r#"["10.0.0.0",null]"#,
        "expected an object with IP and Mask",
    );
}

#[test]
fn a_url_is_an_object_without_its_password() {
    let url: Url = "http://a:b@h:80/p%2fq?x=<y>&z#f%2f".parse().unwrap();
    let json = concat!(
        r#"{"Scheme":"http","Opaque":"","User":{},"Host":"h:80","Path":"/p/q","Fragment":"f/","RawQuery":"x=<y>&z","#,
        r#""RawPath":"/p%2fq","RawFragment":"f%2f","ForceQuery":false,"OmitHost":false}"#
    );
    writes(&url, json);
    let without_names = Url {
        user: Some(Userinfo::default()),
        ..url
    };
    reads(json, without_names);
    writes(
        &Url {
            path: b"a\xe2\x82b\xff".to_vec(),
            ..Url::default()
        },
        concat!(
            r#"{"Scheme":"","Opaque":"","User":null,"Host":"","Path":"a"#,
            "\u{fffd}\u{fffd}b\u{fffd}",
            r#"","Fragment":"","RawQuery":"","RawPath":"","RawFragment":"","ForceQuery":false,"OmitHost":false}"#
        ),
    );
}

#[test]
fn a_url_is_read_by_any_spelling_of_its_fields() {
    let url = Url {
        scheme: "k".into(),
        host: "h".into(),
        user: Some(Userinfo::default()),
        force_query: true,
        ..Url::default()
    };
    let json = r#"{"User":{"username":"a"},"HOST":"h","ForceQuery":true,"ſcheme":"K","scheme":"k","unknown":[1],
        "Path":null,"omithost":null,"RawQuery":""}"#;
    reads(json, url);
    reads("{}", Url::default());
    reads("null", Url::default());
    reads(r#"{"User":{},"user":null}"#, Url::default());
    let all = r#"{"opaque":"1","path":"2","fragment":"3","rawquery":"4","rawpath":"5","rawfragment":"6","omithost":true}"#;
    let url = Url {
        opaque: "1".into(),
        path: "2".into(),
        fragment: "3".into(),
        raw_query: "4".into(),
        raw_path: "5".into(),
        raw_fragment: "6".into(),
        omit_host: true,
        ..Url::default()
    };
    reads(all, url);
    for json in [
        r#""http://x""#,
        "[]",
        "3",
        r#"{"Path":1}"#,
        r#"{"User":3}"#,
        r#"{"User":[]}"#,
        r#"{"ForceQuery":"x"}"#,
    ] {
        refuses::<Url>(json, "invalid type");
    }
}

#[test]
fn uuids_are_their_texts() {
    let text = r#""f81d4fae-7dec-11d0-a765-00a0c91e6bf6""#;
    let uuid: Uuid = serde_json::from_str(text).unwrap();
    writes(&uuid, text);
    writes(&UuidArray(uuid.0), text);
    reads(&text.to_uppercase(), UuidArray(uuid.0));
    reads("null", Uuid::default());
    reads("null", UuidArray::default());
    refuses::<Uuid>(r#""""#, "invalid UUID length: 0");
    refuses::<UuidArray>(r#""""#, "invalid uuid");
}

#[test]
fn values_become_types_by_serde() {
    // `from_value` is not for people: what it has are bytes.
    fn back<T: Encode + DeserializeOwned>(value: &T) -> T {
        let mut sender = StreamEncoder::new(Vec::new());
        sender.encode(value).unwrap();
        let bytes = sender.into_inner();
        let mut receiver = StreamDecoder::new(bytes.as_slice());
        from_value(&receiver.decode().unwrap()).unwrap()
    }
    let ip = Ip::from(vec![1, 2, 3]);
    assert_eq!(back(&ip), ip);
    let uuid = Uuid([7; 16]);
    assert_eq!(back(&uuid), uuid);
    let array = UuidArray([7; 16]);
    assert_eq!(back(&array), array);
    let url: Url = "x://a:b@h/%ff".parse().unwrap();
    assert_eq!(back(&url), url);
    let addr: Addr = "fe80::1%eth0".parse().unwrap();
    assert_eq!(back(&addr), addr);
    let net: IpNet = "10.0.0.0/8".parse().unwrap();
    assert_eq!(back(&net), net);
}
