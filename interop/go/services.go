package main

import (
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

// Arith is registered twice, as "Arith" and as "a.b".
type Arith struct{}

func (Arith) Add(args Args, reply *Reply) error { reply.C = args.A + args.B; return nil }

func (Arith) Mul(args *Args, reply *Reply) error { reply.C = args.A * args.B; return nil }

func (Arith) Multiply(args *Args, reply *int) error { *reply = args.A * args.B; return nil }

func (Arith) Div(args Args, reply *Reply) error {
	if args.B == 0 {
		return errors.New("divide by zero")
	}
	reply.C = args.A / args.B
	return nil
}

func (Arith) String(args *Args, reply *string) error {
	*reply = fmt.Sprintf("%d+%d=%d", args.A, args.B, args.A+args.B)
	return nil
}

// Scan reads a decimal number.
func (Arith) Scan(args string, reply *Reply) error {
	if _, err := fmt.Sscanf(args, "%d", &reply.C); err != nil {
		return errors.New("not a number: " + args)
	}
	return nil
}

func (Arith) Error(args Args, reply *Reply) error { return errors.New("ERROR") }

// EmptyError fails with an empty text, which is success on the wire.
func (Arith) EmptyError(args Args, reply *Reply) error { reply.C = 9; return errors.New("") }

// Echo answers with its argument.
type Echo struct{}

func (Echo) Bool(arg bool, reply *bool) error                               { *reply = arg; return nil }
func (Echo) Int(arg int, reply *int) error                                  { *reply = arg; return nil }
func (Echo) Uint(arg uint64, reply *uint64) error                           { *reply = arg; return nil }
func (Echo) Float(arg float64, reply *float64) error                        { *reply = arg; return nil }
func (Echo) Complex(arg complex128, reply *complex128) error                { *reply = arg; return nil }
func (Echo) String(arg string, reply *string) error                         { *reply = arg; return nil }
func (Echo) Bytes(arg []byte, reply *[]byte) error                          { *reply = arg; return nil }
func (Echo) Ints(arg []int, reply *[]int) error                             { *reply = arg; return nil }
func (Echo) Strings(arg []string, reply *[]string) error                    { *reply = arg; return nil }
func (Echo) Array(arg [3]int, reply *[3]int) error                          { *reply = arg; return nil }
func (Echo) Map(arg map[string]int, reply *map[string]int) error            { *reply = arg; return nil }
func (Echo) Points(arg []Point, reply *[]Point) error                       { *reply = arg; return nil }
func (Echo) PointMap(arg map[string]Point, reply *map[string]Point) error   { *reply = arg; return nil }
func (Echo) Node(arg *Node, reply *Node) error                              { *reply = *arg; return nil }
func (Echo) Empty(arg struct{}, reply *struct{}) error                      { return nil }
func (Echo) Everything(arg *Everything, reply *Everything) error            { *reply = *arg; return nil }
func (Echo) Duration(arg time.Duration, reply *time.Duration) error         { *reply = arg; return nil }
func (Echo) Standard(arg *Standard, reply *Standard) error                  { *reply = *arg; return nil }
func (Echo) Nested(arg map[string][]Point, reply *map[string][]Point) error { *reply = arg; return nil }

// Replies has a method for each peculiar reply.
type Replies struct{}

func (Replies) EmptyString(arg int, reply *string) error      { return nil }
func (Replies) Map(arg int, reply *map[int]int) error         { (*reply)[arg] = arg + 1; return nil }
func (Replies) EmptyMap(arg int, reply *map[int]int) error    { return nil }
func (Replies) NilMap(arg int, reply *map[int]int) error      { *reply = nil; return nil }
func (Replies) Slice(arg int, reply *[]int) error             { *reply = append(*reply, arg); return nil }
func (Replies) EmptySlice(arg int, reply *[]int) error        { return nil }
func (Replies) Array(arg int, reply *[2]bool) error           { reply[1] = true; return nil }
func (Replies) Empty(arg int, reply *struct{}) error          { return nil }
func (Replies) Pointer(arg int, reply **Reply) error          { *reply = &Reply{arg}; return nil }
func (Replies) NilPointer(arg int, reply **Reply) error       { return nil }
func (Replies) Unencodable(arg int, reply *Unencodable) error { return nil }
func (Replies) Panic(arg int, reply *int) error               { panic("for the sake of a test") }

// Slow has calls that overlap without any of them sleeping.
type Slow struct{}

// Wait answers key once Release(key) was called, on any connection, before or after.
func (Slow) Wait(key int, reply *int) error {
	<-gate(key)
	*reply = key
	return nil
}

func (Slow) Release(key int, reply *int) error {
	gates.Lock()
	defer gates.Unlock()
	channel := gates.channel(key)
	select {
	case <-channel:
	default:
		close(channel)
	}
	*reply = key
	return nil
}

// Steps shows that it has begun, waits, and shows that it has ended, whoever may still hear its answer.
func (s Slow) Steps(args Steps, reply *int) error {
	return errors.Join(s.Release(args.Open, reply), s.Wait(args.Wait, reply), s.Release(args.Then, reply))
}

// Meet answers once Count calls with the same Key are there.
func (Slow) Meet(args Meeting, reply *int) error {
	gates.Lock()
	gates.waiting[args.Key]++
	channel := gates.channel(args.Key)
	if gates.waiting[args.Key] == args.Count {
		close(channel)
	}
	gates.Unlock()
	<-channel
	*reply = args.Count
	return nil
}

// Peer is made anew for each connection.
type Peer struct{ conn net.Conn }

// Drop closes the connection that the call came on; nobody gets an answer on it.
func (p Peer) Drop(arg int, reply *int) error { return p.conn.Close() }

var gates = gateTable{open: map[int]chan struct{}{}, waiting: map[int]int{}}

type gateTable struct {
	sync.Mutex
	open    map[int]chan struct{}
	waiting map[int]int
}

// channel is called with the lock held.
func (g *gateTable) channel(key int) chan struct{} {
	if g.open[key] == nil {
		g.open[key] = make(chan struct{})
	}
	return g.open[key]
}

func gate(key int) chan struct{} {
	gates.Lock()
	defer gates.Unlock()
	return gates.channel(key)
}
