// What the debugger is let loose on: waits until it is released, and then counts the names in a tree.
package main

import (
	"fmt"
	"os"
	"time"
)

type Node struct {
	Name        string
	Left, Right *Node
}

// Nothing here sets it; the debugger does.
var released bool

func count(tree *Node) int {
	if tree == nil {
		return 0
	}
	names := 1
	label := "under <" + tree.Name + ">"
	names += count(tree.Left) // the breakpoint
	names += count(tree.Right)
	fmt.Println(names, label)
	return names
}

func main() {
	// A debugger that dies leaves its program running.
	debugger := os.Getppid()
	for !released {
		time.Sleep(time.Millisecond)
		if os.Getppid() != debugger {
			return
		}
	}
	tree := &Node{"root", &Node{Name: "left"}, &Node{"right", &Node{Name: "leaf"}, nil}}
	fmt.Println(count(tree), "names")
}
