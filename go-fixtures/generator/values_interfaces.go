package main

import (
	"encoding/gob"
	"errors"
	"math/big"
	"time"
)

// Streams with interface values and self-encoding types: until Rust has twins for them they are
// there to be framed and skipped. Registering happens inside the case, hence in its process alone.

type Holder struct {
	A int
	V any
	B int
}
type Squarer interface{ Square() int }
type AllAndInterface struct {
	I  int
	If any
	S  string
	Sq Squarer
}
type O struct{ F any }

func boxed(v any) *any { return &v }

var _ = values("interface_scalars", "1.10", "", func(s *stream) {
	s.put(boxed(7), "")
	s.put(boxed("hi"), "")
	s.put(boxed(nil), "")
	s.put(boxed(ptr(5)), "")
	s.put(boxed(int8(1)), "")
	s.put(boxed(uint8(1)), "")
	s.put(boxed(uint64(1)), "")
	s.put(boxed(float32(1)), "")
	s.put(boxed(1.5), "")
	s.put(boxed(complex64(1)), "")
	s.put(boxed(true), "")
	s.put(boxed([]byte{1}), "")
	s.put(boxed(uintptr(1)), "")
	s.put(7, "7isize")
})
var _ = values("interface_slices", "1.10", "", func(s *stream) {
	s.put(boxed([]int{1}), "")
	s.put(boxed([]string{"s"}), "")
	s.put(boxed([]bool{true}), "")
	s.put(boxed([]float64{1}), "")
	s.put(boxed([]int{2}), "")
})
var _ = also65("interface_field", "1.10", "", func(s *stream) {
	gob.Register(Point{})
	s.put(Holder{1, Point{3, 4}, 2}, "")
	s.put(Holder{1, Point{3, 4}, 2}, "")
	s.put(Holder{1, &Point{3, 4}, 2}, "")
	s.put(Holder{1, Point{}, 2}, "")
	s.put(Holder{1, nil, 2}, "")
	s.put(boxed(Point{3, 4}), "")
})
var _ = values("interface_fields_zero_values_inside", "1.8 1.10", "", func(s *stream) {
	s.put(AllAndInterface{}, "")
	s.put(AllAndInterface{If: 0}, "")
	s.put(AllAndInterface{If: false}, "")
	s.put(AllAndInterface{If: ""}, "")
	s.put(AllAndInterface{If: []byte(nil)}, "")
	s.fail(AllAndInterface{If: (*int)(nil)}, "")
	s.put(AllAndInterface{If: ptr(5)}, "")
})
var _ = values("interface_in_slice", "1.10", "", func(s *stream) {
	gob.Register(Point{})
	s.put([]any{1, nil, Point{1, 2}, "s", Point{3, 4}}, "")
	s.put([]any{1, nil, Point{1, 2}, "s", Point{3, 4}}, "")
	s.put(5, "5isize")
})
var _ = values("interface_in_map", "1.10", "", func(s *stream) {
	gob.Register(Outer{})
	s.put(map[string]any{"a": 1}, "")
	s.put(map[string]any{"a": nil}, "")
	s.put(map[string]any{"a": Outer{1, Inner{2, 3}, "z"}}, "")
})
var _ = also65("interface_with_nested_definitions", "1.10", "", func(s *stream) {
	gob.Register(Outer{})
	gob.Register(map[string]any{})
	gob.Register([]any{})
	s.put(boxed(map[string]any{"k": []any{Outer{1, Inner{2, 3}, "z"}}}), "")
	s.put(Outer{1, Inner{2, 3}, "z"}, `Outer { a: 1, b: Inner { p: 2, q: 3 }, c: "z".to_string() }`)
})
var _ = values("interface_in_interface", "1.10 10", "", func(s *stream) {
	gob.Register(O{})
	gob.Register(Point{})
	s.put(boxed(O{O{Point{1, 2}}}), "")
	s.put(boxed(O{O{O{Point{1, 2}}}}), "")
	s.put(Point{1, 2}, "Point { x: 1, y: 2 }")
})
var _ = values("interface_in_unknown_field", "1.10 2.11", "struct OnlyEnds { a: isize, b: isize } // the V of Holder is skipped, definitions and all", func(s *stream) {
	gob.Register(Outer{})
	gob.Register([]any{})
	s.put(Holder{1, Outer{1, Inner{2, 3}, "z"}, 2}, "OnlyEnds { a: 1, b: 2 }")
	s.put(Holder{3, []any{nil, Outer{}, nil}, 4}, "OnlyEnds { a: 3, b: 4 }")
	s.put(Holder{5, nil, 6}, "OnlyEnds { a: 5, b: 6 }")
	s.put(Outer{}, "Outer { a: 0, b: Inner { p: 0, q: 0 }, c: String::new() }")
})
var _ = values("interface_not_registered", "1.10 1.13", "", func(s *stream) {
	s.fail(boxed(Point{1, 2}), "")
	s.put(5, "5isize")
	s.put(Point{1, 2}, "Point { x: 1, y: 2 }")
	s.fail(ptr(errors.New("x")), "")
	s.put(ptr(error(nil)), "")
	s.put(6, "6isize")
})
var _ = values("interface_named_types", "1.10 1.11", "", func(s *stream) {
	gob.Register(MyInt(0))
	gob.Register(Empty{})
	gob.RegisterName("a name", NSlice{})
	s.put(boxed(MyInt(5)), "")
	s.put(boxed(Empty{}), "")
	s.put(boxed(NSlice{1}), "")
})
var _ = values("interface_registered_by_pointer", "1.11", "", func(s *stream) {
	gob.Register(&Point{})
	s.put(boxed(Point{3, 4}), "")
})

type Times struct {
	A int
	T time.Time
	P *time.Time
}
type Numbers struct {
	A int
	N *big.Int
	M *big.Int
}

var _ = values("self_encoding_types", "1.12 3", "", func(s *stream) {
	gob.Register(time.Time{})
	s.put(time.Date(2009, 11, 10, 23, 0, 0, 1, time.UTC), "")
	s.put(time.Time{}, "")
	s.put(Times{1, time.Unix(0, 0).UTC(), nil}, "")
	s.put(Times{1, time.Time{}, ptr(time.Unix(0, 0).UTC())}, "")
	s.put([]time.Time{{}, time.Unix(0, 0).UTC()}, "")
	s.put(boxed(time.Unix(1, 0).UTC()), "")
	s.put(big.NewInt(-256), "")
	s.put(Numbers{1, nil, big.NewInt(5)}, "")
	s.put([]*big.Int{big.NewInt(0), big.NewInt(7)}, "")
})

var _ = values("unsupported_types", "1.13", "", func(s *stream) {
	s.fail(make(chan int), "")
	s.fail(func() {}, "")
	s.fail([]chan int{}, "")
	s.fail(map[string]chan int{}, "")
	s.fail(struct{ F []func() }{}, "")
	s.fail(nil, "")
	s.put(3, "3isize")
})
