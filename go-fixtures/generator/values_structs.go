package main

import (
	"math"
	"net"
	"time"
)

type Empty struct{}
type Outer struct {
	A int
	B Inner
	C string
}

// All has a field of every kind that Rust's static types have.
type All struct {
	Bo  bool
	I   int
	U   uint8
	F   float32
	C   complex64
	S   string
	By  []byte
	Sl  []int
	Ar  [3]int
	Ma  map[string]int
	St  Inner
	Pi  *int
	Ps  *Inner
	Pp  **int
	Sb  []bool
	PSl *[]int
	PM  *map[string]int
	AB  [2]byte
	Dur time.Duration
	IP  net.IP
	Ch  chan int
	Fn  func()
	PCh *chan int
	low int
}

const rustAll = `struct All { bo: bool, i: isize, u: u8, f: f32, c: Complex64, s: String, by: Vec<u8>, sl: Vec<isize>, ar: [isize; 3],
ma: Option<HashMap<String, isize>>, st: Inner, pi: Option<Box<isize>>, ps: Option<Box<Inner>>, pp: Option<Box<Box<isize>>>, sb: Vec<bool>,
#[gob(rename = "PSl")] psl: Option<Vec<isize>>, #[gob(rename = "PM")] pm: Option<HashMap<String, isize>>, #[gob(rename = "AB")] ab: [u8; 2],
dur: Duration, #[gob(rename = "IP")] ip: Vec<u8> /* named IP in Go: a byte slice has no definition */ } ` + rustInner

var _ = also65("point_twice", "1.2 1.4 1.7 1.8", rustPoint, func(s *stream) {
	s.put(Point{22, 33}, "Point { x: 22, y: 33 }")
	s.put(Point{22, 33}, "Point { x: 22, y: 33 }")
	s.put(Point{}, "Point { x: 0, y: 0 }")
	s.put(&Point{1, 0}, "Point { x: 1, y: 0 }")
	s.put(Point{0, 5}, "Point { x: 0, y: 5 }")
})
var _ = also65("nested_struct", "1.4 1.6 1.7 1.8", "struct Outer { a: isize, b: Inner, c: String } "+rustInner, func(s *stream) {
	s.put(Outer{1, Inner{2, 3}, "z"}, `Outer { a: 1, b: Inner { p: 2, q: 3 }, c: "z".to_string() }`)
	s.put(Outer{1, Inner{}, "z"}, `Outer { a: 1, b: Inner { p: 0, q: 0 }, c: "z".to_string() }`)
	s.put(Outer{}, "Outer { a: 0, b: Inner { p: 0, q: 0 }, c: String::new() }")
	s.put(Inner{1, 2}, "Inner { p: 1, q: 2 }")
})
var _ = values("all_field_kinds", "1.8", rustAll, func(s *stream) {
	s.put(All{}, "All::default()")
	s.put(All{By: []byte{}, Sl: []int{}, Ma: map[string]int{}, Pi: ptr(0), Ps: &Inner{}, Pp: ptr(ptr(0)), Sb: []bool{false}, PSl: &[]int{}, PM: ptr(map[string]int(nil))},
		"All { ma: Some(HashMap::new()), pi: Some(Box::new(0)), ps: Some(Box::new(Inner { p: 0, q: 0 })), pp: Some(Box::new(Box::new(0))), sb: vec![false], psl: Some(vec![]), ..All::default() }")
	s.put(All{F: float32(math.Copysign(0, -1))}, "All { f: -0.0, ..All::default() }")
	s.put(All{C: complex(float32(math.Copysign(0, -1)), float32(math.Copysign(0, -1)))}, "All { c: Complex64 { re: -0.0, im: -0.0 }, ..All::default() }")
	s.put(All{F: float32(math.NaN())}, "All { f: f32::NAN, ..All::default() }")
	s.put(All{Bo: true, I: -1, U: 200, F: 1.5, C: 1 - 1i, S: "s", By: []byte{1}, Sl: []int{0}, Ar: [3]int{0, 2, 0}, Ma: map[string]int{"k": 0}, St: Inner{1, 0}, Pi: ptr(5), Ps: &Inner{0, 1}, Pp: ptr(ptr(6)), Sb: []bool{true}, PSl: &[]int{7}, PM: &map[string]int{"m": 8}, AB: [2]byte{9, 0}, Dur: time.Second, IP: net.IP{1, 2, 3, 4}},
		`All { bo: true, i: -1, u: 200, f: 1.5, c: Complex64 { re: 1.0, im: -1.0 }, s: "s".to_string(), by: vec![1], sl: vec![0], ar: [0, 2, 0], ma: Some(HashMap::from([("k".to_string(), 0)])), st: Inner { p: 1, q: 0 }, pi: Some(Box::new(5)), ps: Some(Box::new(Inner { p: 0, q: 1 })), pp: Some(Box::new(Box::new(6))), sb: vec![true], psl: Some(vec![7]), pm: Some(HashMap::from([("m".to_string(), 8)])), ab: [9, 0], dur: Duration::from_secs(1), ip: vec![1, 2, 3, 4] }`)
	s.put(All{PM: &map[string]int{}}, "All { pm: Some(HashMap::new()), ..All::default() }")
})

