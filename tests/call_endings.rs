//! Every way in which a call can end.

#![cfg(feature = "tokio")]

#[path = "support/streams.rs"]
mod streams;
mod support;

use std::{io, time::Duration};

use bytes::BytesMut;
use netrpc::{
    CallError, Client, Limits, Server,
    codec::{
        EncodeArgs as _, EncodeReply as _, RequestHeader, ResponseHeader, ServerCodec as _,
        gob::{GobRequestEncoder, GobServerCodec},
    },
};
use streams::BrokenAfter;
use support::{Args, Gate, Recorded, Reply, Unencodable, go_services};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex},
    sync::mpsc,
    time::Instant,
};

const ARGS: Args = Args { a: 7, b: 8 };

#[tokio::test]
async fn a_reply() {
    let (client, _gate) = served();
    let reply: Reply = client.call("Arith.Add", &ARGS).await.expect("a reply");
    assert_eq!(reply, Reply { c: 15 });
}

#[tokio::test]
async fn an_error_of_the_method() {
    let (client, _gate) = served();
    let error = client
        .call::<_, Reply>("Arith.Error", &ARGS)
        .await
        .expect_err("an error");
    assert!(
        matches!(&error, CallError::ServerError(text) if text == "ERROR"),
        "{error:?}"
    );
    assert_eq!(error.to_string(), "ERROR");
}

#[tokio::test]
async fn an_undecodable_reply_ends_the_connection_too() {
    let (client, _gate) = served();
    let waiting = client.start::<isize, _>("Slow.Wait", &1_isize);
    let error = client
        .call::<_, String>("Arith.Add", &ARGS)
        .await
        .expect_err("an int is no string");
    let cause = "gob: decoding into local type *string, received remote type Reply";
    assert_eq!(error.to_string(), format!("reading body {cause}"));
    assert_eq!(waiting.await.expect_err("no reply").to_string(), cause);
    let late = client.call::<_, Reply>("Arith.Add", &ARGS).await;
    assert!(matches!(late, Err(CallError::Shutdown)), "{late:?}");
    client.close().await.expect("the first close");
}

#[tokio::test]
async fn the_peer_closes() {
    let (client, peer) = connected();
    let call = client.start::<Reply, _>("Arith.Add", &ARGS);
    drop(peer);
    let error = call.await.expect_err("no reply");
    assert!(matches!(error, CallError::UnexpectedEof), "{error:?}");
    assert_eq!(error.to_string(), "unexpected EOF");
    let late = client
        .call::<_, Reply>("Arith.Add", &ARGS)
        .await
        .expect_err("closed");
    assert_eq!(late.to_string(), "connection is shut down");
}

#[tokio::test]
async fn we_close() {
    let (client, mut peer) = connected();
    let call = client.start::<Reply, _>("Arith.Add", &ARGS);
    let handle = client.clone();
    client.close().await.expect("the first close");
    assert!(matches!(call.await, Err(CallError::Shutdown)));
    assert!(
        matches!(handle.close().await, Err(CallError::Shutdown)),
        "as Go's second Close"
    );
    assert!(matches!(
        handle.call::<_, Reply>("Arith.Add", &ARGS).await,
        Err(CallError::Shutdown)
    ));
    let mut requests = Vec::new();
    peer.read_to_end(&mut requests)
        .await
        .expect("the end of the stream");
    assert_eq!(
        request_seqs(&requests),
        [0],
        "what was started before is sent"
    );
}

#[tokio::test]
async fn the_last_handle_is_dropped() {
    let (client, mut peer) = connected();
    let other = client.clone();
    let call = client.start::<Reply, _>("Arith.Add", &ARGS);
    drop(client);
    let second = other.start::<Reply, _>("Arith.Add", &ARGS);
    drop(other);
    assert!(matches!(call.await, Err(CallError::Shutdown)));
    assert!(matches!(second.await, Err(CallError::Shutdown)));
    peer.read_to_end(&mut Vec::new())
        .await
        .expect("the end of the stream");
}

