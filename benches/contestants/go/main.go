// Command contestant is Go in the benchmark:
//
//	codec WORKLOAD MILLISECONDS          prints nanoseconds a value
//	serve                                prints an address and serves until stdin ends
//	call ADDRESS CALLERS MILLISECONDS    prints calls a second
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func main() {
	args := os.Args[1:]
	switch {
	case len(args) == 3 && args[0] == "codec":
		fmt.Printf("%.1f\n", codec(args[1], millis(args[2])))
	case len(args) == 1 && args[0] == "serve":
		serve()
	case len(args) == 4 && args[0] == "call":
		callers, err := strconv.Atoi(args[2])
		check(err)
		fmt.Printf("%.0f\n", call(args[1], callers, millis(args[3])))
	default:
		fmt.Fprintln(os.Stderr, "usage: codec WORKLOAD MS | serve | call ADDRESS CALLERS MS")
		os.Exit(2)
	}
}

func millis(text string) time.Duration {
	n, err := strconv.Atoi(text)
	check(err)
	return time.Duration(n) * time.Millisecond
}
