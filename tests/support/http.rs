//! A server with one method, and the bytes of a call of it, for tests of HTTP.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::{io, net::SocketAddr};

use netrpc::{Client, PendingCall, Server};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex},
    net::{TcpListener, TcpStream},
    time::{Duration, timeout},
};

/// Offers `Text.Length`.
pub(crate) fn server() -> Server {
    offer(Server::new())
}

/// Offers `Text.Length` there.
pub(crate) fn offer(server: Server) -> Server {
    server
        .register_fn("Text.Length", |text: String| async move {
            Ok::<_, String>(text.len())
        })
        .expect("new");
    server
}

/// A free port.
pub(crate) async fn bind() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    (listener, address)
}

/// Serves HTTP for as long as the test runs.
pub(crate) async fn serve(server: &Server) -> SocketAddr {
    let (listener, address) = bind().await;
    let server = server.clone();
    tokio::spawn(async move { server.serve_http(listener).await });
    address
}

/// A call whose bytes are in the test's hands.
pub(crate) struct ByHand {
    pub(crate) call: PendingCall<usize>,
    pub(crate) request: Vec<u8>,
    client: Client,
    wire: DuplexStream,
}

impl ByHand {
    /// Asks for the length of `gopher`.
    pub(crate) async fn start() -> Self {
        let (near, mut wire) = duplex(1 << 16);
        let client = Client::new(near);
        let call = client.start("Text.Length", "gopher");
        let request = read_some(&mut wire).await;
        Self {
            call,
            request,
            client,
            wire,
        }
    }

    /// What a server answers.
    pub(crate) async fn reply(&self) -> Vec<u8> {
        let (near, mut wire) = duplex(1 << 16);
        tokio::spawn(async move { server().serve_conn(near).await });
        wire.write_all(&self.request).await.expect("room");
        wire.shutdown().await.expect("open");
        let mut reply = Vec::new();
        wire.read_to_end(&mut reply).await.expect("answered");
        reply
    }

    /// What the client makes of a reply.
    pub(crate) async fn end(mut self, reply: &[u8]) -> usize {
        self.wire.write_all(reply).await.expect("room");
        self.call.await.expect("a reply")
    }
}

/// All bytes of a request, which come in one write.
async fn read_some(stream: &mut DuplexStream) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 << 16);
    stream.read_buf(&mut bytes).await.expect("open");
    bytes
}

/// A bound on a hang; where time is paused, it passes at once.
pub(crate) async fn soon<T>(what: impl Future<Output = T>) -> T {
    let limit = Duration::from_secs(20);
    timeout(limit, what).await.expect("something happens")
}

/// Reads up to the end of the first HTTP head.
pub(crate) async fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && !head.ends_with(b"\n\n") {
        head.push(soon(stream.read_u8()).await.expect("a whole head"));
    }
    String::from_utf8(head).expect("text")
}

/// Sends bytes and reads until the server hangs up.
pub(crate) async fn exchange(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("listening");
    stream.write_all(request).await.expect("connected");
    read_to_end(&mut stream).await
}

/// What comes until the server hangs up; a reset after it, for bytes that were not read, is no other end.
pub(crate) async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    match soon(stream.read_to_end(&mut answer)).await {
        Err(error) if error.kind() != io::ErrorKind::ConnectionReset => panic!("{error}"),
        _ => String::from_utf8(answer).expect("text"),
    }
}