#[tokio::test]
async fn its_future_is_dropped_and_the_connection_goes_on() {
    let (client, gate) = served();
    let waiting = client.start::<isize, _>("Slow.Wait", &1_isize);
    let reply: Reply = client.call("Arith.Add", &ARGS).await.expect("a reply");
    assert_eq!(reply, Reply { c: 15 });
    assert!(format!("{client:?}").contains("len: 1"), "{client:?}");
    drop(waiting);
    assert!(
        format!("{client:?}").contains("len: 0"),
        "its slot is free at once: {client:?}"
    );
    gate.add_permits(1);
    // Its reply comes before that of the next call to the same gate, and is skipped.
    let second = client.start::<isize, _>("Slow.Wait", &2_isize);
    gate.add_permits(1);
    assert_eq!(second.await.expect("a reply"), 2);
}

#[tokio::test]
async fn it_is_dropped_before_it_was_sent_and_its_request_goes_out_whole() {
    let (client, mut peer) = connected();
    drop(client.start::<Reply, _>("Arith.Add", &ARGS));
    let _kept = client.start::<Reply, _>("Arith.Add", &ARGS);
    let mut requests = vec![0; 126];
    peer.read_exact(&mut requests).await.expect("two requests");
    assert_eq!(request_seqs(&requests), [0, 1]);
}

#[tokio::test]
async fn the_connection_cannot_be_written() {
    let (stream, mut peer) = duplex(1 << 16);
    let client = Client::new(BrokenAfter { stream, writes: 1 });
    let sent = client.start::<Reply, _>("Arith.Add", &ARGS);
    let mut request = vec![0; 101];
    peer.read_exact(&mut request)
        .await
        .expect("the first request");
    let error = client
        .call::<_, Reply>("Arith.Add", &ARGS)
        .await
        .expect_err("not sent");
    assert!(matches!(error, CallError::Io(_)), "{error:?}");
    assert_eq!(error.to_string(), "fake write failure");
    let error = client
        .call::<_, Reply>("Arith.Add", &ARGS)
        .await
        .expect_err("not sent either");
    assert_eq!(error.to_string(), "fake write failure");
    // The reader is untouched: what was sent is still answered.
    peer.write_all(&response(0, &Reply { c: 15 }))
        .await
        .expect("room");
    assert_eq!(sent.await.expect("a reply"), Reply { c: 15 });
}

#[tokio::test]
async fn the_connection_cannot_be_read() {
    let stream = tokio_test::io::Builder::new()
        .write(&requests(1))
        .read_error(io::Error::other("fake read failure"))
        .build();
    let client = Client::new(stream);
    let error = client
        .call::<_, Reply>("Arith.Add", &ARGS)
        .await
        .expect_err("no reply");
    assert_eq!(error.to_string(), "fake read failure");
}

#[tokio::test(start_paused = true)]
async fn no_reply_comes_in_time_and_a_late_one_is_skipped() {
    let (stream, mut peer) = duplex(1 << 16);
    let client = Client::builder()
        .call_timeout(Duration::from_secs(3))
        .start(stream);
    let start = Instant::now();
    let first = client.start::<Reply, _>("Arith.Add", &ARGS);
    tokio::time::advance(Duration::from_secs(1)).await;
    let second = client.start::<Reply, _>("Arith.Add", &ARGS);
    let error = first.await.expect_err("no reply");
    assert!(matches!(error, CallError::Timeout), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 3);
    peer.write_all(&responses(&[(0, 1), (1, 2)]))
        .await
        .expect("room");
    assert_eq!(second.await.expect("in time"), Reply { c: 2 });
    let third = client.call::<_, Reply>("Arith.Add", &ARGS).await;
    assert!(matches!(third, Err(CallError::Timeout)), "{third:?}");
    assert_eq!(start.elapsed().as_secs(), 6);
}

