// Command gopeer is the Go side of the interoperability tests: Go's own net/rpc and
// encoding/gob, nothing else.
//
//	gopeer serve                 serve on 127.0.0.1, print the address, stop when stdin ends
//	gopeer call ADDR SCENARIO    run one scenario (or `all`) and print its transcript
//	gopeer list                  print the scenarios: name, kind, what it shows
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gopeer:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "serve":
		return serve(os.Stdin, os.Stdout)
	case len(args) == 1 && args[0] == "list":
		for _, s := range scenarios {
			fmt.Printf("%s\t%s\t%s\n", s.name, s.kind, s.shows)
		}
		return nil
	case len(args) == 3 && args[0] == "call":
		return call(args[1], args[2])
	}
	return fmt.Errorf("usage: gopeer serve | gopeer call ADDR SCENARIO | gopeer list")
}

// call runs the scenario of that name; `all` runs every one that a live server can answer, each
// after a line with its name.
func call(addr, name string) error {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	found := false
	for _, s := range scenarios {
		all := name == "all" && s.kind != scripted
		if !all && s.name != name {
			continue
		}
		found = true
		if all {
			fmt.Fprintf(out, "== %s\n", s.name)
		}
		if err := runScenario(s, addr, out); err != nil {
			return fmt.Errorf("scenario %s: %w", s.name, err)
		}
	}
	if !found {
		return fmt.Errorf("no scenario %q; `gopeer list` names them", name)
	}
	return nil
}
