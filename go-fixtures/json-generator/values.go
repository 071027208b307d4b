package main

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"time"
)

type Args struct{ A, B int }

type Point struct{ X, Y float64 }

type Base struct {
	ID   int
	Name string
}

type Embedding struct {
	Base
	Extra bool
}

type Tagged struct {
	UserID    int     `json:"user_id"`
	HTML      string  `json:"<html>"`
	Omitted   string  `json:",omitempty"`
	OmittedIn []int   `json:"in,omitempty"`
	Pointer   *int    `json:"ptr,omitempty"`
	Skipped   int     `json:"-"`
	Dash      int     `json:"-,"`
	Rate      float32 `json:"rate"`
}

type Everything struct {
	Bool    bool
	Int     int
	Int8    int8
	Int16   int16
	Int32   int32
	Int64   int64
	Uint    uint
	Uint8   uint8
	Uint16  uint16
	Uint32  uint32
	Uint64  uint64
	Float32 float32
	Float64 float64
	String  string
	Bytes   []byte
	Ints    []int
	Array   [3]int
	Octets  [2]byte
	Map     map[string]int
	Point   Point
	Pointer *Point
	Points  []Point
	Empty   struct{}
	Any     any
}

type Tree struct {
	Value int
	Left  *Tree
	Right *Tree
}

type Level string

type Celsius float64

type Event struct {
	At time.Time
	In time.Duration
}

type Raw struct {
	Before int
	Raw    json.RawMessage
}

func ptr[T any](v T) *T { return &v }

func chain(n int) *Tree {
	var t *Tree
	for i := n; i > 0; i-- {
		t = &Tree{Value: i, Left: t}
	}
	return t
}

func huge(text string) *big.Int {
	n, ok := new(big.Int).SetString(text, 10)
	if !ok {
		panic(text)
	}
	return n
}

