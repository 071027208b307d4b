package main

import "math"

type Point struct{ X, Y int }
type Inner struct{ P, Q int }
type NSlice []int
type NMap map[string]int
type NArr [3]int

const rustPoint = "struct Point { x: isize, y: isize }"
const rustInner = "struct Inner { p: isize, q: isize }"

var _ = values("slice_of_int", "1.4 1.8 1.9", "", func(s *stream) {
	s.put([]int{1, 2}, "vec![1isize, 2]")
	s.put([]int{}, "Vec::<isize>::new()")
	s.put([]int(nil), "Vec::<isize>::new()")
	s.put([]int{0, 0}, "vec![0isize, 0]")
})

var _ = values("slice_of_int8", "1.4", "", func(s *stream) { s.put([]int8{1, -1}, "vec![1i8, -1]") })
var _ = values("slice_of_int16", "1.4", "", func(s *stream) { s.put([]int16{1, -1}, "vec![1i16, -1]") })
var _ = values("slice_of_int32", "1.4", "", func(s *stream) { s.put([]int32{1, -1}, "vec![1i32, -1]") })
var _ = values("slice_of_int64", "1.4", "", func(s *stream) { s.put([]int64{1, -1}, "vec![1i64, -1]") })
var _ = values("slice_of_uint", "1.4", "", func(s *stream) { s.put([]uint{1, 200}, "vec![1usize, 200]") })
var _ = values("slice_of_uint16", "1.4", "", func(s *stream) { s.put([]uint16{1}, "vec![1u16]") })
var _ = values("slice_of_uint32", "1.4", "", func(s *stream) { s.put([]uint32{1}, "vec![1u32]") })
var _ = values("slice_of_uint64", "1.4", "", func(s *stream) { s.put([]uint64{math.MaxUint64}, "vec![u64::MAX]") })
var _ = values("slice_of_bool", "1.4 1.9", "", func(s *stream) { s.put([]bool{false, true}, "vec![false, true]") })
var _ = values("slice_of_string", "1.4 1.9", "", func(s *stream) {
	s.put([]string{"a", "", "bc"}, `vec!["a".to_string(), String::new(), "bc".to_string()]`)
})
var _ = values("slice_of_float32", "1.4", "", func(s *stream) { s.put([]float32{0, 1.5}, "vec![0.0f32, 1.5]") })
var _ = values("slice_of_float64", "1.4", "", func(s *stream) { s.put([]float64{0, 1.5}, "vec![0.0f64, 1.5]") })
var _ = values("slice_of_complex128", "1.4", "", func(s *stream) {
	s.put([]complex128{0, 1i}, "vec![Complex128 { re: 0.0, im: 0.0 }, Complex128 { re: 0.0, im: 1.0 }]")
})
var _ = values("slice_of_bytes", "1.4 1.9", "", func(s *stream) {
	s.put([][]byte{nil, {}, {1}}, "vec![Vec::<u8>::new(), vec![], vec![1]]")
})
var _ = values("slice_of_slices", "1.4 1.5 1.9", "", func(s *stream) {
	s.put([][]int{nil, {}, {1}}, "vec![Vec::<isize>::new(), vec![], vec![1]]")
})
var _ = values("slice_of_pointers", "1.9", "", func(s *stream) {
	s.put([]*int{ptr(0), ptr(5)}, "vec![Box::new(0isize), Box::new(5)]")
	s.fail([]*int{ptr(0), nil}, "vec![Some(0isize), None]")
	s.put([]*int{ptr(6)}, "vec![Box::new(6isize)]")
})
var _ = also65("slice_of_points", "1.5 1.9", rustPoint, func(s *stream) {
	s.put([]Point{{}, {1, 2}}, "vec![Point { x: 0, y: 0 }, Point { x: 1, y: 2 }]")
})
var _ = values("slice_of_pointers_to_points", "1.5", rustPoint, func(s *stream) {
	s.put([]*Point{{}, {1, 2}}, "vec![Box::new(Point { x: 0, y: 0 }), Box::new(Point { x: 1, y: 2 })]")
	s.put(Point{1, 2}, "Point { x: 1, y: 2 }")
})
var _ = values("named_slice", "1.4 1.5", "struct NSlice(Vec<isize>);", func(s *stream) {
	s.put(NSlice{1}, "NSlice(vec![1])")
})
var _ = values("slice_of_named_slices", "1.5", "struct NSlice(Vec<isize>);", func(s *stream) {
	s.put([]NSlice{{1}}, "vec![NSlice(vec![1])]")
})
var _ = values("slice_of_named_ints", "1.4", "struct MyInt(isize);", func(s *stream) {
	s.put([]MyInt{1}, "vec![MyInt(1)]")
})
var _ = values("structurally_equal_slices", "1.4", "struct NSlice(Vec<isize>);", func(s *stream) {
	s.put([]int{1}, "vec![1isize]")
	s.put([]int64{1}, "vec![1i64]")
	s.put(NSlice{1}, "NSlice(vec![1])")
	s.put([]*int{ptr(0)}, "vec![Box::new(0isize)]")
})

