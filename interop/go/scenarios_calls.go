package main

import (
	"math"
	"math/big"
	"net"
	"net/netip"
	"net/url"
	"time"
)

func addTwice(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.Add", Args{7, 8}, new(Reply))
	c.call("Arith.Add", Args{7, 8}, new(Reply))
}

func zeroReply(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.Add", Args{7, 8}, new(Reply))
	c.call("Arith.Add", Args{7, -7}, new(Reply))
	c.call("Arith.Add", Args{}, new(Reply))
}

func errorFirst(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.Div", Args{1, 0}, new(Reply))
	c.call("Arith.Error", Args{}, new(Reply))
	c.call("Arith.Div", Args{9, 3}, new(Reply))
}

func emptyError(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.EmptyError", Args{1, 2}, new(Reply))
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func arithMethods(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.Mul", &Args{7, 8}, new(Reply))
	c.call("Arith.Multiply", &Args{7, 8}, new(int))
	c.call("Arith.Multiply", Args{-7, 8}, new(int))
	c.call("Arith.String", &Args{7, 8}, new(string))
	c.call("Arith.Scan", "42", new(Reply))
	c.call("Arith.Scan", "forty-two", new(Reply))
	c.call("a.b.Add", Args{1, 2}, new(Reply))
}

func notFound(t *transcript) {
	c := t.client()
	defer c.Close()
	for _, method := range []string{
		"Foo", "", "Nope.X", "Arith.Nope", "Arith.", ".Add", ".", "Arith.add", "x.Arith.Add", "b.Add",
	} {
		c.call(method, Args{1, 2}, new(Reply))
	}
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func wrongArguments(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.Add", "text", new(Reply))
	c.call("Arith.Add", Reply{1}, new(Reply))
	c.call("Arith.Add", struct{ A string }{"x"}, new(Reply))
	c.call("Arith.Add", struct{ A, B []int }{[]int{1}, []int{}}, new(Reply))
	c.call("Arith.Add", []int{1, 2}, new(Reply))
	c.call("Arith.Add", map[string]int{"A": 1}, new(Reply))
	c.call("Echo.Int", 1.5, new(int))
	c.call("Echo.Int", uint(3), new(int))
	c.call("Echo.String", []byte("bytes"), new(string))
	c.call("Echo.Bytes", "text", new([]byte))
	c.call("Echo.Ints", []string{"a"}, new([]int))
	c.call("Echo.Array", [2]int{1, 2}, new([3]int))
	c.call("Echo.Map", map[string]string{"a": "b"}, new(map[string]int))
	c.call("Echo.Everything", struct{ Int8 int }{300}, new(Everything))
	c.call("Echo.Everything", struct{ Uint16 uint }{70000}, new(Everything))
	c.call("Echo.Everything", struct{ Float32 float64 }{1e39}, new(Everything))
	c.call("Arith.Add", struct{}{}, new(Reply))
	c.call("Arith.Add", struct{ A, B, C int }{1, 2, 3}, new(Reply))
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func echoScalars(t *transcript) {
	c := t.client()
	defer c.Close()
	for _, v := range []bool{true, false} {
		c.call("Echo.Bool", v, new(bool))
	}
	for _, v := range []int{0, -1, 63, 64, math.MaxInt64, math.MinInt64} {
		c.call("Echo.Int", v, new(int))
	}
	for _, v := range []uint64{0, 127, 128, math.MaxUint64} {
		c.call("Echo.Uint", v, new(uint64))
	}
	for _, v := range []float64{0, 1.5, -2.25} {
		c.call("Echo.Float", v, new(float64))
	}
	c.call("Echo.Complex", complex(1.5, -2), new(complex128))
	c.call("Echo.Duration", 1500*time.Millisecond, new(time.Duration))
	for _, v := range []string{"", "text"} {
		c.call("Echo.String", v, new(string))
	}
	for _, v := range [][]byte{{}, {1, 2, 255}} {
		c.call("Echo.Bytes", v, new([]byte))
	}
}

func echoContainers(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Echo.Ints", []int{1, 0, -3}, new([]int))
	c.call("Echo.Ints", []int{}, new([]int))
	c.call("Echo.Strings", []string{"a", "", "bc"}, new([]string))
	c.call("Echo.Array", [3]int{1, 0, 3}, new([3]int))
	c.call("Echo.Map", map[string]int{"a": 1}, new(map[string]int))
	c.call("Echo.Map", map[string]int{}, new(map[string]int))
	c.call("Echo.Points", []Point{{1, 2}, {}}, new([]Point))
	c.call("Echo.PointMap", map[string]Point{"p": {3, 4}}, new(map[string]Point))
	c.call("Echo.Nested", map[string][]Point{"p": {{3, 4}}}, new(map[string][]Point))
	c.call("Echo.Empty", struct{}{}, new(struct{}))
}

// everything has no more than one entry in each map, so that its bytes are always the same.
func everything() *Everything {
	return &Everything{
		Bool: true, Int: -1, Int8: -128, Int16: -300, Int32: 70000, Int64: 1 << 40,
		Uint: 7, Uint8: 200, Uint16: 65535, Uint32: 1 << 31, Uint64: math.MaxUint64,
		Float32: 1.5, Float64: -2.25, Complex64: complex(1, -1), Complex128: complex(17, 19),
		String: "text", Bytes: []byte{1, 2, 3}, Ints: []int{1, 0, 2}, Names: []string{"a", ""},
		Array: [3]int{1, 0, 3}, Octets: [2]byte{1, 255}, Map: map[string]int{"one": 1},
		Point: Point{1, 2}, Pointer: &Point{0, 4}, Points: []Point{{5, 6}, {}},
		Nested: map[string][]Point{"n": {{7, 8}}}, Duration: time.Second,
		List: &Node{1, &Node{2, nil}},
	}
}

func echoEverything(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Echo.Everything", everything(), new(Everything))
	c.call("Echo.Everything", &Everything{}, new(Everything))
	c.call("Echo.Node", &Node{1, &Node{2, &Node{3, nil}}}, new(Node))
}

// standard has one entry in its map, and times in zones that are no machine's own.
func standard() *Standard {
	east := time.FixedZone("", 19815)
	at := time.Date(2009, 11, 10, 23, 0, 0, 120_000_000, time.UTC)
	sum, _ := new(big.Int).SetString("-123456789012345678901234567890123456789012345678901234567890", 10)
	home, _ := url.Parse("https://ada:secret@example.com:8443/a%2Fb/c?q=1&r=%20#top")
	return &Standard{
		Time: at, Times: []time.Time{{}, at.In(east)}, Pointer: &time.Time{},
		Int: sum, Value: *big.NewInt(300), Sums: map[string]*big.Int{"one": big.NewInt(1)},
		Float: big.NewFloat(-2.25), Rat: big.NewRat(-3, 4), URL: home,
		Addr: netip.MustParseAddr("fe80::1%eth0"), Port: netip.MustParseAddrPort("192.0.2.1:80"),
		Prefix: netip.MustParsePrefix("10.0.0.0/8"), IP: net.IPv4(192, 0, 2, 7),
	}
}

func echoStandard(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Echo.Standard", standard(), new(Standard))
	c.call("Echo.Standard", &Standard{}, new(Standard))
}

// noise is reproducible in any language: x = x*1664525 + 1013904223 (mod 2^32), the top byte each time.
func noise(n int) []byte {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return b
}

func echoLarge(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Echo.Bytes", noise(200), new([]byte))
	c.call("Echo.Bytes", noise(5000), new([]byte))
	c.call("Echo.Bytes", noise(70000), new([]byte))
	c.call("Echo.Bytes", noise(3), new([]byte))
}

func peculiarReplies(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Replies.EmptyString", 3, new(string))
	c.call("Replies.Map", 3, new(map[int]int))
	c.call("Replies.EmptyMap", 3, new(map[int]int))
	c.call("Replies.NilMap", 3, new(map[int]int))
	c.call("Replies.Slice", 3, new([]int))
	c.call("Replies.EmptySlice", 3, new([]int))
	c.call("Replies.Array", 3, new([2]bool))
	c.call("Replies.Empty", 3, new(struct{}))
	c.call("Replies.Pointer", 3, new(Reply))
	c.call("Replies.Pointer", 4, new(*Reply))
}

func nilPointerReply(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Replies.NilPointer", 3, new(Reply))
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func unencodableReply(t *transcript) {
	failThenShutDown(t, 6, func(c *client) {
		c.call("Replies.Unencodable", 3, new(Reply))
		// A server that does not end the connection here answers the pending call.
		t.release(6)
	})
}

func panickingMethod(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Replies.Panic", 3, new(int))
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func replyOfAnotherType(t *transcript) {
	failThenShutDown(t, 7, func(c *client) { c.call("Arith.Add", Args{1, 2}, new(string)) })
}

// failThenShutDown has a call pending when another one ends the connection. Go's client marks itself as
// shut down a moment after it has told the failing call, but before it tells the pending ones.
func failThenShutDown(t *transcript, key int, fail func(*client)) {
	c := t.client()
	defer c.Close()
	slow := c.start("Slow.Wait", key, new(int))
	fail(c)
	slow.finish()
	c.call("Arith.Add", Args{1, 2}, new(Reply))
	t.release(key)
}

func repliesMerge(t *transcript) {
	c := t.client()
	defer c.Close()
	reply := Reply{9}
	c.call("Arith.Add", Args{1, -1}, &reply)
	c.call("Arith.Add", Args{1, 1}, &reply)
	entries := map[string]int{"old": 1}
	c.call("Echo.Map", map[string]int{"new": 2}, &entries)
	points := []Point{{1, 2}, {3, 4}}
	c.call("Echo.Points", []Point{{0, 5}}, &points)
}

func replyIgnored(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.Add", Args{1, 2}, nil)
	c.call("Arith.Div", Args{1, 0}, nil)
	c.call("Arith.Add", Args{3, 4}, new(Reply))
}

func outOfOrder(t *transcript) {
	c := t.client()
	defer c.Close()
	slow := c.start("Slow.Wait", 1, new(int))
	c.call("Arith.Add", Args{1, 2}, new(Reply))
	t.release(1)
	slow.finish()
	c.call("Arith.Add", Args{3, 4}, new(Reply))
}

func droppedPeer(t *transcript) {
	c := t.client()
	defer c.Close()
	calls := []*pending{
		c.start("Slow.Wait", 2, new(int)),
		c.start("Slow.Wait", 2, new(int)),
		c.start("Peer.Drop", 0, new(int)),
	}
	for _, p := range calls {
		p.finish()
	}
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}