#[tokio::test(start_paused = true)]
async fn it_times_out_even_while_the_peer_takes_no_request() {
    let (stream, _peer) = duplex(16);
    let client = Client::builder()
        .call_timeout(Duration::from_secs(3))
        .start(stream);
    for _ in 0..2 {
        let start = Instant::now();
        let call = client.call::<_, Reply>("Arith.Add", &ARGS).await;
        assert!(matches!(call, Err(CallError::Timeout)), "{call:?}");
        assert_eq!(start.elapsed().as_secs(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn it_waits_for_ever_without_a_timeout() {
    let (stream, _peer) = duplex(1 << 16);
    let client = Client::builder().call_timeout(None).start(stream);
    let call = client.call::<_, Reply>("Arith.Add", &ARGS);
    tokio::time::timeout(Duration::from_secs(1_000_000), call)
        .await
        .expect_err("still waiting");
}

#[tokio::test]
async fn arguments_that_cannot_be_encoded_leave_nothing_behind_but_a_gap_in_seq() {
    let (client, peer) = connected();
    let mut peer = peer;
    let error = client
        .call::<_, Reply>("Arith.Add", &Unencodable::default())
        .await
        .expect_err("no fields");
    assert!(matches!(error, CallError::Encode(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "gob: type main.Unencodable has no exported fields"
    );
    let _call = client.start::<Reply, _>("Arith.Add", &ARGS);
    let mut request = vec![0; 103];
    peer.read_exact(&mut request).await.expect("a request");
    assert_eq!(request_seqs(&request), [1]);
}

#[tokio::test]
async fn into_a_channel_that_many_calls_share() {
    let (client, _gate) = served();
    let (done, mut ended) = mpsc::channel(2);
    let sum = client
        .start_on::<Reply, _>("Arith.Add", &ARGS, &done)
        .expect("started");
    let error = client
        .start_on::<Reply, _>("Arith.Error", &ARGS, &done)
        .expect("started");
    assert_eq!((sum, error), (0, 1));
    let first = ended.recv().await.expect("an end");
    assert_eq!(
        (first.seq, first.reply.expect("a reply")),
        (0, Reply { c: 15 })
    );
    let second = ended.recv().await.expect("an end");
    assert_eq!(
        (second.seq, second.reply.expect_err("an error").to_string()),
        (1, "ERROR".to_owned())
    );
    client.close().await.expect("the first close");
    let late = client.start_on::<Reply, _>("Arith.Add", &ARGS, &done);
    assert!(matches!(late, Err(CallError::Shutdown)), "{late:?}");
}

#[tokio::test]
async fn into_a_full_channel_which_never_blocks_the_reader() {
    let (client, _gate) = served();
    let (done, mut ended) = mpsc::channel(1);
    for _ in 0..3 {
        client
            .start_on::<Reply, _>("Arith.Add", &ARGS, &done)
            .expect("started");
    }
    let reply: Reply = client.call("Arith.Add", &ARGS).await.expect("a reply");
    assert_eq!((reply, client.undelivered()), (Reply { c: 15 }, 2));
    assert_eq!(ended.recv().await.expect("the first").seq, 0);
    // A channel that is read no more has not been too small.
    drop(ended);
    client
        .start_on::<Reply, _>("Arith.Add", &ARGS, &done)
        .expect("started");
    let _: Reply = client.call("Arith.Add", &ARGS).await.expect("a reply");
    assert_eq!(client.undelivered(), 2);
}

#[tokio::test]
async fn a_value_that_was_lent_comes_back_however_the_call_ends() {
    let (client, _gate) = served();
    let mut reply = Reply { c: 3 };
    let waiting = client.call_into("Slow.Wait", &1_isize, &mut reply);
    tokio::select! {
        biased;
        ended = waiting => panic!("{ended:?}"),
        () = tokio::task::yield_now() => {}
    }
    assert_eq!(reply, Reply { c: 3 }, "dropped");
    client
        .call_into("Arith.Error", &ARGS, &mut reply)
        .await
        .expect_err("an error");
    assert_eq!(reply, Reply { c: 3 }, "failed");
    client
        .call_into("Arith.Add", &Unencodable::default(), &mut reply)
        .await
        .expect_err("no fields");
    assert_eq!(reply, Reply { c: 3 }, "never started");
    client.close().await.expect("the first close");
    client
        .call_into("Arith.Add", &ARGS, &mut reply)
        .await
        .expect_err("closed");
    assert_eq!(reply, Reply { c: 3 }, "closed");
}

#[test]
fn the_runtime_goes_away() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let (stream, _peer) = duplex(1 << 16);
    let client = runtime.block_on(async { Client::new(stream) });
    let call = client.start::<Reply, _>("Arith.Add", &ARGS);
    drop(runtime);
    let other = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    assert!(matches!(other.block_on(call), Err(CallError::Shutdown)));
}

#[tokio::test]
async fn many_calls_at_once_on_one_thread_share_their_writes() {
    let writes = many_calls_at_once().await;
    assert!(
        writes < 64 * 50 / 4,
        "{writes} writes for {} calls",
        64 * 50
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_at_once_on_two_threads() {
    // How many share one is for the threads' scheduler.
    many_calls_at_once().await;
}

/// How many writes they took.
async fn many_calls_at_once() -> usize {
    let (stream, theirs) = duplex(1 << 12);
    let server = Server::new();
    go_services(&server);
    tokio::spawn(async move { server.serve_conn(theirs).await });
    let (stream, record) = Recorded::new(stream);
    let client = Client::new(stream);
    let callers = (0..64_isize).map(|caller| {
        let client = client.clone();
        tokio::spawn(async move {
            for call in 0..50 {
                let args = Args { a: caller, b: call };
                let reply: Reply = client.call("Arith.Add", &args).await.expect("a reply");
                assert_eq!(reply.c, caller + call);
            }
        })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await.expect("no panic");
    }
    record.lock().expect("no panic").writes
}

fn served() -> (Client, Gate) {
    let (ours, theirs) = duplex(1 << 16);
    let server = Server::new();
    let gate = go_services(&server);
    tokio::spawn(async move { server.serve_conn(theirs).await });
    (Client::new(ours), gate)
}

fn connected() -> (Client, DuplexStream) {
    let (ours, theirs) = duplex(1 << 16);
    (Client::new(ours), theirs)
}

/// The `Seq` of each request.
fn request_seqs(bytes: &[u8]) -> Vec<u64> {
    let mut codec = GobServerCodec::new(&Limits::default());
    let (mut input, mut header, mut seqs) =
        (BytesMut::from(bytes), RequestHeader::default(), Vec::new());
    while codec
        .next_request(&mut input, &mut header)
        .expect("requests")
        .is_some()
    {
        seqs.push(header.seq);
    }
    assert!(input.is_empty(), "half a request");
    seqs
}

fn response(seq: u64, reply: &Reply) -> Vec<u8> {
    responses(&[(seq, reply.c)])
}

fn responses(replies: &[(u64, isize)]) -> Vec<u8> {
    let (mut codec, mut out) = (GobServerCodec::new(&Limits::default()), Vec::new());
    for (seq, c) in replies {
        let header = ResponseHeader {
            seq: *seq,
            ..ResponseHeader::default()
        };
        codec
            .encode_reply(&header, &Reply { c: *c }, &mut out)
            .expect("a reply");
    }
    out
}

/// What our client sends.
fn requests(count: u64) -> Vec<u8> {
    let (mut encoder, mut out) = (GobRequestEncoder::new(&Limits::default()), Vec::new());
    for seq in 0..count {
        let header = RequestHeader {
            service_method: "Arith.Add".to_owned(),
            seq,
        };
        encoder
            .encode_request(&header, &ARGS, &mut out)
            .expect("a request");
    }
    out
}
