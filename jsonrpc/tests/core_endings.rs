//! Every way in which a call by JSON-RPC can end: what the core's tests say of gob holds for any codec.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "support/gated.rs"]
mod gated;
#[path = "../../tests/support/streams.rs"]
mod streams;

use std::{sync::Arc, time::Duration};

use netrpc::{CallError, Client};
use netrpc_jsonrpc::{JsonClient, JsonRpc};
use serde::{Deserialize, Serialize};
use tokio::{
    io::{
        AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream,
        duplex,
    },
    net::TcpListener,
    sync::{Semaphore, mpsc},
    time::Instant,
};

use gated::register_wait;
use streams::{BrokenAfter, Flood};

#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Args {
    a: i64,
    b: i64,
}

const ARGS: Args = Args { a: 7, b: 8 };
const REQUEST: &str = "{\"method\":\"Arith.Add\",\"params\":[{\"A\":7,\"B\":8}],\"id\":0}\n";

#[tokio::test]
async fn a_reply_and_an_error_over_tcp() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (server, _gate) = server();
    tokio::spawn(async move { server.serve(listener).await });
    let client = netrpc_jsonrpc::connect(address).await.unwrap();
    assert_eq!(client.call::<_, i64>("Arith.Add", &ARGS).await.unwrap(), 15);
    let error = client.call::<_, i64>("Arith.Error", &ARGS).await;
    assert!(
        matches!(&error, Err(CallError::ServerError(text)) if text == "ERROR"),
        "{error:?}"
    );
    client.close().await.unwrap();
}

#[tokio::test]
async fn an_undecodable_reply_ends_the_connection_too() {
    let (client, _gate) = served();
    let waiting = client.start::<i64, _>("Slow.Wait", &1);
    let error = client
        .call::<_, String>("Arith.Add", &ARGS)
        .await
        .unwrap_err();
    let cause = "json: cannot unmarshal number into Go value of type string";
    assert!(matches!(error, CallError::ReadingBody(_)), "{error:?}");
    assert_eq!(error.to_string(), format!("reading body {cause}"));
    assert_eq!(waiting.await.unwrap_err().to_string(), cause);
    let late = client.call::<_, i64>("Arith.Add", &ARGS).await;
    assert!(matches!(late, Err(CallError::Shutdown)), "{late:?}");
}

#[tokio::test]
async fn the_peer_closes() {
    let (client, peer) = connected();
    let call = client.start::<i64, _>("Arith.Add", &ARGS);
    drop(peer);
    assert!(matches!(call.await, Err(CallError::UnexpectedEof)));
    let late = client.call::<_, i64>("Arith.Add", &ARGS).await;
    assert!(matches!(late, Err(CallError::Shutdown)), "{late:?}");
}

#[tokio::test]
async fn we_close() {
    let (client, mut peer) = connected();
    let call = client.start::<i64, _>("Arith.Add", &ARGS);
    let handle = client.clone();
    client.close().await.unwrap();
    assert!(matches!(call.await, Err(CallError::Shutdown)));
    assert!(matches!(handle.close().await, Err(CallError::Shutdown)));
    let late = handle.call::<_, i64>("Arith.Add", &ARGS).await;
    assert!(matches!(late, Err(CallError::Shutdown)), "{late:?}");
    let mut requests = String::new();
    peer.read_to_string(&mut requests).await.unwrap();
    assert_eq!(requests, REQUEST, "what was started before is sent");
}

#[tokio::test]
async fn the_last_handle_is_dropped() {
    let (client, mut peer) = connected();
    let other = client.clone();
    let call = client.start::<i64, _>("Arith.Add", &ARGS);
    drop(client);
    let second = other.start::<i64, _>("Arith.Add", &ARGS);
    drop(other);
    assert!(matches!(call.await, Err(CallError::Shutdown)));
    assert!(matches!(second.await, Err(CallError::Shutdown)));
    let mut requests = String::new();
    peer.read_to_string(&mut requests).await.unwrap();
    assert_eq!(requests.lines().count(), 2, "{requests}");
}

#[tokio::test]
async fn its_future_is_dropped_and_the_connection_goes_on() {
    let (client, gate) = served();
    let waiting = client.start::<i64, _>("Slow.Wait", &1);
    assert_eq!(client.call::<_, i64>("Arith.Add", &ARGS).await.unwrap(), 15);
    drop(waiting);
    assert!(
        format!("{client:?}").contains("len: 0"),
        "its slot is free at once: {client:?}"
    );
    gate.add_permits(1);
    // Its reply comes before that of the next call to the same gate, and is skipped.
    let second = client.start::<i64, _>("Slow.Wait", &2);
    gate.add_permits(1);
    assert_eq!(second.await.unwrap(), 2);
}

