package main

// Shape is implemented by types of all sorts: values, a pointer, one that holds shapes again, no struct.
type Shape interface{ Area() float64 }

type Circle struct{ Radius float64 }

type Square struct {
	Side  int
	Label string
}

type Group struct {
	Name    string
	Members []Shape
}

type Tags []string

func (Circle) Area() float64  { return 0 }
func (*Square) Area() float64 { return 0 }
func (Group) Area() float64   { return 0 }
func (Tags) Area() float64    { return 0 }

func init() {
	register("", Circle{})
	register("", &Square{})
	register("", Group{})
	register("shapes/tags", Tags(nil))
}

// Picture has interfaces in every place but a key.
type Picture struct {
	Before int
	Main   Shape
	Rest   []Shape
	ByName map[string]Shape
	Two    [2]Shape
	After  string
}

type Frame struct {
	Picture *Picture
	Width   uint8
}
