package main

import (
	"encoding/gob"
	"errors"
	"math"
)

// Shape, and `any` in Event, are what the host of plugins knows of what they send: a set of types that
// both sides have registered.
type Shape interface{ Area() float64 }

type Circle struct{ R float64 }

type Square struct{ Side float64 }

type Group struct {
	Name    string
	Members []Shape
}

func (c Circle) Area() float64 { return math.Trunc(c.R * c.R * 3) }

func (s *Square) Area() float64 { return s.Side * s.Side }

func (g Group) Area() float64 {
	sum := 0.0
	for _, member := range g.Members {
		if member != nil {
			sum += member.Area()
		}
	}
	return sum
}

// BasicError is how programs send errors through an interface: those of package errors have no fields that
// gob could send.
type BasicError struct{ Message string }

func (e *BasicError) Error() string { return e.Message }

// Event has interfaces in every place.
type Event struct {
	Name    string
	Payload any
	Shapes  []Shape
	Pair    [2]any
	Tags    map[string]any
	ByKey   map[any]int
	Err     error
	Code    int
}

// Box holds whatever it is given.
type Box struct{ F any }

// Private is known to clients alone, Sealed too; Secret to servers.
type (
	Private string
	Sealed  struct{ X int }
	Secret  struct{ X int }
)

func registerInterfaces(serves bool) {
	for _, v := range []any{
		Circle{}, &Square{}, Group{}, &BasicError{}, Point{}, Box{}, []any{}, map[string]any{}, map[string]string{},
	} {
		gob.Register(v)
	}
	gob.RegisterName("args", Args{})
	if serves {
		gob.Register(Secret{})
	} else {
		gob.Register(Private(""))
		gob.Register(Sealed{})
	}
}

// Plugin takes and answers interfaces; it is offered to gob alone.
type Plugin struct{}

func (Plugin) Any(arg *any, reply *any) error       { *reply = *arg; return nil }
func (Plugin) Event(arg *Event, reply *Event) error { *reply = *arg; return nil }
func (Plugin) Box(arg *Box, reply *Box) error       { *reply = *arg; return nil }

func (Plugin) Area(arg *Shape, reply *float64) error {
	if *arg == nil {
		return errors.New("no shape")
	}
	*reply = (*arg).Area()
	return nil
}

// Make answers the shape of that name.
func (Plugin) Make(name string, reply *Shape) error {
	switch name {
	case "circle":
		*reply = Circle{2}
	case "square":
		*reply = &Square{3}
	case "group":
		*reply = Group{"outer", []Shape{Circle{1}, nil, Group{"inner", []Shape{&Square{2}}}}}
	case "nothing":
	default:
		return errors.New("no such shape: " + name)
	}
	return nil
}

// Secret answers a type that clients do not know, in an interface.
func (Plugin) Secret(x int, reply *any) error { *reply = Secret{x}; return nil }
