// The smallest client: go-client ADDRESS.
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

	var greeting string
	if err := client.Call("Greeter.Hello", "gopher", &greeting); err != nil {
		log.Fatal(err)
	}
	fmt.Println(greeting)

	if err := client.Call("Greeter.Hello", "", &greeting); err != nil {
		fmt.Println("error:", err)
	}
}
