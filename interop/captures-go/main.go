// Reads pairs of gob streams, the first as a Go program sent it, the second as Rust sent its values again, and fails
// unless both hold the same values. The types are those of the captured connections.
//
//	captures DUMP CAPTURED AGAIN ...
package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
)

// All fields of all structs in the captures; gob looks them up by name.
type anyStruct struct {
	ServiceMethod, Error string
	Seq                  uint64
	A, B, C, Num1, Num2  int
}

func main() {
	values := 0
	for files := os.Args[1:]; len(files) >= 3; files = files[3:] {
		n, err := compare(files[0], files[1], files[2])
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", files[2], err)
			os.Exit(1)
		}
		values += n
	}
	fmt.Println(values)
}

func compare(dump, captured, again string) (int, error) {
	kinds, err := kindsOf(dump)
	if err != nil {
		return 0, err
	}
	theirs, err := decode(captured, kinds)
	if err != nil {
		return 0, fmt.Errorf("as captured: %w", err)
	}
	ours, err := decode(again, kinds)
	if err != nil {
		return 0, fmt.Errorf("sent again: %w", err)
	}
	for i := range theirs {
		if !reflect.DeepEqual(theirs[i], ours[i]) {
			return 0, fmt.Errorf("value %d: captured %+v, sent again %+v", i, theirs[i], ours[i])
		}
	}
	return len(theirs), nil
}

// The kinds of the values in a dump.
func kindsOf(dump string) ([]string, error) {
	text, err := os.ReadFile(dump)
	if err != nil {
		return nil, err
	}
	var kinds []string
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if !strings.HasPrefix(line, "TYPE") && !strings.HasPrefix(line, "#") {
			kinds = append(kinds, strings.SplitN(line, " ", 2)[0])
		}
	}
	return kinds, nil
}

func decode(file string, kinds []string) ([]any, error) {
	stream, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	decoder := gob.NewDecoder(bytes.NewReader(stream))
	var values []any
	for _, kind := range kinds {
		into := map[string]any{
			"struct":    new(anyStruct),
			"bool":      new(bool),
			"int":       new(int),
			"uint":      new(uint),
			"string":    new(string),
			"interface": new(any),
			"map":       new(map[int]int),
			"slice":     new([]int),
			"array":     new([2]int),
		}[kind]
		if err := decoder.Decode(into); err != nil {
			return nil, fmt.Errorf("value %d, a %s: %w", len(values), kind, err)
		}
		values = append(values, into)
	}
	// A definition without a value may come last.
	if err := decoder.Decode(nil); err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, fmt.Errorf("behind the last value: %v", err)
	}
	return values, nil
}
