//! Go's own types out of a `Value`, which shows them as texts that do not say all of them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;
use std::fmt::Debug;

use common::{decode, encode};
use netrpc_gob::go::big::{Float, Int, Rat};
use netrpc_gob::go::net::{Ip, IpMask, IpNet};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::time::Time;
use netrpc_gob::go::url::Url;
use netrpc_gob::go::uuid::{Uuid, UuidArray};
use netrpc_gob::value::{Value, from_value};
use netrpc_gob::{Decode, Encode};
use serde::de::DeserializeOwned;

/// From where its type has a name on the wire, and from an element of a map, which has none.
fn comes_out<T>(sent: T)
where
    T: Encode + Decode + DeserializeOwned + PartialEq + Debug + Clone,
{
    let list = vec![sent.clone()];
    let value: Value = decode(&encode(&list)).unwrap();
    assert_eq!(from_value::<Vec<T>>(&value).unwrap(), list);
    let map = HashMap::from([(1, sent)]);
    let value: Value = decode(&encode(&map)).unwrap();
    assert_eq!(from_value::<HashMap<i64, T>>(&value).unwrap(), map);
}

#[test]
fn times_keep_years_and_zones_that_texts_have_not() {
    comes_out(Time::default());
    comes_out(Time::from_unix(1_257_894_000, 5).with_offset(3_600));
    comes_out(Time::from_unix(1_257_894_000, 5).with_offset(0));
    comes_out(Time::from_unix(1_257_894_000, 5).with_offset(-30));
    comes_out(Time::from_unix(i64::MIN, 0));
}

#[test]
fn numbers_keep_all_their_digits() {
    comes_out(Int::from(-5));
    comes_out(
        "123456789012345678901234567890123456789012"
            .parse::<Int>()
            .unwrap(),
    );
    comes_out(Int::from_bytes(true, &[7; 2_000]));
    comes_out(Rat::new(Int::from(-5), Int::from(7)).unwrap());
    comes_out(Rat::from(Int::from_bytes(true, &[7; 2_000])));
    comes_out(Float::try_from(0.1).unwrap());
    comes_out("1.234567890123456789".parse::<Float>().unwrap());
    comes_out("0x1p5000".parse::<Float>().unwrap());
}

#[test]
fn addresses_come_out_valid_or_not() {
    comes_out("fe80::1%eth0".parse::<Addr>().unwrap());
    comes_out("::1".parse::<Addr>().unwrap().with_zone(b"\xff"));
    comes_out(Addr::default());
    comes_out("[::1]:80".parse::<AddrPort>().unwrap());
    comes_out(AddrPort::new(Addr::default(), 80));
    comes_out("10.1.2.3/8".parse::<Prefix>().unwrap());
    comes_out(Prefix::new("10.1.2.3".parse().unwrap(), 33));
    comes_out("10.1.2.3".parse::<Ip>().unwrap());
    comes_out(Ip::from(vec![1, 2, 3]));
    comes_out(IpMask::from(vec![1, 2, 3]));
    comes_out("10.1.2.3/8".parse::<IpNet>().unwrap());
}

#[test]
fn urls_and_uuids_come_out() {
    comes_out("https://me:secret@go.dev/a%2Fb?q#f".parse::<Url>().unwrap());
    comes_out(Url::parse(b"/a?\xff").unwrap());
    comes_out(Uuid([0xf8; 16]));
    comes_out(UuidArray([0xf8; 16]));
}
