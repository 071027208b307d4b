package main

import (
	"math/big"
	"net"
	"net/netip"
	"net/url"
	"time"
)

// The types of arguments and replies. Their names travel in type definitions and in error texts
// (main.Args), so the other side declares the same.

type Args struct{ A, B int }

type Reply struct{ C int }

type Point struct{ X, Y int }

type Node struct {
	Value int
	Next  *Node
}

type Meeting struct{ Key, Count int }

// Steps are three gates: one to open, one to wait at, and one to open then.
type Steps struct{ Open, Wait, Then int }

// Everything has a field of every static kind.
type Everything struct {
	Bool       bool
	Int        int
	Int8       int8
	Int16      int16
	Int32      int32
	Int64      int64
	Uint       uint
	Uint8      uint8
	Uint16     uint16
	Uint32     uint32
	Uint64     uint64
	Float32    float32
	Float64    float64
	Complex64  complex64
	Complex128 complex128
	String     string
	Bytes      []byte
	Ints       []int
	Names      []string
	Array      [3]int
	Octets     [2]byte
	Map        map[string]int
	Point      Point
	Pointer    *Point
	Points     []Point
	Nested     map[string][]Point
	Duration   time.Duration
	List       *Node
}

// Standard has what Go's library encodes by methods of its own.
type Standard struct {
	Time    time.Time
	Times   []time.Time
	Pointer *time.Time
	Int     *big.Int
	Value   big.Int
	Sums    map[string]*big.Int
	Float   *big.Float
	Rat     *big.Rat
	URL     *url.URL
	Addr    netip.Addr
	Port    netip.AddrPort
	Prefix  netip.Prefix
	IP      net.IP
}

// Unencodable has fields, but none that gob sends: encoding it fails.
type Unencodable struct{ hidden int }

// Document is what JSON says in its own way, or gob not at all.
type Document struct {
	ID       uint64 `json:"id"`
	Title    string
	Ratio    float64
	Short    float32
	Body     []byte
	Tags     []string
	ByNumber map[int]string
	Octets   [2]byte
	Parent   *Document `json:",omitempty"`
	Any      any
	Point
	Note   string `json:"note,omitempty"`
	Secret int    `json:"-"`
}
