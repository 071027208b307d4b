package main

type AnonymousFields struct {
	F struct{ A int }
	G []struct{ B int }
	H map[string]struct{ C int }
	P *struct{ D int }
	Q [2]Point
	R []*Point
	S map[string]*Inner
	T *[]int
	U []NSlice
}
type FieldNames struct {
	A []int
	B map[string]int
	C [3]int
	D NSlice
	E NMap
	F NArr
	G Point
	H *Inner
	I []Outer
	J []map[string]bool
	K map[string][]bool
	L [2][]string
	S *[]float64
}
type OrderC struct{ X int }
type OrderB struct {
	C OrderC
	S []OrderC
}
type OrderA struct {
	M map[string]OrderB
	B OrderB
	R [2]OrderC
	L [][]int
}
type ThroughPointer struct{ P *Point }
type ThroughValue struct{ P Point }
type Pair[K, V any] struct {
	Key   K
	Value V
}

var _ = values("names_of_anonymous_fields", "1.5 1.6 1.7", `#[gob(name = "struct { A int }")] struct F { a: isize } #[gob(name = "")] struct G { b: isize } #[gob(name = "")] struct H { c: isize } #[gob(name = "struct { D int }")] struct P { d: isize }
struct AnonymousFields { f: F, g: Vec<G>, h: Option<HashMap<String, H>>, p: Option<P>, q: [Point; 2], r: Vec<Box<Point>>, s: Option<HashMap<String, Box<Inner>>>, t: Option<Vec<isize>>, u: Vec<NSlice> } struct NSlice(Vec<isize>); `+rustPoint+" "+rustInner, func(s *stream) {
	s.put(AnonymousFields{}, "AnonymousFields::default()")
})
var _ = also65("names_of_field_types", "1.5 1.6 1.7", `struct FieldNames { a: Vec<isize>, b: Option<HashMap<String, isize>>, c: [isize; 3], d: NSlice, e: Option<NMap>, f: NArr, g: Point, h: Option<Inner>, i: Vec<Outer>, j: Vec<HashMap<String, bool>>, k: Option<HashMap<String, Vec<bool>>>, l: [Vec<String>; 2], s: Option<Vec<f64>> }
struct NSlice(Vec<isize>); struct NMap(HashMap<String, isize>); struct NArr([isize; 3]); struct Outer { a: isize, b: Inner, c: String } `+rustPoint+" "+rustInner, func(s *stream) {
	s.put(FieldNames{}, "FieldNames::default()")
	s.put(FieldNames{D: NSlice{1}, I: []Outer{{}}, J: []map[string]bool{nil}, L: [2][]string{{"x"}}}, `FieldNames { d: NSlice(vec![1]), i: vec![Outer::default()], j: vec![HashMap::new()], l: [vec!["x".to_string()], vec![]], ..FieldNames::default() }`)
})
var _ = also65("order_of_ids", "1.6 1.7", `struct OrderC { x: isize } struct OrderB { c: OrderC, s: Vec<OrderC> } struct OrderA { m: Option<HashMap<String, OrderB>>, b: OrderB, r: [OrderC; 2], l: Vec<Vec<isize>> }`, func(s *stream) {
	s.put(OrderA{}, "OrderA::default()")
})
var _ = values("order_of_ids_in_containers", "1.6 1.7", rustPoint, func(s *stream) {
	s.put([]map[string][2]Point{{"a": {{1, 2}}}}, `vec![HashMap::from([("a".to_string(), [Point { x: 1, y: 2 }, Point { x: 0, y: 0 }])])]`)
})
var _ = values("one_type_by_several_paths", "1.5 1.7", "struct ThroughPointer { p: Option<Point> } struct ThroughValue { p: Point } "+rustPoint, func(s *stream) {
	s.put(ThroughPointer{&Point{1, 2}}, "ThroughPointer { p: Some(Point { x: 1, y: 2 }) }")
	s.put(ThroughValue{Point{1, 2}}, "ThroughValue { p: Point { x: 1, y: 2 } }")
	s.put([]Point{{1, 2}}, "vec![Point { x: 1, y: 2 }]")
	s.put([]*Point{{1, 2}}, "vec![Box::new(Point { x: 1, y: 2 })]")
	s.put(Point{1, 2}, "Point { x: 1, y: 2 }")
})
var _ = values("generic_struct", "1.5", `#[gob(name = "Pair[string,int]")] struct PairStringInt { key: String, value: isize } #[gob(name = "Pair[string,main.Point]")] struct PairStringPoint { key: String, value: Point } `+rustPoint, func(s *stream) {
	s.put(Pair[string, int]{"a", 1}, `PairStringInt { key: "a".to_string(), value: 1 }`)
	s.put(Pair[string, Point]{"a", Point{1, 2}}, `PairStringPoint { key: "a".to_string(), value: Point { x: 1, y: 2 } }`)
})
