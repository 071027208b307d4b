package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/rpc"
	"strconv"
)

// lines is a wire format of one's own: a line for each message, in it the number, the method or the error, and a value in JSON,
// with tabs between them. No text in the scenarios has a tab or a line break in it.
type lines struct {
	conn  net.Conn
	in    *bufio.Reader
	value []byte
}

func newLines(conn net.Conn) *lines { return &lines{conn: conn, in: bufio.NewReader(conn)} }

func (l *lines) read(seq *uint64, text *string) error {
	line, err := l.in.ReadBytes('\n')
	if err != nil {
		return err
	}
	parts := bytes.SplitN(line, []byte{'\t'}, 3)
	if len(parts) != 3 {
		return errors.New("lines: no message")
	}
	*text, l.value = string(parts[1]), parts[2]
	*seq, err = strconv.ParseUint(string(parts[0]), 10, 64)
	return err
}

func (l *lines) body(value any) error {
	if value == nil {
		return nil
	}
	return json.Unmarshal(l.value, value)
}

func (l *lines) write(seq uint64, text string, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(l.conn, "%d\t%s\t%s\n", seq, text, body)
	return err
}

func (l *lines) Close() error { return l.conn.Close() }

// lineServer notes what is asked of it, when it is done: before that, a header is waited for.
type lineServer struct {
	*lines
	notes *notes
	ended bool
}

func newLineServer(conn net.Conn) *lineServer {
	return &lineServer{lines: newLines(conn), notes: firstNotes()}
}

func (l *lineServer) ReadRequestHeader(r *rpc.Request) error {
	err := l.read(&r.Seq, &r.ServiceMethod)
	l.ended = err != nil
	l.notes.add("header", err)
	return err
}

func (l *lineServer) ReadRequestBody(args any) error {
	err := l.body(args)
	if args == nil {
		l.notes.add("no body", err)
	} else {
		l.notes.add("body", err)
	}
	return err
}

func (l *lineServer) WriteResponse(r *rpc.Response, reply any) error {
	l.notes.add("write", nil)
	return l.write(r.Seq, r.Error, reply)
}

func (l *lineServer) Close() error {
	l.notes.add("close", nil)
	return l.lines.Close()
}

type lineClient struct{ *lines }

func (l lineClient) WriteRequest(r *rpc.Request, args any) error {
	return l.write(r.Seq, r.ServiceMethod, args)
}
func (l lineClient) ReadResponseHeader(r *rpc.Response) error { return l.read(&r.Seq, &r.Error) }
func (l lineClient) ReadResponseBody(reply any) error         { return l.body(reply) }

func serveLines(conn net.Conn) {
	server := registry(conn)
	must(server.Register(Codec{}))
	server.ServeCodec(newLineServer(conn))
}

// serveLineRequests takes one request after the other, and notes what ServeRequest says of each.
func serveLineRequests(conn net.Conn) {
	server, codec := registry(conn), newLineServer(conn)
	must(server.Register(Codec{}))
	for !codec.ended {
		codec.notes.add("served", server.ServeRequest(codec))
	}
	codec.Close()
}

func dialLines(network, addr string) (*rpc.Client, error) {
	conn, err := net.Dial(network, addr)
	if err != nil {
		return nil, err
	}
	return rpc.NewClientWithCodec(lineClient{newLines(conn)}), nil
}