var _ = values("array_of_int", "1.4 1.8", "", func(s *stream) {
	s.put([3]int{1, 0, 3}, "[1isize, 0, 3]")
	s.put(&[3]int{1, 0, 3}, "Box::new([1isize, 0, 3])")
	s.put([3]int{}, "[0isize; 3]")
})
var _ = values("array_of_none", "1.4", "", func(s *stream) { s.put([0]int{}, "[0isize; 0]") })
var _ = values("array_of_bytes", "1.4", "", func(s *stream) { s.put([3]byte{1, 200, 3}, "[1u8, 200, 3]") })
var _ = values("array_of_bool", "1.4", "", func(s *stream) { s.put([2]bool{true, false}, "[true, false]") })
var _ = values("named_array", "1.4 1.5", "struct NArr([isize; 3]);", func(s *stream) { s.put(NArr{1}, "NArr([1, 0, 0])") })
var _ = values("array_of_points", "1.5", rustPoint, func(s *stream) {
	s.put([2]Point{{1, 2}}, "[Point { x: 1, y: 2 }, Point { x: 0, y: 0 }]")
	s.put(Point{1, 2}, "Point { x: 1, y: 2 }")
})
var _ = values("array_of_arrays", "1.5", "", func(s *stream) {
	s.put([2][2]int{{1, 2}, {3, 4}}, "[[1isize, 2], [3, 4]]")
})
var _ = values("array_of_1000", "1.4", "", func(s *stream) { s.put([1000]uint16{999: 7}, "{ let mut a = [0u16; 1000]; a[999] = 7; a }") })

var _ = values("map_of_int", "1.4 1.8", "", func(s *stream) {
	s.put(map[string]int{"a": 1}, `HashMap::from([("a".to_string(), 1isize)])`)
	s.put(map[string]int{"": 0}, `HashMap::from([(String::new(), 0isize)])`)
	s.put(map[string]int{}, "HashMap::<String, isize>::new()")
	s.put(map[string]int(nil), "HashMap::<String, isize>::new()")
})
var _ = values("named_map", "1.4 1.5", "struct NMap(HashMap<String, isize>);", func(s *stream) {
	s.put(NMap{"a": 1}, `NMap(HashMap::from([("a".to_string(), 1)]))`)
})
var _ = values("map_of_points", "1.5", rustPoint, func(s *stream) {
	s.put(map[string]Point{"a": {1, 2}}, `HashMap::from([("a".to_string(), Point { x: 1, y: 2 })])`)
	s.put(Point{1, 2}, "Point { x: 1, y: 2 }")
})
var _ = also65("map_of_point_to_inner", "1.5 1.6", rustPoint+" "+rustInner, func(s *stream) {
	s.put(map[Point]Inner{{1, 2}: {3, 4}}, "HashMap::from([(Point { x: 1, y: 2 }, Inner { p: 3, q: 4 })])")
})
var _ = values("map_of_slices", "1.5 1.6", "", func(s *stream) {
	s.put(map[string][]int{"a": {1}}, `HashMap::from([("a".to_string(), vec![1isize])])`)
})
var _ = values("map_of_pointers", "1.9", "", func(s *stream) {
	s.put(map[string]*int{"a": ptr(0)}, `HashMap::from([("a".to_string(), Box::new(0isize))])`)
	s.fail(map[string]*int{"a": nil}, `HashMap::from([("a".to_string(), None::<isize>)])`)
	s.put(map[string]*int{"b": ptr(1)}, `HashMap::from([("b".to_string(), Box::new(1isize))])`)
})
var _ = values("map_with_int_keys", "1.4", "", func(s *stream) {
	s.put(map[int16]bool{-2: false}, "HashMap::from([(-2i16, false)])")
})
var _ = values("map_as_set", "1.4", "", func(s *stream) {
	s.put(map[string]struct{}{"a": {}}, `HashSet::from(["a".to_string()])`)
})
