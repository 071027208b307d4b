package main

import (
	"fmt"
	"io"
	"net"
	"net/rpc"
	"net/rpc/jsonrpc"
	"os"
	"sync"
	"time"
)

// Arith has the one method that is called.
type Arith struct{}

// Multiply multiplies.
func (Arith) Multiply(args *Pair, reply *int64) error {
	*reply = args.A * args.B
	return nil
}

// serve prints the address, and serves until stdin ends.
func serve(format string) {
	check(rpc.Register(Arith{}))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	fmt.Println(listener.Addr())
	if format == "json" {
		go acceptJSON(listener)
	} else {
		go rpc.Accept(listener)
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	check(err)
}

func acceptJSON(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		check(err)
		go jsonrpc.ServeConn(conn)
	}
}

// call calls from so many goroutines for so long, and returns the calls a second.
func call(format, address string, callers int, length time.Duration) float64 {
	dial := rpc.Dial
	if format == "json" {
		dial = jsonrpc.Dial
	}
	client, err := dial("tcp", address)
	check(err)
	var product int64
	check(client.Call("Arith.Multiply", &Pair{7, 8}, &product))
	counts := make([]int64, callers)
	var group sync.WaitGroup
	start := time.Now()
	for i := range counts {
		group.Add(1)
		go func(count *int64) {
			defer group.Done()
			for time.Since(start) < length {
				var product int64
				args := Pair{*count, 3}
				check(client.Call("Arith.Multiply", &args, &product))
				if product != args.A*3 {
					panic("wrong product")
				}
				*count++
			}
		}(&counts[i])
	}
	group.Wait()
	elapsed := time.Since(start)
	var calls int64
	for _, count := range counts {
		calls += count
	}
	return float64(calls) / elapsed.Seconds()
}
