package main

// cancel calls what a fork of net/rpc adds.
func (c *client) cancel(seq uint64) { c.call("_goRPC_.Cancel", CancelArgs{Seq: seq}, new(bool)) }

// giveUp does what that fork's client does when the context of a call is done: it says so and waits for neither answer.
func (p *pending) giveUp() {
	p.c.start("_goRPC_.Cancel", CancelArgs{Seq: p.seq}, new(bool))
}

func cancelNotUnderstood(t *transcript) {
	c := t.client()
	defer c.Close()
	slow := c.start("Slow.Wait", 9, new(int))
	c.cancel(0)
	t.release(9)
	slow.finish()
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func giveUpACall(t *transcript) {
	c := t.client()
	defer c.Close()
	c.start("Slow.Wait", 10, new(int)).giveUp()
	c.call("Arith.Add", Args{1, 2}, new(Reply))
	t.release(10)
	c.call("Arith.Add", Args{3, 4}, new(Reply))
}

func cancelCalls(t *transcript) {
	c := t.client()
	defer c.Close()
	kept := c.start("Patient.Wait", Waiting{Key: 11}, new(int))
	cancelled := c.start("Patient.Wait", Waiting{Key: 12}, new(int))
	c.cancel(1)
	cancelled.finish()
	c.call("Patient.WasCancelled", 12, new(bool))
	for _, seq := range []uint64{1, 3, 99, 1<<64 - 1} {
		c.cancel(seq)
	}
	t.release(11)
	kept.finish()
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func giveUpCalls(t *transcript) {
	c := t.client()
	defer c.Close()
	kept := c.start("Patient.Wait", Waiting{Key: 13}, new(int))
	for _, key := range []int{14, 15} {
		c.start("Patient.Wait", Waiting{Key: key}, new(int)).giveUp()
		c.call("Patient.WasCancelled", key, new(bool))
	}
	t.release(13)
	kept.finish()
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func refusedRequests(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.Add", Args{1, 2}, new(Reply))
	for _, method := range []string{"Foo", "", "Nope.X", "Arith.Nope", "Arith.Error", "Arith.EmptyError"} {
		c.call(method, Args{1, 2}, new(Reply))
	}
	c.call("Arith.Add", "text", new(Reply))
	c.call("Requests.Errors", 0, new([]string))
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}
