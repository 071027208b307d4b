//! Go's `HandleHTTP`, alone on its port: calls, pages and shutdowns.

#![cfg(feature = "http")]

#[path = "support/http.rs"]
mod support;

use std::{net::SocketAddr, sync::Arc};

use netrpc::{Client, Context, Server};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::Notify,
};

use support::{ByHand, bind, exchange, offer, read_head, read_to_end, serve, server, soon};

#[tokio::test]
async fn bytes_that_come_with_the_connect_are_the_first_request() {
    let address = serve(&server()).await;
    for connect in [
        "CONNECT /_goRPC_ HTTP/1.0\n\n",
        "CONNECT /_goRPC_ HTTP/1.0\r\n\r\n",
        "CONNECT /_goRPC_?query HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\nCONNECT /_goRPC_ HTTP/1.0\n\n",
    ] {
        let by_hand = ByHand::start().await;
        let mut stream = TcpStream::connect(address).await.expect("listening");
        let bytes = [connect.as_bytes(), &by_hand.request].concat();
        stream.write_all(&bytes).await.expect("connected");
        let mut heard = Vec::new();
        stream.shutdown().await.expect("open");
        stream.read_to_end(&mut heard).await.expect("served");
        let marker = b"Connected to Go RPC\r\n";
        let at = heard.windows(marker.len()).position(|text| text == marker);
        let reply = &heard.get(at.expect("connected")..).expect("there");
        let end = reply.windows(4).position(|text| text == b"\r\n\r\n");
        let reply = reply.get(end.expect("a head") + 4..).expect("there");
        assert_eq!(by_hand.end(reply).await, 6, "{connect:?}");
    }
}

#[tokio::test]
async fn a_method_knows_where_its_client_is() {
    let server = Server::new();
    server
        .register_fn("Peer.Address", |context: Context, _: i64| async move {
            let in_extensions = context.extensions().get::<SocketAddr>().copied();
            assert_eq!(in_extensions, context.peer_addr());
            context
                .peer_addr()
                .map(|peer| peer.ip().to_string())
                .ok_or("nobody")
        })
        .expect("new");
    let client = Client::connect_http(serve(&server).await)
        .await
        .expect("connected");
    let address: String = client.call("Peer.Address", &0_i64).await.expect("known");
    assert_eq!(address, "127.0.0.1");
}

#[tokio::test]
async fn a_method_finds_the_head_of_the_connect() {
    let server = Server::new();
    server
        .register_fn("Caller.Token", |context: Context, _: i64| async move {
            let head = context.extensions().get::<http::request::Parts>();
            let head = head.ok_or("no HTTP")?;
            let token = head.headers.get(http::header::AUTHORIZATION);
            let token = token
                .and_then(|token| token.to_str().ok())
                .ok_or("nobody")?;
            Ok::<_, &str>(format!("{} {} {token}", head.method, head.uri))
        })
        .expect("new");
    let address = serve(&server).await;
    let mut stream = TcpStream::connect(address).await.expect("listening");
    let connect = b"CONNECT /_goRPC_?a=b HTTP/1.0\r\nAuthorization: Bearer gopher\r\n\r\n";
    stream.write_all(connect).await.expect("connected");
    read_head(&mut stream).await;
    let client = Client::new(stream);
    let said: String = client.call("Caller.Token", &0_i64).await.expect("known");
    assert_eq!(said, "CONNECT /_goRPC_?a=b Bearer gopher");
    for (client, text) in [
        (Client::connect_http(address).await, "nobody"),
        (Client::connect(plain(&server).await).await, "no HTTP"),
    ] {
        let client = client.expect("connected");
        let error = client.call::<_, String>("Caller.Token", &0_i64).await;
        assert_eq!(error.expect_err("unknown").to_string(), text);
    }
}

