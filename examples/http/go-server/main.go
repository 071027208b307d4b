// RPC behind HTTP, with the page of services and calls at /debug/rpc.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/rpc"
	"sync"
)

type Guestbook struct {
	mutex  sync.Mutex
	guests []string
}

// Sign answers the guest's number.
func (g *Guestbook) Sign(name string, number *int) error {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if name == "Gopher" {
		return errors.New("Go's own")
	}
	g.guests = append(g.guests, name)
	*number = len(g.guests)
	return nil
}

func main() {
	if err := rpc.Register(new(Guestbook)); err != nil {
		log.Fatal(err)
	}
	rpc.HandleHTTP()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	log.Fatal(http.Serve(listener, nil))
}
