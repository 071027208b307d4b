package main

import (
	"encoding/gob"
	"strings"
)

// Interface values at every place, and what their definitions do to the messages around them.

type Shape interface{ Area() float64 }
type Circle struct{ R float64 }
type Square struct{ Side float64 }
type Group struct {
	Name    string
	Members []Shape
}
type Drawing struct {
	Title  string
	Main   Shape
	Others []Shape
	ByName map[string]Shape
	Two    [2]Shape
	After  int
}

func (c Circle) Area() float64 { return 3 * c.R * c.R }
func (s Square) Area() float64 { return s.Side * s.Side }
func (g Group) Area() float64  { return 0 }

func shape(s Shape) *Shape { return &s }

func registerShapes() {
	gob.Register(Circle{})
	gob.Register(Square{})
	gob.Register(Group{})
}

type Parts struct {
	Inner Inner
	List  []Outer
	Table map[string][2]Point
	More  any
}

const rustShapes = `enum Shape { Circle(Circle), Square(Square), Group(Box<Group>) } // Go's main.Shape, main.Circle ..`

var _ = values("interface_with_methods", "1.10", rustShapes, func(s *stream) {
	registerShapes()
	s.put(shape(Circle{2}), "Some(Shape::Circle(Circle { r: 2.0 }))")
	s.put(shape(nil), "None::<Shape>")
	s.put(shape(&Square{3}), "Some(Shape::Square(Square { side: 3.0 }))")
	s.put(shape(Circle{}), "Some(Shape::Circle(Circle { r: 0.0 }))")
	s.put(Circle{4}, "Circle { r: 4.0 }")
})
var _ = also65("interface_in_every_place", "1.8 1.10", rustShapes, func(s *stream) {
	registerShapes()
	s.put(Drawing{}, "a Drawing of nothing")
	s.put(Drawing{"a", Circle{1}, []Shape{nil, Square{2}, Circle{3}}, map[string]Shape{"k": Square{4}}, [2]Shape{Circle{5}, nil}, 6},
		"the same")
	s.put(Drawing{"b", nil, []Shape{Square{7}}, map[string]Shape{"k": nil}, [2]Shape{nil, nil}, 8}, "the same")
	s.put(Drawing{Main: Group{"g", []Shape{Circle{9}}}, After: 10}, "the same")
})
var _ = also65("interface_in_interface_in_slice", "1.10", rustShapes, func(s *stream) {
	registerShapes()
	s.put([]Shape{Group{"a", []Shape{Group{"b", []Shape{Circle{1}, nil}}, Square{2}}}, Circle{3}}, "the same")
	s.put([]Shape{Group{"c", []Shape{Group{"d", []Shape{Circle{4}, nil}}, Square{5}}}, Circle{6}}, "the same")
})
var _ = values("interface_in_array", "1.10", "", func(s *stream) {
	gob.Register(Point{})
	s.put([2]any{Point{1, 2}, nil}, "[Some(Any::Point(Point { x: 1, y: 2 })), None]")
	s.put([0]any{}, "[None::<Any>; 0]")
	s.put([2]any{nil, 3}, "[None, Some(Any::Int(3))]")
})
var _ = values("interface_as_map_key", "1.10", "", func(s *stream) {
	gob.Register(Point{})
	gob.Register(Inner{})
	s.put(map[any]int{Point{1, 2}: 3}, "HashMap::from([(Some(Key::Point(Point { x: 1, y: 2 })), 3)])")
	s.put(map[any]any{1: Inner{2, 3}}, "HashMap::from([(Some(Key::Int(1)), Some(Any::Inner(Inner { p: 2, q: 3 })))])")
	s.put(map[any]any{"a": nil}, `HashMap::from([(Some(Key::String("a".to_string())), None)])`)
	s.put(map[any]any{nil: 4}, "HashMap::from([(None, Some(Any::Int(4)))])")
})
var _ = values("interface_with_definitions_of_parts", "1.7 1.10", "", func(s *stream) {
	gob.Register(Parts{})
	gob.Register(Point{})
	parts := Parts{Inner{1, 2}, []Outer{{3, Inner{4, 5}, "o"}}, map[string][2]Point{"t": {{6, 7}, {8, 9}}}, nil}
	again := parts
	parts.More = again
	s.put(Holder{1, parts, 2}, "the same, with Parts in Parts")
	s.put(Holder{3, Point{4, 5}, 6}, "Holder { a: 3, v: Some(Any::Point(Point { x: 4, y: 5 })), b: 6 }")
})
var _ = values("interface_of_more_than_127_bytes", "1.10", "", func(s *stream) {
	gob.Register(O{})
	gob.Register(Point{})
	s.put(O{O{O{strings.Repeat("x", 120)}}}, "O in O in O of a string of 120 x")
	s.put(O{O{O{strings.Repeat("x", 130)}}}, "the same with 130")
	s.put(O{[]string{strings.Repeat("y", 300), strings.Repeat("z", 70000)}}, "O of a slice of two strings")
	s.put(O{O{[]byte(strings.Repeat("b", 66000))}}, "O in O of 66000 bytes")
	s.put([]any{strings.Repeat("x", 200), O{strings.Repeat("y", 200)}, Point{1, 2}}, "the same; Point cuts a long message")
})
var _ = values("interface_of_more_than_127_bytes_cut_inside", "1.10", "", func(s *stream) {
	gob.Register(O{})
	gob.Register([]any{})
	gob.Register(Point{})
	long := strings.Repeat("x", 300)
	s.put(O{[]any{long, O{[]any{long, Point{1, 2}, long}}, long}}, "the same")
	s.put(O{[]any{long, O{[]any{long, Point{1, 2}, long}}, long}}, "the same")
})
