// A kitchen: an order is answered when its dish is served, in whatever order that happens. So calls take long here, and many of
// them wait on one connection.
package main

import (
	"fmt"
	"log"
	"net"
	"net/rpc"
	"sync"
)

// Kitchen has a channel for each dish, with as many values as stand ready.
type Kitchen struct {
	mutex sync.Mutex
	ready map[string]chan bool
}

func (k *Kitchen) Order(dish string, reply *string) error {
	<-k.counter(dish)
	*reply = "one " + dish
	return nil
}

func (k *Kitchen) Serve(dish string, reply *bool) error {
	k.counter(dish) <- true
	*reply = true
	return nil
}

func (k *Kitchen) counter(dish string) chan bool {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.ready[dish] == nil {
		k.ready[dish] = make(chan bool, 100)
	}
	return k.ready[dish]
}

func main() {
	if err := rpc.Register(&Kitchen{ready: make(map[string]chan bool)}); err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	rpc.Accept(listener)
}
