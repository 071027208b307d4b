//! Go's `DialHTTP`: what servers may answer to `CONNECT`.

#![cfg(feature = "http")]

#[path = "support/http.rs"]
mod support;

use std::net::SocketAddr;

use netrpc::{Client, ConnectError, HttpError, Limits};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
    task::JoinHandle,
    time::{Duration, Instant},
};

use support::{ByHand, bind, read_head, serve, server, soon};

#[tokio::test]
async fn a_server_of_ours_is_called_through_http() {
    let address = serve(&server()).await;
    let client = Client::connect_http(address).await.expect("connected");
    let length: usize = client
        .call("Text.Length", "gopher")
        .await
        .expect("a length");
    assert_eq!(length, 6);
}

#[tokio::test]
async fn the_request_is_gos_but_for_its_line_ends() {
    let (address, asked) = answering("HTTP/1.0 200 Connected to Go RPC\n\n").await;
    let path = "/some/path?with=query";
    let builder = Client::builder();
    let client = builder.connect_http_path(address, path).await;
    assert_eq!(
        asked.await.expect("asked"),
        format!("CONNECT {path} HTTP/1.0\r\n\r\n")
    );
    client.expect("connected");
}

#[tokio::test]
async fn an_answer_is_taken_whatever_its_version_line_ends_and_headers() {
    for answer in [
        "HTTP/1.0 200 Connected to Go RPC\n\n",
        "HTTP/1.0 200 Connected to Go RPC\r\n\r\n",
        "HTTP/1.1 200 Connected to Go RPC\r\n\r\n",
        "HTTP/1.0 200 Connected to Go RPC\r\nX: y\r\n\r\n",
        "HTTP/1.1 200 Connected to Go RPC\r\nContent-Length: 5\r\nConnection: close\r\n\r\n",
    ] {
        let (address, _asked) = answering(answer).await;
        Client::connect_http(address).await.expect(answer);
    }
}

#[tokio::test]
async fn other_answers_are_errors_with_gos_texts() {
    for (answer, text) in [
        (
            "HTTP/1.0 404 Not Found\r\nContent-Length: 3\r\n\r\nno\n",
            "unexpected HTTP response: 404 Not Found",
        ),
        (
            "HTTP/1.0 200 OK\r\n\r\n",
            "unexpected HTTP response: 200 OK",
        ),
        (
            "HTTP/1.0 500 Boom\n\n",
            "unexpected HTTP response: 500 Boom",
        ),
        ("HTTP/1.1 200\r\n\r\n", "unexpected HTTP response: 200"),
        (
            "HTTP/1.1 200 connected to go rpc\r\n\r\n",
            "unexpected HTTP response: 200 connected to go rpc",
        ),
        (
            "HTTP/1.1 201 Connected to Go RPC\r\n\r\n",
            "unexpected HTTP response: 201 Connected to Go RPC",
        ),
        (
            "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            "unexpected HTTP response: 101 Switching Protocols",
        ),
        ("HTTP/1.1 299 \r\n\r\n", "unexpected HTTP response: 299"),
        ("", "unexpected EOF"),
        ("HTTP/1.0 200 Connected to Go RPC", "unexpected EOF"),
        ("HTTP/1.0 200 Connected to Go RPC\r\n", "unexpected EOF"),
        // Go shows the line.
        (
            "garbage\r\n\r\n",
            "malformed HTTP response: invalid HTTP version parsed",
        ),
        (
            "HTTP/1.0 abc\r\n\r\n",
            "malformed HTTP response: invalid HTTP status-code parsed",
        ),
        (
            "HTTP/1.0 200 OK\r\nno header\r\n\r\n",
            "malformed HTTP response: invalid HTTP header parsed",
        ),
        // What a server of plain gob says when it is asked so: nothing.
        (
            "\x07\x7f\x03\x01\x01",
            "malformed HTTP response: invalid HTTP version parsed",
        ),
    ] {
        let (address, _asked) = answering(answer).await;
        let error = Client::connect_http(address).await.expect_err(answer);
        let expected = format!("dial-http tcp {address}: {text}");
        assert_eq!(error.to_string(), expected, "{answer:?}");
        assert!(matches!(error, ConnectError::Http { .. }), "{error:?}");
    }
}

