package main

import (
	"bytes"
	"encoding/json"
)

// manifest is written as manifest.json; ../src/lib.rs reads it and says what the fields mean.
type manifest struct {
	Go       string         `json:"go"`
	Values   []valueEntry   `json:"values"`
	Decodes  []decodeEntry  `json:"decodes"`
	Sessions []sessionEntry `json:"sessions"`
}

type valueEntry struct {
	Name      string      `json:"name"`
	Sections  string      `json:"sections"`
	File      string      `json:"file"`
	FirstID   int         `json:"first_id"`
	GoTypes   string      `json:"go_types"`
	RustTypes string      `json:"rust_types"`
	Items     []valueItem `json:"items"`
	// Bytes goes from the case's process to the generator; it is a file in the end.
	Bytes []byte `json:"bytes,omitempty"`
}

type valueItem struct {
	Go   string `json:"go"`
	Rust string `json:"rust"`
	// End is the offset in the file after this value.
	End   int    `json:"end"`
	Error string `json:"error,omitempty"`
	Into  *into  `json:"into,omitempty"`
}

type into struct {
	Go         string `json:"go"`
	Rust       string `json:"rust"`
	MergedJSON string `json:"merged_json"`
	MergedRust string `json:"merged_rust"`
}

type decodeEntry struct {
	Name     string         `json:"name"`
	Sections string         `json:"sections"`
	File     string         `json:"file"`
	Wire     string         `json:"wire"`
	GoInto   string         `json:"go_into"`
	GoTypes  string         `json:"go_types"`
	RustInto string         `json:"rust_into"`
	Answers  []decodeAnswer `json:"answers"`
}

type decodeAnswer struct {
	// End is how many bytes of the file Decode had read when it answered.
	End   int    `json:"end"`
	Error string `json:"error,omitempty"`
	JSON  string `json:"json,omitempty"`
}

type sessionEntry struct {
	Name  string        `json:"name"`
	Kind  string        `json:"kind"`
	Shows string        `json:"shows"`
	C2S   string        `json:"c2s"`
	S2C   string        `json:"s2c"`
	Calls []sessionCall `json:"calls"`
	End   string        `json:"end,omitempty"`
}

type sessionCall struct {
	Seq     uint64 `json:"seq"`
	Method  string `json:"method"`
	Args    string `json:"args"`
	Outcome string `json:"outcome"`
	Text    string `json:"text"`
}

func (m manifest) json() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(m); err != nil {
		panic(err)
	}
	return b.Bytes()
}
