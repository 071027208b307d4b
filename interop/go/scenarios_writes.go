package main

// largeMessages has one message of 4096 bytes, and one of a byte more.
func largeMessages(t *transcript) {
	c := t.client()
	defer c.Close()
	for _, n := range []int{200, 4070, 4071, 5000, 3} {
		c.call("Echo.Bytes", noise(n), new([]byte))
	}
}

// callsAtOnce shows the client's writes alone: who serves may answer the calls in any order.
func callsAtOnce(t *transcript) {
	c := t.client()
	defer c.Client.Close()
	var calls []*pending
	for i := 0; i < 3; i++ {
		calls = append(calls, c.start("Arith.Add", Args{i, 1}, new(Reply)))
	}
	for _, p := range calls {
		p.finish()
	}
	c.writes()
}

// answersToOneWrite shows the server's writes alone.
func answersToOneWrite(t *transcript) {
	r := t.raw()
	r.send(Request{"Foo", 1}, Args{1, 2}, Request{"Arith.Nope", 2}, "text", Request{"Arith.Add", 3}, "text")
	r.reply(Args{1, 2}, nil)
	r.reply("text", nil)
	r.reply("text", nil)
	r.send(Request{"Writes.Sizes", 4}, 0)
	r.reply(0, new([]int))
	r.closeWrite()
	r.end()
}