#[tokio::test]
async fn a_server_may_do_without_the_page() {
    let server = server();
    let (listener, address) = bind().await;
    let http = server.http().without_debug_page();
    tokio::spawn(async move { http.serve(listener).await });
    for path in ["/debug/rpc", "/debug/rpc?format=json", "/", "/nope"] {
        let answer = exchange(address, format!("GET {path} HTTP/1.0\r\n\r\n").as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.0 404 Not Found\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n404 page not found\n"), "{answer}");
    }
    let client = Client::connect_http(address).await.expect("connected");
    let length: usize = client
        .call("Text.Length", "gopher")
        .await
        .expect("a length");
    assert_eq!(length, 6);
}

#[tokio::test]
async fn the_page_is_also_json() {
    let server = server();
    let address = serve(&server).await;
    let client = Client::connect_http(address).await.expect("connected");
    let _: usize = client
        .call("Text.Length", "gopher")
        .await
        .expect("a length");
    for query in ["format=json", "a=b&format=json"] {
        let request = format!("GET /debug/rpc?{query} HTTP/1.0\r\n\r\n");
        let answer = exchange(address, request.as_bytes()).await;
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        assert!(head.starts_with("HTTP/1.0 200 OK\r\n"), "{head}");
        assert!(
            head.contains("\r\nContent-Type: application/json\r\n"),
            "{head}"
        );
        assert_eq!(
            body,
            r#"{"services":[{"methods":[{"arg_type":"string","calls":1,"name":"Length","reply_type":"*uint"}],"name":"Text"}]}"#
        );
    }
    for query in ["", "format=html", "xformat=json", "format=jsonx"] {
        let request = format!("GET /debug/rpc?{query} HTTP/1.0\r\n\r\n");
        let answer = exchange(address, request.as_bytes()).await;
        assert!(answer.contains("<title>Services</title>"), "{answer}");
    }
}

#[tokio::test]
async fn what_follows_a_refused_connect_is_no_request() {
    let address = serve(&server()).await;
    for version in ["1.0", "1.1", "1.0\r\nConnection: keep-alive"] {
        let request =
            format!("CONNECT /nope HTTP/{version}\r\n\r\nGET /debug/rpc HTTP/1.0\r\n\r\n");
        let answer = exchange(address, request.as_bytes()).await;
        assert_eq!(answer.matches("HTTP/1").count(), 1, "{answer}");
        assert!(answer.contains(" 404 Not Found\r\n"), "{answer}");
    }
}

#[tokio::test]
async fn a_shutdown_lets_the_calls_of_upgraded_connections_end_and_waits_for_them() {
    let (started, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let server = Server::new();
    let (method_started, may_go_on) = (Arc::clone(&started), Arc::clone(&go_on));
    server
        .register_fn("Slow.Echo", move |text: String| {
            let (started, go_on) = (Arc::clone(&method_started), Arc::clone(&may_go_on));
            async move {
                started.notify_one();
                go_on.notified().await;
                Ok::<_, String>(text)
            }
        })
        .expect("new");
    let (listener, address) = bind().await;
    let serving = tokio::spawn({
        let server = server.clone();
        async move { server.serve_http(listener).await }
    });
    let client = Client::connect_http(address).await.expect("connected");
    let call = client.start::<String, _>("Slow.Echo", "gopher");
    started.notified().await;
    server.shutdown();
    let mut serving = serving;
    tokio::select! {
        biased;
        _ = &mut serving => panic!("a call was under way"),
        () = tokio::task::yield_now() => {}
    }
    go_on.notify_one();
    assert_eq!(soon(call).await.expect("answered"), "gopher");
    soon(serving).await.expect("ended");
    let refused = Client::connect_http(address).await;
    refused.expect_err("nobody listens");
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_waits_for_no_client_that_asks_for_nothing() {
    let server = server();
    let (listener, address) = bind().await;
    let serving = tokio::spawn({
        let server = server.clone();
        async move { server.serve_http(listener).await }
    });
    // Accepted one after the other, so the first two are known to the server when the last is answered.
    let mut silent = TcpStream::connect(address).await.expect("listening");
    let mut half = TcpStream::connect(address).await.expect("listening");
    half.write_all(b"GET /").await.expect("connected");
    let mut kept = TcpStream::connect(address).await.expect("listening");
    kept.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .expect("connected");
    read_head(&mut kept).await;
    let client = Client::connect_http(address).await.expect("connected");
    let began = tokio::time::Instant::now();
    server.shutdown();
    soon(serving).await.expect("ended");
    assert_eq!(began.elapsed().as_secs(), 0, "time stood still");
    for stream in [&mut silent, &mut half] {
        assert_eq!(read_to_end(stream).await, "");
    }
    assert_eq!(read_to_end(&mut kept).await, "404 page not found\n");
    client.close().await.expect("open");
}

#[tokio::test]
async fn a_server_that_is_shut_down_makes_no_connection_one_of_rpc() {
    use tower_service::Service as _;

    let server = offer(Server::new());
    let mut http = server.http();
    server.shutdown();
    let request = http::Request::connect("/_goRPC_").body(()).expect("valid");
    let response = http.call(request).await.expect("infallible");
    assert_eq!(response.status(), http::StatusCode::SERVICE_UNAVAILABLE);
}

/// Serves RPC without HTTP.
async fn plain(server: &Server) -> SocketAddr {
    let (listener, address) = bind().await;
    let server = server.clone();
    tokio::spawn(async move { server.serve(listener).await });
    address
}
