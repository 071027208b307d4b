//! Go's `jsonrpc.Dial`, `NewClient` and `ServeConn`, by short names.

use netrpc::{Client, ConnectError, ServeError, Server};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::ToSocketAddrs,
};

use crate::codec::JsonRpc;

/// A client that speaks JSON-RPC.
pub type JsonClient = Client<JsonRpc>;
/// A server that speaks JSON-RPC.
pub type JsonServer = Server<JsonRpc>;

/// Connects to a JSON-RPC server over TCP: Go's `jsonrpc.Dial`.
///
/// For other settings, `Client::builder().codec(JsonRpc)`.
///
/// # Errors
/// No address answered, or none within 5 seconds.
pub async fn connect(address: impl ToSocketAddrs) -> Result<JsonClient, ConnectError> {
    Client::builder().codec(JsonRpc).connect(address).await
}

/// A client on a connection that is there already: Go's `jsonrpc.NewClient`.
///
/// # Panics
/// Outside of a tokio runtime, whose task the connection will be.
pub fn client<S>(stream: S) -> JsonClient
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    Client::with_codec(JsonRpc, stream)
}

/// A server that offers no method yet, and understands `_goRPC_.Cancel`.
///
/// For other settings, `Server::builder().codec(JsonRpc).understand_cancel()`.
pub fn server() -> JsonServer {
    Server::builder().codec(JsonRpc).understand_cancel().build()
}

/// Serves one connection until its client hangs up and all its calls are answered: Go's `jsonrpc.ServeConn`.
///
/// # Errors
/// The connection did not end by the client's will.
pub async fn serve_conn<S>(server: &JsonServer, stream: S) -> Result<(), ServeError>
where
    S: AsyncRead + AsyncWrite,
{
    server.serve_conn(stream).await
}
