// Command contestant is Go in the benchmark: `codec WORKLOAD MILLISECONDS` prints nanoseconds a value.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func main() {
	if len(os.Args) == 4 && os.Args[1] == "codec" {
		fmt.Printf("%.1f\n", codec(os.Args[2], millis(os.Args[3])))
		return
	}
	panic("usage: codec WORKLOAD MILLISECONDS")
}

func millis(text string) time.Duration {
	n, err := strconv.Atoi(text)
	check(err)
	return time.Duration(n) * time.Millisecond
}
