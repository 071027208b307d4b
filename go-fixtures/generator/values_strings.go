package main

import (
	"encoding/gob"
	"math"
)

// Strings of any bytes, maps that Rust's own cannot be, constants, arrays in arrays.

type AnyText struct {
	S string
	P *string
	L []string
	Y [1]string
	M map[string]string
	N MyStr
}

const rustAnyText = `struct AnyText { s: ByteString, p: Option<ByteString>, l: Vec<ByteString>, y: [ByteString; 1], m: Option<HashMap<ByteString, ByteString>>, n: MyStr } struct MyStr(ByteString);`

var _ = values("strings_not_utf8", "1.1", rustAnyText, func(s *stream) {
	s.put("\xff\xfe", `ByteString::from(&b"\xff\xfe"[..])`)
	s.put(AnyText{}, "AnyText::default()")
	s.put(AnyText{"\xff", ptr("\x80a"), []string{"", "\xc3"}, [1]string{"\xed\xa0\x80"}, map[string]string{"\xf0": "\xf1"}, "\xf8"}, "the same")
	s.put(map[string]int{"\xff": 1}, "the same")
})
var _ = values("strings_not_utf8_in_interfaces", "1.10", "", func(s *stream) {
	s.put(boxed("\xff"), "the same")
	s.put([]any{"a\x80", nil}, "the same")
	s.put(map[any]any{"\xff": "\xfe"}, "the same")
})

type MapPlaces struct {
	M map[string]int
	P *map[string]int
	Q **map[string]int
	S []map[string]int
	Y [2]map[string]int
	N map[string]map[string]int
	L []*map[string]int
	I any
}

const rustMapPlaces = `struct MapPlaces { m: Option<HashMap<String, isize>>, p: Option<Option<..>> .. }`

var _ = values("maps_nil_and_empty", "1.8 1.9 1.10", rustMapPlaces, func(s *stream) {
	gob.Register(map[string]int{})
	s.put(map[string]int(nil), "None")
	s.put(map[string]int{}, "Some(HashMap::new())")
	s.put(MapPlaces{}, "all nil")
	s.put(MapPlaces{M: map[string]int{}}, "m is there, and empty")
	s.put(MapPlaces{P: ptr(map[string]int(nil)), Q: ptr(ptr(map[string]int(nil)))}, "pointers to nil maps are left out")
	s.put(MapPlaces{P: ptr(map[string]int{}), Q: ptr(ptr(map[string]int{}))}, "pointers to empty maps are not")
	s.put(MapPlaces{S: []map[string]int{nil, {}, {"a": 1}}, Y: [2]map[string]int{nil, {}}}, "elements: nil as empty")
	s.put(MapPlaces{N: map[string]map[string]int{"n": nil}, L: []*map[string]int{ptr(map[string]int(nil))}}, "nil in maps and behind pointers: as empty")
	s.put(MapPlaces{I: map[string]int(nil)}, "a nil map in an interface: as empty")
	s.put([]map[string]int{nil, {}}, "vec![None, Some(HashMap::new())]")
	s.put(map[string]map[string]int{"n": nil}, "the same")
})

type FloatKeys struct {
	F map[float64]int
	G map[float32]string
	C map[complex128]int
}

var _ = values("maps_with_float_keys", "1.9", "struct FloatKeys { f: AssocList<f64, isize>, g: AssocList<f32, String>, c: AssocList<Complex128, isize> }", func(s *stream) {
	s.put(map[float64]int{1.5: 1}, "AssocList::from([(1.5, 1)])")
	s.put(map[float64]int{math.NaN(): 2}, "AssocList::from([(f64::NAN, 2)])")
	s.put(map[float64]int{math.Copysign(0, -1): 3}, "AssocList::from([(-0.0, 3)])")
	s.put(FloatKeys{}, "nil maps")
	s.put(FloatKeys{map[float64]int{math.Inf(1): 1}, map[float32]string{0.1: "a"}, map[complex128]int{1i: 2}}, "the same")
	s.put(map[[2]float64]bool{{1, 2}: true}, "AssocList::from([([1.0, 2.0], true)])")
})
var _ = values("maps_with_any_keys", "1.9 1.10", "", func(s *stream) {
	gob.Register(Point{})
	s.put(map[any]int{1.5: 1}, "AssocList::from([(Some(Any::Float(1.5)), 1)])")
	s.put(map[any]int{Point{1, 2}: 2}, "the same")
	s.put(map[any]int{nil: 3}, "AssocList::from([(None, 3)])")
	s.put(map[*int]int{ptr(4): 5}, "AssocList::from([(Box::new(4isize), 5)])")
})

// Weekday is Go's enum: constants of a declared integer.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
)

type Flags uint8
type Calendar struct {
	D Weekday
	F Flags
	L []Weekday
	M map[Weekday]Flags
	P *Weekday
	Y [2]Flags
}

const rustCalendar = `enum Weekday { Sunday, Monday, Tuesday } // over isize; Flags over u8`

var _ = values("constants", "1.1 1.8", rustCalendar, func(s *stream) {
	s.put(Monday, "Weekday::Monday")
	s.put(Sunday, "Weekday::Sunday")
	s.put(Weekday(7), "a value that is none of the constants")
	s.put(Flags(3), "Flags(3)")
	s.put(Calendar{}, "Calendar::default()")
	s.put(Calendar{Monday, 1, []Weekday{Sunday, Tuesday}, map[Weekday]Flags{Tuesday: 2}, ptr(Sunday), [2]Flags{0, 255}}, "the same")
	s.put(map[Weekday]int{Monday: 1}, "the same")
})
var _ = values("constants_in_interfaces", "1.10 1.11", "", func(s *stream) {
	gob.Register(Sunday)
	s.put(boxed(Tuesday), "Some(Any::Weekday(Weekday::Tuesday))")
	s.put([]any{Sunday, Monday}, "the same")
})

type Grid [2][3]Row
type Row [4]int8
type Deep [1][1][1][1][1]string

var _ = values("arrays_in_arrays", "1.5 1.6 1.8", "struct Row([i8; 4]); struct Grid([[Row; 3]; 2]); struct Deep([[[[[String; 1]; 1]; 1]; 1]; 1]);", func(s *stream) {
	s.put(Grid{}, "zeros")
	s.put(Grid{{{1, 2, 3, 4}}, {{}, {-1}}}, "the same")
	s.put(Deep{{{{{"x"}}}}}, "the same")
	s.put([100]int{99: 1}, "an array of a hundred")
	s.put(map[Row]Row{{1}: {2}}, "the same")
	s.put([0][5]int{}, "none")
	s.put(struct{ A [2][2]bool }{}, "zeros are sent")
})
