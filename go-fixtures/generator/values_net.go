package main

import (
	"encoding/gob"
	"encoding/hex"
	"net"
	"net/netip"
	"net/url"
)

func parsed(text string) *url.URL {
	u, err := url.Parse(text)
	must(err)
	return u
}

var _ = also65("url", "1.7 1.12 3", "", func(s *stream) {
	s.put(parsed("http://example.com/a%20b?q=1#f"), "the same")
	s.put(&url.URL{}, "Url::default()")
	s.put(parsed("mailto:a@b.c"), "the same")
	s.put(parsed("https://u:p@[::1]:8080/"), "the same")
	s.put(parsed("https://u@h"), "the same")
	s.put(parsed("/path;x?"), "the same")
	s.put(parsed("//host/%2F%zz"[:10]), "//host/%2F")
	s.put(parsed("?#"), "the same")
	s.put(&url.URL{Path: "a:b/c d"}, "./a:b/c%20d")
	s.put(&url.URL{Scheme: "HTTP", Host: "h", Path: "x", Fragment: "é"}, "HTTP://h/x#%C3%A9")
	s.put(Empty{}, "Empty {}")
})
var _ = values("url_places", "1.7 1.8 1.9 1.12", rustPointerPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put(&PointerPlaces[url.URL]{}, "PointerPlaces::default()")
	s.put(pointerPlaces(parsed("http://h/")), "http://h/ in all places")
	s.put(Empty{}, "Empty {}")
})
var _ = values("url_by_pointer", "1.7 1.12", rustPointerFirst, func(s *stream) {
	s.put(&PointerFirst[url.URL]{parsed("a"), url.URL{}, 3}, "PointerFirst { p: Some(a), v: .., a: 3 }")
	s.put(parsed("b"), "the same")
	s.put([]*url.URL{parsed("c")}, "the same")
	s.put(Empty{}, "Empty {}")
})
var _ = values("url_in_interfaces", "1.7 1.10 1.11 1.12", "", func(s *stream) {
	gob.Register(&url.URL{})
	s.put([]any{parsed("a"), parsed("b")}, "the same, named *url.URL; the stray definition comes within the value")
	s.put(Empty{}, "Empty {}")
})

var _ = values("netip_addr", "1.12 3", "", func(s *stream) {
	s.put(netip.Addr{}, "Addr::default()")
	s.put(netip.MustParseAddr("1.2.3.4"), "the same")
	s.put(netip.MustParseAddr("::"), "the same")
	s.put(netip.MustParseAddr("fe80::1%eth0"), "the same")
	s.put(netip.MustParseAddr("::ffff:10.0.0.1"), "the same")
	s.put(netip.MustParseAddr("2001:db8::7"), "the same")
	s.put(places(netip.MustParseAddr("10.0.0.1")), "10.0.0.1 in all places")
	s.put(places(netip.Addr{}), "the zero address in all places")
	s.put(map[netip.Addr]int{netip.MustParseAddr("::1"): 1}, "the same")
	s.put(Empty{}, "Empty {}")
})
var _ = values("netip_addr_port", "1.12 3", "", func(s *stream) {
	s.put(netip.MustParseAddrPort("1.2.3.4:80"), "the same")
	s.put(netip.AddrPort{}, "AddrPort::default()")
	s.put(netip.AddrPortFrom(netip.Addr{}, 258), "no address, port 258")
	s.put(netip.MustParseAddrPort("[fe80::1%x]:65535"), "the same")
	s.put(places(netip.MustParseAddrPort("[::1]:1")), "[::1]:1 in all places")
	s.put(places(netip.AddrPort{}), "zero in all places")
	s.put(Empty{}, "Empty {}")
})
var _ = values("netip_prefix", "1.12 3", "", func(s *stream) {
	s.put(netip.MustParsePrefix("10.0.0.0/8"), "the same")
	s.put(netip.Prefix{}, "Prefix::default()")
	s.put(netip.MustParsePrefix("2001:db8::/32"), "the same")
	s.put(netip.MustParsePrefix("1.2.3.4/32"), "the same")
	s.put(netip.PrefixFrom(netip.MustParseAddr("1.2.3.4"), 99), "1.2.3.4 with bits that are none")
	s.put(places(netip.MustParsePrefix("::/0")), "::/0 in all places")
	s.put(places(netip.Prefix{}), "zero in all places")
	s.put(Empty{}, "Empty {}")
})
var _ = values("netip_in_interfaces", "1.10 1.11 1.12", "", func(s *stream) {
	gob.Register(netip.Addr{})
	gob.Register(netip.AddrPort{})
	gob.Register(netip.Prefix{})
	s.put([]any{netip.MustParseAddr("1.2.3.4"), netip.MustParseAddrPort("1.2.3.4:80"), netip.MustParsePrefix("10.0.0.0/8")}, "the same, named net/netip.Addr ..")
	s.put(Empty{}, "Empty {}")
})