#[tokio::test]
async fn it_is_dropped_before_it_was_sent_and_its_request_goes_out_whole() {
    let (client, peer) = connected();
    drop(client.start::<i64, _>("Arith.Add", &ARGS));
    let _kept = client.start::<i64, _>("Arith.Add", &ARGS);
    let mut lines = BufReader::new(peer).lines();
    for id in 0..2 {
        let line = lines.next_line().await.unwrap().unwrap();
        assert_eq!(
            format!("{line}\n"),
            REQUEST.replace("\"id\":0", &format!("\"id\":{id}"))
        );
    }
}

#[tokio::test]
async fn the_connection_cannot_be_written() {
    let (stream, mut peer) = duplex(1 << 16);
    let client = netrpc_jsonrpc::client(BrokenAfter { stream, writes: 1 });
    let sent = client.start::<i64, _>("Arith.Add", &ARGS);
    peer.read_exact(&mut [0; REQUEST.len()]).await.unwrap();
    for _ in 0..2 {
        let error = client.call::<_, i64>("Arith.Add", &ARGS).await.unwrap_err();
        assert!(matches!(error, CallError::Io(_)), "{error:?}");
        assert_eq!(error.to_string(), "fake write failure");
    }
    // The reader is untouched: what was sent is still answered.
    peer.write_all(b"{\"id\":0,\"result\":15,\"error\":null}\n")
        .await
        .unwrap();
    assert_eq!(sent.await.unwrap(), 15);
}

#[tokio::test(start_paused = true)]
async fn no_reply_comes_in_time_and_a_late_one_is_skipped() {
    let (stream, mut peer) = duplex(1 << 16);
    let client = with_timeout(3, stream);
    let start = Instant::now();
    let first = client.start::<i64, _>("Arith.Add", &ARGS);
    tokio::time::advance(Duration::from_secs(1)).await;
    let second = client.start::<i64, _>("Arith.Add", &ARGS);
    assert!(matches!(first.await, Err(CallError::Timeout)));
    assert_eq!(start.elapsed().as_secs(), 3);
    peer.write_all(b"{\"id\":0,\"result\":{\"odd\":1}}{\"id\":1,\"result\":2}")
        .await
        .unwrap();
    assert_eq!(second.await.unwrap(), 2);
    let third = client.call::<_, i64>("Arith.Add", &ARGS).await;
    assert!(matches!(third, Err(CallError::Timeout)), "{third:?}");
    assert_eq!(start.elapsed().as_secs(), 6);
}

#[tokio::test(start_paused = true)]
async fn half_a_reply_does_not_keep_it_from_timing_out() {
    let (stream, mut peer) = duplex(1 << 16);
    let client = with_timeout(3, stream);
    let call = client.start::<i64, _>("Arith.Add", &ARGS);
    peer.write_all(b"{\"id\":0,\"result\":1").await.unwrap();
    assert!(matches!(call.await, Err(CallError::Timeout)));
    let next = client.start::<i64, _>("Arith.Add", &ARGS);
    peer.write_all(b"5}{\"id\":1,\"result\":16}").await.unwrap();
    assert_eq!(
        next.await.unwrap(),
        16,
        "the rest of the late one is skipped"
    );
}

#[tokio::test(start_paused = true)]
async fn the_peer_takes_no_request() {
    let (stream, _peer) = duplex(16);
    let client = Client::builder()
        .codec(JsonRpc)
        .call_timeout(None)
        .start(stream);
    let start = Instant::now();
    let error = client.call::<_, i64>("Arith.Add", &ARGS).await.unwrap_err();
    assert!(error.to_string().contains("Limits::write_stall"), "{error}");
    assert_eq!(start.elapsed().as_secs(), 10);
}

#[tokio::test]
async fn arguments_that_cannot_be_encoded_leave_nothing_behind_but_a_gap_in_the_ids() {
    let (client, mut peer) = connected();
    let error = client
        .call::<_, i64>("Arith.Add", &f64::NAN)
        .await
        .unwrap_err();
    assert!(matches!(error, CallError::Encode(_)), "{error:?}");
    let _call = client.start::<i64, _>("Arith.Add", &ARGS);
    let mut request = [0; REQUEST.len()];
    peer.read_exact(&mut request).await.unwrap();
    assert_eq!(
        String::from_utf8_lossy(&request),
        REQUEST.replace("\"id\":0", "\"id\":1")
    );
}

