package main

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"net"
	"net/rpc"
	"net/rpc/jsonrpc"
	"reflect"
	"strconv"
)

// transcript is what a scenario works with: where the server is, and the lines it prints.
//
//	seq TAB method TAB args TAB ok|error|failed TAB reply or quoted error text
//	end TAB eof|error
//	writes TAB sizes
//
// `error` is what the server answered, `failed` what the client found out by itself.
type transcript struct {
	addr string
	// json is whether calls go by JSON-RPC.
	json bool
	// lines is whether they go by lines.
	lines bool
	// counted is whether the sizes of writes are printed.
	counted bool
	// httpPath is where RPC is on a server of HTTP, if it is one.
	httpPath string
	out      io.Writer
}

func (t *transcript) line(seq uint64, method string, args any, reply any, err error) {
	outcome, text := "ok", render(reflect.ValueOf(reply))
	if err != nil {
		outcome, text = "failed", strconv.QuoteToASCII(err.Error())
		var fromServer rpc.ServerError
		if errors.As(err, &fromServer) {
			outcome = "error"
		}
	}
	fmt.Fprintf(t.out, "%d\t%s\t%s\t%s\t%s\n", seq, method, render(reflect.ValueOf(args)), outcome, text)
}

func (t *transcript) dial() net.Conn {
	conn, err := net.Dial("tcp", t.addr)
	check(err)
	return conn
}

// release opens a gate over a connection of its own, so that the order of replies on the first is
// decided by the scenario.
func (t *transcript) release(key int) {
	c := t.client()
	defer c.Client.Close()
	var reply int
	check(c.Client.Call("Slow.Release", key, &reply))
}

// opened waits until a gate is open, over a connection of its own, and prints the line of that.
func (t *transcript) opened(key int) {
	c := t.client()
	defer c.Client.Close()
	c.call("Slow.Wait", key, new(int))
}

// client is Go's own client, with its Seq counted along.
type client struct {
	*rpc.Client
	t   *transcript
	seq uint64
	// conn is its connection if the writes on that are counted.
	conn *counted
}

func (t *transcript) client() *client {
	if t.counted {
		c, conn, err := dialCounted("tcp", t.addr)
		check(err)
		return &client{Client: c, t: t, conn: conn}
	}
	dial := rpc.Dial
	if t.json {
		dial = jsonrpc.Dial
	}
	if t.lines {
		dial = dialLines
	}
	if t.httpPath != "" {
		dial = func(network, addr string) (*rpc.Client, error) { return rpc.DialHTTPPath(network, addr, t.httpPath) }
	}
	c, err := dial("tcp", t.addr)
	check(err)
	return &client{Client: c, t: t}
}

// Close prints what was counted, of the server first, if anything was.
func (c *client) Close() error {
	if c.conn != nil {
		c.call("Writes.Sizes", 0, new([]int))
		c.writes()
	}
	return c.Client.Close()
}

// writes prints the sizes of the client's own writes.
func (c *client) writes() {
	fmt.Fprintf(c.t.out, "writes\t%s\n", render(reflect.ValueOf(c.conn.soFar())))
}

// call makes one call and prints its line.
func (c *client) call(method string, args, reply any) {
	seq := c.seq
	c.seq++
	err := c.Client.Call(method, args, reply)
	c.t.line(seq, method, args, reply, err)
}

// start sends a call; finish waits for it and prints its line.
func (c *client) start(method string, args, reply any) *pending {
	p := &pending{c: c, seq: c.seq, call: c.Client.Go(method, args, reply, make(chan *rpc.Call, 1))}
	c.seq++
	return p
}

type pending struct {
	c    *client
	seq  uint64
	call *rpc.Call
}

func (p *pending) finish() {
	<-p.call.Done
	p.c.t.line(p.seq, p.call.ServiceMethod, p.call.Args, p.call.Reply, p.call.Error)
}

// raw writes requests by hand: whatever gob value as the header, whatever as the body, any bytes.
type raw struct {
	t    *transcript
	conn *net.TCPConn
	in   *bufio.Reader
	out  *bufio.Writer
	enc  *gob.Encoder
	dec  *gob.Decoder
}

// Request and Response are net/rpc's headers under the names that net/rpc sends.
type Request struct {
	ServiceMethod string
	Seq           uint64
}

type Response struct {
	ServiceMethod string
	Seq           uint64
	Error         string
}

func (t *transcript) raw() *raw {
	conn := t.dial().(*net.TCPConn)
	in, out := bufio.NewReader(conn), bufio.NewWriter(conn)
	return &raw{t, conn, in, out, gob.NewEncoder(out), gob.NewDecoder(in)}
}

// send writes values one after the other, with one write.
func (r *raw) send(values ...any) {
	for _, v := range values {
		check(r.enc.Encode(v))
	}
	check(r.out.Flush())
}

func (r *raw) bytes(b ...byte) {
	_, err := r.conn.Write(b)
	check(err)
}

func (r *raw) closeWrite() { check(r.conn.CloseWrite()) }

// reply reads one response and prints its line; args is what the request carried.
func (r *raw) reply(args, reply any) {
	var header Response
	check(r.dec.Decode(&header))
	if header.Error != "" {
		check(r.dec.Decode(&struct{}{}))
		r.t.line(header.Seq, header.ServiceMethod, args, nil, rpc.ServerError(header.Error))
		return
	}
	r.t.line(header.Seq, header.ServiceMethod, args, reply, r.dec.Decode(reply))
}

// replyIfAny is reply where the connection may have ended instead.
func (r *raw) replyIfAny(args, reply any) {
	if _, err := r.in.Peek(1); err == io.EOF {
		fmt.Fprintf(r.t.out, "no reply\n")
		return
	}
	r.reply(args, reply)
}

// end prints how the connection ends, and closes it.
func (r *raw) end() {
	defer r.conn.Close()
	switch err := r.dec.DecodeValue(reflect.Value{}); err {
	case io.EOF:
		fmt.Fprintf(r.t.out, "end\teof\n")
	default:
		fmt.Fprintf(r.t.out, "end\terror\t%v\n", err)
	}
}

type failure struct{ error }

// check ends the scenario: what it guards is a fault of the test, not a row of a transcript.
func check(err error) {
	if err != nil {
		panic(failure{err})
	}
}

func runScenario(s scenario, t *transcript) (err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case failure:
			err = cause.error
		default:
			panic(cause)
		}
	}()
	s.run(t)
	return nil
}
