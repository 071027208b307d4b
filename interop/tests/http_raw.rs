//! Requests that no client of RPC sends, answered by Go's server and ours.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "support/http.rs"]
mod support;

use std::net::SocketAddr;

use interop::http::{GoHttp, GoHttpServer};
use netrpc::Server;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use support::{Answer, answers, exchange, read_to_end, serve, serve_at};

/// Both answer the same, but for line ends, the case and order of header names, and the date.
const SAME: &[&str] = &[
    "GET /_goRPC_ HTTP/1.0\r\n\r\n",
    "GET /_goRPC_ HTTP/1.0\n\n",
    "GET /_goRPC_ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "GET /_goRPC_?query HTTP/1.0\r\n\r\n",
    "POST /_goRPC_ HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi",
    "DELETE /_goRPC_ HTTP/1.0\r\n\r\n",
    "SOMETHING /_goRPC_ HTTP/1.0\r\n\r\n",
    "GET / HTTP/1.0\r\n\r\n",
    "GET /_goRPC_/ HTTP/1.0\r\n\r\n",
    "GET /_GORPC_ HTTP/1.0\r\n\r\n",
    "GET /debug/rpc/ HTTP/1.0\r\n\r\n",
    "CONNECT /nope HTTP/1.0\n\n",
    "CONNECT /_goRPC_/ HTTP/1.0\n\n",
    "CONNECT host:80 HTTP/1.0\n\n",
    "CONNECT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "GET /rpc/debug HTTP/1.0\r\n\r\n",
    "POST /rpc/debug?x=1 HTTP/1.0\r\n\r\n",
    "GET /rpc/debug HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
];

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_ask_for_no_rpc_are_answered_as_by_go() {
    for (gos, ours) in pairs().await {
        for request in SAME {
            let said = |bytes: Vec<u8>| answers(&bytes, false);
            let from_ours = said(exchange(ours(request), request.as_bytes()).await);
            let from_gos = said(exchange(gos.address(), request.as_bytes()).await);
            assert_eq!(from_ours, from_gos, "{request:?}");
            assert_eq!(from_ours.len(), 1, "{request:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connection_of_http_1_1_goes_on_after_an_answer_and_may_become_rpc() {
    for (gos, ours) in pairs().await {
        let requests = "GET /_goRPC_ HTTP/1.1\r\nHost: x\r\n\r\n\
        POST /_goRPC_ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi\
        GET /nope HTTP/1.1\r\nHost: x\r\n\r\n\
        CONNECT /_goRPC_ HTTP/1.1\r\nHost: x\r\n\r\n";
        let mut heard = Vec::new();
        for address in [ours(""), gos.address()] {
            let mut answers = connect(address, requests).await;
            assert_eq!(answers.len(), 4);
            assert!(answers[3].status.ends_with(" 200 Connected to Go RPC"));
            // Go says that it speaks HTTP/1.0 when it stops speaking it.
            answers.pop();
            heard.push(answers);
        }
        assert_eq!(heard[0], heard[1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn head_is_answered_without_a_body() {
    for (gos, ours) in pairs().await {
        for path in ["/_goRPC_", "/nope", "/rpc/debug"] {
            let request = format!("HEAD {path} HTTP/1.0\r\n\r\n");
            let said = |bytes: Vec<u8>| answers(&bytes, true);
            let from_ours = said(exchange(ours(path), request.as_bytes()).await);
            let from_gos = said(exchange(gos.address(), request.as_bytes()).await);
            assert_eq!(from_ours, from_gos, "{request:?}");
        }
    }
}

/// The answer that makes the connection one of RPC, for every way to ask for it.
#[tokio::test(flavor = "multi_thread")]
async fn connect_is_answered_with_gos_status_and_nothing_that_gos_client_would_mind() {
    for (gos, ours) in pairs().await {
        for (request, version) in [
            ("CONNECT /_goRPC_ HTTP/1.0\n\n", "1.0"),
            ("CONNECT /_goRPC_ HTTP/1.0\r\n\r\n", "1.0"),
            ("CONNECT /_goRPC_?a=b HTTP/1.0\n\n", "1.0"),
            ("CONNECT /_goRPC_ HTTP/1.0\nX-Header: y\n\n", "1.0"),
            ("CONNECT /_goRPC_ HTTP/1.1\r\nHost: x\r\n\r\n", "1.1"),
        ] {
            let connected = |version: &str| Answer {
                status: format!("HTTP/{version} 200 Connected to Go RPC"),
                headers: Vec::new(),
                body: String::new(),
            };
            let from_go = connect(gos.address(), request).await;
            assert_eq!(from_go, [connected("1.0")], "{request:?}");
            let from_ours = connect(ours(""), request).await;
            assert_eq!(from_ours, [connected(version)], "{request:?}");
        }
    }
}

/// Where the two differ: what is sent, what Go's status line is and what ours is.
const DIFFERENT: &[(&str, &str, &str)] = &[
    // An answer to CONNECT that is good has no body in HTTP.
    (
        "CONNECT /debug/rpc HTTP/1.0\n\n",
        "HTTP/1.0 200 OK",
        "HTTP/1.0 404 Not Found",
    ),
    // Go's mux has clean paths alone, and matches them decoded.
    (
        "GET //debug/rpc HTTP/1.0\r\n\r\n",
        "HTTP/1.0 301 Moved Permanently",
        "HTTP/1.0 404 Not Found",
    ),
    (
        "GET /%5fgoRPC_ HTTP/1.0\r\n\r\n",
        "HTTP/1.0 405 Method Not Allowed",
        "HTTP/1.0 404 Not Found",
    ),
    (
        "OPTIONS * HTTP/1.0\r\n\r\n",
        "HTTP/1.0 200 OK",
        "HTTP/1.0 404 Not Found",
    ),
    // Hyper wants no Host.
    (
        "GET /nope HTTP/1.1\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 400 Bad Request: missing required Host header",
        "HTTP/1.1 404 Not Found",
    ),
    // Hyper's answers to what is no HTTP have no body.
    (
        "garbage\r\n\r\n",
        "HTTP/1.1 400 Bad Request",
        "HTTP/1.1 400 Bad Request",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_differences_are_these() {
    for (gos, ours) in pairs().await {
        for (request, from_go, from_ours) in DIFFERENT {
            let status = |bytes: Vec<u8>| answers(&bytes, false).remove(0).status;
            let said = status(exchange(ours(""), request.as_bytes()).await);
            assert_eq!(said, *from_ours, "{request:?}");
            let said = status(exchange(gos.address(), request.as_bytes()).await);
            assert_eq!(said, *from_go, "{request:?}");
        }
    }
}

/// The answers to requests, the last of which makes the connection one of RPC, which ends without a call.
async fn connect(address: SocketAddr, requests: &str) -> Vec<Answer> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(requests.as_bytes()).await.unwrap();
    let mut heard = Vec::new();
    let is_last = |heard: &[u8]| {
        let text = String::from_utf8_lossy(heard);
        text.contains("Connected") && (text.ends_with("\n\n") || text.ends_with("\r\n\r\n"))
    };
    while !is_last(&heard) {
        heard.push(stream.read_u8().await.unwrap());
    }
    // Go's server says nothing to who has ended its half already.
    stream.shutdown().await.unwrap();
    heard.extend(read_to_end(&mut stream).await);
    answers(&heard, false)
}

/// Servers of Go's, of two releases, each with a function that says where ours is that serves the path in a request.
async fn pairs() -> Vec<(GoHttpServer, impl Fn(&str) -> SocketAddr)> {
    let mut pairs = Vec::new();
    for go in GoHttp::build().unwrap_or_else(|error| panic!("{error}")) {
        let gos = go.serve().await.unwrap();
        let ours = serve(|server| server.http()).await;
        let empty = Server::new().http().with_rpc_path("/rpc");
        let empty = serve_at(empty.with_debug_path("/rpc/debug")).await;
        let ours = move |request: &str| match request.contains("/rpc/debug") {
            true => empty,
            false => ours,
        };
        pairs.push((gos, ours));
    }
    pairs
}
