//! How a call is given up, and how its method is told.

#![cfg(feature = "tokio")]

#[path = "support/streams.rs"]
mod streams;
mod support;

use std::{future::pending, time::Duration};

use netrpc::{
    CallError, Cancelled, Client, Context, Limits, Server, ServerBuilder,
    codec::{ClientFormat as _, EncodeArgs as _, RequestHeader, gob::Gob},
    dispatch::CancelArgs,
};
use support::{Args, Reply, go_services};
use tokio::{
    io::{AsyncWriteExt as _, DuplexStream, duplex},
    sync::mpsc,
    task::yield_now,
    time::{Instant, sleep, timeout},
};

const ARGS: Args = Args { a: 7, b: 8 };

#[tokio::test]
async fn a_call_that_is_dropped_is_cancelled_on_the_server_and_no_other_is() {
    let (server, mut began, mut ended) = server_that_waits();
    go_services(&server);
    let client = cancelling_client_of(&server);
    let given_up = client.start::<isize, _>("Test.Wait", &1_isize);
    let kept = client.start::<isize, _>("Test.Wait", &2_isize);
    let other_connection = client_of(&server);
    let of_other = other_connection.start::<isize, _>("Test.Wait", &3_isize);
    let mut seen = [0; 3];
    for seen in &mut seen {
        *seen = began.recv().await.expect("a call");
    }
    seen.sort_unstable();
    assert_eq!(seen, [1, 2, 3]);

    drop(given_up);
    assert_eq!(ended.recv().await, Some((1, Cancelled::Cancelled)));
    let reply: Reply = client.call("Arith.Add", &ARGS).await.expect("goes on");
    assert_eq!(reply, Reply { c: 15 });
    assert!(ended.try_recv().is_err(), "others go on");
    drop((kept, of_other));
    assert_eq!(ended.recv().await, Some((2, Cancelled::Cancelled)));
}

#[tokio::test]
async fn a_cancelled_call_is_answered_with_gos_text_and_the_cancellation_with_false() {
    let (server, mut began, _ended) = server_that_waits();
    let client = client_of(&server);
    let call = client.start::<isize, _>("Test.Wait", &1_isize);
    began.recv().await.expect("a call");
    let found: bool = client
        .call("_goRPC_.Cancel", &CancelArgs { seq: 0 })
        .await
        .expect("understood");
    assert!(!found);
    let error = call.await.expect_err("cancelled");
    assert!(
        matches!(&error, CallError::ServerError(text) if text == "context canceled"),
        "{error:?}"
    );
    for seq in [0, 1, 77, u64::MAX] {
        let found: bool = client
            .call("_goRPC_.Cancel", &CancelArgs { seq })
            .await
            .expect("what has ended, or never was, is no error");
        assert!(!found);
    }
}

#[tokio::test]
async fn a_server_that_knows_no_cancellation_loses_nothing_by_it() {
    let server = Server::builder().codec(Gob::new()).build();
    let gate = go_services(&server);
    let client = cancelling_client_of(&server);
    drop(client.start::<isize, _>("Slow.Wait", &1_isize));
    gate.add_permits(1);
    for _ in 0..3 {
        let reply: Reply = client.call("Arith.Add", &ARGS).await.expect("goes on");
        assert_eq!(reply, Reply { c: 15 });
    }
    let error = client
        .call::<_, bool>("_goRPC_.Cancel", &CancelArgs { seq: 0 })
        .await
        .expect_err("as Go says it");
    assert_eq!(error.to_string(), "rpc: can't find service _goRPC_.Cancel");
}

#[tokio::test]
async fn a_lost_connection_cancels_its_calls() {
    let (server, mut began, mut ended) = server_that_waits();
    let (near, far) = streams::connected().await;
    let serving = tokio::spawn(async move { server.serve_conn(far).await });
    let client = Client::new(near);
    let call = client.start::<isize, _>("Test.Wait", &1_isize);
    began.recv().await.expect("a call");
    // Whoever serves gives up: nobody is left to take the answer.
    serving.abort();
    assert_eq!(ended.recv().await, Some((1, Cancelled::Cancelled)));
    assert!(call.await.is_err());
}

#[tokio::test]
async fn a_client_that_has_ended_its_half_still_waits_for_its_calls() {
    let (server, mut began, mut ended) = server_that_waits();
    let (mut near, far) = duplex(1 << 10);
    let serving = tokio::spawn(async move { server.serve_conn(far).await });
    near.write_all(&requests(1)).await.expect("sent");
    near.shutdown().await.expect("half closed");
    began.recv().await.expect("a call");
    yield_now().await;
    assert!(!serving.is_finished());
    assert!(ended.try_recv().is_err());
    serving.abort();
    assert_eq!(ended.recv().await, Some((1, Cancelled::Cancelled)));
}

