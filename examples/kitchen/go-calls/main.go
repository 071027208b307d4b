// Calls under way: client.Go. go-calls ADDRESS.
package main

import (
	"fmt"
	"log"
	"net/rpc"
	"os"
)

func main() {
	client, err := rpc.Dial("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}

	// Go sends and does not wait; each call has a Done channel of its own.
	soup := order(client, "soup")
	pasta := order(client, "pasta")
	fmt.Println("ordered soup, then pasta")

	// The replies may come in any order, on one connection.
	serve(client, "pasta")
	fmt.Println("served:", wait(pasta))
	serve(client, "soup")
	fmt.Println("served:", wait(soup))

	// Both at a time.
	bread := order(client, "bread")
	wine := order(client, "wine")
	serve(client, "wine")
	serve(client, "bread")
	fmt.Println("served:", wait(bread), "and", wait(wine))
}

func order(client *rpc.Client, dish string) *rpc.Call {
	return client.Go("Kitchen.Order", dish, new(string), nil)
}

func wait(call *rpc.Call) string {
	<-call.Done
	if call.Error != nil {
		log.Fatal(call.Error)
	}
	return *call.Reply.(*string)
}

func serve(client *rpc.Client, dish string) {
	var served bool
	if err := client.Call("Kitchen.Serve", dish, &served); err != nil {
		log.Fatal(err)
	}
}
