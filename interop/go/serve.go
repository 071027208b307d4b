package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/rpc"
	"net/rpc/jsonrpc"
	"os"
	"strings"
	"sync"
)

// serve prints an address for each way of serving, and returns when stdin ends, so that a server
// never outlives its test.
func serve(stdin io.Reader, stdout io.Writer) error {
	log.SetFlags(0)
	log.SetOutput(io.MultiWriter(os.Stderr, &said))
	behindHTTP(rpc.DefaultRPCPath, rpc.DefaultDebugPath)
	behindHTTP("/go/rpc", "/go/debug")
	serveHTTP := func(listener net.Listener) { http.Serve(listener, nil) }
	for _, serve := range []func(net.Listener){
		each(serveGob), each(serveJSON), each(serveCancelling), each(serveRequests), serveHTTP, serveHTTP, each(serveLines),
		each(serveCounted), each(serveLineRequests),
	} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		defer listener.Close()
		fmt.Fprintln(stdout, listener.Addr())
		go serve(listener)
	}
	io.Copy(io.Discard, stdin)
	return nil
}

// each serves every connection by itself.
func each(serveConn func(net.Conn)) func(net.Listener) {
	return func(listener net.Listener) {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serveConn(conn)
		}
	}
}

// behindHTTP has one registry for all its connections.
func behindHTTP(rpcPath, debugPath string) {
	server := registry(nil)
	must(server.Register(Plugin{}))
	server.HandleHTTP(rpcPath, debugPath)
}

func serveGob(conn net.Conn) {
	server := registry(conn)
	must(server.Register(Plugin{}))
	must(server.Register(Log{}))
	server.ServeConn(conn)
}

// serveJSON is jsonrpc.ServeConn with a registry of its own.
func serveJSON(conn net.Conn) {
	server := registry(conn)
	must(server.Register(JSON{}))
	server.ServeCodec(jsonrpc.NewServerCodec(conn))
}

// registry is made anew for each connection, since Peer knows its connection; without one there is no Peer.
func registry(conn net.Conn) *rpc.Server {
	server := rpc.NewServer()
	for name, service := range map[string]any{
		"Arith": Arith{}, "a.b": Arith{}, "Echo": Echo{}, "Replies": Replies{}, "Slow": Slow{},
	} {
		must(server.RegisterName(name, service))
	}
	if conn != nil {
		must(server.Register(Peer{conn}))
	}
	return server
}

// Log knows what the process has logged.
type Log struct{}

// Said answers the lines until now.
func (Log) Said(_ int, reply *[]string) error {
	said.Lock()
	defer said.Unlock()
	*reply = append(*reply, said.lines...)
	return nil
}

var said lineLog

type lineLog struct {
	sync.Mutex
	lines []string
}

// Write is called by package log with a line at a time.
func (l *lineLog) Write(line []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	l.lines = append(l.lines, strings.TrimSuffix(string(line), "\n"))
	return len(line), nil
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
