package main

import (
	"bufio"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"strings"
)

// A script plays the server towards Go's client: what it reads is Requests with Args, what it
// answers is hand-made.
type script struct {
	name     string
	scenario string
	shows    string
	steps    []any
}

// request waits until that many requests have come.
type request int

// bytesOf is written as it is.
type bytesOf string

type ScriptReply struct{ C int }

var scripts = []script{
	{"client_error_reply_then_reply", "three_calls", "an error reply with struct{} as body, one with any body, then a reply", []any{
		request(1), Response{Seq: 0, ServiceMethod: "Arith.Add", Error: "boom"}, struct{}{},
		request(2), Response{Seq: 1, ServiceMethod: "Arith.Add", Error: "boom again"}, "any body",
		request(3), Response{Seq: 2, ServiceMethod: "Arith.Add"}, ScriptReply{3},
	}},
	{"client_unknown_seq", "three_calls", "a reply to nothing is skipped; the method's name in a reply does not matter", []any{
		request(1), Response{Seq: 77, ServiceMethod: "Arith.Add"}, ScriptReply{99}, Response{Seq: 0, ServiceMethod: "other"}, ScriptReply{1},
		request(2), Response{Seq: 78, Error: "boom"}, struct{}{}, Response{Seq: 1}, ScriptReply{2},
		request(3), Response{Seq: 2, ServiceMethod: "Arith.Add"}, ScriptReply{3},
	}},
	{"client_reply_of_wrong_type", "three_pending", "the reply cannot be decoded: the other pending calls get the bare error", []any{
		request(3), Response{Seq: 1, ServiceMethod: "Arith.Add"}, "text",
	}},
	{"client_body_missing", "three_pending", "a header and the end", []any{
		request(3), Response{Seq: 0, ServiceMethod: "Arith.Add"},
	}},
	{"client_body_cut_short", "three_pending", "a header, half a body and the end", []any{
		request(3), Response{Seq: 0, ServiceMethod: "Arith.Add"}, bytesOf("10 7f"),
	}},
	{"client_error_body_missing", "three_pending", "an error header and the end: the call still gets its error", []any{
		request(3), Response{Seq: 0, ServiceMethod: "Arith.Add", Error: "boom"},
	}},
	{"client_header_garbage", "three_pending", "a header that is none", []any{request(3), bytesOf("80")}},
	{"client_header_is_an_int", "three_pending", "a header of another type", []any{request(3), 5}},
	{"client_header_cut_short", "three_pending", "half a header and the end", []any{request(3), bytesOf("10 7f")}},
	{"client_end_with_pending", "three_pending", "the end instead of replies", []any{request(3)}},
	{"client_replies_out_of_order", "three_pending", "replies in another order, and the connection goes on", []any{
		request(3),
		Response{Seq: 2, ServiceMethod: "Arith.Add"}, ScriptReply{32},
		Response{Seq: 0, ServiceMethod: "Arith.Add"}, ScriptReply{30},
		Response{Seq: 1, ServiceMethod: "Arith.Add"}, ScriptReply{31},
		request(4), Response{Seq: 3, ServiceMethod: "Arith.Add"}, ScriptReply{33},
	}},
}

func (s script) play(conn net.Conn) error {
	defer conn.Close()
	in := bufio.NewReader(conn)
	dec := gob.NewDecoder(in)
	out := bufio.NewWriter(conn)
	enc := gob.NewEncoder(out)
	read := 0
	for _, step := range s.steps {
		switch step := step.(type) {
		case request:
			if err := out.Flush(); err != nil {
				return err
			}
			for ; read < int(step); read++ {
				if err := readRequest(dec); err != nil {
					return fmt.Errorf("request %d: %w", read, err)
				}
			}
		case bytesOf:
			b, err := hex.DecodeString(strings.ReplaceAll(string(step), " ", ""))
			must(err)
			out.Write(b)
		default:
			must(enc.Encode(step))
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		return err
	}
	// Until the client has hung up, so that it never meets a reset connection.
	_, err := io.Copy(io.Discard, in)
	return err
}

func readRequest(dec *gob.Decoder) error {
	if err := dec.Decode(&Request{}); err != nil {
		return err
	}
	return dec.Decode(&struct{ A, B int }{})
}