type Emb struct {
	Point
	*Inner
	Z int
}
type lower struct{ A int }
type EmbLower struct {
	lower
	Z int
}

var _ = values("embedded", "1.8", "struct Emb { point: Point, inner: Option<Inner>, z: isize } "+rustPoint+" "+rustInner, func(s *stream) {
	s.put(Emb{Point: Point{1, 2}, Z: 3}, "Emb { point: Point { x: 1, y: 2 }, inner: None, z: 3 }")
	s.put(Emb{Point: Point{1, 2}, Inner: &Inner{4, 5}, Z: 3}, "Emb { point: Point { x: 1, y: 2 }, inner: Some(Inner { p: 4, q: 5 }), z: 3 }")
})
var _ = values("embedded_unexported", "1.8", "struct EmbLower { #[gob(skip)] lower: (), z: isize }", func(s *stream) {
	s.put(EmbLower{lower{1}, 2}, "EmbLower { lower: (), z: 2 }")
})

type OnlyPriv struct{ a int }
type HasOnlyPriv struct {
	A int
	B OnlyPriv
}

var _ = values("empty_named_struct", "1.4", "struct Empty;", func(s *stream) {
	s.put(Empty{}, "Empty")
	s.put(&Empty{}, "Empty")
})
var _ = values("empty_struct", "1.4 2.15", "", func(s *stream) { s.put(struct{}{}, "()") })
var _ = values("no_exported_fields", "1.13", "struct OnlyPriv { #[gob(skip)] a: isize }", func(s *stream) {
	s.fail(OnlyPriv{1}, "OnlyPriv { a: 1 }")
	s.fail(OnlyPriv{1}, "OnlyPriv { a: 1 }")
	s.put(3, "3isize")
})
var _ = values("no_exported_fields_inside", "1.13", "struct OnlyPriv { #[gob(skip)] a: isize } struct HasOnlyPriv { a: isize, b: OnlyPriv }", func(s *stream) {
	s.fail(HasOnlyPriv{1, OnlyPriv{}}, "HasOnlyPriv { a: 1, b: OnlyPriv { a: 0 } }")
	s.put(3, "3isize")
})

type HoldsEmpty struct {
	A Empty
	B *Empty
	C []Empty
	D map[string]Empty
}

var _ = values("empty_structs_inside", "1.8 1.9", "struct Empty; struct HoldsEmpty { a: Empty, b: Option<Empty>, c: Vec<Empty>, d: Option<HashMap<String, Empty>> }", func(s *stream) {
	s.put(HoldsEmpty{}, "HoldsEmpty { a: Empty, b: None, c: vec![], d: None }")
	s.put(HoldsEmpty{B: &Empty{}, C: []Empty{{}, {}}, D: map[string]Empty{"k": {}}},
		`HoldsEmpty { a: Empty, b: Some(Empty), c: vec![Empty, Empty], d: Some(HashMap::from([("k".to_string(), Empty)])) }`)
})

type Lonely struct {
	A int
	C chan int
	F func()
}
type Accent struct{ É int }

var _ = values("anonymous_struct", "1.4 1.5", `#[gob(name = "")] struct Anonymous { a: isize }`, func(s *stream) {
	s.put(struct{ A int }{1}, "Anonymous { a: 1 }")
})
var _ = values("channels_and_functions_are_left_out", "1.8", "struct Lonely { a: isize }", func(s *stream) {
	s.put(Lonely{A: 1}, "Lonely { a: 1 }")
})
var _ = values("field_name_not_ascii", "1.8", `struct Accent { #[gob(rename = "É")] e: isize }`, func(s *stream) {
	s.put(Accent{1}, "Accent { e: 1 }")
})

type UUID [16]byte
type HasUUID struct{ ID UUID }

var _ = values("array_of_bytes_named", "1.4 1.5", `struct UUID([u8; 16]); #[gob(name = "HasUUID")] struct HasUuid { #[gob(rename = "ID")] id: UUID }`, func(s *stream) {
	s.put(HasUUID{UUID{1, 2, 255}}, "HasUuid { id: UUID([1, 2, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) }")
})

type Request struct {
	ServiceMethod string
	Seq           uint64
	next          *int
}
type Response struct {
	ServiceMethod string
	Seq           uint64
	Error         string
	next          *int
}

var _ = also65("rpc_headers", "4.2 10", "struct Request { service_method: String, seq: u64 } struct Response { service_method: String, seq: u64, error: String }", func(s *stream) {
	s.put(&Request{ServiceMethod: "Arith.Add", Seq: 0}, `Request { service_method: "Arith.Add".to_string(), seq: 0 }`)
	s.put(&Request{ServiceMethod: "Arith.Add", Seq: 1}, `Request { service_method: "Arith.Add".to_string(), seq: 1 }`)
	s.put(&Response{ServiceMethod: "Arith.Add", Seq: 0}, `Response { service_method: "Arith.Add".to_string(), seq: 0, error: String::new() }`)
	s.put(&Response{ServiceMethod: "Arith.Add", Seq: 1, Error: "boom"}, `Response { service_method: "Arith.Add".to_string(), seq: 1, error: "boom".to_string() }`)
	s.put(struct{}{}, "()")
})
