//! What a JSON-RPC client can make the server hold, and how connections end: the core's promises hold for any codec.

#![cfg(feature = "tokio")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

#[path = "support/gated.rs"]
mod gated;
#[path = "../../tests/support/streams.rs"]
mod streams;

use std::{sync::Arc, time::Duration};

use netrpc::{CallError, Client, Limits, ServeError, Server};
use netrpc_jsonrpc::{JsonRpc, JsonServer};
use tokio::{
    io::{
        AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream,
        duplex,
    },
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinHandle,
    time::Instant,
};

use gated::register_wait;
use streams::{Flood, connected};

type Serving = JoinHandle<Result<(), ServeError>>;

/// `Text.Echo`, and `Slow.Wait` whose calls wait until the semaphore is given permits.
fn server(limits: Limits) -> (JsonServer, Arc<Semaphore>) {
    let server = Server::builder().codec(JsonRpc).limits(limits).build();
    let echo = |text: String| async move { Ok::<_, String>(text) };
    server.register_fn("Text.Echo", echo).unwrap();
    let gate = register_wait(&server);
    (server, gate)
}

fn served(limits: Limits) -> (DuplexStream, Serving, Arc<Semaphore>) {
    let (ours, theirs) = duplex(1 << 10);
    let (server, gate) = server(limits);
    let serving = tokio::spawn(async move { server.serve_conn(theirs).await });
    (ours, serving, gate)
}

fn echo(id: usize, text: &str) -> String {
    format!("{{\"method\":\"Text.Echo\",\"params\":[\"{text}\"],\"id\":{id}}}\n")
}

fn wait(id: usize) -> String {
    format!("{{\"method\":\"Slow.Wait\",\"params\":[{id}],\"id\":{id}}}\n")
}

fn echoed(id: usize, text: &str) -> String {
    format!("{{\"id\":{id},\"result\":\"{text}\",\"error\":null}}\n")
}

fn waited(id: usize) -> String {
    format!("{{\"id\":{id},\"result\":{id},\"error\":null}}\n")
}

async fn read_until_the_end(client: &mut (impl tokio::io::AsyncRead + Unpin)) -> String {
    let mut answers = String::new();
    client.read_to_string(&mut answers).await.unwrap();
    answers
}

