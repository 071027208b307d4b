package jsonrpc

import "net/rpc/jsonrpc"

// What the tests of net/rpc/jsonrpc use of it.
var (
	NewClient      = jsonrpc.NewClient
	NewServerCodec = jsonrpc.NewServerCodec
)
