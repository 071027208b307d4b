// Command gopeer is the Go side of the interoperability tests: Go's own net/rpc, encoding/gob and
// net/rpc/jsonrpc, nothing else.
//
//	gopeer serve                         serve on 127.0.0.1, print an address for each way of serving (gob, JSON,
//	                                     with cancellation, one request at a time, HTTP at two paths, lines, with writes that are
//	                                     counted, lines one request at a time), stop when stdin ends
//	gopeer [-json | -lines | -counted | -http PATH] call ADDR SCENARIO
//	                                     run one scenario (or `all`) and print its transcript
//	gopeer [-json] list                  print the scenarios: name, kind, what it shows
//	gopeer registrations                 print what comes of registering services
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
)

func main() {
	json := flag.Bool("json", false, "JSON-RPC instead of gob")
	lines := flag.Bool("lines", false, "lines instead of gob, a format of one's own")
	counted := flag.Bool("counted", false, "print the sizes of all writes")
	http := flag.String("http", "", "the path of RPC on a server of HTTP")
	flag.Parse()
	if err := run(transcript{json: *json, lines: *lines, counted: *counted, httpPath: *http}, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "gopeer:", err)
		os.Exit(1)
	}
}

func run(t transcript, args []string) error {
	scenarios := gobScenarios
	if t.json {
		scenarios = jsonScenarios
	}
	registerInterfaces(len(args) == 1 && args[0] == "serve")
	switch {
	case len(args) == 1 && args[0] == "serve":
		return serve(os.Stdin, os.Stdout)
	case len(args) == 1 && args[0] == "list":
		for _, s := range scenarios {
			fmt.Printf("%s\t%s\t%s\n", s.name, s.kind, s.shows)
		}
		return nil
	case len(args) == 1 && args[0] == "registrations":
		registrations(os.Stdout)
		return nil
	case len(args) == 3 && args[0] == "call":
		t.addr = args[1]
		return call(scenarios, t, args[2])
	}
	return fmt.Errorf("usage: gopeer serve | gopeer [-json | -lines | -counted | -http PATH] call ADDR SCENARIO | gopeer [-json] list | gopeer registrations")
}

// call runs the scenario of that name; `all` runs every one that a live server can answer, each
// after a line with its name.
func call(scenarios []scenario, t transcript, name string) error {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	t.out = out
	found := false
	for _, s := range scenarios {
		all := name == "all" && s.kind != scripted && s.kind != special
		if !all && s.name != name {
			continue
		}
		found = true
		if all {
			fmt.Fprintf(out, "== %s\n", s.name)
		}
		if err := runScenario(s, &t); err != nil {
			return fmt.Errorf("scenario %s: %w", s.name, err)
		}
	}
	if !found {
		return fmt.Errorf("no scenario %q; `gopeer list` names them", name)
	}
	return nil
}
