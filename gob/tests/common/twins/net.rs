//! Twins of `values_net.go`.

use std::collections::HashMap;

use netrpc_gob::Gob;
use netrpc_gob::go::net::{Ip, IpMask, IpNet};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::url::Url;

use super::super::marshalers::{
    BinaryUuid, Places, PointerPlaces, anything, places, pointer_first, pointer_places,
};
use super::super::types::Empty;
use super::{Item, received, same, text};

anything! { Any, Holder:
    #[gob(name = "*url.URL")]
    Url(Url),
    #[gob(name = "net/netip.Addr")]
    Addr(Addr),
    #[gob(name = "net/netip.AddrPort")]
    AddrPort(AddrPort),
    #[gob(name = "net/netip.Prefix")]
    Prefix(Prefix),
}

#[derive(Clone, Debug, Default, Gob, PartialEq)]
struct Hosts {
    #[gob(rename = "IP")]
    ip: Ip,
    mask: IpMask,
    net: IpNet,
    #[gob(rename = "PNet")]
    p_net: Option<IpNet>,
    #[gob(rename = "IPs")]
    ips: Vec<Ip>,
}

#[derive(Clone, Debug, Default, Gob, PartialEq, Eq, Hash)]
#[gob(name = "main.ArrayUUID")]
struct ArrayUuid([u8; 16]);

pub fn twins(name: &str) -> Option<Vec<Item>> {
    Some(match name {
        "url" => [
            "http://example.com/a%20b?q=1#f",
            "",
            "mailto:a@b.c",
            "https://u:p@[::1]:8080/",
            "https://u@h",
            "/path;x?",
            "//host/%2F",
            "?#",
            "./a:b/c%20d",
        ]
        .into_iter()
        .map(|text| same(url(text)))
        // Go's URL has a scheme in upper case, which reading makes a lower one.
        .chain([received(url("http://h/x#%C3%A9")), same(Empty {})])
        .collect(),
        "url_places" => vec![
            same(PointerPlaces::<Url>::default()),
            same(pointer_places(&url("http://h/"))),
            same(Empty {}),
        ],
        "url_by_pointer" => vec![
            same(pointer_first(Some(url("a")), Url::default(), 3)),
            same(url("b")),
            same(vec![Some(url("c"))]),
            same(Empty {}),
        ],
        "url_in_interfaces" => vec![
            same(vec![Some(Any::Url(url("a"))), Some(Any::Url(url("b")))]),
            same(Empty {}),
        ],
        "netip_addr" => vec![
            same(Addr::default()),
            same(addr("1.2.3.4")),
            same(addr("::")),
            same(addr("fe80::1%eth0")),
            same(addr("::ffff:10.0.0.1")),
            same(addr("2001:db8::7")),
            same(places(&addr("10.0.0.1"))),
            same(places(&Addr::default())),
            same(HashMap::from([(addr("::1"), 1isize)])),
            same(Empty {}),
        ],
        "netip_addr_port" => vec![
            same(addr_port("1.2.3.4:80")),
            same(AddrPort::default()),
            same(AddrPort::new(Addr::default(), 258)),
            same(addr_port("[fe80::1%x]:65535")),
            same(places(&addr_port("[::1]:1"))),
            same(places(&AddrPort::default())),
            same(Empty {}),
        ],
        "netip_prefix" => vec![
            same(prefix("10.0.0.0/8")),
            same(Prefix::default()),
            same(prefix("2001:db8::/32")),
            same(prefix("1.2.3.4/32")),
            same(Prefix::new(addr("1.2.3.4"), 99)),
            same(places(&prefix("::/0"))),
            same(places(&Prefix::default())),
            same(Empty {}),
        ],
        "netip_in_interfaces" => vec![
            same(vec![
                Some(Any::Addr(addr("1.2.3.4"))),
                Some(Any::AddrPort(addr_port("1.2.3.4:80"))),
                Some(Any::Prefix(prefix("10.0.0.0/8"))),
            ]),
            same(Empty {}),
        ],
        "net_ip" => net_ip(),
        "uuid_by_binary_marshaler" => vec![
            same(BinaryUuid(uuid([1, 2, 255]))),
            same(BinaryUuid::default()),
            same(Places::<BinaryUuid>::default()),
            same(places(&BinaryUuid(uuid([1, 2, 255])))),
            same(HashMap::from([(BinaryUuid(uuid([9, 0, 0])), 1isize)])),
            same(Empty {}),
        ],
        "uuid_by_array" => vec![
            same(ArrayUuid(uuid([1, 2, 255]))),
            same(places(&ArrayUuid(uuid([1, 2, 255])))),
            same(HashMap::from([(ArrayUuid(uuid([9, 0, 0])), 1isize)])),
            same(Empty {}),
        ],
        _ => return None,
    })
}

fn net_ip() -> Vec<Item> {
    let v4 = || Ip::from(vec![1, 2, 3, 4]);
    let mask = || IpMask::cidr(8, 32);
    let hosts = Hosts {
        ip: Ip::from(addr_bytes("::1")),
        mask: IpMask::cidr(64, 128),
        net: IpNet {
            ip: Ip::from(vec![1]),
            mask: IpMask::default(),
        },
        p_net: Some(IpNet::default()),
        ips: vec![v4(), Ip::default()],
    };
    vec![
        same(Ip::from(addr_bytes("::ffff:1.2.3.4"))),
        same(v4()),
        same(Ip::default()),
        same(mask()),
        same(IpNet {
            ip: Ip::from(vec![10, 0, 0, 0]),
            mask: mask(),
        }),
        same(Hosts::default()),
        same(hosts),
        same(HashMap::from([(text("a"), v4())])),
    ]
}

fn addr_bytes(text: &str) -> Vec<u8> {
    let addr: std::net::Ipv6Addr = text.parse().expect("an address");
    addr.octets().into()
}

fn uuid(start: [u8; 3]) -> [u8; 16] {
    let mut uuid = [0; 16];
    uuid[..3].copy_from_slice(&start);
    uuid
}

fn url(text: &str) -> Url {
    Url::parse(text.as_bytes()).expect("a URL")
}

fn addr(text: &str) -> Addr {
    text.parse().expect("an address")
}

fn addr_port(text: &str) -> AddrPort {
    text.parse().expect("an address and a port")
}

fn prefix(text: &str) -> Prefix {
    text.parse().expect("a prefix")
}
