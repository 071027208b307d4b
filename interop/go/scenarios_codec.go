package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
)

func orderOfACodec(t *transcript) { order(t, "header: EOF") }

func orderOneAtATime(t *transcript) { order(t, "body") }

// order has four requests that are answered at once, then two calls that wait and the end of the requests; waiting is what is done
// last while they do.
func order(t *transcript, waiting string) {
	conn := t.dial().(*net.TCPConn)
	defer conn.Close()
	in := bufio.NewReader(conn)
	send := func(requests string) {
		_, err := io.WriteString(conn, requests)
		check(err)
	}
	// A line is also among the bytes that pass.
	reply := func() {
		_, err := in.ReadString('\n')
		check(err)
	}
	for _, request := range []string{
		"0\tArith.Add\t{\"A\":1,\"B\":2}\n",
		"1\tArith.Nope\t1\n", "2\tNope\t1\n", "3\tArith.Error\t{\"A\":1,\"B\":2}\n",
	} {
		send(request)
		reply()
	}
	send("4\tSlow.Wait\t61\n5\tSlow.Wait\t62\n")
	check(conn.CloseWrite())
	t.notes(waiting)
	for _, key := range []int{61, 62} {
		t.release(key)
		reply()
	}
	_, err := in.ReadByte()
	fmt.Fprintf(t.out, "end\t%v\n", err)
	t.notes("close")
}

// notes prints what the codec was asked until then.
func (t *transcript) notes(last string) {
	c := t.client()
	defer c.Close()
	c.call("Codec.Notes", last, new([]string))
}
