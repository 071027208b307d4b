//! Peers on real sockets that speak no JSON, stay connected and wait: they are told apart at once, on both sides.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "../../tests/support/streams.rs"]
mod streams;

use netrpc::{CallError, Client, CodecErrorKind, ServeError, Server};
use netrpc_jsonrpc::JsonServer;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tracing::Level;

use streams::{Log, connected};

const PEERS: [(&[u8], &str); 5] = [
    (b"GET /debug/rpc HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP"),
    (b"POST /rpc HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", "HTTP"),
    (b"HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP"),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "TLS"),
    // Go's definition of rpc.Request.
    (
        b"\x2d\x7f\x03\x01\x01\x07Request\x01\xff\x80\x00\x01\x02",
        "gob",
    ),
];

#[tokio::test]
async fn a_client_that_speaks_no_json_is_hung_up_on_though_it_waits() {
    for (sent, name) in PEERS {
        let (mut client, stream) = connected().await;
        let serving = tokio::spawn(async move { server().serve_conn(stream).await });
        client.write_all(sent).await.unwrap();
        let error = serving.await.unwrap().unwrap_err();
        assert!(
            matches!(&error, ServeError::Header(cause) if cause.kind() == CodecErrorKind::OtherProtocol),
            "{error:?}"
        );
        let text = error.to_string();
        assert!(
            text.contains(&format!("(the peer seems to speak {name}")),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_server_that_speaks_no_json_fails_the_calls_that_wait_though_it_stays_connected() {
    for (sent, name) in PEERS {
        let (stream, mut server) = connected().await;
        let client = Client::builder()
            .codec(netrpc_jsonrpc::JsonRpc)
            .call_timeout(None)
            .start(stream);
        let calls: Vec<_> = (0..3)
            .map(|_| client.start::<usize, _>("Text.Length", "gopher"))
            .collect();
        server.write_all(sent).await.unwrap();
        for call in calls {
            let error = call.await.unwrap_err();
            assert!(
                matches!(&error, CallError::Codec(cause) if cause.kind() == CodecErrorKind::OtherProtocol),
                "{error:?}"
            );
            let text = error.to_string();
            assert!(
                text.contains(&format!("(the server seems to speak {name}")),
                "{text}"
            );
        }
    }
}

#[tokio::test]
async fn a_gob_client_on_a_json_port_and_a_json_client_on_a_gob_port_learn_it_at_once() {
    let (stream, far) = connected().await;
    let serving = tokio::spawn(async move { server().serve_conn(far).await });
    let client = Client::builder().call_timeout(None).start(stream);
    let called = client.call::<_, i64>("Text.Length", "gopher").await;
    assert!(
        matches!(called, Err(CallError::UnexpectedEof)),
        "{called:?}"
    );
    let text = serving.await.unwrap().unwrap_err().to_string();
    assert!(text.contains("(the peer seems to speak gob"), "{text}");

    let (stream, far) = connected().await;
    let serving = tokio::spawn(async move { Server::new().serve_conn(far).await });
    let client = Client::builder()
        .codec(netrpc_jsonrpc::JsonRpc)
        .call_timeout(None)
        .start(stream);
    let called = client.call::<_, i64>("Text.Length", "gopher").await;
    assert!(
        matches!(called, Err(CallError::UnexpectedEof)),
        "{called:?}"
    );
    let text = serving.await.unwrap().unwrap_err().to_string();
    assert!(text.contains("(the peer seems to speak JSON-RPC"), "{text}");
}

#[tokio::test]
async fn who_runs_the_server_is_warned() {
    let (events, mut logged) = mpsc::unbounded_channel();
    let _guard = tracing::subscriber::set_default(Log(Level::WARN, events));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { server().serve(listener).await });
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
    let warning = logged.recv().await.unwrap();
    assert!(
        warning.contains("the peer seems to speak HTTP"),
        "{warning}"
    );
    let read = client.read_to_end(&mut Vec::new()).await.unwrap();
    assert_eq!(read, 0, "hung up on without a word");
}

fn server() -> JsonServer {
    let server = netrpc_jsonrpc::server();
    let length = |text: String| async move { Ok::<_, String>(text.len()) };
    server.register_fn("Text.Length", length).unwrap();
    server
}
