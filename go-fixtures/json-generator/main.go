// Command json-generator writes what Go's encoding/json makes of many values, and of many texts. `cargo xtask fixtures`
// does this with it:
//
//	go run . > ../json/values.json
//	GOEXPERIMENT=nojsonv2 go run . > ../json/values.classic.json
//	go run . fold > ../json/fold.txt
//
// The second one is the encoding/json of Go 1.26 and before; where Go 1.27 differs from it, both are compatible.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"unicode"
)

type manifest struct {
	Go      string        `json:"go"`
	Values  []valueEntry  `json:"values"`
	Decodes []decodeEntry `json:"decodes"`
}

// valueEntry is one value and its JSON.
type valueEntry struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	JSON  string `json:"json"`
	Error string `json:"error,omitempty"`
}

// decodeEntry is one text and what becomes of it in a new variable of a type.
type decodeEntry struct {
	Name string `json:"name"`
	Type string `json:"type"`
	JSON string `json:"json"`
	// Result is the variable afterwards, encoded again; empty when there was an error.
	Result string `json:"result,omitempty"`
	// Error is what json.Unmarshal answered.
	Error string `json:"error,omitempty"`
	// ParamsError is what it answered to the same text as the first element of an array of parameters.
	ParamsError string `json:"params_error,omitempty"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "fold" {
		fold()
		return
	}
	m := manifest{Go: runtime.Version()}
	for _, v := range values {
		e := valueEntry{Name: v.name, Type: fmt.Sprintf("%T", v.value)}
		text, err := json.Marshal(v.value)
		e.JSON = string(text)
		if err != nil {
			e.Error = err.Error()
		}
		m.Values = append(m.Values, e)
	}
	for _, d := range decodes {
		e := decodeEntry{Name: d.name, JSON: d.text}
		whole := d.into()
		e.Type = fmt.Sprintf("%T", whole)[1:]
		if err := json.Unmarshal([]byte(d.text), whole); err != nil {
			e.Error = err.Error()
			params := [1]any{d.into()}
			if err := json.Unmarshal([]byte("["+d.text+"]"), &params); err != nil {
				e.ParamsError = err.Error()
			}
		} else {
			text, err := json.Marshal(whole)
			if err != nil {
				panic(err)
			}
			e.Result = string(text)
		}
		m.Decodes = append(m.Decodes, e)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(m); err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
}

// fold writes every character with a smaller one that folds to the same, ASCII apart.
func fold() {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		smallest := r
		for q := unicode.SimpleFold(r); q != r; q = unicode.SimpleFold(q) {
			smallest = min(smallest, q)
		}
		if smallest != r {
			fmt.Printf("%x %x\n", r, smallest)
		}
	}
}
