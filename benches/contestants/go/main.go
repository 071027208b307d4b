// Command contestant is Go in the benchmark:
//
//	FORMAT codec WORKLOAD MILLISECONDS          prints nanoseconds a value
//	FORMAT serve                                prints an address and serves until stdin ends
//	FORMAT call ADDRESS CALLERS MILLISECONDS    prints calls a second
//
// A format is gob or json.
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
	case len(args) == 4 && args[1] == "codec":
		fmt.Printf("%.1f\n", codec(args[0], args[2], millis(args[3])))
	case len(args) == 2 && args[1] == "serve":
		serve(args[0])
	case len(args) == 5 && args[1] == "call":
		callers, err := strconv.Atoi(args[3])
		check(err)
		fmt.Printf("%.0f\n", call(args[0], args[2], callers, millis(args[4])))
	default:
		fmt.Fprintln(os.Stderr, "usage: gob|json codec WORKLOAD MS | gob|json serve | gob|json call ADDRESS CALLERS MS")
		os.Exit(2)
	}
}

func millis(text string) time.Duration {
	n, err := strconv.Atoi(text)
	check(err)
	return time.Duration(n) * time.Millisecond
}
