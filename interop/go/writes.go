package main

import (
	"net"
	"net/rpc"
	"sync"
)

// counted is a connection that knows the size of each write on it: what a packet was cannot be seen from the other side.
type counted struct {
	net.Conn
	sync.Mutex
	sizes []int
}

func (c *counted) Write(b []byte) (int, error) {
	c.Lock()
	c.sizes = append(c.sizes, len(b))
	c.Unlock()
	return c.Conn.Write(b)
}

// soFar copies the sizes of all writes until now.
func (c *counted) soFar() []int {
	c.Lock()
	defer c.Unlock()
	return append([]int{}, c.sizes...)
}

// Writes is made anew for each connection.
type Writes struct{ conn *counted }

// Sizes answers how long each write of the server was on the connection that the call came on, before this answer.
func (w Writes) Sizes(_ int, reply *[]int) error {
	*reply = w.conn.soFar()
	return nil
}

func serveCounted(conn net.Conn) {
	counted := &counted{Conn: conn}
	server := registry(counted)
	must(server.Register(Writes{counted}))
	server.ServeConn(counted)
}

func dialCounted(network, addr string) (*rpc.Client, *counted, error) {
	conn, err := net.Dial(network, addr)
	if err != nil {
		return nil, nil, err
	}
	counted := &counted{Conn: conn}
	return rpc.NewClient(counted), counted, nil
}
