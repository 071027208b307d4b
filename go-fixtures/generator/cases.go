package main

import (
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"go/ast"
	"io"
	"os"
	"reflect"
	"strings"
)

// A valueCase is one stream: values that one encoder sends one after the other.
type valueCase struct {
	name     string
	sections string
	rust     string
	firstIDs []int
	run      func(*stream)
	source   *ast.CallExpr
}

// A decodeCase is a stream, made by hand or by an encoder in another process, and what Go's Decode
// answers to it.
type decodeCase struct {
	name     string
	sections string
	wire     func(*wire)
	into     any
	rust     string
	source   *ast.CallExpr
}

var (
	program     = readSource()
	valueCases  []valueCase
	decodeCases []decodeCase
)

// values makes a case; rust declares the twins of its types (empty where Rust has none: such a
// stream is for framing and skipping).
func values(name, sections, rust string, run func(*stream)) struct{} {
	valueCases = append(valueCases, valueCase{name, sections, rust, []int{64}, run, program.call(1, "values")})
	return struct{}{}
}

// also65 makes a case twice: with ids from 64, as Go does now, and from 65, as it did before.
func also65(name, sections, rust string, run func(*stream)) struct{} {
	valueCases = append(valueCases, valueCase{name, sections, rust, []int{64, 65}, run, program.call(1, "also65")})
	return struct{}{}
}

// decodes makes a case; into is a pointer to the value to decode into, nil to skip.
func decodes(name, sections, rust string, into any, wire func(*wire)) struct{} {
	decodeCases = append(decodeCases, decodeCase{name, sections, wire, into, rust, program.call(1, "decodes")})
	return struct{}{}
}

// stream is an encoder and what it wrote.
type stream struct {
	entry valueEntry
	out   bytes.Buffer
	enc   *gob.Encoder
	dec   *gob.Decoder
	// decoderInput is a second copy of the bytes, for the merging items.
	decoderInput bytes.Buffer
}

// put encodes a value; rust is the equal value of the twin type.
func (s *stream) put(v any, rust string) {
	must(s.encode(v))
	s.item(valueItem{Go: s.argument("put", 0), Rust: rust})
}

// fail encodes a value that gob refuses.
func (s *stream) fail(v any, rust string) {
	err := s.encode(v)
	if err == nil {
		panic("encoded: " + s.argument("fail", 0))
	}
	s.item(valueItem{Go: s.argument("fail", 0), Rust: rust, Error: err.Error()})
}

// merge encodes a value and decodes it into what target points to.
func (s *stream) merge(v any, rust string, target any, rustTarget, rustMerged string) {
	must(s.encode(v))
	must(s.dec.Decode(target))
	merged, err := json.Marshal(target)
	must(err)
	s.item(valueItem{Go: s.argument("merge", 0), Rust: rust, Into: &into{
		Go: s.argument("merge", 2), Rust: rustTarget, MergedJSON: string(merged), MergedRust: rustMerged,
	}})
}

func (s *stream) encode(v any) error {
	before := s.out.Len()
	err := s.enc.Encode(v)
	s.decoderInput.Write(s.out.Bytes()[before:])
	return err
}

func (s *stream) argument(method string, i int) string {
	return program.text(program.call(2, method).Args[i])
}

func (s *stream) item(item valueItem) {
	item.End = s.out.Len()
	s.entry.Items = append(s.entry.Items, item)
}

// wire is what a decodeCase writes to.
type wire struct {
	bytes.Buffer
	*gob.Encoder
}

func (w *wire) put(values ...any) {
	for _, v := range values {
		must(w.Encode(v))
	}
}

func (w *wire) hex(text string) {
	b, err := hex.DecodeString(strings.NewReplacer(" ", "", "|", "").Replace(text))
	must(err)
	w.Buffer.Write(b)
}

// message is hex with its length in front.
func (w *wire) message(text string) {
	b, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	must(err)
	w.Buffer.Write(gobLength(len(b)))
	w.Buffer.Write(b)
}

// gobLength is n as gob writes it.
func gobLength(n int) []byte {
	if n <= 0x7f {
		return []byte{byte(n)}
	}
	return []byte{0xfe, byte(n >> 8), byte(n)}
}

func runCase(name string, firstID int) error {
	if wireOf, ok := strings.CutPrefix(name, "wire "); ok {
		for _, c := range decodeCases {
			if c.name == wireOf {
				w := &wire{}
				w.Encoder = gob.NewEncoder(&w.Buffer)
				c.wire(w)
				return printJSON(valueEntry{Bytes: w.Bytes()})
			}
		}
	}
	for _, c := range valueCases {
		if c.name == name {
			return printJSON(c.entry(firstID))
		}
	}
	for _, c := range decodeCases {
		if c.name == name {
			return printJSON(c.entry())
		}
	}
	return fmt.Errorf("no case %q", name)
}

func (c valueCase) entry(firstID int) valueEntry {
	for id := 64; id < firstID; id++ {
		must(gob.NewEncoder(io.Discard).Encode(struct{ Burnt int }{}))
	}
	s := &stream{}
	s.enc = gob.NewEncoder(&s.out)
	s.dec = gob.NewDecoder(&s.decoderInput)
	c.run(s)
	name := c.name
	if firstID != 64 {
		name += fmt.Sprintf("_from_%d", firstID)
	}
	s.entry.Name, s.entry.Sections, s.entry.FirstID = name, c.sections, firstID
	s.entry.GoTypes, s.entry.RustTypes = program.declarations(c.source), c.rust
	s.entry.Bytes = s.out.Bytes()
	return s.entry
}

func (c decodeCase) entry() decodeEntry {
	b, err := io.ReadAll(os.Stdin)
	must(err)
	e := decodeEntry{
		Name: c.name, Sections: c.sections, RustInto: c.rust, GoTypes: program.declarations(c.source),
		GoInto: program.text(c.source.Args[3]), Wire: program.text(c.source.Args[4].(*ast.FuncLit).Body),
	}
	// A bytes.Reader has ReadByte, so the decoder takes no more than it needs.
	input := bytes.NewReader(b)
	dec := gob.NewDecoder(input)
	for {
		left := input.Len()
		err := dec.Decode(c.into)
		answer := decodeAnswer{End: len(b) - input.Len()}
		if err != nil {
			answer.Error = err.Error()
		} else if c.into != nil {
			text, err := json.Marshal(c.into)
			must(err)
			answer.JSON = string(text)
		}
		if c.into != nil {
			// The next answer starts from zero.
			reflect.ValueOf(c.into).Elem().SetZero()
		}
		if left == 0 && len(e.Answers) > 0 {
			return e
		}
		e.Answers = append(e.Answers, answer)
	}
}

func printJSON(v any) error { return json.NewEncoder(os.Stdout).Encode(v) }
