package main

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"net"
	"net/rpc"
	"sync"
)

// codec is a ServerCodec by hand: gob, and what net/rpc's own does not tell, the Seq of a call to those arguments that ask for it.
type codec struct {
	conn    net.Conn
	dec     *gob.Decoder
	enc     *gob.Encoder
	out     *bufio.Writer
	running *running
	seq     uint64
	// ended is whether there are no more requests.
	ended bool
}

func newCodec(conn net.Conn) *codec {
	out := bufio.NewWriter(conn)
	return &codec{conn: conn, dec: gob.NewDecoder(conn), enc: gob.NewEncoder(out), out: out, running: newRunning()}
}

func (c *codec) ReadRequestHeader(r *rpc.Request) error {
	err := c.dec.Decode(r)
	c.seq, c.ended = r.Seq, err != nil
	return err
}

func (c *codec) ReadRequestBody(args any) error {
	err := c.dec.Decode(args)
	if of, ok := args.(interface{ of(*running, uint64) }); ok && err == nil {
		of.of(c.running, c.seq)
	}
	return err
}

func (c *codec) WriteResponse(r *rpc.Response, reply any) error {
	c.running.end(r.Seq)
	return errors.Join(c.enc.Encode(r), c.enc.Encode(reply), c.out.Flush())
}

func (c *codec) Close() error { return c.conn.Close() }

// running is what the client of one connection may cancel.
type running struct {
	sync.Mutex
	calls map[uint64]context.CancelFunc
}

func newRunning() *running { return &running{calls: map[uint64]context.CancelFunc{}} }

func (r *running) begin(seq uint64) context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	r.Lock()
	defer r.Unlock()
	r.calls[seq] = cancel
	return ctx
}

func (r *running) end(seq uint64) {
	r.Lock()
	defer r.Unlock()
	if cancel, ok := r.calls[seq]; ok {
		cancel()
		delete(r.calls, seq)
	}
}

// CancelArgs is what a fork of net/rpc, keegancsmith/rpc, sends to cancel a call of the same connection.
type CancelArgs struct {
	Seq     uint64
	running *running
}

func (a *CancelArgs) of(r *running, _ uint64) { a.running = r }

// Canceller is that fork's service `_goRPC_`.
type Canceller struct{}

// Cancel answers false, whether there was such a call or not.
func (Canceller) Cancel(args *CancelArgs, reply *bool) error {
	args.running.end(args.Seq)
	return nil
}

// Waiting are the arguments of a call that can be cancelled.
type Waiting struct {
	Key int
	ctx context.Context
}

func (w *Waiting) of(r *running, seq uint64) { w.ctx = r.begin(seq) }

// Patient has calls that wait until they are cancelled.
type Patient struct{}

// Wait answers key once Slow.Release(key) was called, unless it is cancelled before.
func (Patient) Wait(args *Waiting, reply *int) error {
	select {
	case <-gate(args.Key):
		*reply = args.Key
		return nil
	case <-args.ctx.Done():
		return errors.Join(args.ctx.Err(), Slow{}.Release(-args.Key, new(int)))
	}
}

// WasCancelled answers once a Wait with this key was cancelled.
func (Patient) WasCancelled(key int, reply *bool) error {
	*reply = true
	return Slow{}.Wait(-key, new(int))
}

// serveCancelling is net/rpc with cancellation as that fork has it on the wire.
func serveCancelling(conn net.Conn) {
	server := registry(conn)
	must(server.RegisterName("_goRPC_", Canceller{}))
	must(server.Register(Patient{}))
	server.ServeCodec(newCodec(conn))
}

// Requests knows what ServeRequest said.
type Requests struct{ said *[]string }

// Errors answers what ServeRequest said of the requests before this one, where that was not nil.
func (r Requests) Errors(_ int, reply *[]string) error {
	*reply = append(*reply, *r.said...)
	return nil
}

// serveRequests takes one request after the other.
func serveRequests(conn net.Conn) {
	server, codec, said := registry(conn), newCodec(conn), new([]string)
	must(server.Register(Requests{said}))
	for !codec.ended {
		if err := server.ServeRequest(codec); err != nil {
			*said = append(*said, err.Error())
		}
	}
	codec.Close()
}
