//! Go's `net.IP`, `net.IPMask` and `net.IPNet`: named bytes and a struct of them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use common::{Sender, decode, encode, hex};
use netrpc_gob::go::net::{Ip, IpMask, IpNet};
use netrpc_gob::go::netip::{Addr, AddrError};
use netrpc_gob::{Gob, GobType};

fn net(ip: &[u8], mask: &[u8]) -> IpNet {
    IpNet {
        ip: ip.to_vec().into(),
        mask: mask.to_vec().into(),
    }
}

#[test]
fn addresses_and_masks_are_bytes_and_networks_structs() {
    let mut sender = Sender::new();
    sender.sends(
        &Ip::from(Ipv4Addr::new(1, 2, 3, 4)),
        "13 | 0a 00 10 00 00 00 00 00 00 00 00 00 00 ff ff 01 02 03 04",
    );
    sender.sends(&Ip::from(vec![1, 2, 3, 4]), "07 | 0a 00 04 01 02 03 04");
    sender.sends(&Ip::default(), "03 | 0a 00 00");
    sender.sends(&IpMask::from(vec![255, 0]), "05 | 0a 00 02 ff 00");
    sender.sends(
        &net(&[10, 0, 0, 0], &[255, 0, 0, 0]),
        "
        22 | 7f 03 01 01 05 49 50 4e 65 74 01 ff 80 00 01 02 01 02 49 50 01 0a 00 01 04 4d 61 73 6b 01 0a 00 00 00
        0f | ff 80 01 04 0a 00 00 00 01 04 ff 00 00 00 00",
    );
    assert_eq!(Ip::TYPE.registered_name(), "net.IP");
    assert_eq!(IpMask::TYPE.go_string(), "net.IPMask");
}

#[derive(Gob, Debug, Default, PartialEq)]
struct Nets {
    #[gob(rename = "IP")]
    ip: Ip,
    mask: IpMask,
    net: IpNet,
    l: Vec<Ip>,
    m: Option<BTreeMap<String, Ip>>,
    p: Option<IpNet>,
}

#[test]
fn empty_addresses_are_left_out_and_networks_are_not() {
    let mut sender = Sender::new();
    sender.sends(
        &Nets::default(),
        "
        3f | 7f 03 01 01 04 4e 65 74 73 01 ff 80 00 01 06 01 02 49 50 01 0a 00 01 04 4d 61 73 6b 01 0a 00
           01 03 4e 65 74 01 ff 82 00 01 01 4c 01 ff 84 00 01 01 4d 01 ff 86 00 01 01 50 01 ff 82 00 00 00
        23 | ff 81 03 01 01 05 49 50 4e 65 74 01 ff 82 00 01 02 01 02 49 50 01 0a 00 01 04 4d 61 73 6b 01 0a 00 00 00
        16 | ff 83 02 01 01 08 5b 5d 6e 65 74 2e 49 50 01 ff 84 00 01 0a 00 00
        21 | ff 85 04 01 01 11 6d 61 70 5b 73 74 72 69 6e 67 5d 6e 65 74 2e 49 50 01 ff 86 00 01 0c 01 0a 00 00
        05 | ff 80 03 00 00",
    );
    let full = Nets {
        ip: Ipv4Addr::new(1, 2, 3, 4).into(),
        mask: vec![255].into(),
        net: net(&[10, 0, 0, 0], &[255, 0, 0, 0]),
        l: vec![vec![9].into(), Ip::default()],
        m: Some(BTreeMap::from([("k".into(), vec![7, 7].into())])),
        p: Some(IpNet::default()),
    };
    sender.sends(
        &full,
        "
        34 | ff 80 01 10 00 00 00 00 00 00 00 00 00 00 ff ff 01 02 03 04 01 01 ff 01 01 04 0a 00 00 00 01
           04 ff 00 00 00 00 01 02 01 09 00 01 01 01 6b 02 07 07 01 00 00",
    );
    assert_eq!(decode::<Nets>(&encode(&full)).unwrap(), full);
}

