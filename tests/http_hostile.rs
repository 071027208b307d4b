//! Clients of HTTP that mean no good, or no HTTP.

#![cfg(feature = "http")]

#[path = "support/streams.rs"]
mod streams;
#[path = "support/http.rs"]
mod support;

use netrpc::{Client, Limits, Server};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::mpsc,
    time::{Duration, Instant, sleep},
};
use tracing::Level;

use streams::Log;
use support::{exchange, offer, read_head, read_to_end, serve, server, soon};

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_come_is_waited_for_as_long_as_the_limits_say() {
    let address = serve(&server()).await;
    for (first, then) in [
        ("", ""),
        ("CONNECT /_goRPC_ HT", ""),
        ("CONNECT /_goRPC_ HTTP/1.0\nX: ", "y"),
        ("GET / HTTP/1.1\r\n", "X: y\r\n"),
    ] {
        let mut stream = TcpStream::connect(address).await.expect("listening");
        let began = Instant::now();
        stream.write_all(first.as_bytes()).await.expect("connected");
        // A byte now and then is no head either.
        let (mut reading, mut writing) = stream.split();
        let mut heard = Vec::new();
        tokio::select! {
            read = soon(reading.read_to_end(&mut heard)) => drop(read),
            () = async {
                loop {
                    sleep(Duration::from_secs(1)).await;
                    let _ = writing.write_all(then.as_bytes()).await;
                }
            } => {}
        }
        assert_eq!(heard, b"", "hung up on without a word");
        assert_eq!(began.elapsed().as_secs(), 10, "{first:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_kept_connection_that_asks_for_nothing_more_is_closed() {
    let address = serve(&server()).await;
    let mut stream = TcpStream::connect(address).await.expect("listening");
    let request = b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n";
    stream.write_all(request).await.expect("connected");
    read_head(&mut stream).await;
    let began = Instant::now();
    assert_eq!(read_to_end(&mut stream).await, "");
    assert_eq!(began.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_connection_of_rpc_may_be_silent_for_longer_than_a_head_may_take() {
    let address = serve(&server()).await;
    let client = Client::connect_http(address).await.expect("connected");
    tokio::time::advance(Duration::from_secs(3600)).await;
    let length: usize = client
        .call("Text.Length", "gopher")
        .await
        .expect("a length");
    assert_eq!(length, 6);
}

#[tokio::test(start_paused = true)]
async fn a_head_that_is_too_long_is_refused() {
    let (sender, mut logged) = mpsc::unbounded_channel();
    let _guard = tracing::subscriber::set_default(Log(Level::DEBUG, sender));
    let address = serve(&server()).await;
    let many = "X: y\r\n".repeat(101);
    let request = format!("CONNECT /_goRPC_ HTTP/1.0\r\n{many}\r\n");
    let answer = exchange(address, request.as_bytes()).await;
    let text = soon(logged.recv()).await.expect("logged");
    assert!(text.starts_with("DEBUG "), "a stranger's doing: {text}");
    assert!(text.contains("(Limits::max_http_head)"), "{text}");
    let status = "HTTP/1.1 431 Request Header Fields Too Large\r\n";
    assert!(answer.starts_with(status), "{answer:?}");
    let long = "y".repeat(20_000);
    for request in [
        format!("CONNECT /_goRPC_ HTTP/1.0\r\nX: {long}\r\n\r\n"),
        format!("CONNECT /_goRPC_?{long} HTTP/1.0\r\n\r\n"),
        format!("CONNECT /{long}{long}"),
    ] {
        let began = Instant::now();
        let answer = exchange(address, request.as_bytes()).await;
        assert_eq!(began.elapsed().as_secs(), 0, "more is waited for");
        // What the server leaves unread may cost the client the answer.
        assert!(
            answer.starts_with(status) || answer.is_empty(),
            "{answer:?}"
        );
    }
}

#[tokio::test]
async fn who_speaks_no_http_is_told_so_and_named_in_the_log() {
    let (sender, mut logged) = mpsc::unbounded_channel();
    let _guard = tracing::subscriber::set_default(Log(Level::DEBUG, sender));
    let address = serve(&server()).await;
    for sent in [
        &b"\x07\x7f\x03\x01\x01\x02\xff\x80\x00\x00"[..],
        b"{\"method\":\"Text.Length\",\"params\":[\"gopher\"],\"id\":0}\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"CONNECT /_goRPC_\r\n\r\n",
        b"CONNECT /_goRPC_ HTTP/3.0\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let answer = exchange(address, sent).await;
        assert!(
            answer.starts_with("HTTP/1.1 400 Bad Request\r\n") || answer.is_empty(),
            "{answer:?}"
        );
        let text = soon(logged.recv()).await.expect("logged");
        assert!(text.starts_with("DEBUG "), "a stranger's doing: {text}");
        assert!(text.contains("rpc: client speaks no HTTP: "), "{text}");
        assert!(text.contains("peer=127.0.0.1:"), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_reads_no_page_is_not_waited_for() {
    let server = server();
    let address = serve(&server).await;
    let mut stream = TcpStream::connect(address).await.expect("listening");
    let (mut reading, mut writing) = stream.split();
    let requests = "GET /debug/rpc HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1000);
    let began = Instant::now();
    let flood = async { while writing.write_all(requests.as_bytes()).await.is_ok() {} };
    soon(flood).await;
    assert_eq!(began.elapsed().as_secs(), 10, "Limits::write_stall");
    let mut heard = Vec::new();
    let _ = reading.read_to_end(&mut heard).await;
    assert!(!heard.is_empty());
}

#[tokio::test]
async fn no_more_connections_are_open_than_the_limits_say() {
    let mut limits = Limits::default();
    limits.max_connections = 2;
    let address = serve(&offer(Server::builder().limits(limits).build())).await;
    let first = Client::connect_http(address).await.expect("connected");
    let second = Client::connect_http(address).await.expect("connected");
    let mut third = TcpStream::connect(address)
        .await
        .expect("the system takes it");
    third
        .write_all(b"CONNECT /_goRPC_ HTTP/1.0\n\n")
        .await
        .expect("connected");
    for client in [&first, &second] {
        let _: usize = client.call("Text.Length", "x").await.expect("a length");
    }
    let waits = third.try_read(&mut [0]);
    assert_eq!(
        waits.expect_err("unanswered").kind(),
        std::io::ErrorKind::WouldBlock
    );
    first.close().await.expect("open");
    assert!(read_head(&mut third).await.contains("Connected to Go RPC"));
}
