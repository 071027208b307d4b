package rpc

import (
	"fmt"
	"io"
	"net/rpc"
	"os"
	"testing"
)

// What the tests of net/rpc use of a server.
type Server = rpc.Server

var (
	Accept       = rpc.Accept
	HandleHTTP   = rpc.HandleHTTP
	NewServer    = rpc.NewServer
	Register     = rpc.Register
	RegisterName = rpc.RegisterName
	ServeRequest = rpc.ServeRequest
)

// TestMain runs no test.
func TestMain(*testing.M) {
	once.Do(startServer)
	newOnce.Do(startNewServer)
	if err := Register(new(S)); err != nil {
		panic(err)
	}
	for _, addr := range []string{serverAddr, newServerAddr, httpServerAddr} {
		fmt.Println(addr)
	}
	fmt.Println()
	io.Copy(io.Discard, os.Stdin)
}
