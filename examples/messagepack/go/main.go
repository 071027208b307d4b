// The Go halves of the MessagePack example, on hashicorp's package:
//
//	go serve             serves, and prints where
//	go call ADDRESS      calls
//
// Debian has the package: apt-get install golang-1.19-go golang-github-hashicorp-net-rpc-msgpackrpc-dev, and then
// GO111MODULE=off GOPATH=/usr/share/gocode /usr/lib/go-1.19/bin/go build.
package main

import (
	"fmt"
	"log"
	"net"
	"net/rpc"
	"os"
	"strings"

	msgpackrpc "github.com/hashicorp/net-rpc-msgpackrpc"
)

type Order struct {
	Dish  string
	Count int
	Notes []string
}

type Bill struct {
	Text  string
	Total float64
	Lines map[string]int
}

type Till struct{}

func (Till) Charge(order Order, bill *Bill) error {
	if order.Count < 1 {
		return fmt.Errorf("%d of %s?", order.Count, order.Dish)
	}
	bill.Text = fmt.Sprintf("%d x %s (%s)", order.Count, order.Dish, strings.Join(order.Notes, ", "))
	bill.Total = float64(order.Count) * 4.5
	bill.Lines = map[string]int{order.Dish: order.Count}
	return nil
}

func main() {
	if os.Args[1] == "serve" {
		serve()
	} else {
		call(os.Args[2])
	}
}

func serve() {
	if err := rpc.Register(Till{}); err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go msgpackrpc.ServeConn(conn)
	}
}

func call(address string) {
	client, err := msgpackrpc.Dial("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	orders := []Order{
		{"soup", 2, []string{"hot", "not too salty, please, as the last one was"}},
		{"cake", 300, nil},
		{"water", -1, nil},
	}
	for _, order := range orders {
		var bill Bill
		if err := client.Call("Till.Charge", order, &bill); err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Printf("%s: %v", bill.Text, bill.Total)
		for dish, count := range bill.Lines {
			fmt.Printf(" {%q: %d}\n", dish, count)
		}
	}
}
