package jsonrpc

import (
	"io"
	"log"
	"net"
	"os"
)

// ServeConn passes on what it should serve, and returns when the other server has ended the connection.
func ServeConn(conn io.ReadWriteCloser) {
	defer conn.Close()
	server, err := net.Dial("tcp", os.Getenv("NETRPC_JSON"))
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()
	go func() {
		io.Copy(server, conn)
		server.(*net.TCPConn).CloseWrite()
	}()
	io.Copy(conn, server)
}
