package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/rpc"
	"net/rpc/jsonrpc"
)

// serve prints an address for each way of serving, and returns when stdin ends, so that a server
// never outlives its test.
func serve(stdin io.Reader, stdout io.Writer) error {
	log.SetFlags(0)
	for _, serveConn := range []func(net.Conn){serveGob, serveJSON, serveCancelling, serveRequests} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		defer listener.Close()
		fmt.Fprintln(stdout, listener.Addr())
		go accept(listener, serveConn)
	}
	io.Copy(io.Discard, stdin)
	return nil
}

func accept(listener net.Listener, serveConn func(net.Conn)) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go serveConn(conn)
	}
}

func serveGob(conn net.Conn) {
	server := registry(conn)
	must(server.Register(Plugin{}))
	server.ServeConn(conn)
}

// serveJSON is jsonrpc.ServeConn with a registry of its own.
func serveJSON(conn net.Conn) {
	server := registry(conn)
	must(server.Register(JSON{}))
	server.ServeCodec(jsonrpc.NewServerCodec(conn))
}

// registry is made anew for each connection, since Peer knows its connection.
func registry(conn net.Conn) *rpc.Server {
	server := rpc.NewServer()
	for name, service := range map[string]any{
		"Arith": Arith{}, "a.b": Arith{}, "Echo": Echo{}, "Replies": Replies{}, "Slow": Slow{}, "Peer": Peer{conn},
	} {
		must(server.RegisterName(name, service))
	}
	return server
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
