// Calls one service over two formats: go-client GOB-ADDRESS JSON-ADDRESS.
package main

import (
	"fmt"
	"log"
	"net/rpc"
	"net/rpc/jsonrpc"
	"os"
)

type Args struct{ A, B int }

type Quotient struct{ Quo, Rem int }

func main() {
	gob, err := rpc.Dial("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	json, err := jsonrpc.Dial("tcp", os.Args[2])
	if err != nil {
		log.Fatal(err)
	}

	args := Args{47, 6}
	var product int
	must(gob.Call("Arith.Multiply", args, &product))
	fmt.Println("47 x 6 by gob:", product)
	product = 0
	must(json.Call("Arith.Multiply", args, &product))
	fmt.Println("47 x 6 by JSON:", product)

	var quotient Quotient
	must(json.Call("Arith.Divide", args, &quotient))
	fmt.Printf("47 / 6: %d and %d left\n", quotient.Quo, quotient.Rem)
	if err := gob.Call("Arith.Divide", Args{1, 0}, &quotient); err != nil {
		fmt.Println("1 / 0:", err)
	}
	var calls int
	must(gob.Call("Arith.Calls", 0, &calls))
	fmt.Println(calls, "calculations")
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
