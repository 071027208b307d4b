//! Go's `ServeRequest` and `ServeCodec`.

#![cfg(feature = "tokio")]

mod support;

use std::time::Duration;

use netrpc::{
    CallError, Client, Context, Limits, ServeError, Server,
    codec::{ServerFormat as _, gob::Gob},
};
use support::{Args, Reply, go_services};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, duplex},
    time::{Instant, timeout},
};

const ARGS: Args = Args { a: 7, b: 8 };

#[tokio::test]
async fn a_request_is_served_when_it_is_asked_for_and_not_before() {
    let server = Server::new();
    go_services(&server);
    let (near, far) = duplex(1 << 12);
    let mut requests = server.requests(far);
    let client = Client::new(near);
    let first = client.start::<Reply, _>("Arith.Add", &ARGS);
    let second = client.start::<Reply, _>("Arith.Mul", &ARGS);
    let failing = client.start::<Reply, _>("Arith.Error", &ARGS);
    requests.serve_request().await.expect("a call");
    assert_eq!(first.await.expect("answered"), Reply { c: 15 });
    assert_eq!(server.services()[0].calls_of("Add"), 1);
    assert_eq!(server.services()[0].calls_of("Mul"), 0);
    requests.serve_request().await.expect("a call");
    assert_eq!(second.await.expect("answered"), Reply { c: 56 });
    requests
        .serve_request()
        .await
        .expect("a method that fails was answered");
    assert_eq!(failing.await.expect_err("fails").to_string(), "ERROR");
    drop(client);
    let end = requests.serve_request().await.expect_err("no more");
    assert!(matches!(end, ServeError::Eof), "{end:?}");
    assert_eq!(end.to_string(), "EOF");
}

#[tokio::test]
async fn a_request_that_is_no_call_is_answered_and_said_to_whoever_serves() {
    let server = Server::new();
    go_services(&server);
    let (near, far) = duplex(1 << 12);
    let mut requests = server.requests(far);
    let client = Client::new(near);
    for (method, text) in [
        ("Arith", "rpc: service/method request ill-formed: Arith"),
        ("Nope.Add", "rpc: can't find service Nope.Add"),
        ("Arith.Nope", "rpc: can't find method Arith.Nope"),
        (
            "Echo.Int",
            "gob: decoding into local type *int, received remote type Args",
        ),
    ] {
        let call = client.start::<Reply, _>(method, &ARGS);
        let refused = requests.serve_request().await.expect_err(method);
        assert!(matches!(refused, ServeError::Refused(_)), "{refused:?}");
        assert_eq!(refused.to_string(), text);
        let error = call.await.expect_err(method);
        assert!(
            matches!(&error, CallError::ServerError(said) if said == text),
            "{error:?}"
        );
    }
    let call = client.start::<Reply, _>("Arith.Add", &ARGS);
    requests.serve_request().await.expect("a call");
    assert_eq!(call.await.expect("answered"), Reply { c: 15 });
}

