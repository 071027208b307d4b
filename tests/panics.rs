//! Panics in users' code cost the call that they belong to, on both sides.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::{convert::Infallible, panic::panic_any, sync::Arc, time::Duration};

use netrpc::{
    CallError, Client, Server,
    gob::{Decode, Encode, Error, GobType, Plan, Reader, TypeInfo, Writer},
};
use tokio::{io::duplex, sync::mpsc, time::Instant};

/// An int that cannot be encoded or decoded without a panic.
#[derive(Debug)]
struct Bomb;

impl GobType for Bomb {
    type Identity = i64;
    const TYPE: &'static TypeInfo = i64::TYPE;
}

impl Encode for Bomb {
    fn encode(&self, _: &mut Writer<'_>) -> Result<(), Error> {
        panic!("encoding")
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl Decode for Bomb {
    fn zero() -> Self {
        Bomb
    }

    fn decode(&mut self, _: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        panic!("decoding")
    }
}

/// A panic's payload that panics when it is dropped.
struct Payload;

impl Drop for Payload {
    fn drop(&mut self) {
        panic!("dropping")
    }
}

fn pair() -> Client {
    let server = Server::new();
    let echo = |number: i64| async move { Ok::<_, Infallible>(number) };
    server.register_fn("Echo.Int", echo).unwrap();
    let takes = |_: Bomb| async { Ok::<_, Infallible>(1i64) };
    server.register_fn("Bomb.Takes", takes).unwrap();
    let gives = |_: i64| async { Ok::<_, Infallible>(Bomb) };
    server.register_fn("Bomb.Gives", gives).unwrap();
    let throws = |wait: bool| async move {
        if wait {
            tokio::task::yield_now().await;
        }
        panic_any(Payload);
        #[allow(unreachable_code, reason = "says the types")]
        Ok::<i64, Infallible>(0)
    };
    server.register_fn("Bomb.Throws", throws).unwrap();
    let (near, far) = duplex(64 << 10);
    tokio::spawn(async move { server.serve_conn(far).await });
    Client::new(near)
}

async fn works(client: &Client) {
    assert_eq!(client.call::<_, i64>("Echo.Int", &7i64).await.unwrap(), 7);
}

#[tokio::test]
async fn arguments_whose_encoding_panics_leave_no_header_behind() {
    let client = pair();
    let error = client.call::<_, i64>("Echo.Int", &Bomb).await.unwrap_err();
    assert!(matches!(error, CallError::Encode(_)), "{error}");
    works(&client).await;
}

#[tokio::test]
async fn a_reply_whose_decoding_panics_ends_its_call_and_the_connection() {
    let client = pair();
    let error = client.call::<_, Bomb>("Echo.Int", &7i64).await.unwrap_err();
    assert!(matches!(error, CallError::ReadingBody(_)), "{error}");

    let client = pair();
    let (done, mut ended) = mpsc::channel(2);
    client
        .start_on::<Bomb, _>("Echo.Int", &7i64, &done)
        .unwrap();
    let error = ended.recv().await.unwrap().reply.unwrap_err();
    assert!(matches!(error, CallError::ReadingBody(_)), "{error}");
}

#[tokio::test]
async fn panics_of_a_servers_types_cost_their_own_call() {
    let client = pair();
    for method in ["Bomb.Takes", "Bomb.Gives"] {
        let error = client.call::<_, i64>(method, &7i64).await.unwrap_err();
        assert!(matches!(error, CallError::ServerError(_)), "{error}");
        works(&client).await;
    }
}

#[tokio::test]
async fn a_panic_whose_payload_panics_is_no_worse() {
    let client = pair();
    for wait in [false, true] {
        let error = client
            .call::<_, i64>("Bomb.Throws", &wait)
            .await
            .unwrap_err();
        assert!(matches!(error, CallError::ServerError(_)), "{error}");
        works(&client).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_takes_no_requests_fails_the_calls_in_them() {
    let (near, _far) = duplex(64);
    let client = Client::builder().call_timeout(None).start(near);
    let start = Instant::now();
    let error = client
        .call::<_, i64>("Echo.Text", &"x".repeat(1000))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("Limits::write_stall"), "{error}");
    assert_eq!(start.elapsed(), Duration::from_secs(10));
}

#[tokio::test]
async fn close_returns_when_the_socket_is_gone() {
    #[allow(dead_code, reason = "the second field tells by being dropped")]
    struct Tells(tokio::io::DuplexStream, Arc<()>);
    impl tokio::io::AsyncRead for Tells {
        fn poll_read(
            mut self: std::pin::Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
            buffer: &mut tokio::io::ReadBuf<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::pin::Pin::new(&mut self.0).poll_read(cx, buffer)
        }
    }
    impl tokio::io::AsyncWrite for Tells {
        fn poll_write(
            mut self: std::pin::Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
            bytes: &[u8],
        ) -> std::task::Poll<std::io::Result<usize>> {
            std::pin::Pin::new(&mut self.0).poll_write(cx, bytes)
        }

        fn poll_flush(
            mut self: std::pin::Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::pin::Pin::new(&mut self.0).poll_flush(cx)
        }

        fn poll_shutdown(
            mut self: std::pin::Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::pin::Pin::new(&mut self.0).poll_shutdown(cx)
        }
    }
    let (near, _far) = duplex(64);
    let alive = Arc::new(());
    let client = Client::new(Tells(near, Arc::clone(&alive)));
    client.close().await.unwrap();
    assert_eq!(Arc::strong_count(&alive), 1);
}
