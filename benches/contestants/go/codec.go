package main

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"time"
)

// Pair is struct{A, B int}.
type Pair struct{ A, B int64 }

// Record has ten fields of what services send.
type Record struct {
	Id      int64
	Name    string
	Email   string
	Active  bool
	Score   float64
	Tags    []string
	Labels  map[string]string
	Payload []byte
	Counts  []int64
	Origin  Pair
}

func record() Record {
	r := Record{
		Id: 123456789, Name: "Gopher the Elder", Email: "gopher@example.org", Active: true, Score: 98.6,
		Tags:   []string{"red", "green", "blue", "ultraviolet"},
		Labels: map[string]string{"region": "eu-west-1", "tier": "gold", "owner": "payments"},
		Origin: Pair{-5, 1 << 20},
	}
	for i := 0; i < 128; i++ {
		r.Payload = append(r.Payload, byte(i*7%256))
	}
	for i := int64(0); i < 16; i++ {
		r.Counts = append(r.Counts, i*i*37-500)
	}
	return r
}

// anything holds a hundred values of five types.
func anything() []any {
	gob.Register(Pair{})
	gob.Register(map[string]any{})
	var values []any
	for i := 0; i < 100; i++ {
		switch i % 5 {
		case 0:
			values = append(values, i*1001)
		case 1:
			values = append(values, float64(i)/8)
		case 2:
			values = append(values, fmt.Sprint("element ", i))
		case 3:
			values = append(values, Pair{int64(i), -7})
		default:
			values = append(values, map[string]any{"name": "Gopher", "age": i, "none": nil})
		}
	}
	return values
}

func codec(format, workload string, length time.Duration) float64 {
	encode, decode := encodeGob, decodeGob
	if format == "json" {
		encode, decode = encodeJSON, decodeJSON
	}
	switch workload {
	case "pair-encode":
		return encode(&Pair{22, 33}, length)
	case "pair-decode":
		return decode(&Pair{22, 33}, func() any { return new(Pair) }, length)
	case "record-encode", "value-encode":
		r := record()
		return encode(&r, length)
	// Go has no values without a type: they are beside its own types.
	case "record-decode", "value-decode":
		r := record()
		return decode(&r, func() any { return new(Record) }, length)
	case "interface-encode", "interface-value-encode":
		a := anything()
		return encode(&a, length)
	case "interface-decode", "interface-value-decode":
		a := anything()
		return decode(&a, func() any { return new([]any) }, length)
	}
	panic("unknown workload " + workload)
}

func encodeJSON(value any, length time.Duration) float64 {
	return measure(length, func() {
		_, err := json.Marshal(value)
		check(err)
	})
}

func decodeJSON(value any, fresh func() any, length time.Duration) float64 {
	text, err := json.Marshal(value)
	check(err)
	return measure(length, func() { check(json.Unmarshal(text, fresh())) })
}

func encodeGob(value any, length time.Duration) float64 {
	var out bytes.Buffer
	encoder := gob.NewEncoder(&out)
	return measure(length, func() {
		out.Reset()
		check(encoder.Encode(value))
	})
}

// repeat hands out the same bytes for ever. It has ReadByte, so that the decoder does not wrap it.
type repeat struct {
	bytes []byte
	next  int
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.next == len(r.bytes) {
		r.next = 0
	}
	n := copy(p, r.bytes[r.next:])
	r.next += n
	return n, nil
}

func (r *repeat) ReadByte() (byte, error) {
	if r.next == len(r.bytes) {
		r.next = 0
	}
	r.next++
	return r.bytes[r.next-1], nil
}

func decodeGob(value any, fresh func() any, length time.Duration) float64 {
	var out bytes.Buffer
	encoder := gob.NewEncoder(&out)
	check(encoder.Encode(value))
	input := &repeat{bytes: append([]byte(nil), out.Bytes()...)}
	decoder := gob.NewDecoder(input)
	check(decoder.Decode(fresh()))
	out.Reset()
	check(encoder.Encode(value))
	*input = repeat{bytes: out.Bytes()}
	return measure(length, func() { check(decoder.Decode(fresh())) })
}

func measure(length time.Duration, round func()) float64 {
	start, rounds := time.Now(), 0
	for {
		for i := 0; i < 1000; i++ {
			round()
		}
		rounds += 1000
		if elapsed := time.Since(start); elapsed >= length {
			return float64(elapsed.Nanoseconds()) / float64(rounds)
		}
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
