// Calls over HTTP: go-client ADDRESS.
package main

import (
	"fmt"
	"log"
	"net/rpc"
	"os"
)

func main() {
	client, err := rpc.DialHTTP("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"Ada", "Grace", "Gopher"} {
		var number int
		if err := client.Call("Guestbook.Sign", name, &number); err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Printf("%s is guest %d\n", name, number)
	}
}
