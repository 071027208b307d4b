package rpc

import "net/rpc"

// What the tests of net/rpc use of a client.
type (
	Call     = rpc.Call
	Client   = rpc.Client
	Request  = rpc.Request
	Response = rpc.Response
)

var (
	Dial               = rpc.Dial
	DialHTTP           = rpc.DialHTTP
	DialHTTPPath       = rpc.DialHTTPPath
	NewClient          = rpc.NewClient
	NewClientWithCodec = rpc.NewClientWithCodec
	ErrShutdown        = rpc.ErrShutdown
)
