package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/rpc"
)

// serve prints the address and returns when stdin ends, so that a server never outlives its test.
func serve(stdin io.Reader, stdout io.Writer) error {
	log.SetFlags(0)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, listener.Addr())
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serveConn(conn)
		}
	}()
	io.Copy(io.Discard, stdin)
	return listener.Close()
}

// serveConn has a registry of its own for each connection, since Peer knows its connection.
func serveConn(conn net.Conn) {
	server := rpc.NewServer()
	for name, service := range map[string]any{
		"Arith": Arith{}, "a.b": Arith{}, "Echo": Echo{}, "Replies": Replies{}, "Slow": Slow{}, "Peer": Peer{conn},
	} {
		if err := server.RegisterName(name, service); err != nil {
			log.Fatal(err)
		}
	}
	server.ServeConn(conn)
}
