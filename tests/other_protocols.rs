//! Peers on real sockets that speak no gob, stay connected and wait: they are told apart at once, on both sides.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "support/streams.rs"]
mod streams;

use netrpc::{CallError, Client, CodecErrorKind, ServeError, Server};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tracing::Level;

use streams::{Log, connected};

const PEERS: [(&[u8], &str); 5] = [
    (
        b"{\"method\":\"Text.Length\",\"params\":[\"gopher\"],\"id\":0}\n",
        "JSON-RPC",
    ),
    (b"GET /debug/rpc HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP"),
    (b"CONNECT /_goRPC_ HTTP/1.0\n\n", "HTTP"),
    (b"HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP"),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "TLS"),
];

#[tokio::test]
async fn a_client_that_speaks_no_gob_is_hung_up_on_though_it_waits() {
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
            text.starts_with("rpc: server cannot decode request: gob: "),
            "{text}"
        );
        assert!(
            text.contains(&format!("(the peer seems to speak {name}")),
            "{text}"
        );
        let answer = client.read_to_end(&mut Vec::new()).await;
        assert!(
            answer.is_ok_and(|read| read == 0),
            "hung up on without a word"
        );
    }
}

#[tokio::test]
async fn a_server_that_speaks_no_gob_fails_the_calls_that_wait_though_it_stays_connected() {
    for (sent, name) in PEERS {
        let (stream, mut server) = connected().await;
        let client = Client::builder().call_timeout(None).start(stream);
        let calls: Vec<_> = (0..3)
            .map(|_| client.start::<i64, _>("Text.Length", "gopher"))
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
        let late = client.call::<_, i64>("Text.Length", "gopher").await;
        assert!(matches!(late, Err(CallError::Shutdown)), "{late:?}");
    }
}

/// One byte at a time: the second of them is enough.
#[tokio::test]
async fn two_bytes_are_enough() {
    let (mut client, stream) = connected().await;
    let serving = tokio::spawn(async move { server().serve_conn(stream).await });
    client.set_nodelay(true).unwrap();
    client.write_all(b"{").await.unwrap();
    tokio::task::yield_now().await;
    assert!(!serving.is_finished());
    client.write_all(b"\"").await.unwrap();
    let error = serving.await.unwrap().unwrap_err();
    assert!(error.to_string().contains("JSON-RPC"), "{error}");
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
    let peer = client.local_addr().unwrap().to_string();
    assert!(warning.contains(&peer), "{warning}");
    assert!(
        warning.contains("the peer seems to speak HTTP"),
        "{warning}"
    );
}

fn server() -> Server {
    let server = Server::new();
    let length = |text: String| async move { Ok::<_, String>(text.len() as i64) };
    server.register_fn("Text.Length", length).unwrap();
    server
}
