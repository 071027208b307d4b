package main

func headerThenEnd(t *transcript) {
	r := t.raw()
	r.send(Request{"Arith.Add", 5})
	r.closeWrite()
	r.reply(nil, nil)
	r.end()
}

func unknownMethodThenEnd(t *transcript) {
	r := t.raw()
	r.send(Request{"Arith.Nope", 5})
	r.closeWrite()
	r.reply(nil, nil)
	r.end()
}

func bodyCutShort(t *transcript) {
	r := t.raw()
	r.send(Request{"Arith.Add", 5})
	r.bytes(0x1e, 0xff, 0x81, 0x03)
	r.closeWrite()
	r.reply(nil, nil)
	r.end()
}

func headerCutShort(t *transcript) {
	r := t.raw()
	r.bytes(0x2e, 0x7f, 0x03)
	r.closeWrite()
	r.end()
}

func headerIsAnInt(t *transcript) {
	r := t.raw()
	r.send(5)
	r.end()
}

func headerWithoutKnownFields(t *transcript) {
	r := t.raw()
	r.send(struct{ Z int }{5})
	r.end()
}

func headerWithSignedSeq(t *transcript) {
	r := t.raw()
	r.send(struct {
		ServiceMethod string
		Seq           int
	}{"Arith.Add", 1})
	r.end()
}

func headerWithBadLength(t *transcript) {
	r := t.raw()
	r.bytes(0x80, 0x7f, 0x03)
	r.end()
}

func headerWithMoreFields(t *transcript) {
	r := t.raw()
	r.send(struct {
		Extra         string
		Seq           uint64
		ServiceMethod string
	}{"x", 1<<64 - 1, "Arith.Add"}, Args{3, 4})
	r.reply(Args{3, 4}, new(Reply))
	r.closeWrite()
	r.end()
}

func headerIsEmptyStruct(t *transcript) {
	r := t.raw()
	r.send(struct{}{}, Args{3, 4})
	r.reply(Args{3, 4}, nil)
	r.closeWrite()
	r.end()
}

func sameSeqTwice(t *transcript) {
	r := t.raw()
	for _, args := range []Args{{1, 2}, {3, 4}} {
		r.send(Request{"Arith.Add", 7}, args)
		r.reply(args, new(Reply))
	}
	r.closeWrite()
	r.end()
}

// requestsInOneWrite asks for what the server's reader answers itself, in order; the calls between
// would be answered whenever they are done.
func requestsInOneWrite(t *transcript) {
	r := t.raw()
	r.send(Request{"Foo", 1}, Args{1, 2}, Request{"Arith.Nope", 2}, "text", Request{"Arith.Add", 3}, "text")
	r.reply(Args{1, 2}, nil)
	r.reply("text", nil)
	r.reply("text", nil)
	r.closeWrite()
	r.end()
}

func halfClose(t *transcript) {
	r := t.raw()
	r.send(Request{"Slow.Wait", 0}, 3)
	r.closeWrite()
	t.release(3)
	r.reply(3, new(int))
	r.end()
}

// sameSeqPending has two calls under way that have one number.
func sameSeqPending(t *transcript) {
	r := t.raw()
	r.send(Request{"Slow.Wait", 7}, 51)
	r.send(Request{"Arith.Add", 7}, Args{1, 2})
	r.reply(Args{1, 2}, new(Reply))
	t.release(51)
	r.reply(51, new(int))
	r.closeWrite()
	r.end()
}

// unencodableAmongCalls has a reply that cannot be encoded between a call that has begun and one that was read with it.
func unencodableAmongCalls(t *transcript) {
	r := t.raw()
	r.send(Request{"Slow.Steps", 1}, Steps{40, 41, 42})
	t.opened(40)
	r.send(Request{"Replies.Unencodable", 2}, 3, Request{"Slow.Steps", 3}, Steps{43, 44, 45})
	r.reply(3, new(Reply))
	t.opened(43)
	for _, steps := range []Steps{{40, 41, 42}, {43, 44, 45}} {
		t.release(steps.Wait)
		t.opened(steps.Then)
		r.replyIfAny(steps, new(int))
	}
	check(r.conn.Close())
	c := t.client()
	defer c.Close()
	c.call("Log.Said", 0, new([]string))
}

func garbageWithPending(t *transcript) {
	r := t.raw()
	r.send(Request{"Slow.Wait", 0}, 4)
	r.bytes(0x80)
	t.release(4)
	r.reply(4, new(int))
	r.end()
}