var values = []struct {
	name  string
	value any
}{
	{"true", true},
	{"false", false},
	{"int_zero", 0},
	{"int_negative", -42},
	{"int8_min", int8(math.MinInt8)},
	{"int16_max", int16(math.MaxInt16)},
	{"int32_min", int32(math.MinInt32)},
	{"int64_min", int64(math.MinInt64)},
	{"int64_max", int64(math.MaxInt64)},
	{"uint8_max", uint8(math.MaxUint8)},
	{"uint16_max", uint16(math.MaxUint16)},
	{"uint32_max", uint32(math.MaxUint32)},
	{"uint64_max", uint64(math.MaxUint64)},
	{"above_2_53", int64(9007199254740993)},
	{"big_int", huge("170141183460469231731687303715884105727")},
	{"big_int_negative", huge("-170141183460469231731687303715884105728")},
	{"big_int_unsigned", huge("340282366920938463463374607431768211455")},
	{"float_zero", 0.0},
	{"float_negative_zero", math.Copysign(0, -1)},
	{"float_one", 1.0},
	{"float_half", 1.5},
	{"float_tenth", 0.1},
	{"float_third", 1.0 / 3},
	{"float_1e20", 1e20},
	{"float_1e21", 1e21},
	{"float_1e22", 1e22},
	{"float_1e23", 1e23},
	{"float_below_1e21", 999999999999999868928.0},
	{"float_1e_6", 1e-6},
	{"float_1e_7", 1e-7},
	{"float_9_5e_7", 9.5e-7},
	{"float_1e_10", 1e-10},
	{"float_max", math.MaxFloat64},
	{"float_smallest", math.SmallestNonzeroFloat64},
	{"float_smallest_normal", 2.2250738585072014e-308},
	{"float_1e100", 1e100},
	{"float_negative", -12345678.9},
	{"float_integer", 123456789012345680000.0},
	{"float_2_53", 9007199254740992.0},
	{"float_hard", 5e-324 * 3},
	{"float32_tenth", float32(0.1)},
	{"float32_third", float32(1.0) / 3},
	{"float32_max", float32(math.MaxFloat32)},
	{"float32_smallest", float32(math.SmallestNonzeroFloat32)},
	{"float32_1e21", float32(1e21)},
	{"float32_1e20", float32(1e20)},
	{"float32_1e_6", float32(1e-6)},
	{"float32_1e_7", float32(1e-7)},
	{"float32_integer", float32(16777216)},
	{"string_empty", ""},
	{"string_plain", "gopher"},
	{"string_html", "<a href=\"x\">&</a>"},
	{"string_controls", "\x00\x01\b\t\n\v\f\r\x1f\x7f"},
	{"string_separators", "a\u2028b\u2029c\u2027\u202a"},
	{"string_unicode", "é日本語\U0001F600\u0080\u00a0\ufeff\ufffd\uffff"},
	{"string_backslash", `C:\dir\"quoted"/`},
	{"string_long", strings.Repeat("0123456789<", 100)},
	{"bytes_empty", []byte{}},
	{"bytes_one", []byte{1}},
	{"bytes_two", []byte{1, 2}},
	{"bytes_three", []byte{0, 1, 255}},
	{"bytes_alphabet", []byte("hello?>")},
	{"bytes_nil", []byte(nil)},
	{"bytes_of_bytes", [][]byte{{}, {1}, []byte("ab")}},
	{"byte_array", [3]byte{1, 2, 3}},
	{"slice_empty", []int{}},
	{"slice_ints", []int{1, -2, 3}},
	{"slice_strings", []string{"a", "", "<"}},
	{"slice_nested", [][]int{{}, {1}, {2, 3}}},
	{"slice_nil", []int(nil)},
	{"slice_of_pointers", []*int{ptr(1), nil}},
	{"array", [3]int{1, 2, 3}},
	{"array_empty", [0]int{}},
	{"tuple_like", [2]any{"a", 1}},
	{"map_empty", map[string]int{}},
	{"map_nil", map[string]int(nil)},
	{"map_sorted_by_bytes", map[string]int{"b": 1, "a": 2, "é": 3, "Z": 4, "<": 5, "": 6, "aa": 7, "\U00010000": 8, "\uffff": 9}},
	{"map_keys_escaped", map[string]int{"\x00": 1, "\"": 2, "\u2028": 3, "&": 4}},
	{"map_int_keys", map[int]string{10: "x", 9: "y", -1: "z", 2: ""}},
	{"map_uint8_keys", map[uint8]bool{200: true, 3: false}},
	{"map_int64_keys", map[int64]int{math.MinInt64: 1, math.MaxInt64: 2}},
	{"map_of_maps", map[string]map[string]int{"b": {"y": 1, "x": 2}, "a": {}}},
	{"map_of_slices", map[string][]int{"a": {1}, "b": {}}},
	{"map_named_keys", map[Level]int{"low": 1, "high": 2}},
	{"map_as_set", map[string]struct{}{"a": {}, "b": {}}},
	{"struct", Args{7, 8}},
	{"struct_zero", Args{}},
	{"struct_empty", struct{}{}},
	{"struct_pointer", &Args{1, 2}},
	{"struct_pointer_nil", (*Args)(nil)},
	{"struct_embedding", Embedding{Base{1, "n"}, true}},
	{"struct_tagged", Tagged{UserID: 1, HTML: "<", Omitted: "o", OmittedIn: []int{1}, Pointer: ptr(0), Skipped: 9, Dash: 2, Rate: 0.1}},
	{"struct_tagged_zero", Tagged{}},
	{"struct_everything", Everything{true, -1, -8, -16, -32, -64, 1, 8, 16, 32, math.MaxUint64, 0.1, 1e21, "é<", []byte{1, 2, 255}, []int{3, 1, 2}, [3]int{1, 2, 3}, [2]byte{4, 5},
		map[string]int{"y": 1, "x": 2}, Point{1.5, -0.25}, &Point{1, 2}, []Point{{3, 4}, {}}, struct{}{}, []any{1.5, "a", nil, true, map[string]any{"k": "v"}}}},
	{"struct_everything_zero", Everything{}},
	{"tree", Tree{1, &Tree{2, nil, &Tree{3, nil, nil}}, &Tree{4, nil, nil}}},
	{"tree_of_100", chain(100)},
	{"named_string", Level("low")},
	{"named_float", Celsius(-273.15)},
	{"interface_nil", any(nil)},
	{"interface_object", map[string]any{"b": []any{1.0, "x", nil, true, 1e21, -0.5}, "a": map[string]any{}}},
	{"time_utc", time.Date(2009, 11, 10, 23, 0, 0, 0, time.UTC)},
	{"time_nanoseconds", time.Date(2009, 11, 10, 23, 0, 0, 123456789, time.FixedZone("", 3600))},
	{"time_trailing_zeros", time.Date(2009, 11, 10, 23, 0, 0, 120000000, time.FixedZone("", -5*3600))},
	{"time_zero", time.Time{}},
	{"time_millisecond", time.Date(1969, 12, 31, 23, 59, 59, 1000000, time.UTC)},
	{"time_nanosecond", time.Date(2000, 2, 29, 0, 0, 0, 1, time.UTC)},
	{"time_first", time.Date(0, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600))},
	{"time_last", time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.FixedZone("", -3600))},
	{"time_widest_offset", time.Date(2100, 3, 1, 0, 0, 0, 0, time.FixedZone("", 23*3600+59*60))},
	{"time_offset_of_seconds", time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", -90))},
	{"time_offset_of_a_second", time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", -1))},
	{"map_time_keys", map[time.Time]int{time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC): 1, time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC): 2}},
	{"struct_with_time", Event{time.Date(2009, 11, 10, 23, 0, 0, 0, time.UTC), 1500 * time.Millisecond}},
	{"raw_message", Raw{1, json.RawMessage(`{ "a" : [1, 2.50 ] , "s":"<\u00e9\/` + "\u2028" + `" }`)}},
	{"number", json.Number("12.50")},
	{"string_not_utf8", "a\xffb\xed\xa0\x80\xc0\x80"},
	{"map_keys_not_utf8", map[string]int{"a\xff": 1}},
	{"map_float_keys", map[float64]int{1: 1, 1.5: 2}},
	{"not_a_number", math.NaN()},
	{"infinity", math.Inf(1)},
	{"negative_infinity", math.Inf(-1)},
	{"infinity_inside", []float64{1, math.Inf(1)}},
	{"time_too_late", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
	{"time_too_early", time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).Add(-1)},
	{"time_offset_too_wide", time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", -24*3600))},
}