#[tokio::test]
async fn bytes_that_come_with_the_answer_belong_to_the_first_reply() {
    let by_hand = ByHand::start().await;
    let reply = by_hand.reply().await;
    let (listener, address) = bind().await;
    let request = by_hand.request.clone();
    // All but the last byte of the reply come before its request.
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client");
        read_head(&mut stream).await;
        let (last, early) = reply.split_last().expect("bytes");
        let answer = [b"HTTP/1.0 200 Connected to Go RPC\n\n", early].concat();
        stream.write_all(&answer).await.expect("open");
        let mut asked = vec![0; request.len()];
        stream.read_exact(&mut asked).await.expect("a request");
        assert_eq!(asked, request);
        stream.write_all(&[*last]).await.expect("open");
        stream.read_u8().await.expect_err("nothing more");
    });
    let client = Client::connect_http(address).await.expect("connected");
    let length: usize = client
        .call("Text.Length", "gopher")
        .await
        .expect("a length");
    assert_eq!(length, 6);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_does_not_answer_is_waited_for_no_longer_than_said() {
    let (_listener, address) = bind().await;
    let builder = Client::builder().connect_timeout(Duration::from_secs(3600));
    let began = Instant::now();
    let error = builder.connect_http(address).await.expect_err("no answer");
    assert_eq!(began.elapsed().as_secs(), 3600);
    let timed_out = matches!(
        error,
        ConnectError::Http {
            reason: HttpError::Timeout,
            ..
        }
    );
    assert!(timed_out, "{error:?}");
    assert_eq!(
        error.to_string(),
        format!("dial-http tcp {address}: i/o timeout (ClientBuilder::connect_timeout)")
    );
}

#[tokio::test]
async fn a_server_that_answers_without_end_is_not_read_without_end() {
    let (listener, address) = bind().await;
    let sending = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client");
        read_head(&mut stream).await;
        stream
            .write_all(b"HTTP/1.0 200 OK\r\nX: ")
            .await
            .expect("open");
        while stream.write_all(&[b'y'; 1000]).await.is_ok() {}
    });
    let builder = Client::builder().connect_timeout(None);
    let connecting = soon(builder.connect_http(address));
    let error = connecting.await.expect_err("too long");
    assert_eq!(
        error.to_string(),
        format!(
            "dial-http tcp {address}: malformed HTTP response: head is too long (Limits::max_http_head)"
        )
    );
    sending.await.expect("hung up on");
}

#[tokio::test]
async fn a_head_is_as_long_as_the_limits_say() {
    let head = |len: usize| {
        let rest = "HTTP/1.0 200 Connected to Go RPC\r\nX: \r\n\r\n".len();
        let value = "y".repeat(len - rest);
        format!("HTTP/1.0 200 Connected to Go RPC\r\nX: {value}\r\n\r\n")
    };
    let connect = async |answer: String| {
        let mut limits = Limits::default();
        limits.max_http_head = 1000;
        let (address, _asked) = answering(&answer).await;
        let builder = Client::builder().limits(limits);
        builder.connect_http(address).await.map(drop)
    };
    connect(head(1000)).await.expect("just short enough");
    connect(head(1001)).await.expect_err("too long");
}

#[tokio::test]
async fn a_path_that_cannot_be_sent_is_an_error_before_anybody_is_dialled() {
    for path in ["", "/a b", "/a\r\nX: y", "/a#b", "/\u{e9}\u{7f}"] {
        let builder = Client::builder();
        let nobody = SocketAddr::from(([127, 0, 0, 1], 1));
        let error = builder
            .connect_http_path(nobody, path)
            .await
            .expect_err(path);
        assert_eq!(
            error.to_string(),
            format!("dial-http: invalid path {path:?}")
        );
    }
}

#[tokio::test]
async fn nobody_listens() {
    // The port is taken, so that no other test listens there.
    let socket = TcpSocket::new_v4().expect("a socket");
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    socket.bind(any).expect("a port");
    let address = socket.local_addr().expect("bound");
    let error = Client::connect_http(address).await.expect_err("refused");
    assert!(matches!(error, ConnectError::Connect { .. }), "{error:?}");
}

/// A server that says this to the first that connects, and then hangs up if it has said nothing or only half a head. What it was
/// asked.
async fn answering(answer: &str) -> (SocketAddr, JoinHandle<String>) {
    let (listener, address) = bind().await;
    let answer = answer.to_owned();
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client");
        let asked = read_head(&mut stream).await;
        stream.write_all(answer.as_bytes()).await.expect("open");
        if answer.ends_with("\n\n") || answer.ends_with("\r\n\r\n") {
            wait_for_end(stream);
        }
        asked
    });
    (address, asked)
}

fn wait_for_end(mut stream: TcpStream) {
    tokio::spawn(async move { stream.read_u8().await });
}
