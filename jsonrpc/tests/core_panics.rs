//! Panics in methods and in users' `Serialize` and `Deserialize` cost the call that they belong to, on both sides.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::convert::Infallible;

use netrpc::CallError;
use netrpc_jsonrpc::JsonClient;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tokio::{io::duplex, sync::mpsc};

/// Panics once half of it has been written or read.
#[derive(Serialize, Deserialize, Debug, Default)]
struct Bomb {
    before: Vec<i64>,
    fuse: Fuse,
}

#[derive(Debug, Default)]
struct Fuse;

impl Serialize for Fuse {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("encoding")
    }
}

impl<'de> Deserialize<'de> for Fuse {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        panic!("decoding")
    }
}

fn pair() -> JsonClient {
    let server = netrpc_jsonrpc::server();
    let echo = |value: serde_json::Value| async move { Ok::<_, Infallible>(value) };
    server.register_fn("Echo.Any", echo).unwrap();
    let takes = |_: Bomb| async { Ok::<_, Infallible>(1) };
    server.register_fn("Bomb.Takes", takes).unwrap();
    let gives = |_: serde_json::Value| async { Ok::<_, Infallible>(Bomb::default()) };
    server.register_fn("Bomb.Gives", gives).unwrap();
    let throws = |wait: bool| async move {
        if wait {
            tokio::task::yield_now().await;
        }
        if true {
            panic!("the method panics");
        }
        Ok::<_, Infallible>(0)
    };
    server.register_fn("Bomb.Throws", throws).unwrap();
    let (near, far) = duplex(64 << 10);
    tokio::spawn(async move { server.serve_conn(far).await });
    netrpc_jsonrpc::client(near)
}

fn powder() -> serde_json::Value {
    serde_json::json!({"before": [1, 2], "fuse": 1})
}

async fn works(client: &JsonClient) {
    assert_eq!(client.call::<_, i64>("Echo.Any", &7).await.unwrap(), 7);
}

#[tokio::test]
async fn arguments_whose_encoding_panics_leave_nothing_behind() {
    let client = pair();
    for _ in 0..2 {
        let error = client
            .call::<_, i64>("Echo.Any", &Bomb::default())
            .await
            .unwrap_err();
        assert!(matches!(error, CallError::Encode(_)), "{error}");
        works(&client).await;
    }
}

#[tokio::test]
async fn a_reply_whose_decoding_panics_ends_its_call_and_the_connection() {
    let client = pair();
    let error = client
        .call::<_, Bomb>("Echo.Any", &powder())
        .await
        .unwrap_err();
    assert!(matches!(error, CallError::ReadingBody(_)), "{error}");
    let late = client.call::<_, i64>("Echo.Any", &7).await;
    assert!(matches!(late, Err(CallError::Shutdown)), "{late:?}");

    let client = pair();
    let (done, mut ended) = mpsc::channel(2);
    client
        .start_on::<Bomb, _>("Echo.Any", &powder(), &done)
        .unwrap();
    let error = ended.recv().await.unwrap().reply.unwrap_err();
    assert!(matches!(error, CallError::ReadingBody(_)), "{error}");
}

#[tokio::test]
async fn panics_of_a_servers_types_cost_their_own_call() {
    let client = pair();
    for (method, doing) in [("Bomb.Takes", "decoding"), ("Bomb.Gives", "encoding")] {
        for _ in 0..2 {
            let error = client.call::<_, i64>(method, &powder()).await.unwrap_err();
            assert!(matches!(error, CallError::ServerError(_)), "{error}");
            assert_eq!(error.to_string(), format!("rpc: {doing} panicked"));
            works(&client).await;
        }
    }
}

#[tokio::test]
async fn a_method_that_panics_costs_its_own_call_at_once_or_later() {
    let client = pair();
    for wait in [false, true] {
        let error = client
            .call::<_, i64>("Bomb.Throws", &wait)
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), "rpc: method panicked: Bomb.Throws");
        works(&client).await;
    }
}
