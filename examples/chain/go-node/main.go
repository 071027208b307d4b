// One link of a chain of daemons: takes a text, has the next one pass it on, and puts its name around the answer.
//
// go-node NAME [NEXT-ADDRESS]. Says on its output where it listens, logs to its error output, and ends on SIGTERM.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/rpc"
	"os"
	"os/signal"
	"syscall"
)

type Node struct {
	name string
	next *rpc.Client
}

func (n *Node) Pass(text string, reply *string) error {
	log.Printf("passing %q", text)
	inner := text
	if n.next != nil {
		if err := n.next.Call("Node.Pass", text, &inner); err != nil {
			return fmt.Errorf("%s: %w", n.name, err)
		}
	} else if text == "" {
		return errors.New(n.name + ": nothing to pass")
	}
	*reply = n.name + "(" + inner + ")"
	return nil
}

func main() {
	node := &Node{name: os.Args[1]}
	log.SetFlags(0)
	log.SetPrefix(node.name + ": ")
	if len(os.Args) > 2 {
		next, err := rpc.Dial("tcp", os.Args[2])
		if err != nil {
			log.Fatal(err)
		}
		node.next = next
	}
	if err := rpc.Register(node); err != nil {
		log.Fatal(err)
	}
	terminate := make(chan os.Signal, 1)
	signal.Notify(terminate, syscall.SIGTERM)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	log.Print("started")
	go rpc.Accept(listener)
	<-terminate
	log.Print("stopped")
}