// Hosts has the types of package net, which have no methods that gob asks for.
type Hosts struct {
	IP   net.IP
	Mask net.IPMask
	Net  net.IPNet
	PNet *net.IPNet
	IPs  []net.IP
}

const rustHosts = `struct Hosts { #[gob(rename = "IP")] ip: Ip, mask: IpMask, net: IpNet, #[gob(rename = "PNet")] p_net: Option<IpNet>, #[gob(rename = "IPs")] ips: Vec<Ip> }`

var _ = values("net_ip", "3", rustHosts, func(s *stream) {
	s.put(net.IPv4(1, 2, 3, 4), "16 bytes")
	s.put(net.IPv4(1, 2, 3, 4).To4(), "4 bytes")
	s.put(net.IP(nil), "Ip::default()")
	s.put(net.CIDRMask(8, 32), "ff000000")
	s.put(net.IPNet{IP: net.IP{10, 0, 0, 0}, Mask: net.CIDRMask(8, 32)}, "10.0.0.0/8")
	s.put(Hosts{}, "Hosts::default()")
	s.put(Hosts{net.IPv6loopback, net.CIDRMask(64, 128), net.IPNet{IP: net.IP{1}}, &net.IPNet{}, []net.IP{{1, 2, 3, 4}, nil}}, "the same")
	s.put(map[string]net.IP{"a": {1, 2, 3, 4}}, "the same")
})

// BinaryUUID is as github.com/google/uuid has it.
type BinaryUUID [16]byte

func (u BinaryUUID) MarshalBinary() ([]byte, error)  { return u[:], nil }
func (u *BinaryUUID) UnmarshalBinary(b []byte) error { copy(u[:], b); return nil }

// ArrayUUID has no methods but for text, as the standard library's.
type ArrayUUID [16]byte

func (u ArrayUUID) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(u[:])), nil }

var _ = values("uuid_by_binary_marshaler", "1.8 1.12 3", `#[gob(name = "main.BinaryUUID", binary_marshaler)] struct BinaryUuid([u8; 16]); `+rustPlaces, func(s *stream) {
	s.put(BinaryUUID{1, 2, 255}, "the same")
	s.put(BinaryUUID{}, "zero")
	s.put(Places[BinaryUUID]{}, "Places::default()")
	s.put(places(BinaryUUID{1, 2, 255}), "the same in all places")
	s.put(map[BinaryUUID]int{{9}: 1}, "the same")
	s.put(Empty{}, "Empty {}")
})
var _ = values("uuid_by_array", "1.8 3", `#[gob(name = "main.ArrayUUID")] struct ArrayUuid([u8; 16]); `+rustPlaces, func(s *stream) {
	s.put(ArrayUUID{1, 2, 255}, "the same")
	s.put(places(ArrayUUID{1, 2, 255}), "the same in all places")
	s.put(map[ArrayUUID]int{{9}: 1}, "the same")
	s.put(Empty{}, "Empty {}")
})