#[tokio::test]
async fn an_end_of_the_client_gives_its_calls_up_where_that_was_asked_for() {
    let (begin, mut began) = mpsc::unbounded_channel();
    let server = Server::builder().end_cancels(true).build();
    let wait = move |context: Context, key: isize| {
        let begin = begin.clone();
        async move {
            begin.send(key).expect("the test waits");
            context.run(pending::<isize>()).await
        }
    };
    server.register_fn("Test.Wait", wait).expect("new");
    let (near, far) = duplex(1 << 10);
    let serving = tokio::spawn(async move { server.serve_conn(far).await });
    let client = Client::new(near);
    let call = client.start::<isize, _>("Test.Wait", &1_isize);
    assert_eq!(began.recv().await, Some(1));
    client.close().await.expect("open until now");
    assert!(call.await.is_err());
    // It ends; the answer to the call finds nobody.
    let served = serving.await.expect("no panic");
    assert!(
        matches!(served, Err(netrpc::ServeError::Io(_))),
        "{served:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_deadline_ends_what_a_method_runs_in_its_context() {
    let server = Server::builder()
        .method_timeout(Duration::from_secs(2))
        .build();
    let run = |context: Context, seconds: u64| async move {
        let left = context
            .deadline()
            .map(|at| Instant::from_std(at) - Instant::now());
        assert_eq!(left, Some(Duration::from_secs(2)));
        assert_eq!(context.reason(), None);
        let slept = context.run(sleep(Duration::from_secs(seconds))).await;
        assert_eq!(context.reason(), slept.err());
        slept.map(|()| seconds)
    };
    server.register_fn("Test.Run", run).expect("new");
    let client = client_of(&server);
    let slept: u64 = client.call("Test.Run", &1_u64).await.expect("in time");
    assert_eq!(slept, 1);
    let error = client
        .call::<_, u64>("Test.Run", &3_u64)
        .await
        .expect_err("too late");
    assert_eq!(error.to_string(), "context deadline exceeded");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_times_out_is_cancelled_on_the_server() {
    let (server, _began, mut ended) = server_that_waits();
    let (near, far) = duplex(1 << 10);
    tokio::spawn(async move { server.serve_conn(far).await });
    let client = Client::builder()
        .call_timeout(Duration::from_secs(1))
        .send_cancel()
        .start(near);
    let error = client
        .call::<_, isize>("Test.Wait", &1_isize)
        .await
        .expect_err("too late");
    assert!(matches!(error, CallError::Timeout), "{error:?}");
    assert_eq!(ended.recv().await, Some((1, Cancelled::Cancelled)));
}

#[tokio::test(start_paused = true)]
async fn a_client_that_is_closed_gives_up_the_calls_that_wait() {
    let (server, mut began, mut ended) = server_that_waits();
    let client = cancelling_client_of(&server);
    let call = client.start::<isize, _>("Test.Wait", &1_isize);
    began.recv().await.expect("a call");
    client.close().await.expect("open");
    let waited = timeout(Duration::from_secs(60), ended.recv()).await;
    assert_eq!(waited.expect("told"), Some((1, Cancelled::Cancelled)));
    assert!(matches!(call.await, Err(CallError::Shutdown)));
}

#[tokio::test(start_paused = true)]
async fn calls_can_be_given_up_while_no_more_are_taken() {
    let (server, mut began, mut ended) = waiting(builder_of_calls_at_once(2).build());
    let client = Client::builder()
        .call_timeout(None)
        .send_cancel()
        .start(connection_to(&server));
    let mut calls = Vec::new();
    for key in 0..2_isize {
        calls.push(client.start::<isize, _>("Test.Wait", &key));
        began.recv().await.expect("a call");
    }
    for key in 0..2_isize {
        drop(calls.remove(0));
        let waited = timeout(Duration::from_secs(60), ended.recv()).await;
        assert_eq!(waited.expect("told"), Some((key, Cancelled::Cancelled)));
    }
    let last = client.start::<isize, _>("Test.Wait", &7_isize);
    assert_eq!(began.recv().await, Some(7), "there is room again");
    drop(last);
    assert_eq!(ended.recv().await, Some((7, Cancelled::Cancelled)));
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_seen_to_be_lost_while_no_more_calls_are_taken() {
    let (server, _began, mut ended) = waiting(builder_of_calls_at_once(1).build());
    // At the limit, and with a request that waits for room.
    for calls in [1, 2] {
        let stream = tokio_test::io::Builder::new()
            .read(&requests(calls))
            .read_error(std::io::ErrorKind::ConnectionReset.into())
            .build();
        let server = server.clone();
        tokio::spawn(async move { server.serve_conn(stream).await });
        let waited = timeout(Duration::from_secs(60), ended.recv()).await;
        assert_eq!(waited.expect("seen"), Some((1, Cancelled::Cancelled)));
    }
}

#[tokio::test(start_paused = true)]
async fn an_end_of_the_client_is_seen_while_no_more_calls_are_taken() {
    let server = builder_of_calls_at_once(2).end_cancels(true);
    let (server, _began, mut ended) = waiting(server.build());
    let (mut near, far) = duplex(1 << 10);
    let serving = tokio::spawn(async move { server.serve_conn(far).await });
    near.write_all(&requests(5)).await.expect("sent");
    near.shutdown().await.expect("half closed");
    for key in 1..=5 {
        let waited = timeout(Duration::from_secs(60), ended.recv()).await;
        assert_eq!(waited.expect("told"), Some((key, Cancelled::Cancelled)));
    }
    serving.await.expect("no panic").expect("an orderly end");
}

#[tokio::test(start_paused = true)]
async fn an_end_of_the_client_is_seen_by_a_server_that_is_shut_down() {
    let (server, mut began, mut ended) = waiting(Server::builder().end_cancels(true).build());
    let client = client_of(&server);
    let call = client.start::<isize, _>("Test.Wait", &1_isize);
    began.recv().await.expect("a call");
    server.shutdown();
    sleep(Duration::from_secs(1)).await;
    assert!(ended.try_recv().is_err(), "calls that run are waited for");
    drop((call, client));
    let waited = timeout(Duration::from_secs(60), ended.recv()).await;
    assert_eq!(waited.expect("told"), Some((1, Cancelled::Cancelled)));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_of_a_dropped_call_unless_it_was_asked_for() {
    let (server, mut began, mut ended) = server_that_waits();
    let client = client_of(&server);
    let call = client.start::<isize, _>("Test.Wait", &1_isize);
    began.recv().await.expect("a call");
    drop(call);
    let waited = timeout(Duration::from_secs(60), ended.recv()).await;
    assert!(waited.is_err(), "{waited:?}");
}

/// `Test.Wait` says its argument twice: when it begins, and when it was cancelled, with the reason.
fn server_that_waits() -> (
    Server,
    mpsc::UnboundedReceiver<isize>,
    mpsc::UnboundedReceiver<(isize, Cancelled)>,
) {
    waiting(Server::new())
}

fn waiting(
    server: Server,
) -> (
    Server,
    mpsc::UnboundedReceiver<isize>,
    mpsc::UnboundedReceiver<(isize, Cancelled)>,
) {
    let (begin, began) = mpsc::unbounded_channel();
    let (end, ended) = mpsc::unbounded_channel();
    let wait = move |context: Context, key: isize| {
        let (begin, end) = (begin.clone(), end.clone());
        async move {
            begin.send(key).expect("the test waits");
            let waited = context.run(pending::<isize>()).await;
            if let Err(reason) = &waited {
                // The test may be over.
                let _ = end.send((key, *reason));
            }
            waited
        }
    };
    server.register_fn("Test.Wait", wait).expect("new");
    (server, began, ended)
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_shut_down_sees_the_end_behind_all_that_the_client_sent_before_it() {
    let (server, mut began, mut ended) = waiting(Server::builder().end_cancels(true).build());
    let (mut near, far) = duplex(1 << 10);
    let serving = server.clone();
    tokio::spawn(async move { serving.serve_conn(far).await });
    near.write_all(&requests(1)).await.expect("sent");
    began.recv().await.expect("a call");
    server.shutdown();
    sleep(Duration::from_secs(1)).await;
    let sent = timeout(Duration::from_secs(60), near.write_all(&[0; 1 << 20])).await;
    sent.expect("read").expect("open");
    drop(near);
    let waited = timeout(Duration::from_secs(60), ended.recv()).await;
    assert_eq!(waited.expect("told"), Some((1, Cancelled::Cancelled)));
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_calls_to_end_is_read_up_to_a_bound() {
    let (server, _began, _ended) = waiting(builder_of_calls_at_once(1).build());
    let (mut near, far) = duplex(1 << 10);
    tokio::spawn(async move { server.serve_conn(far).await });
    let requests = requests(20_000);
    let mut rest = requests.as_slice();
    while let Ok(written) = timeout(Duration::from_secs(1), near.write(rest)).await {
        rest = &rest[written.expect("open")..];
        assert!(
            !rest.is_empty(),
            "all of {} bytes were read",
            requests.len()
        );
    }
    let read = requests.len() - rest.len();
    assert!((16 << 10..64 << 10).contains(&read), "{read} bytes");
}

fn builder_of_calls_at_once(calls: usize) -> ServerBuilder {
    let mut limits = Limits::default();
    limits.max_calls_in_flight = calls;
    Server::builder().limits(limits)
}

/// The bytes of the first calls of `Test.Wait`, with 1, 2 and so on.
fn requests(calls: isize) -> Vec<u8> {
    let mut requests = Vec::new();
    let (mut encoder, _) = Gob::new().client_codec(&Limits::default());
    for (seq, key) in (0..).zip(1..=calls) {
        let service_method = "Test.Wait".into();
        encoder
            .encode_request(
                &RequestHeader {
                    service_method,
                    seq,
                },
                &key,
                &mut requests,
            )
            .expect("encodable");
    }
    requests
}

fn client_of(server: &Server) -> Client {
    Client::new(connection_to(server))
}

fn cancelling_client_of(server: &Server) -> Client {
    Client::builder().send_cancel().start(connection_to(server))
}

fn connection_to(server: &Server) -> DuplexStream {
    let (near, far) = duplex(1 << 10);
    let server = server.clone();
    tokio::spawn(async move { server.serve_conn(far).await });
    near
}
