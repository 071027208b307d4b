// The smallest server: one method, on a free port that it prints.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/rpc"
)

type Greeter struct{}

func (Greeter) Hello(name string, reply *string) error {
	if name == "" {
		return errors.New("who is there?")
	}
	*reply = "Hello, " + name + "!"
	return nil
}

func main() {
	if err := rpc.Register(Greeter{}); err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	rpc.Accept(listener)
}