#[test]
fn an_address_is_read_from_any_bytes() {
    // TestNetIP of Go's encoding/gob.
    let ip: Ip = decode(&hex("07 0a 00 04 01 02 03 04")).unwrap();
    assert_eq!(ip.to_string(), "1.2.3.4");
    for length in 0..=64 {
        let bytes = vec![0xab; length];
        let ip: Ip = decode(&encode(&bytes)).unwrap();
        assert_eq!(ip.as_bytes(), bytes);
        let is_address = matches!(length, 4 | 16);
        assert_eq!(IpAddr::try_from(&ip).is_ok(), is_address);
        assert_eq!(Addr::try_from(&ip).is_ok(), is_address);
    }
}

#[test]
fn texts_are_gos() {
    // `fmt.Sprint` of each.
    assert_eq!(Ip::default().to_string(), "<nil>");
    assert_eq!(Ip::from(vec![10, 11]).to_string(), "?0a0b");
    assert_eq!(Ip::from(Ipv4Addr::LOCALHOST).to_string(), "127.0.0.1");
    assert_eq!(Ip::from(Ipv6Addr::LOCALHOST).to_string(), "::1");
    assert_eq!(IpMask::default().to_string(), "<nil>");
    let mapped = Ipv4Addr::new(1, 2, 3, 4).to_ipv6_mapped().octets();
    let v6 = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let nets = [
        (net(&[], &[]), "<nil>"),
        (net(&[1, 2, 3, 4], &[255, 1, 0, 0]), "1.2.3.4/ff010000"),
        (net(&[1, 2, 3], &[255, 1, 0, 0]), "<nil>"),
        (
            net(&mapped, IpMask::cidr(120, 128).as_bytes()),
            "1.2.3.4/24",
        ),
        (net(&v6, IpMask::cidr(32, 128).as_bytes()), "2001:db8::/32"),
        (net(&v6, IpMask::cidr(8, 32).as_bytes()), "<nil>"),
    ];
    for (net, text) in nets {
        assert_eq!(net.to_string(), text);
    }
}

#[test]
fn networks_are_read_as_by_parse_cidr() {
    let read = |text: &str| {
        let net: IpNet = text.parse().unwrap();
        (net.ip.as_bytes().to_vec(), net.mask.as_bytes().to_vec())
    };
    assert_eq!(read("1.2.3.4/8"), (vec![1, 0, 0, 0], vec![255, 0, 0, 0]));
    assert_eq!(read("1.2.3.4/0008"), read("1.2.3.4/8"));
    let (ip, mask) = read("::ffff:1.2.3.4/100");
    assert_eq!(ip, Ipv4Addr::UNSPECIFIED.to_ipv6_mapped().octets());
    assert_eq!(mask[11..14], [0xff, 0xf0, 0]);
    for text in [
        "1.2.3.4",
        "1.2.3.4/33",
        "fe80::1%e/10",
        "1.2.3.4/",
        "1.2.3.4/+8",
        "/8",
        "x/8",
        "::/256",
        "1.2.3.4/8/8",
    ] {
        let error = text.parse::<IpNet>().unwrap_err().to_string();
        assert_eq!(error, format!("invalid CIDR address: {text}"));
    }
}

#[test]
fn an_ipv4_address_has_two_forms_that_are_one_address() {
    let long: Ip = "1.2.3.4".parse().unwrap();
    let short = Ip::from(vec![1, 2, 3, 4]);
    assert_eq!(
        (long.as_bytes().len(), &long),
        (16, &short.to_16().unwrap())
    );
    assert_eq!(
        (long.to_4().unwrap(), short.to_4().unwrap()),
        (short.clone(), short.clone())
    );
    assert_eq!(
        IpAddr::try_from(long.clone()),
        IpAddr::try_from(short.clone())
    );
    // As netip's `AddrFromSlice` they are two.
    let (long, short) = (
        Addr::try_from(&long).unwrap(),
        Addr::try_from(&short).unwrap(),
    );
    assert_eq!(
        (long.to_string(), short.to_string()),
        ("::ffff:1.2.3.4".into(), "1.2.3.4".into())
    );
    assert_eq!(IpAddr::try_from(Ip::default()), Err(AddrError::NoAddress));
    assert_eq!(
        "fe80::1%eth0".parse::<Ip>().unwrap_err().to_string(),
        "invalid IP address: fe80::1%eth0"
    );
    assert_eq!(
        Ip::from(IpAddr::from([9, 9, 9, 9])).as_bytes()[12..],
        [9; 4]
    );
}
