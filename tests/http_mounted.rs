//! Go's `HandleHTTP` in the HTTP servers of others: axum's, and one of bare hyper.

#![cfg(feature = "http")]

#[path = "support/http.rs"]
mod support;

use std::net::SocketAddr;

use axum::{Router, extract::ConnectInfo, routing::get};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use netrpc::{CallError, Client, Context, Limits, Server};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tower_service::Service as _;

use support::{ByHand, bind, exchange, offer, read_head, server, soon};

#[tokio::test]
async fn the_service_is_a_fallback_beside_other_routes() {
    let server = server();
    let app = Router::new()
        .route("/", get(async || "not RPC"))
        .fallback_service(server.http());
    let address = serve(app).await;
    let client = Client::connect_http(address).await.expect("connected");
    assert_eq!(length(&client).await.expect("a length"), 6);
    let get = async |path: &str| {
        let request = format!("GET {path} HTTP/1.0\r\n\r\n");
        exchange(address, request.as_bytes()).await
    };
    assert!(get("/").await.ends_with("\r\n\r\nnot RPC"));
    assert!(get("/debug/rpc").await.contains("\tService Text\n"));
    assert!(get("/_goRPC_").await.ends_with("405 must CONNECT\n"));
    assert!(get("/nope").await.ends_with("404 page not found\n"));
    assert_eq!(length(&client).await.expect("still connected"), 6);
}

#[tokio::test]
async fn the_service_is_mounted_by_route_under_other_paths() {
    let rpc = server().http();
    let rpc = rpc.with_rpc_path("/rpc").with_debug_path("/rpc/debug");
    let app = Router::new()
        .route_service("/rpc", rpc.clone())
        .route_service("/rpc/debug", rpc);
    let address = serve(app).await;
    let builder = Client::builder();
    let client = builder.connect_http_path(address, "/rpc").await;
    assert_eq!(
        length(&client.expect("connected")).await.expect("a length"),
        6
    );
    let page = exchange(address, b"GET /rpc/debug?x HTTP/1.0\r\n\r\n").await;
    assert!(page.contains("\tService Text\n"), "{page}");
    let error = Client::connect_http(address).await.expect_err("axum's 404");
    assert_eq!(
        error.to_string(),
        format!("dial-http tcp {address}: unexpected HTTP response: 404 Not Found")
    );
}

#[tokio::test]
async fn bytes_that_come_with_the_connect_are_the_first_request() {
    let server = server();
    let address = serve(Router::new().fallback_service(server.http())).await;
    let by_hand = ByHand::start().await;
    let mut stream = TcpStream::connect(address).await.expect("listening");
    let bytes = [&b"CONNECT /_goRPC_ HTTP/1.0\n\n"[..], &by_hand.request].concat();
    stream.write_all(&bytes).await.expect("connected");
    assert!(
        read_head(&mut stream)
            .await
            .contains(" 200 Connected to Go RPC\r\n")
    );
    let mut reply = vec![0; by_hand.reply().await.len()];
    soon(stream.read_exact(&mut reply)).await.expect("a reply");
    assert_eq!(by_hand.end(&reply).await, 6);
}

#[tokio::test]
async fn a_method_finds_what_axum_knows_of_the_connection() {
    let server = Server::new();
    server
        .register_fn("Peer.Address", |context: Context, _: i64| async move {
            let peer = context.extensions().get::<ConnectInfo<SocketAddr>>();
            peer.map(|peer| peer.0.to_string()).ok_or("nobody")
        })
        .expect("new");
    let (listener, address) = bind().await;
    let app = Router::new().fallback_service(server.http());
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    let client = Client::connect_http(address).await.expect("connected");
    let peer: String = client.call("Peer.Address", &0_i64).await.expect("known");
    assert!(peer.starts_with("127.0.0.1:"), "{peer}");
}

