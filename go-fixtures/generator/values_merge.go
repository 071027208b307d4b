package main

// Values decoded into a value that already holds something: only what was sent is written.

type Merge struct {
	I  int
	S  string
	B  []byte
	L  []int
	A  [2]int
	M  map[string]int
	P  *int
	In Inner
	Ip *Inner
}

func mergeTarget() *Merge {
	return &Merge{1, "old", []byte{1, 2}, []int{1, 2, 3}, [2]int{4, 5}, map[string]int{"old": 1}, ptr(6), Inner{7, 8}, &Inner{9, 10}}
}

const rustMerge = "struct Merge { i: isize, s: String, b: Vec<u8>, l: Vec<isize>, a: [isize; 2], m: HashMap<String, isize>, p: Option<Box<isize>>, r#in: Inner, ip: Option<Box<Inner>> } " + rustInner
const rustMergeTarget = `Merge { i: 1, s: "old".to_string(), b: vec![1, 2], l: vec![1, 2, 3], a: [4, 5], m: HashMap::from([("old".to_string(), 1)]), p: Some(Box::new(6)), r#in: Inner { p: 7, q: 8 }, ip: Some(Box::new(Inner { p: 9, q: 10 })) }`

var _ = values("merge_struct", "2.7", rustMerge, func(s *stream) {
	s.merge(Merge{}, "Merge::default()", mergeTarget(), rustMergeTarget,
		"the target with a: [0, 0] // an array is always sent")
	s.merge(Merge{I: 2, S: "new"}, `Merge { i: 2, s: "new".to_string(), ..Merge::default() }`, mergeTarget(), rustMergeTarget,
		`the target with i: 2, s: "new".to_string(), a: [0, 0]`)
	s.merge(Merge{L: []int{0, 9}}, "Merge { l: vec![0, 9], ..Merge::default() }", mergeTarget(), rustMergeTarget,
		"the target with l: vec![0, 9], a: [0, 0]")
	s.merge(Merge{M: map[string]int{"new": 2}}, `Merge { m: HashMap::from([("new".to_string(), 2)]), ..Merge::default() }`, mergeTarget(), rustMergeTarget,
		`the target with m: HashMap::from([("old".to_string(), 1), ("new".to_string(), 2)]), a: [0, 0]`)
	s.merge(Merge{P: ptr(0), In: Inner{0, 3}, Ip: &Inner{4, 0}}, "Merge { p: Some(Box::new(0)), r#in: Inner { p: 0, q: 3 }, ip: Some(Box::new(Inner { p: 4, q: 0 })), ..Merge::default() }", mergeTarget(), rustMergeTarget,
		"the target with a: [0, 0], r#in: Inner { p: 7, q: 3 }, ip: Some(Box::new(Inner { p: 4, q: 10 }))")
	s.merge(Merge{I: 2}, "Merge { i: 2, ..Merge::default() }", &Merge{}, "Merge::default()", "Merge { i: 2, ..Merge::default() }")
})
var _ = values("merge_slice_of_structs", "2.7", rustPoint, func(s *stream) {
	s.merge([]Point{{0, 5}, {6, 0}}, "vec![Point { x: 0, y: 5 }, Point { x: 6, y: 0 }]",
		&[]Point{{1, 1}, {2, 2}, {3, 3}}, "vec![Point { x: 1, y: 1 }, Point { x: 2, y: 2 }, Point { x: 3, y: 3 }]",
		"vec![Point { x: 1, y: 5 }, Point { x: 6, y: 2 }]")
	s.merge([]Point{}, "Vec::<Point>::new()", &[]Point{{1, 1}}, "vec![Point { x: 1, y: 1 }]", "Vec::<Point>::new()")
})
var _ = values("merge_longer_slice", "2.7", rustPoint, func(s *stream) {
	s.merge([]Point{{0, 5}, {6, 0}}, "vec![Point { x: 0, y: 5 }, Point { x: 6, y: 0 }]",
		&[]Point{{1, 1}}, "vec![Point { x: 1, y: 1 }] // with no spare capacity",
		"vec![Point { x: 0, y: 5 }, Point { x: 6, y: 0 }] // Go reuses elements only where the capacity suffices")
})
var _ = values("merge_array_of_structs", "2.7", rustPoint, func(s *stream) {
	s.merge([2]Point{{0, 5}, {6, 0}}, "[Point { x: 0, y: 5 }, Point { x: 6, y: 0 }]",
		&[2]Point{{1, 1}, {2, 2}}, "[Point { x: 1, y: 1 }, Point { x: 2, y: 2 }]",
		"[Point { x: 1, y: 5 }, Point { x: 6, y: 2 }]")
})
var _ = values("merge_map_of_structs", "2.7", rustPoint, func(s *stream) {
	s.merge(map[string]Point{"a": {0, 5}}, `HashMap::from([("a".to_string(), Point { x: 0, y: 5 })])`,
		&map[string]Point{"a": {1, 1}, "b": {2, 2}}, `HashMap::from([("a".to_string(), Point { x: 1, y: 1 }), ("b".to_string(), Point { x: 2, y: 2 })])`,
		`HashMap::from([("a".to_string(), Point { x: 0, y: 5 }), ("b".to_string(), Point { x: 2, y: 2 })]) // an entry is replaced, not merged`)
})
var _ = values("merge_scalars", "2.7", "", func(s *stream) {
	s.merge(0, "0isize", ptr(5), "5isize", "0isize")
	s.merge("", "String::new()", ptr("old"), `"old".to_string()`, "String::new()")
	s.merge([]byte{}, "Vec::<u8>::new()", &[]byte{1, 2}, "vec![1u8, 2]", "Vec::<u8>::new()")
	s.merge([]byte{9}, "vec![9u8]", &[]byte{1, 2}, "vec![1u8, 2]", "vec![9u8]")
})
