// Command generator writes the fixtures: what Go's encoding/gob sends and answers, and whole
// net/rpc sessions, as files with a manifest. See ../README.md.
//
//	generator -out DIR -peer GOPEER
//
// Type ids are process-global in Go, so each case runs in a process of its own: the generator runs
// itself with -case.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
)

func main() {
	out := flag.String("out", "", "the folder to write to")
	peer := flag.String("peer", "", "the gopeer program")
	name := flag.String("case", "", "run this one case and print its part of the manifest (used by the generator itself)")
	firstID := flag.Int("first-id", 64, "the id of the case's first type")
	flag.Parse()
	var err error
	switch {
	case *name != "":
		err = runCase(*name, *firstID)
	case *out != "" && *peer != "":
		err = generate(*out, *peer)
	default:
		err = fmt.Errorf("usage: generator -out DIR -peer GOPEER")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generator:", err)
		os.Exit(1)
	}
}

func generate(out, peer string) error {
	m := manifest{Go: runtime.Version()}
	for _, dir := range []string{"values", "decodes", "sessions"} {
		if err := os.MkdirAll(filepath.Join(out, dir), 0o755); err != nil {
			return err
		}
	}
	for _, c := range valueCases {
		for _, firstID := range c.firstIDs {
			e := valueEntry{}
			if err := inFreshProcess(c.name, firstID, nil, &e); err != nil {
				return err
			}
			e.File = "values/" + e.Name + ".bin"
			if err := write(out, e.File, e.Bytes); err != nil {
				return err
			}
			e.Bytes = nil
			m.Values = append(m.Values, e)
		}
	}
	for _, c := range decodeCases {
		wire := valueEntry{}
		if err := inFreshProcess("wire "+c.name, 64, nil, &wire); err != nil {
			return err
		}
		e := decodeEntry{}
		if err := inFreshProcess(c.name, 64, wire.Bytes, &e); err != nil {
			return err
		}
		e.File = "decodes/" + e.Name + ".bin"
		if err := write(out, e.File, wire.Bytes); err != nil {
			return err
		}
		m.Decodes = append(m.Decodes, e)
	}
	sessions, err := recordSessions(out, peer)
	if err != nil {
		return err
	}
	m.Sessions = sessions
	return write(out, "manifest.json", m.json())
}

func write(out, file string, b []byte) error {
	return os.WriteFile(filepath.Join(out, file), b, 0o644)
}

// inFreshProcess runs one case in a process of its own and reads what it prints.
func inFreshProcess(name string, firstID int, stdin []byte, entry any) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, "-case", name, "-first-id", strconv.Itoa(firstID))
	cmd.Stdin = bytes.NewReader(stdin)
	cmd.Stderr = os.Stderr
	b, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("case %s: %w", name, err)
	}
	return json.Unmarshal(b, entry)
}
