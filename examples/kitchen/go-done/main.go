// Many calls, one channel in which they end. go-done ADDRESS.
package main

import (
	"fmt"
	"log"
	"net/rpc"
	"os"
)

var dishes = []string{"soup", "pasta", "cheese", "cake"}

func main() {
	client, err := rpc.Dial("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}

	// Room for every call: one that finds the channel full is lost.
	done := make(chan *rpc.Call, len(dishes))
	orders := make(map[*rpc.Call]string)
	for _, dish := range dishes {
		orders[client.Go("Kitchen.Order", dish, new(string), done)] = dish
	}
	fmt.Println(len(orders), "orders are under way")

	for i := len(dishes) - 1; i >= 0; i-- {
		var served bool
		if err := client.Call("Kitchen.Serve", dishes[i], &served); err != nil {
			log.Fatal(err)
		}
		call := <-done
		if call.Error != nil {
			log.Fatal(call.Error)
		}
		fmt.Printf("%s: %s\n", orders[call], *call.Reply.(*string))
		delete(orders, call)
	}
	fmt.Println(len(orders), "orders are left")
}
