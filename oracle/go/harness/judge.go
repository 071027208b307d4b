package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"reflect"
	"strings"
)

// What the oracle made of one value.
const (
	rejected    = iota
	encoded     // decoded, and encoded again
	unencodable // decoded, but it cannot be encoded
)

// How a verdict of ours compares with Go's.
const (
	equal         = iota // both have the same value
	different            // both have a value, not the same
	rejectsBoth          // Go rejects the bytes; we take them, and Go rejects what we made of them
	rejectsTheirs        // Go rejects the bytes; we take them, and Go takes what we made of them
	rejectsOurs          // Go takes the bytes; we take them, and Go rejects what we made of them
	takes                // Go takes the bytes; we reject them
	rejects              // both reject them
)

// serveJudge decodes a stream, and what the oracle made of it: with each value that it decoded encoded again.
//
//	flags, types, stream, verdicts (a byte each), stream of the values
//	-> count of outcomes, outcomes: code, Go's text, text of what differs, what may explain it
func serveJudge(in *reader, out *writer) {
	flags := in.byte()
	merge := flags&1 != 0
	nilMaps = flags&2 == 0
	defer func() { nilMaps = true }()
	types, stream := in.types(), in.block()
	verdicts, made := in.block(), in.block()
	if merge {
		judgeMerge(types[0], stream, verdicts, made, out)
		return
	}
	theirs, ours := newDecoder(stream), newDecoder(made)
	out.uint32(len(verdicts))
	for i, ok := range verdicts {
		typ := types[min(i, len(types)-1)]
		original := theirs.decode(reflect.New(typ))
		var again decoded
		if ok == encoded {
			again = ours.decode(reflect.New(typ))
		}
		code := compare(original, again, ok, out)
		writeFacts(code, stream, typ, out)
	}
}

// judgeMerge decodes all values into one variable, and compares it with what the oracle made of that.
func judgeMerge(typ reflect.Type, stream, verdicts, made []byte, out *writer) {
	theirs := newDecoder(stream)
	merged := decoded{value: reflect.New(typ)}
	for range verdicts {
		next := theirs.decode(merged.value)
		if merged.err == "" {
			merged.err = next.err
		}
	}
	ok := verdicts[len(verdicts)-1]
	if bytes.Contains(verdicts, []byte{rejected}) {
		ok = rejected
	}
	out.uint32(1)
	if merged.err == "" {
		// What gob cannot say (nil or empty) is lost on our way, too.
		merged = throughGob(merged.value)
	}
	var again decoded
	if ok == encoded {
		again = newDecoder(made).decode(reflect.New(typ))
	}
	code := compare(merged, again, ok, out)
	writeFacts(code, stream, typ, out)
}

func throughGob(value reflect.Value) decoded {
	stream, err := encodeAll([]reflect.Value{value})
	if err != "" {
		return decoded{err: err}
	}
	return newDecoder(stream).decode(reflect.New(value.Type().Elem()))
}

func compare(original, again decoded, ours byte, out *writer) int {
	code, text := equal, ""
	switch {
	case ours == unencodable && original.err == "" && throughGob(original.value).err != "":
		// A nil in an array of pointers, for example: Go cannot encode it, either.
	case ours != encoded && original.err == "":
		code = takes
	case ours != encoded:
		code = rejects
	case original.err != "" && again.err != "":
		code, text = rejectsBoth, again.err
	case original.err != "":
		code, text = rejectsTheirs, string(dump(nil, again.value.Elem()))
	case again.err != "" && throughGob(original.value).err == again.err:
		// Go does not read what it writes of this value either: a URL whose zone has to be escaped, for example.
	case again.err != "":
		code, text = rejectsOurs, again.err
	default:
		want, got := dump(nil, original.value.Elem()), dump(nil, again.value.Elem())
		if bytes.Equal(want, got) {
			break
		}
		// Gob itself loses what it leaves out: a zero that has a sign, for example, which only a damaged stream,
		// or one for a wider type, has in a field.
		sent := throughGob(original.value)
		if sent.err != "" || !bytes.Equal(dump(nil, sent.value.Elem()), got) {
			code, text = different, difference(want, got)
		}
	}
	out.byte(byte(code))
	out.text(original.err)
	out.text(text)
	return code
}

// writeFacts says what may explain a disagreement.
func writeFacts(code int, stream []byte, typ reflect.Type, out *writer) {
	if code == equal || code == rejects || code == rejectsBoth {
		out.text("")
		return
	}
	out.text(facts(stream, typ))
}

// difference cuts two texts to where they begin to differ.
func difference(want, got []byte) string {
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	cut := func(text []byte) []byte {
		return text[max(0, min(at-200, len(text))):min(at+300, len(text))]
	}
	return fmt.Sprintf("from byte %d on, Go has\n%s\nand of ours\n%s", at, cut(want), cut(got))
}

// serveEcho decodes a stream that the oracle made, and encodes the values again.
//
//	types, stream -> ok, stream or text
func serveEcho(in *reader, out *writer) {
	types, stream := in.types(), in.block()
	decoder := newDecoder(stream)
	var values []reflect.Value
	for i, typ := range types {
		value := decoder.decode(reflect.New(typ))
		if value.err != "" {
			out.byte(0)
			out.text(fmt.Sprintf("decoding value %d: %s", i, value.err))
			return
		}
		values = append(values, value.value)
	}
	again, err := encodeAll(values)
	if err != "" {
		out.byte(0)
		out.text("encoding: " + err)
		return
	}
	out.byte(1)
	out.block(again)
}

// decoded is a value behind a pointer, or why there is none.
type decoded struct {
	value reflect.Value
	err   string
}

type decoder struct {
	gob *gob.Decoder
}

// newDecoder reads from a bytes.Reader, which gob does not read ahead of.
func newDecoder(stream []byte) *decoder {
	return &decoder{gob.NewDecoder(bytes.NewReader(stream))}
}

func (d *decoder) decode(into reflect.Value) (result decoded) {
	result.value = into
	defer func() {
		if reason := recover(); reason != nil {
			result.err = panicText(reason)
		}
	}()
	if err := d.gob.DecodeValue(into); err != nil {
		result.err = err.Error()
		if result.err == "" {
			result.err = "(an error without a text)"
		}
	}
	return result
}

// encodeAll encodes values behind pointers; a text says why it could not.
func encodeAll(values []reflect.Value) (stream []byte, err string) {
	defer func() {
		if reason := recover(); reason != nil {
			err = panicText(reason)
		}
	}()
	var out bytes.Buffer
	encoder := gob.NewEncoder(&out)
	for _, value := range values {
		if e := encoder.EncodeValue(value); e != nil {
			return nil, e.Error()
		}
	}
	return out.Bytes(), ""
}

func panicText(reason any) string {
	return strings.TrimSpace("panic: " + fmt.Sprint(reason))
}