#[tokio::test]
async fn a_shutdown_ends_the_connections_of_rpc_and_refuses_new_ones() {
    let server = server();
    let address = serve(Router::new().fallback_service(server.http())).await;
    let client = Client::connect_http(address).await.expect("connected");
    let mut idle = TcpStream::connect(address).await.expect("listening");
    idle.write_all(b"CONNECT /_goRPC_ HTTP/1.0\n\n")
        .await
        .expect("connected");
    read_head(&mut idle).await;
    server.shutdown();
    assert_eq!(support::read_to_end(&mut idle).await, "");
    let late = length(&client).await.expect_err("shut down");
    assert!(
        matches!(
            late,
            CallError::UnexpectedEof | CallError::Shutdown | CallError::Io(_)
        ),
        "{late:?}"
    );
    let error = Client::connect_http(address).await.expect_err("refused");
    assert_eq!(
        error.to_string(),
        format!("dial-http tcp {address}: unexpected HTTP response: 503 Service Unavailable")
    );
}

#[tokio::test]
async fn connections_beyond_the_limit_are_refused_until_one_ends() {
    let mut limits = Limits::default();
    limits.max_connections = 1;
    let server = offer(Server::builder().limits(limits).build());
    let address = serve(Router::new().fallback_service(server.http())).await;
    let mut first = TcpStream::connect(address).await.expect("listening");
    first
        .write_all(b"CONNECT /_goRPC_ HTTP/1.0\n\n")
        .await
        .expect("connected");
    read_head(&mut first).await;
    let error = Client::connect_http(address).await.expect_err("refused");
    assert!(
        error
            .to_string()
            .ends_with("unexpected HTTP response: 503 Service Unavailable"),
        "{error}"
    );
    first.shutdown().await.expect("open");
    assert_eq!(support::read_to_end(&mut first).await, "");
    let client = Client::connect_http(address).await.expect("connected");
    assert_eq!(length(&client).await.expect("a length"), 6);
}

#[tokio::test]
async fn a_server_on_bare_hyper_has_the_service_too() {
    let (listener, address) = bind().await;
    let http = server().http();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a client");
        let service = service_fn(|request| http.clone().call(request));
        http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades()
            .await
    });
    let by_hand = ByHand::start().await;
    let mut stream = TcpStream::connect(address).await.expect("listening");
    let bytes = [&b"CONNECT /_goRPC_ HTTP/1.0\n\n"[..], &by_hand.request].concat();
    stream.write_all(&bytes).await.expect("connected");
    read_head(&mut stream).await;
    let mut reply = vec![0; by_hand.reply().await.len()];
    soon(stream.read_exact(&mut reply)).await.expect("a reply");
    assert_eq!(by_hand.end(&reply).await, 6);
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn a_method_knows_the_tls_client_that_the_http_server_knows() {
    let server = Server::new();
    server
        .register_fn("Peer.Certificate", |context: Context, _: i64| async move {
            let peer = context.tls_peer().ok_or("nobody")?;
            let certificate = peer.certificates().first().ok_or("no certificate")?;
            Ok::<_, &str>(certificate.to_vec())
        })
        .expect("new");
    let (listener, address) = bind().await;
    let http = server.http();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a client");
        let service = service_fn(|mut request| {
            let peer = netrpc::TlsPeer::new(vec![b"gopher".to_vec().into()]);
            http::Request::extensions_mut(&mut request).insert(peer);
            http.clone().call(request)
        });
        http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades()
            .await
    });
    let client = Client::connect_http(address).await.expect("connected");
    let seen: Vec<u8> = client
        .call("Peer.Certificate", &0_i64)
        .await
        .expect("known");
    assert_eq!(seen, b"gopher");
}

#[tokio::test]
async fn a_server_that_upgrades_no_connection_serves_no_rpc() {
    let (listener, address) = bind().await;
    let http = server().http();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a client");
        let service = service_fn(|request| http.clone().call(request));
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        connection.await
    });
    let client = Client::connect_http(address)
        .await
        .expect("as the server said");
    length(&client).await.expect_err("the server hung up");

    let request = http::Request::connect("/_goRPC_").body(()).expect("valid");
    let response = server().http().call(request).await.expect("infallible");
    assert_eq!(
        response.status(),
        http::StatusCode::SERVICE_UNAVAILABLE,
        "no server that could upgrade is there at all"
    );
}

async fn serve(app: Router) -> SocketAddr {
    let (listener, address) = bind().await;
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

async fn length(client: &Client) -> Result<usize, CallError> {
    client.call("Text.Length", "gopher").await
}
