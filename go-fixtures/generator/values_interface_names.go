package main

import (
	"encoding/gob"
	"net/mail"
)

// The names of interface values: what gob.Register makes of every kind of type.

type MyError struct{ Code int }
type Failure struct {
	Err  error
	Code int
}

func (e MyError) Error() string { return "mine" }

var _ = values("interface_names_of_builtins", "1.11", "", func(s *stream) {
	s.put(boxed(int16(-1)), "Some(Any::Int16(-1))")
	s.put(boxed(int32(-2)), "Some(Any::Int32(-2))")
	s.put(boxed(int64(-3)), "Some(Any::Int64(-3))")
	s.put(boxed(uint(4)), "Some(Any::Uint(4))")
	s.put(boxed(uint16(5)), "Some(Any::Uint16(5))")
	s.put(boxed(uint32(6)), "Some(Any::Uint32(6))")
	s.put(boxed(complex(1, 2)), "Some(Any::Complex128(Complex128 { re: 1.0, im: 2.0 }))")
	s.put(boxed([]int8{1}), "Some(Any::Int8s(vec![1]))")
	s.put(boxed([]int16{1}), "Some(Any::Int16s(vec![1]))")
	s.put(boxed([]int32{1}), "Some(Any::Int32s(vec![1]))")
	s.put(boxed([]int64{1}), "Some(Any::Int64s(vec![1]))")
	s.put(boxed([]uint{1}), "Some(Any::Uints(vec![1]))")
	s.put(boxed([]uint16{1}), "Some(Any::Uint16s(vec![1]))")
	s.put(boxed([]uint32{1}), "Some(Any::Uint32s(vec![1]))")
	s.put(boxed([]uint64{1}), "Some(Any::Uint64s(vec![1]))")
	s.put(boxed([]float32{1}), "Some(Any::Float32s(vec![1.0]))")
	s.put(boxed([]complex64{1}), "Some(Any::Complex64s(vec![Complex64 { re: 1.0, im: 0.0 }]))")
	s.put(boxed([]complex128{1}), "Some(Any::Complex128s(vec![Complex128 { re: 1.0, im: 0.0 }]))")
	s.put(boxed([]uintptr{1}), "Some(Any::Other(..)): Rust has no uintptr")
})
var _ = values("interface_names_of_unnamed_types", "1.11", "", func(s *stream) {
	gob.Register([]any{})
	gob.Register(map[string]any{})
	gob.Register(map[string]string{})
	gob.Register(struct{ A int }{})
	gob.Register([3]int{})
	gob.Register([][]int{})
	gob.Register([]Point{})
	gob.Register(map[string]*Point{})
	gob.Register([]*Point{})
	gob.Register([]Shape{})
	gob.Register([]error{})
	s.put(boxed([]any{1}), "Some(Any::Anys(vec![Some(Any::Int(1))]))")
	s.put(boxed(map[string]any{"a": 1}), "Some(Any::Table(..))")
	s.put(boxed(map[string]string{"a": "b"}), "Some(Any::StringMap(..))")
	s.put(boxed(struct{ A int }{1}), "Some(Any::Anonymous(Anonymous { a: 1 }))")
	s.put(boxed([3]int{1, 2, 3}), "Some(Any::Array([1, 2, 3]))")
	s.put(boxed([][]int{{1}}), "Some(Any::Nested(vec![vec![1]]))")
	s.put(boxed([]Point{{1, 2}}), "Some(Any::Points(vec![Point { x: 1, y: 2 }]))")
	s.put(boxed(map[string]*Point{"a": {1, 2}}), "Some(Any::PointMap(..))")
	s.put(boxed([]*Point{{1, 2}}), "Some(Any::PointPointers(vec![Some(Point { x: 1, y: 2 })]))")
	s.put(boxed([]Shape{nil}), "Some(Any::Shapes(vec![None]))")
	s.put(boxed([]error{nil}), "Some(Any::Errors(vec![None]))")
})
var _ = values("interface_names_with_packages", "1.11", `#[gob(name = "net/mail.Address")] struct Address { name: String, address: String }`, func(s *stream) {
	gob.Register(mail.Address{})
	gob.Register(Pair[string, Point]{})
	gob.Register([]mail.Address{})
	gob.Register(Pair[mail.Address, []mail.Address]{})
	s.put(boxed(mail.Address{Name: "a", Address: "b"}), "Some(Any::Address(..))")
	s.put(boxed(Pair[string, Point]{"a", Point{1, 2}}), "Some(Any::Pair(..))")
	s.put(boxed([]mail.Address{{Name: "a", Address: "b"}}), "Some(Any::Addresses(..))")
	s.put(boxed(Pair[mail.Address, []mail.Address]{}), "Some(Any::AddressPair(..))")
})
var _ = values("interface_names_of_pointers", "1.11", `#[gob(name = "net/mail.Address")] struct Address { name: String, address: String }`, func(s *stream) {
	gob.Register(&mail.Address{})
	gob.Register(ptr(ptr(Point{})))
	gob.Register(ptr(map[string]int{}))
	s.put(boxed(mail.Address{Name: "a", Address: "b"}), `#[gob(name = "*mail.Address")]`)
	s.put(boxed(&mail.Address{Name: "a", Address: "b"}), "the same")
	s.put(boxed(Point{1, 2}), `#[gob(name = "**main.Point")]`)
	s.put(boxed(map[string]int{"a": 1}), `#[gob(name = "*map[string]int")]`)
	s.put(boxed(ptr(map[string]int{"a": 2})), "the same")
})
var _ = values("interface_error", "1.10 3", `#[gob(name = "error")] enum Error { #[gob(name = "main.MyError")] Mine(MyError) }`, func(s *stream) {
	gob.Register(MyError{})
	s.put(Failure{nil, 1}, "Failure { err: None, code: 1 }")
	s.put(Failure{MyError{2}, 3}, "Failure { err: Some(Error::Mine(MyError { code: 2 })), code: 3 }")
	s.put(Failure{&MyError{4}, 5}, "Failure { err: Some(Error::Mine(MyError { code: 4 })), code: 5 }")
	s.put(ptr(error(MyError{6})), "Some(Error::Mine(MyError { code: 6 }))")
	s.put([]error{nil, MyError{7}}, "vec![None, Some(Error::Mine(MyError { code: 7 }))]")
})
