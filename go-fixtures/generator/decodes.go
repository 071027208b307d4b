package main

import (
	"math"
	"time"
)

// What Go's decoder answers. `into` nil skips the value.

type Small struct {
	I8  int8
	I16 int16
	I32 int32
	U8  uint8
	U16 uint16
	U32 uint32
	F32 float32
}
type WideInt struct{ I8 int }
type WideUint struct{ U32 uint }
type WideFloat struct{ F32 float64 }
type PointStringX struct {
	X string
	Y int
}
type PointZ struct{ X, Y, Z int }
type PointLong struct {
	Y    int
	Skip []map[string]Inner
	X    int
}
type NoCommon struct{ Q int }
type Texts struct {
	S string
	B []byte
}

const pointDefinition = "1e 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00"

var _ = decodes("non_minimal_integers", "1.1", "usize", new(uint), func(w *wire) {
	w.hex("04 | 06 00 ff 03")
	w.hex("05 | 06 00 fe 00 03")
	w.hex("0b | 06 00 f8 00 00 00 00 00 00 00 03")
	w.hex("fe 00 03 | 06 00 07")
})
var _ = decodes("any_non_zero_is_true", "1.1", "bool", new(bool), func(w *wire) { w.hex("03 | 02 00 07"); w.hex("03 | 02 00 00") })
var _ = decodes("integer_too_long", "1.1 2.3", "usize", new(uint), func(w *wire) { w.hex("03 | 06 00 f7"); w.hex("03 | 06 00 07") })
var _ = decodes("integer_cut_off_by_the_message", "2.3", "usize", new(uint), func(w *wire) { w.hex("04 | 06 00 f8 01"); w.hex("03 | 06 00 07") })
var _ = decodes("nothing", "2.3", "isize", new(int), func(w *wire) {})
var _ = decodes("end_in_length", "2.3", "isize", new(int), func(w *wire) { w.hex("fe 01") })
var _ = decodes("end_in_message", "2.3", "isize", new(int), func(w *wire) { w.hex("05 04 00") })
var _ = decodes("end_after_definition", "2.3", "Point", new(Point), func(w *wire) { w.hex(pointDefinition) })
var _ = decodes("length_too_long", "2.3", "isize", new(int), func(w *wire) { w.hex("80 7f 03") })
var _ = decodes("length_too_large", "2.3", "isize", new(int), func(w *wire) { w.hex("fb a5 82 2f ca 01") })
var _ = decodes("empty_message", "2.3", "isize", new(int), func(w *wire) { w.hex("00"); w.put(5) })
var _ = decodes("value_missing", "2.3", "isize", new(int), func(w *wire) { w.hex("01 04"); w.hex("02 04 00"); w.put(5) })
var _ = decodes("bytes_after_the_value", "2.1", "isize", new(int), func(w *wire) { w.hex("05 04 00 06 01 02"); w.put(5) })
var _ = decodes("struct_without_terminator", "2.1", "Point", new(Point), func(w *wire) {
	w.hex(pointDefinition)
	w.hex("04 | ff 80 01 2c")
	w.hex("07 | ff 80 01 2c 01 42 00")
})
var _ = decodes("non_zero_singleton_delta", "2.9", "isize", new(int), func(w *wire) { w.hex("03 04 01 06"); w.put(5) })
var _ = decodes("definition_twice", "2.4", "Point", new(Point), func(w *wire) {
	w.put(Point{1, 2})
	w.hex(pointDefinition)
	w.hex("07 | ff 80 01 2c 01 42 00")
})
var _ = decodes("definition_of_a_builtin_id", "2.4", "isize", new(int), func(w *wire) {
	w.hex("1d 07 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00")
	w.put(5)
})
var _ = decodes("definition_with_bytes_after_it", "2.4", "isize", new(int), func(w *wire) { w.hex("0a 7f 03 01 02 ff 80 00 00 00 00"); w.put(5) })
var _ = decodes("definition_with_unknown_field", "2.4", "isize", new(int), func(w *wire) { w.hex("04 7f 08 01 00"); w.put(5) })
var _ = decodes("definition_without_kind", "2.4", "Point", new(Point), func(w *wire) { w.hex("02 7f 00"); w.hex("03 ff 80 00") })
var _ = decodes("unknown_type_id", "2.6", "Point", new(Point), func(w *wire) { w.hex("07 | ff 80 01 2c 01 42 00"); w.put(Point{1, 2}) })
var _ = decodes("unrelated_definition_before", "2.4", "isize", new(int), func(w *wire) { w.hex(pointDefinition); w.put(5) })
var _ = decodes("wider_integers_fit", "2.5 2.8", "Small", new(Small), func(w *wire) { w.put(WideInt{-128}, WideUint{math.MaxUint32}, WideFloat{math.MaxFloat32}) })
var _ = decodes("out_of_range_in_a_field", "2.8 2.14", "Small", new(Small), func(w *wire) {
	w.put(WideInt{128}, WideUint{1 << 32}, WideFloat{math.MaxFloat64}, WideFloat{1e-300}, WideInt{127})
})
var _ = decodes("out_of_range_at_the_top", "2.8", "i8", new(int8), func(w *wire) { w.put(128, -129, -128) })
var _ = decodes("out_of_range_in_a_slice", "2.8", "Vec<i8>", new([]int8), func(w *wire) { w.put([]int{128}, []int{127}) })
var _ = decodes("out_of_range_in_a_slice_in_a_slice", "2.8", "Vec<Vec<i8>>", new([][]int8), func(w *wire) { w.put([][]int{{128}}, [][]int{{127}}) })
var _ = decodes("out_of_range_in_a_map", "2.8", "HashMap<String, i8>", new(map[string]int8), func(w *wire) {
	w.put(map[string]int{"a": 128}, map[string]int{"a": 127})
})
var _ = decodes("uint_into_int", "2.5 2.13", "isize", new(int), func(w *wire) { w.put(uint(3), 5) })
var _ = decodes("int_into_float", "2.5 2.13", "f64", new(float64), func(w *wire) { w.put(3, 1.5) })
var _ = decodes("string_into_bytes", "2.5 2.13", "Vec<u8>", new([]byte), func(w *wire) { w.put("text", []byte{1}) })
var _ = decodes("bytes_into_string", "2.5 2.13", "String", new(string), func(w *wire) { w.put([]byte{1}, "text") })
var _ = decodes("array_of_bytes_into_bytes", "2.5", "Vec<u8>", new([]byte), func(w *wire) { w.put([2]byte{1, 2}, []byte{1}) })
var _ = decodes("array_of_another_length", "2.5", "[isize; 3]", new([3]int), func(w *wire) { w.put([2]int{1, 2}, [3]int{1, 2, 3}) })
var _ = decodes("array_into_slice", "2.5", "Vec<isize>", new([]int), func(w *wire) { w.put([2]int{1, 2}, []int{1}) })
var _ = decodes("array_of_wider_elements", "2.5", "[u16; 3]", new([3]uint16), func(w *wire) { w.put([3]byte{1, 2, 3}) })
var _ = decodes("non_struct_into_struct", "2.6", "Point", new(Point), func(w *wire) { w.put(5, []int{1}, map[string]int{"X": 1}, Point{1, 2}) })
var _ = decodes("struct_into_non_struct", "2.5", "isize", new(int), func(w *wire) { w.put(Point{1, 2}, 5) })
var _ = decodes("field_of_another_type", "2.6", "Point", new(Point), func(w *wire) { w.put(PointStringX{"1", 2}, Point{1, 2}) })
var _ = decodes("no_fields_matched", "2.6", "Point", new(Point), func(w *wire) { w.put(NoCommon{1}, Point{1, 2}) })
var _ = decodes("no_fields_matched_in_anonymous", "2.6", `#[gob(name = "")] struct { x: isize }`, new(struct{ X int }), func(w *wire) { w.put(NoCommon{1}, struct{ X int }{1}) })
var _ = decodes("more_and_other_fields", "2.6 2.11", "Point", new(Point), func(w *wire) {
	w.put(PointZ{1, 2, 3}, PointLong{2, []map[string]Inner{{"k": {1, 2}}}, 1})
})
var _ = decodes("fewer_fields", "2.6", "PointZ", new(PointZ), func(w *wire) { w.put(Point{1, 2}) })
var _ = decodes("empty_struct_into_struct", "2.6 2.15", "Point", new(Point), func(w *wire) { w.put(struct{}{}, Empty{}) })
var _ = decodes("struct_into_empty_struct", "2.6 2.15", "()", new(struct{}), func(w *wire) { w.put(Point{1, 2}, 5) })
var _ = decodes("field_number_out_of_bounds", "2.9", "Point", new(Point), func(w *wire) {
	w.hex(pointDefinition)
	w.hex("05 | ff 80 03 2c 00")
	w.hex("09 | ff 80 fc 7f ff ff ff 2c 00")
	w.hex("07 | ff 80 01 2c 01 42 00")
})
var _ = decodes("string_longer_than_the_message", "2.9", "Texts", new(Texts), func(w *wire) {
	w.put(Texts{"a", nil})
	w.hex("06 | ff 80 01 7f 61 00")
	w.hex("06 | ff 80 02 7f 61 00")
	w.put(Texts{"b", []byte{1}})
})
var _ = decodes("slice_longer_than_the_message", "2.9", "Vec<isize>", new([]int), func(w *wire) {
	w.put([]int{1})
	w.hex("05 | ff 80 00 05 02")
	w.hex("09 | ff 80 00 fb 7f ff ff ff 02")
	w.hex("09 | ff 80 00 fc 00 7f ff ff 02")
	w.put([]int{2})
})
var _ = decodes("slice_of_structs_longer_than_the_message", "2.9", "Vec<Point>", new([]Point), func(w *wire) {
	w.put([]Point{{1, 2}})
	w.hex("05 | ff 82 00 05 00")
	w.put([]Point{{3, 4}})
})
var _ = decodes("map_longer_than_the_message", "2.9", "HashMap<String, isize>", new(map[string]int), func(w *wire) {
	w.put(map[string]int{"a": 1})
	w.hex("07 | ff 80 00 05 01 61 02")
	w.put(map[string]int{"b": 2})
})
var _ = decodes("strings_in_a_slice_too_long", "2.9", "Vec<String>", new([]string), func(w *wire) {
	w.put([]string{"a"})
	w.hex("06 | ff 80 00 01 09 61")
	w.put([]string{"b"})
})
var _ = decodes("array_count_differs", "2.9", "[isize; 2]", new([2]int), func(w *wire) {
	w.put([2]int{1, 2})
	w.hex("06 | ff 80 00 03 02 04")
	w.put([2]int{3, 4})
})
var _ = decodes("duration_is_an_int64", "1.1 2.5", "Duration", new(time.Duration), func(w *wire) { w.put(1500, int64(-1)) })
var _ = decodes("skipping", "2.11", "skipped", nil, func(w *wire) {
	w.put(5, "text", Point{1, 2}, []Point{{1, 2}}, map[string][]int{"a": {1}}, [2]bool{true, false}, list(3), struct{}{})
})
