package main

import "errors"

// Args are two numbers.
type Args struct{ A, B int }

// Reply is a number.
type Reply struct{ C int }

// Arith can be called.
type Arith struct{}

func (Arith) Multiply(args Args, reply *int) error {
	*reply = args.A * args.B
	return nil
}

func (Arith) Divide(args *Args, reply *Reply) error {
	if args.B == 0 {
		return errors.New("divide by zero")
	}
	reply.C = args.A / args.B
	return nil
}

// Types has types of all shapes on the debug page.
type Types struct{}

func (Types) Text(string, *string) error                            { return nil }
func (Types) Maps(map[string][]int, *map[int]*Args) error           { return nil }
func (Types) Any(any, *any) error                                   { return nil }
func (Types) Struct(struct{ X int }, *struct{ Y []byte }) error     { return nil }
func (Types) Array([4]float64, *[][]bool) error                     { return nil }
func (Types) Channel(chan<- int, *func(int, ...string) error) error { return nil }
func (Types) Tagged(struct {
	X int `json:"x<y>"`
}, *Reply) error {
	return nil
}

// Short has one method.
type Short struct{}

func (Short) Go(int, *int) error { return nil }

// services by name; the last names are for the escaping of the page, and its order.
func services() map[string]any {
	return map[string]any{
		"Arith":         Arith{},
		"Types":         Types{},
		"a.b":           Short{},
		"C++ <\"'&'\">": Short{},
		"null\x00 ` = \u00e9 \u2028 \ufdd0 \uffff \U0001f980 \t\x7f": Short{},
	}
}
