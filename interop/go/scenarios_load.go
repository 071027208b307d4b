package main

import "fmt"

func pipelined(t *transcript) {
	c := t.client()
	defer c.Close()
	calls := make([]*pending, 10000)
	for i := range calls {
		calls[i] = c.start("Arith.Add", Args{i, 1}, new(Reply))
	}
	for _, p := range calls {
		p.finish()
	}
}

func overlapping(t *transcript) {
	c := t.client()
	defer c.Close()
	calls := make([]*pending, 64)
	for i := range calls {
		calls[i] = c.start("Slow.Meet", Meeting{5, len(calls)}, new(int))
	}
	for _, p := range calls {
		p.finish()
	}
}

func echoMebibyte(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Echo.Bytes", noise(1<<20), new([]byte))
}

func mapOfMany(t *transcript) {
	c := t.client()
	defer c.Close()
	entries := map[string]int{}
	for i := 0; i < 100; i++ {
		entries[fmt.Sprintf("key %d", i)] = i
	}
	c.call("Echo.Map", entries, new(map[string]int))
}

func threeCalls(t *transcript) {
	c := t.client()
	defer c.Close()
	for i := 0; i < 3; i++ {
		c.call("Arith.Add", Args{1, 2}, new(Reply))
	}
}

func threePending(t *transcript) {
	c := t.client()
	defer c.Close()
	calls := make([]*pending, 3)
	for i := range calls {
		calls[i] = c.start("Arith.Add", Args{1, 2}, new(Reply))
	}
	for _, p := range calls {
		p.finish()
	}
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func meetOfFour(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Slow.Meet", Meeting{6, 4}, new(int))
}