#[tokio::test]
async fn into_a_channel_that_many_calls_share() {
    let (client, _gate) = served();
    let (done, mut ended) = mpsc::channel(2);
    assert_eq!(
        client
            .start_on::<i64, _>("Arith.Add", &ARGS, &done)
            .unwrap(),
        0
    );
    assert_eq!(
        client
            .start_on::<i64, _>("Arith.Error", &ARGS, &done)
            .unwrap(),
        1
    );
    let first = ended.recv().await.unwrap();
    assert_eq!((first.seq, first.reply.unwrap()), (0, 15));
    let second = ended.recv().await.unwrap();
    assert_eq!(
        (second.seq, second.reply.unwrap_err().to_string()),
        (1, "ERROR".to_owned())
    );
    for _ in 0..3 {
        client
            .start_on::<i64, _>("Arith.Add", &ARGS, &done)
            .unwrap();
    }
    assert_eq!(client.call::<_, i64>("Arith.Add", &ARGS).await.unwrap(), 15);
    assert_eq!(
        client.undelivered(),
        1,
        "a full channel never blocks the reader"
    );
}

#[tokio::test]
async fn a_value_that_was_lent_comes_back_however_the_call_ends() {
    let (client, _gate) = served();
    let mut reply = 3;
    let waiting = client.call_into("Slow.Wait", &1, &mut reply);
    tokio::select! {
        biased;
        ended = waiting => panic!("{ended:?}"),
        () = tokio::task::yield_now() => {}
    }
    assert_eq!(reply, 3, "dropped");
    client
        .call_into("Arith.Error", &ARGS, &mut reply)
        .await
        .unwrap_err();
    assert_eq!(reply, 3, "failed");
    client
        .call_into("Arith.Add", &f64::NAN, &mut reply)
        .await
        .unwrap_err();
    assert_eq!(reply, 3, "never started");
    client
        .call_into("Arith.Add", &ARGS, &mut reply)
        .await
        .unwrap();
    assert_eq!(reply, 15, "replied");
    client.close().await.unwrap();
    client
        .call_into("Arith.Add", &ARGS, &mut reply)
        .await
        .unwrap_err();
    assert_eq!(reply, 15, "closed");
}

#[test]
fn the_runtime_goes_away() {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    let first = runtime();
    let (stream, _peer) = duplex(1 << 16);
    let client = first.block_on(async { netrpc_jsonrpc::client(stream) });
    let call = client.start::<i64, _>("Arith.Add", &ARGS);
    drop(first);
    assert!(matches!(runtime().block_on(call), Err(CallError::Shutdown)));
}

#[tokio::test]
async fn under_a_server_that_never_stops_sending() {
    let reply = b"{\"id\":18446744073709551615,\"result\":15}\n";
    let flood = || Flood::new(reply.to_vec(), reply.to_vec());
    let client = netrpc_jsonrpc::client(flood());
    tokio::task::yield_now().await;
    let call = client.start::<i64, _>("Arith.Add", &ARGS);
    client.close().await.unwrap();
    assert!(matches!(call.await, Err(CallError::Shutdown)));
    let client = Client::builder()
        .codec(JsonRpc)
        .call_timeout(Duration::from_millis(1))
        .start(flood());
    let call = client.call::<_, i64>("Arith.Add", &ARGS).await;
    assert!(matches!(call, Err(CallError::Timeout)), "{call:?}");
}

#[tokio::test]
async fn many_calls_at_once() {
    let (client, _gate) = served();
    let callers: Vec<_> = (0..64)
        .map(|a| {
            let client = client.clone();
            tokio::spawn(async move {
                for b in 0..50 {
                    let sum: i64 = client.call("Arith.Add", &Args { a, b }).await.unwrap();
                    assert_eq!(sum, a + b);
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.unwrap();
    }
}

/// Calls of `Slow.Wait` wait until the semaphore is given permits.
fn server() -> (netrpc_jsonrpc::JsonServer, Arc<Semaphore>) {
    let server = netrpc_jsonrpc::server();
    let add = |args: Args| async move { Ok::<_, String>(args.a + args.b) };
    server.register_fn("Arith.Add", add).unwrap();
    let fail = |_: Args| async { Err::<i64, _>("ERROR") };
    server.register_fn("Arith.Error", fail).unwrap();
    let gate = register_wait(&server);
    (server, gate)
}

fn served() -> (JsonClient, Arc<Semaphore>) {
    let (ours, theirs) = duplex(1 << 12);
    let (server, gate) = server();
    tokio::spawn(async move { server.serve_conn(theirs).await });
    (netrpc_jsonrpc::client(ours), gate)
}

fn connected() -> (JsonClient, DuplexStream) {
    let (ours, theirs) = duplex(1 << 16);
    (netrpc_jsonrpc::client(ours), theirs)
}

fn with_timeout(seconds: u64, stream: DuplexStream) -> JsonClient {
    Client::builder()
        .codec(JsonRpc)
        .call_timeout(Duration::from_secs(seconds))
        .start(stream)
}
