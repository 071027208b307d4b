// Sends a text down the chain: go-client ADDRESS TEXT.
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
	var answer string
	if err := client.Call("Node.Pass", os.Args[2], &answer); err != nil {
		fmt.Println("error:", err)
		return
	}
	fmt.Println(answer)
}
