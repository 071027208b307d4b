// The Go half of the oracle: a program of random types makes values, decodes, compares. It is built
// together with a file that declares the types, in `roots` and `registered`.
//
// It answers framed requests on stdin with framed answers on stdout, until stdin ends. A frame is a
// length (u32, little-endian) and so many bytes; the first byte of a request says what is wanted.
package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// decodeLimit is how long one stream may take. Go turns a loop for every entry that a map claims to have.
const decodeLimit = 2 * time.Second

func main() {
	// As a program of Go 1.27 has it; that of a go.mod for an older Go reads more colons in a URL's host.
	os.Setenv("GODEBUG", "urlstrictcolons=1")
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(2 << 30)
	in := bufio.NewReaderSize(os.Stdin, 1<<16)
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	for {
		request, err := readFrame(in)
		if err == io.EOF {
			return
		}
		if err != nil {
			fail(err)
		}
		serve(&reader{bytes: request}, out)
	}
}

// serve answers a batch of requests, each with a frame of its own: if one is the end of this process, the other side
// knows which.
func serve(in *reader, stdout *bufio.Writer) {
	command := in.byte()
	for count := in.uint32(); count > 0; count-- {
		out := &writer{}
		ended := watch()
		switch command {
		case 'm':
			serveMake(in, out)
		case 'j':
			serveJudge(in, out)
		case 'e':
			serveEcho(in, out)
		default:
			fail(fmt.Errorf("unknown command %q", command))
		}
		ended()
		if err := writeFrame(stdout, out.bytes); err != nil {
			fail(err)
		}
	}
}

// watch ends the process if the caller does not call what it returns in time: a loop inside of gob cannot be
// stopped otherwise.
func watch() func() {
	var done atomic.Bool
	timer := time.AfterFunc(decodeLimit, func() {
		if !done.Load() {
			fmt.Fprintln(os.Stderr, "oracle: the time for one stream is over")
			os.Exit(exitHang)
		}
	})
	return func() {
		done.Store(true)
		timer.Stop()
	}
}

const (
	exitFailed = 2
	exitHang   = 3
)

func fail(err error) {
	fmt.Fprintln(os.Stderr, "oracle:", err)
	os.Exit(exitFailed)
}

func readFrame(in io.Reader) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(in, length[:]); err != nil {
		return nil, err
	}
	frame := make([]byte, binary.LittleEndian.Uint32(length[:]))
	_, err := io.ReadFull(in, frame)
	return frame, err
}

func writeFrame(out *bufio.Writer, frame []byte) error {
	var length [4]byte
	binary.LittleEndian.PutUint32(length[:], uint32(len(frame)))
	if _, err := out.Write(length[:]); err != nil {
		return err
	}
	if _, err := out.Write(frame); err != nil {
		return err
	}
	return out.Flush()
}

// reader takes a request apart. The requests are the oracle's own, so running over the end is a bug and panics.
type reader struct {
	bytes []byte
}

func (r *reader) byte() byte {
	b := r.bytes[0]
	r.bytes = r.bytes[1:]
	return b
}

func (r *reader) uint32() uint32 {
	n := binary.LittleEndian.Uint32(r.bytes)
	r.bytes = r.bytes[4:]
	return n
}

func (r *reader) uint64() uint64 {
	n := binary.LittleEndian.Uint64(r.bytes)
	r.bytes = r.bytes[8:]
	return n
}

func (r *reader) block() []byte {
	n := r.uint32()
	block := r.bytes[:n]
	r.bytes = r.bytes[n:]
	return block
}

// types reads indexes of roots.
func (r *reader) types() []reflect.Type {
	types := make([]reflect.Type, r.uint32())
	for i := range types {
		types[i] = roots[r.uint32()]
	}
	return types
}

// writer builds an answer.
type writer struct {
	bytes []byte
}

func (w *writer) byte(b byte) { w.bytes = append(w.bytes, b) }

func (w *writer) uint32(n int) {
	w.bytes = binary.LittleEndian.AppendUint32(w.bytes, uint32(n))
}

func (w *writer) block(block []byte) {
	w.uint32(len(block))
	w.bytes = append(w.bytes, block...)
}

func (w *writer) text(text string) {
	if len(text) > maxText {
		text = text[:maxText]
	}
	w.block([]byte(text))
}

// maxText bounds what is said about one value.
const maxText = 1500

// typeOf is the type that a pointer points to.
func typeOf(pointer any) reflect.Type { return reflect.TypeOf(pointer).Elem() }
