// One service on two ports: gob for rpc.Dial, JSON for jsonrpc.Dial and whoever has no gob. Both share its state.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/rpc"
	"net/rpc/jsonrpc"
	"sync/atomic"
)

type Args struct{ A, B int }

type Quotient struct{ Quo, Rem int }

type Arith struct{ calls int64 }

func (a *Arith) Multiply(args Args, reply *int) error {
	atomic.AddInt64(&a.calls, 1)
	*reply = args.A * args.B
	return nil
}

func (a *Arith) Divide(args Args, reply *Quotient) error {
	atomic.AddInt64(&a.calls, 1)
	if args.B == 0 {
		return errors.New("divide by zero")
	}
	reply.Quo, reply.Rem = args.A/args.B, args.A%args.B
	return nil
}

func (a *Arith) Calls(nothing int, reply *int64) error {
	*reply = atomic.LoadInt64(&a.calls)
	return nil
}

func main() {
	if err := rpc.Register(new(Arith)); err != nil {
		log.Fatal(err)
	}
	gob, json := listen(), listen()
	go rpc.Accept(gob)
	for {
		conn, err := json.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go jsonrpc.ServeConn(conn)
	}
}

func listen() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	return listener
}
