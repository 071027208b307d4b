package main

import (
	"math"
	"net"
	"strings"
	"time"
)

type MyInt int
type MyBool bool
type MyStr string
type MyFloat float32
type MyBytes []byte
type MyByte byte

func ptr[T any](v T) *T { return &v }

var _ = values("bool", "1.1 1.2", "", func(s *stream) {
	s.put(true, "true")
	s.put(false, "false")
})

var _ = values("int", "1.1 1.2", "", func(s *stream) {
	s.put(int(0), "0isize")
	s.put(int(1), "1isize")
	s.put(int(-1), "-1isize")
	s.put(int(3), "3isize")
	s.put(int(63), "63isize")
	s.put(int(64), "64isize")
	s.put(int(-64), "-64isize")
	s.put(int(-65), "-65isize")
	s.put(int(127), "127isize")
	s.put(int(128), "128isize")
	s.put(int(-128), "-128isize")
	s.put(int(-129), "-129isize")
	s.put(int(255), "255isize")
	s.put(int(256), "256isize")
	s.put(int(1<<31), "1isize << 31")
	s.put(int(-1<<31), "-1isize << 31")
	s.put(int(math.MaxInt64), "isize::MAX")
	s.put(int(math.MinInt64), "isize::MIN")
})

var _ = values("signed_widths", "1.1 1.2", "", func(s *stream) {
	s.put(int8(-3), "-3i8")
	s.put(int8(math.MinInt8), "i8::MIN")
	s.put(int16(-300), "-300i16")
	s.put(int32(70000), "70_000i32")
	s.put(int64(1)<<40, "1i64 << 40")
})

var _ = values("uint", "1.1 1.2", "", func(s *stream) {
	s.put(uint(0), "0usize")
	s.put(uint(7), "7usize")
	s.put(uint(127), "127usize")
	s.put(uint(128), "128usize")
	s.put(uint(255), "255usize")
	s.put(uint(256), "256usize")
	s.put(uint(65535), "65_535usize")
	s.put(uint(65536), "65_536usize")
	s.put(uint(1<<24-1), "(1usize << 24) - 1")
	s.put(uint(1<<24), "1usize << 24")
	s.put(uint(1<<32-1), "(1usize << 32) - 1")
	s.put(uint(1<<32), "1usize << 32")
	s.put(uint(1<<56-1), "(1usize << 56) - 1")
	s.put(uint(1<<56), "1usize << 56")
	s.put(uint(math.MaxUint64), "usize::MAX")
})

var _ = values("unsigned_widths", "1.1 1.2", "", func(s *stream) {
	s.put(uint8(200), "200u8")
	s.put(uint16(7), "7u16")
	s.put(uint32(7), "7u32")
	s.put(uint64(7), "7u64")
	s.put(uintptr(7), "7usize")
})

var _ = values("float64", "1.1 1.2", "", func(s *stream) {
	s.put(float64(0), "0.0f64")
	s.put(math.Copysign(0, -1), "-0.0f64")
	s.put(float64(1), "1.0f64")
	s.put(float64(17), "17.0f64")
	s.put(float64(-17), "-17.0f64")
	s.put(0.1, "0.1f64")
	s.put(math.Pi, "std::f64::consts::PI")
	s.put(math.Inf(1), "f64::INFINITY")
	s.put(math.Inf(-1), "f64::NEG_INFINITY")
	s.put(math.NaN(), "f64::from_bits(0x7ff8_0000_0000_0001)")
	s.put(math.MaxFloat64, "f64::MAX")
	s.put(math.SmallestNonzeroFloat64, "f64::from_bits(1)")
})

var _ = values("float32", "1.1 1.2", "", func(s *stream) {
	s.put(float32(0.1), "0.1f32")
	s.put(float32(1.5), "1.5f32")
	s.put(float32(math.MaxFloat32), "f32::MAX")
})

var _ = values("complex", "1.1 1.2", "", func(s *stream) {
	s.put(complex(17, 19), "Complex128 { re: 17.0, im: 19.0 }")
	s.put(complex(0, 0), "Complex128 { re: 0.0, im: 0.0 }")
	s.put(complex64(complex(1.5, -2)), "Complex64 { re: 1.5, im: -2.0 }")
})

var _ = values("string", "1.1 1.2", "", func(s *stream) {
	s.put("", `String::new()`)
	s.put("hi", `"hi".to_string()`)
	s.put("é", `"é".to_string()`)
})

var _ = values("string_not_utf8", "1.1", "", func(s *stream) {
	s.put("\xff\xfe", "")
})

var _ = values("bytes", "1.1 1.2 1.3", "", func(s *stream) {
	s.put([]byte(nil), "Vec::<u8>::new()")
	s.put([]byte{}, "Vec::<u8>::new()")
	s.put([]byte{1, 2, 3}, "vec![1u8, 2, 3]")
})

var _ = values("named_scalars", "1.1 1.2",
	"struct MyInt(isize); struct MyBool(bool); struct MyStr(String); struct MyFloat(f32); struct MyBytes(Vec<u8>); struct MyByte(u8);",
	func(s *stream) {
		s.put(MyInt(3), "MyInt(3)")
		s.put(MyBool(true), "MyBool(true)")
		s.put(MyStr("hi"), `MyStr("hi".to_string())`)
		s.put(MyFloat(1), "MyFloat(1.0)")
		s.put(MyBytes{1, 2}, "MyBytes(vec![1, 2])")
		s.put([]MyByte{1, 2}, "vec![MyByte(1), MyByte(2)]")
		s.put(time.Duration(1500), "Duration::from_nanos(1500)")
		s.put(net.IPv4(1, 2, 3, 4).To4(), "vec![1u8, 2, 3, 4]")
		s.put(net.IPv4(1, 2, 3, 4), "vec![0u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4]")
	})

var _ = values("pointers_are_flattened", "1.2 1.13", "", func(s *stream) {
	s.put(ptr("x"), `Box::new("x".to_string())`)
	s.put(ptr(ptr("x")), `Box::new(Box::new("x".to_string()))`)
	s.put(ptr((*int)(nil)), "")
})

var _ = values("bytes_300", "1.1 1.2", "", func(s *stream) {
	s.put(make([]byte, 300), "vec![0u8; 300]")
})

var _ = values("string_longer_than_64_kib", "1.1 1.2", "", func(s *stream) {
	s.put(strings.Repeat("x", 70000), `"x".repeat(70_000)`)
	s.put("after", `"after".to_string()`)
})

var _ = values("uints_longer_than_64_kib", "1.1 1.2 1.9", "", func(s *stream) {
	s.put(make([]uint16, 70000), "vec![0u16; 70_000]")
	s.put([]uint16{1}, "vec![1u16]")
})
