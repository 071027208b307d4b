//! The bytes by which HTTP becomes RPC, where those of Go and ours are meant to differ.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "support/http.rs"]
mod support;

use std::net::SocketAddr;
use std::time::Duration;

use interop::http::GoHttp;
use netrpc::gob::Encoder;
use netrpc::{Client, Gob};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use support::{Args, answers, exchange, read_to_end, serve};

#[tokio::test(flavor = "multi_thread")]
async fn gos_client_ends_its_lines_with_lf_and_ours_with_crlf() {
    for go in gos() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (said, heard) = tokio::join!(go.dial(address, None), refuse(&listener));
        assert_eq!(heard, "CONNECT /_goRPC_ HTTP/1.0\n\n");
        let (dialled, heard) = tokio::join!(Client::connect_http(address), refuse(&listener));
        assert_eq!(heard, "CONNECT /_goRPC_ HTTP/1.0\r\n\r\n");
        assert_eq!(said.unwrap(), format!("{}\n", dialled.unwrap_err()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn gos_answer_has_nothing_but_its_status_and_ours_a_date() {
    let ours = serve(|server| server.http()).await;
    for go in gos() {
        let gos = go.serve().await.unwrap();
        let (head, _) = connect(gos.address(), &[], &[]).await;
        assert_eq!(head, "HTTP/1.0 200 Connected to Go RPC\n\n");
        let (head, _) = connect(ours, &[], &[]).await;
        let date = head.strip_prefix("HTTP/1.0 200 Connected to Go RPC\r\n");
        let (name, _) = date.and_then(|date| date.split_once(':')).unwrap();
        assert_eq!(name.to_ascii_lowercase(), "date", "{head:?}");
        assert_eq!(head.lines().count(), 3, "{head:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_comes_with_the_connect_is_lost_by_go_and_answered_by_ours() {
    let ours = serve(|server| server.http()).await;
    let request = request();
    for go in gos() {
        let gos = go.serve().await.unwrap();
        let (_, answer) = connect(gos.address(), &[], &request).await;
        assert!(!answer.is_empty());
        assert_eq!(connect(ours, &[], &request).await.1, answer);
        assert!(connect(gos.address(), &request, &[]).await.1.is_empty());
        assert_eq!(connect(ours, &request, &[]).await.1, answer);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_more_than_2048_bytes_has_its_length_with_ours_alone() {
    let ours = serve(|server| server.http()).await;
    for go in gos() {
        let gos = go.serve().await.unwrap();
        let request = "GET /debug/rpc HTTP/1.0\r\n\r\n";
        let [from_go, from_ours] = [
            exchange(gos.address(), request.as_bytes()).await,
            exchange(ours, request.as_bytes()).await,
        ]
        .map(|bytes| answers(&bytes, false).remove(0));
        assert!(from_go.body.len() > 2048);
        let length = format!("content-length: {}", from_go.body.len());
        let kind = "content-type: text/html; charset=utf-8";
        assert_eq!(from_go.headers, [kind]);
        assert_eq!(from_ours.headers, [&*length, kind]);
        assert_eq!(from_ours.body, from_go.body);

        let request = "GET /debug/rpc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        let from_go = exchange(gos.address(), request.as_bytes()).await;
        let head = String::from_utf8_lossy(&from_go).to_ascii_lowercase();
        assert!(head.contains("\r\ntransfer-encoding: chunked\r\n"));
        let from_ours = answers(&exchange(ours, request.as_bytes()).await, false).remove(0);
        assert!(!from_ours.headers.iter().any(|h| h.contains("chunked")));
    }
}

/// Takes a connection, and hangs up on it with an answer that is none; what was said on it until then.
async fn refuse(listener: &TcpListener) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut heard = Vec::new();
    while !(heard.ends_with(b"\n\n") || heard.ends_with(b"\n\r\n")) {
        heard.push(stream.read_u8().await.unwrap());
    }
    stream
        .write_all(b"HTTP/1.0 404 Not Found\r\n\r\n")
        .await
        .unwrap();
    String::from_utf8(heard).unwrap()
}

/// Asks for RPC, with bytes that come in one write with that and some that come after the answer: the answer, and what comes
/// after it.
async fn connect(address: SocketAddr, with: &[u8], after: &[u8]) -> (String, Vec<u8>) {
    let whole = async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = [b"CONNECT /_goRPC_ HTTP/1.0\n\n", with].concat();
        stream.write_all(&request).await.unwrap();
        let mut head = Vec::new();
        while !(head.ends_with(b"\n\n") || head.ends_with(b"\n\r\n")) {
            head.push(stream.read_u8().await.unwrap());
        }
        stream.write_all(after).await.unwrap();
        stream.shutdown().await.unwrap();
        let rest = read_to_end(&mut stream).await;
        (String::from_utf8(head).unwrap(), rest)
    };
    // A bound on a hang, not a measure of speed.
    let ended = tokio::time::timeout(Duration::from_secs(60), whole).await;
    ended.expect("it hangs")
}

/// A call of `Arith.Multiply`.
fn request() -> Vec<u8> {
    #[derive(Gob)]
    struct Request {
        service_method: String,
        seq: u64,
    }
    let mut request = Vec::new();
    let mut encoder = Encoder::new();
    let header = Request {
        service_method: "Arith.Multiply".into(),
        seq: 0,
    };
    encoder.encode(&header, &mut request).unwrap();
    encoder.encode(&Args { a: 7, b: 8 }, &mut request).unwrap();
    request
}

/// Go's, of two releases.
fn gos() -> [GoHttp; 2] {
    GoHttp::build().unwrap_or_else(|error| panic!("{error}"))
}