#[tokio::test]
async fn a_stream_that_makes_no_sense_ends_in_an_error_without_an_answer() {
    let server = Server::new();
    let (mut near, far) = duplex(1 << 12);
    let mut requests = server.requests(far);
    near.write_all(&[3, 4, 0, 2]).await.expect("room");
    let error = requests.serve_request().await.expect_err("an int");
    assert_eq!(
        error.to_string(),
        "rpc: server cannot decode request: gob: type mismatch in decoder: want struct type rpc.Request; got non-struct"
    );
    drop(requests);
    let mut answers = Vec::new();
    near.read_to_end(&mut answers).await.expect("the end");
    assert!(answers.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_given_up_in_the_middle_is_gone_on_with_by_the_next() {
    let server = Server::new();
    let gate = go_services(&server);
    let (near, far) = duplex(1 << 12);
    let mut requests = server.requests(far);
    let second = Duration::from_secs(1);
    assert!(timeout(second, requests.serve_request()).await.is_err());

    let client = Client::new(near);
    let call = client.start::<isize, _>("Slow.Wait", &1_isize);
    assert!(timeout(second, requests.serve_request()).await.is_err());
    gate.add_permits(1);
    requests.serve_request().await.expect("the same call");
    assert_eq!(call.await.expect("answered"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_method_has_as_long_as_its_server_says() {
    let server = Server::builder()
        .method_timeout(Duration::from_secs(2))
        .build();
    let left = |context: Context, _: ()| async move {
        let deadline = context.deadline().ok_or("none")?;
        Ok::<_, &str>((Instant::from_std(deadline) - Instant::now()).as_secs())
    };
    server.register_fn("Test.Left", left).expect("new");
    let (near, far) = duplex(1 << 12);
    let mut requests = server.requests(far);
    let client = Client::new(near);
    for pause in [0, 5] {
        let waited = timeout(Duration::from_secs(pause), requests.serve_request()).await;
        assert!(waited.is_err(), "nobody has called");
        let call = client.start::<u64, _>("Test.Left", &());
        requests.serve_request().await.expect("a call");
        assert_eq!(call.await.expect("a deadline"), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_was_not_sent_whole_is_still_sent_and_told() {
    let server = Server::new();
    go_services(&server);
    let (near, far) = duplex(64);
    let (mut reader, mut writer) = tokio::io::split(near);
    let mut requests = server.requests(far);
    let second = Duration::from_secs(1);
    let session = go_fixtures::Manifest::load()
        .session("methods_not_found")
        .expect("captured")
        .clone();
    tokio::spawn(async move { writer.write_all(&session.client_to_server()).await });
    // The first answer is longer than what the client takes unread.
    assert!(timeout(second, requests.serve_request()).await.is_err());
    tokio::spawn(async move { tokio::io::copy(&mut reader, &mut tokio::io::sink()).await });
    let refused = requests.serve_request().await.expect_err("the first");
    assert_eq!(
        refused.to_string(),
        "rpc: service/method request ill-formed: Foo"
    );
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_is_the_end_of_the_requests_but_not_of_the_one_that_runs() {
    let server = Server::new();
    let gate = go_services(&server);
    let (near, far) = duplex(1 << 12);
    let mut requests = server.requests(far);
    let client = Client::new(near);
    let first = client.start::<isize, _>("Slow.Wait", &1_isize);
    let second = client.start::<isize, _>("Slow.Wait", &2_isize);
    let moment = Duration::from_secs(1);
    assert!(timeout(moment, requests.serve_request()).await.is_err());
    server.shutdown();
    gate.add_permits(2);
    requests.serve_request().await.expect("it runs");
    assert_eq!(first.await.expect("answered"), 1);
    let end = requests.serve_request().await.expect_err("not taken");
    assert!(matches!(end, ServeError::Eof), "{end:?}");
    drop(requests);
    assert!(second.await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_ends_the_wait_for_a_request_and_the_end_of_the_server_does_not() {
    let server = Server::new();
    go_services(&server);
    let (_silent, far) = duplex(1 << 12);
    let mut waiting = server.requests(far);
    let waiting = tokio::spawn(async move { waiting.serve_request().await });
    let (near, far) = duplex(1 << 12);
    let mut requests = Server::new().requests(far);
    let minute = Duration::from_secs(60);
    assert!(timeout(minute, requests.serve_request()).await.is_err());
    drop(near);
    server.shutdown();
    let end = timeout(minute, waiting).await.expect("an end");
    let end = end.expect("no panic").expect_err("no request");
    assert!(matches!(end, ServeError::Eof), "{end:?}");
}

#[tokio::test]
async fn a_codec_of_ones_own_making_serves_one_connection() {
    let server = Server::new();
    go_services(&server);
    let mut limits = Limits::default();
    limits.max_request = 64;
    let codec = Gob::new().server_codec(&limits);
    let (near, far) = duplex(1 << 12);
    let serving = tokio::spawn(async move { server.serve_codec(codec, far).await });
    let client = Client::new(near);
    let text: String = client.call("Echo.String", "gopher").await.expect("short");
    assert_eq!(text, "gopher");
    let error = client
        .call::<_, String>("Echo.String", &"x".repeat(100))
        .await
        .expect_err("longer than this codec takes");
    assert!(error.to_string().contains("Limits::max_request"), "{error}");
    drop(client);
    serving.await.expect("no panic").expect("an orderly end");
}

trait Calls {
    fn calls_of(&self, method: &str) -> u64;
}

impl Calls for netrpc::dispatch::ServiceInfo {
    fn calls_of(&self, method: &str) -> u64 {
        let mut methods = self.methods.iter();
        methods
            .find(|info| info.name == method)
            .expect("registered")
            .calls
    }
}
