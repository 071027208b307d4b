//! Dialling.

#![cfg(feature = "tokio")]

use std::net::SocketAddr;

use netrpc::{Client, ConnectError, Server};
use tokio::net::{TcpListener, TcpSocket};

#[tokio::test]
async fn a_name_is_resolved_and_the_first_address_that_answers_is_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    let (_silent, closed) = silent();
    let server = Server::new();
    server
        .register_fn("Text.Length", |text: String| async move {
            Ok::<_, String>(text.len())
        })
        .expect("new");
    tokio::spawn(async move { server.serve(listener).await });
    let client = Client::connect(&[closed, address][..])
        .await
        .expect("the second answers");
    assert_eq!(
        client
            .call::<_, usize>("Text.Length", "gopher")
            .await
            .expect("a reply"),
        6
    );
    Client::connect(("localhost", address.port()))
        .await
        .expect("a name");
}

#[tokio::test]
async fn nobody_listens() {
    let (_silent, address) = silent();
    let error = Client::connect(address).await.expect_err("refused");
    assert!(matches!(error, ConnectError::Connect { .. }), "{error:?}");
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("dial tcp {address}: connect: ")),
        "{text}"
    );
}

#[tokio::test]
async fn an_address_has_no_meaning() {
    let error = Client::connect("127.0.0.1:no-port")
        .await
        .expect_err("no number");
    assert!(matches!(error, ConnectError::Resolve(_)), "{error:?}");
    let error = Client::connect(&[][..])
        .await
        .expect_err("no address at all");
    assert_eq!(error.to_string(), "dial tcp: lookup: no such host");
}

#[tokio::test(start_paused = true)]
async fn no_address_answers_in_time() {
    let zero = Client::builder().connect_timeout(std::time::Duration::ZERO);
    let error = zero.connect("127.0.0.1:1").await.expect_err("no time");
    assert!(matches!(error, ConnectError::Timeout), "{error:?}");
    assert_eq!(
        error.to_string(),
        "dial tcp: i/o timeout (ClientBuilder::connect_timeout)"
    );
}

/// A port that nobody listens at, for as long as the socket is there.
fn silent() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().expect("a socket");
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    socket.bind(any).expect("a port");
    let address = socket.local_addr().expect("bound");
    (socket, address)
}
