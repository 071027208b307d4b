// Command http-go is Go's net/rpc over HTTP, for the tests of ours.
//
//	http-go serve                print an address and serve HTTP there until stdin ends
//	http-go dial ADDRESS [PATH]  call ADDRESS's services, and print how it went
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/rpc"
	"os"
)

func main() {
	log.SetFlags(0)
	if err := run(os.Args[1:]); err != nil {
		log.Fatal("http-go: ", err)
	}
}

func run(arguments []string) error {
	switch {
	case len(arguments) == 1 && arguments[0] == "serve":
		return serve()
	case len(arguments) == 2 && arguments[0] == "dial":
		return call(rpc.DialHTTP("tcp", arguments[1]))
	case len(arguments) == 3 && arguments[0] == "dial":
		return call(rpc.DialHTTPPath("tcp", arguments[1], arguments[2]))
	}
	return fmt.Errorf("usage: http-go serve | http-go dial ADDRESS [PATH]")
}

// serve offers the services of services.go at the default paths, and at /rpc and /rpc/debug a server that offers none.
func serve() error {
	for name, service := range services() {
		if err := rpc.RegisterName(name, service); err != nil {
			return err
		}
	}
	rpc.HandleHTTP()
	rpc.NewServer().HandleHTTP("/rpc", "/rpc/debug")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	go http.Serve(listener, nil)
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// call prints what two calls on one connection give, or why there is none.
func call(client *rpc.Client, err error) error {
	if err != nil {
		fmt.Println(err)
		return nil
	}
	defer client.Close()
	var product int
	err = client.Call("Arith.Multiply", Args{7, 8}, &product)
	fmt.Println(product, err)
	err = client.Call("Arith.Divide", Args{7, 0}, &product)
	fmt.Println(err)
	return nil
}
