package jsonrpc

import (
	"fmt"
	"io"
	"net"
	"net/rpc/jsonrpc"
	"os"
	"testing"
)

var ServeConn = jsonrpc.ServeConn

// TestMain runs no test.
func TestMain(*testing.M) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr())
	fmt.Println()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go ServeConn(conn)
		}
	}()
	io.Copy(io.Discard, os.Stdin)
}