#[tokio::test]
async fn a_client_that_has_ended_its_half_still_gets_its_answers() {
    let (mut client, stream) = connected().await;
    let (server, gate) = server(Limits::default());
    let serving = tokio::spawn(async move { server.serve_conn(stream).await });
    let requests = [wait(0), echo(1, "now"), wait(2)].concat();
    client.write_all(requests.as_bytes()).await.unwrap();
    client.shutdown().await.unwrap();
    let mut first = [0; 64];
    let answer = echoed(1, "now");
    client.read_exact(&mut first[..answer.len()]).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&first[..answer.len()]), answer);
    assert!(!serving.is_finished(), "two calls run");
    gate.add_permits(2);
    let rest = read_until_the_end(&mut client).await;
    let mut answers: Vec<&str> = rest.split_inclusive('\n').collect();
    answers.sort_unstable();
    assert_eq!(answers, [waited(0), waited(2)]);
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_client_that_goes_away_ends_its_connection_and_no_other() {
    let (server, gate) = server(Limits::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = server.clone();
    tokio::spawn(async move { serving.serve(listener).await });
    let stays = netrpc_jsonrpc::connect(address).await.unwrap();
    let waits = stays.start::<i64, _>("Slow.Wait", &1);
    let mut goes = TcpStream::connect(address).await.unwrap();
    goes.write_all(b"{\"method\":\"Text.Echo\",\"params\":[")
        .await
        .unwrap();
    drop(goes);
    let text: String = stays.call("Text.Echo", "here").await.unwrap();
    assert_eq!(text, "here");
    gate.add_permits(1);
    assert_eq!(waits.await.unwrap(), 1);
}

#[tokio::test]
async fn a_shutdown_answers_the_calls_that_run_and_takes_no_more() {
    let (mut client, stream) = duplex(1 << 10);
    let (server, gate) = server(Limits::default());
    let serving = server.clone();
    let serving = tokio::spawn(async move { serving.serve_conn(stream).await });
    client.write_all(wait(0).as_bytes()).await.unwrap();
    client.write_all(echo(1, "now").as_bytes()).await.unwrap();
    let mut answer = vec![0; echoed(1, "now").len()];
    client.read_exact(&mut answer).await.unwrap();
    server.shutdown();
    tokio::task::yield_now().await;
    client.write_all(echo(2, "late").as_bytes()).await.unwrap();
    gate.add_permits(1);
    assert_eq!(read_until_the_end(&mut client).await, waited(0));
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_client_that_never_stops_sending_does_not_keep_it_from_shutting_down() {
    let (server, _gate) = server(Limits::default());
    let request = echo(1, "again").into_bytes();
    let flood = Flood::new(request.clone(), request);
    let serving = server.clone();
    let served = tokio::spawn(async move { serving.serve_conn(flood).await });
    tokio::task::yield_now().await;
    server.shutdown();
    served.await.unwrap().unwrap();
}

#[tokio::test]
async fn at_the_limit_of_calls_in_flight_no_further_request_is_read() {
    let mut limits = Limits::default();
    limits.max_calls_in_flight = 3;
    let (client, serving, gate) = served(limits);
    let (reading, mut writing) = tokio::io::split(client);
    let requests: String = (0..100).map(wait).collect();
    // More than the stream holds: it can be sent once the server reads on.
    let sending = tokio::spawn(async move {
        writing.write_all(requests.as_bytes()).await.unwrap();
        writing
            .write_all(echo(100, "last").as_bytes())
            .await
            .unwrap();
        writing.shutdown().await.unwrap();
    });
    let (mut answers, mut answered) = (BufReader::new(reading).lines(), Vec::new());
    for _ in 0..100 {
        gate.add_permits(1);
        answered.push(answers.next_line().await.unwrap().unwrap());
    }
    answered.push(answers.next_line().await.unwrap().unwrap());
    let last = echoed(100, "last");
    let place = answered
        .iter()
        .position(|answer| *answer == last.trim_end());
    // While two calls run there is room for it.
    assert!(place.unwrap() >= 98, "it was read at {place:?}");
    sending.await.unwrap();
    serving.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn at_the_limit_of_bytes_in_flight_one_call_is_always_taken() {
    let mut limits = Limits::default();
    limits.max_bytes_in_flight = 1;
    let (mut client, serving, gate) = served(limits);
    let requests = [wait(0), echo(1, "now"), wait(2)].concat();
    client.write_all(requests.as_bytes()).await.unwrap();
    client.shutdown().await.unwrap();
    // The clock goes on when nobody has anything left to do.
    tokio::time::sleep(Duration::from_secs(1)).await;
    gate.add_permits(2);
    let answers = [waited(0), echoed(1, "now"), waited(2)].concat();
    assert_eq!(read_until_the_end(&mut client).await, answers, "one by one");
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_request_over_the_limit_costs_one_call() {
    let mut limits = Limits::default();
    limits.max_request = 10_000;
    let (ours, _serving, _gate) = served(limits);
    let client = netrpc_jsonrpc::client(ours);
    let long = "a".repeat(100_000);
    let error = client
        .call::<_, String>("Text.Echo", &long)
        .await
        .unwrap_err();
    assert!(
        matches!(&error, CallError::ServerError(text) if text == "rpc: request too big (Limits::max_request)"),
        "{error:?}"
    );
    let text: String = client.call("Text.Echo", "goes on").await.unwrap();
    assert_eq!(text, "goes on");
}

/// As every reply that cannot be decoded does.
#[tokio::test]
async fn a_response_over_the_limit_costs_the_connection() {
    let (ours, _serving, _gate) = served(Limits::default());
    let mut limits = Limits::default();
    limits.max_response = 1_000;
    let client = Client::builder().codec(JsonRpc).limits(limits).start(ours);
    let waiting = client.start::<i64, _>("Slow.Wait", &1);
    let error = client
        .call::<_, String>("Text.Echo", &"a".repeat(10_000))
        .await
        .unwrap_err();
    let text = "rpc: response too big (Limits::max_response)";
    assert!(
        matches!(&error, CallError::ReadingBody(cause) if cause.to_string() == text),
        "{error:?}"
    );
    assert_eq!(waiting.await.unwrap_err().to_string(), text);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_reads_no_replies_is_closed_after_the_write_stall() {
    let (mut client, serving, _gate) = served(Limits::default());
    let start = Instant::now();
    client
        .write_all(echo(0, &"a".repeat(100_000)).as_bytes())
        .await
        .unwrap();
    let ended = serving.await.unwrap();
    assert!(matches!(ended, Err(ServeError::WriteStalled)), "{ended:?}");
    assert_eq!(start.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_sends_without_reading_is_read_until_its_replies_fill_the_queue() {
    let mut limits = Limits::default();
    limits.write_stall = None;
    let (client, serving, _gate) = served(limits);
    let (mut reading, mut writing) = tokio::io::split(client);
    let text = "a".repeat(50_000);
    let requests: String = (0..100).map(|id| echo(id, &text)).collect();
    let replies: String = (0..100).map(|id| echoed(id, &text)).collect();
    let mut sent = 0;
    // 5 MB to send, and a queue of 1 MiB: the server stops reading somewhere behind that.
    while let Ok(written) = tokio::time::timeout(
        Duration::from_secs(60),
        writing.write(&requests.as_bytes()[sent..]),
    )
    .await
    {
        sent += written.unwrap();
    }
    assert!(
        (1_000_000..2_000_000).contains(&sent),
        "{sent} bytes were read"
    );
    // It has not forgotten anything: once the replies are read, all is answered.
    let rest = tokio::spawn(async move {
        writing
            .write_all(&requests.as_bytes()[sent..])
            .await
            .unwrap();
        writing.shutdown().await.unwrap();
    });
    assert!(read_until_the_end(&mut reading).await == replies);
    rest.await.unwrap();
    serving.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_is_closed_only_when_asked_to() {
    let (_client, serving, _gate) = served(Limits::default());
    tokio::time::timeout(Duration::from_secs(1_000_000), serving)
        .await
        .unwrap_err();
    let mut limits = Limits::default();
    limits.idle_timeout = Some(Duration::from_secs(60));
    let (mut client, serving, _gate) = served(limits);
    let start = Instant::now();
    client.write_all(b"{\"method\":").await.unwrap();
    let ended = serving.await.unwrap();
    assert!(matches!(ended, Err(ServeError::Idle)), "{ended:?}");
    assert_eq!(start.elapsed().as_secs(), 60);
}
