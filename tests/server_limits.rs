//! What a client can make the server hold, and for how long.

#![cfg(feature = "tokio")]
#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

mod support;

use std::time::Duration;

use netrpc::{
    Client, Limits, ServeError, Server,
    codec::{EncodeArgs, RequestHeader, gob::GobRequestEncoder},
    dispatch::CancelArgs,
};
use support::{Args, Recorded, Replay, Reply, go_services};
use tokio::{
    io::{self, AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::Instant,
};

const ARGS: Args = Args { a: 7, b: 8 };

#[test]
fn a_header_over_the_limit_ends_the_connection_at_once() {
    for name_len in [4_096, 1 << 20, 100 << 20] {
        let mut requests = Requests::new();
        requests.add(&"x".repeat(name_len), &ARGS);
        let server = Server::new();
        go_services(&server);
        let mut replay = Replay::new(&server);
        let error = replay.feed(&requests.bytes[..4_180]).expect_err("too long");
        assert_eq!(
            error.to_string(),
            "rpc: request header of more than 4096 bytes (Limits::max_request_header)"
        );
        assert!(replay.out.is_empty() && replay.connection.has_ended());
    }
}

#[test]
fn a_body_over_the_limit_is_thrown_away_as_it_comes_and_costs_its_call_an_error() {
    let mut limits = Limits::default();
    limits.max_request = 10_000;
    let mut requests = Requests::new();
    requests.add("Echo.Bytes", &vec![0_u8; 100_000]);
    requests.add("Arith.Add", &ARGS);
    let server = Server::new();
    go_services(&server);
    let mut replay = Replay::with_limits(&server, &limits);
    for chunk in requests.bytes.chunks(1_000) {
        replay.feed(chunk).expect("the connection goes on");
        assert!(
            replay.input.len() <= 2_000,
            "{} bytes were kept",
            replay.input.len()
        );
    }
    let mut answers = Answers::of(&replay.out);
    let error = answers.next::<Vec<u8>>().expect_err("too big");
    assert!(error.contains("10000 (Limits::max_request"), "{error}");
    assert_eq!(answers.next(), Ok(Reply { c: 15 }));
}

#[test]
fn at_the_limit_of_calls_in_flight_no_further_request_is_taken() {
    let mut limits = Limits::default();
    limits.max_calls_in_flight = 3;
    let mut requests = Requests::new();
    for key in 0..5_isize {
        requests.add("Slow.Wait", &key);
    }
    let server = Server::new();
    let gate = go_services(&server);
    let mut replay = Replay::with_limits(&server, &limits);
    replay.feed(&requests.bytes).expect("well formed");
    assert_eq!(replay.pending.len(), 3);
    assert!(!replay.connection.accepts_calls() && !replay.input.is_empty());
    gate.add_permits(1);
    replay.poll_pending();
    replay.feed(&[]).expect("well formed");
    assert_eq!(replay.pending.len(), 3, "one has gone, one has come");
    gate.add_permits(10);
    replay.poll_pending();
    replay.feed(&[]).expect("well formed");
    assert_eq!((replay.pending.len(), replay.input.len()), (0, 0));
}

#[test]
fn at_the_limit_of_bytes_in_flight_no_further_request_is_taken_but_one_always_is() {
    // The first request has 66 bytes with its definition, each other about 20.
    for (max, at_once) in [(0, 1), (10, 1), (100, 3)] {
        let mut limits = Limits::default();
        limits.max_bytes_in_flight = max;
        let mut requests = Requests::new();
        for key in 0..9_isize {
            requests.add("Slow.Wait", &key);
        }
        let server = Server::new();
        let gate = go_services(&server);
        let mut replay = Replay::with_limits(&server, &limits);
        replay.feed(&requests.bytes).expect("well formed");
        assert_eq!(replay.pending.len(), at_once);
        // What has been answered counts no more.
        gate.add_permits(at_once);
        replay.poll_pending();
        replay.feed(&[]).expect("well formed");
        assert!(replay.pending.len() >= at_once, "{}", replay.pending.len());
        gate.add_permits(100);
        for _ in 0..9 {
            replay.poll_pending();
            replay.feed(&[]).expect("well formed");
        }
        assert_eq!((replay.pending.len(), replay.input.len()), (0, 0));
    }
}

#[test]
fn cancellations_at_the_limit_of_calls_in_flight_are_answered_at_once_and_cost_no_call() {
    let mut limits = Limits::default();
    limits.max_calls_in_flight = 1;
    let mut requests = Requests::new();
    requests.add("Slow.Wait", &0_isize);
    for _ in 0..100 {
        requests.add("_goRPC_.Cancel", &CancelArgs { seq: 7 });
    }
    requests.add("Echo.Int", &1_isize);
    requests.add("Echo.Int", &2_isize);
    let server = Server::new();
    let gate = go_services(&server);
    let mut replay = Replay::with_limits(&server, &limits);
    replay.feed(&requests.bytes).expect("well formed");
    assert_eq!(replay.connection.calls_in_flight(), 1);
    assert!(!replay.connection.accepts_calls() && !replay.input.is_empty());
    let mut answers = Answers::of(&replay.out);
    for _ in 0..100 {
        assert_eq!(answers.next(), Ok(false));
    }
    replay.out.clear();
    gate.add_permits(1);
    replay.poll_pending();
    assert!(replay.connection.accepts_calls());
    replay.feed(&[]).expect("well formed");
    for reply in [0_isize, 1, 2] {
        answers.input.extend_from_slice(&replay.out);
        replay.out.clear();
        assert_eq!(answers.next(), Ok(reply));
    }
}

#[test]
fn a_body_whose_length_makes_no_sense_is_answered_before_the_connection_ends() {
    let mut requests = Requests::new();
    requests.add("Arith.Add", &ARGS);
    let header_end = requests.bytes.len() - 39;
    let server = Server::new();
    go_services(&server);
    let mut replay = Replay::new(&server);
    let bad_length = [&requests.bytes[..header_end], b"\xf0\x01\x02"].concat();
    let error = replay
        .feed(&bad_length)
        .expect_err("the stream cannot go on");
    assert_eq!(
        error.to_string(),
        "gob: encoded unsigned integer out of range"
    );
    let text = "gob: encoded unsigned integer out of range".to_owned();
    assert_eq!(Answers::of(&replay.out).next::<Reply>(), Err(text));
}

#[tokio::test(start_paused = true)]
async fn a_client_that_reads_no_replies_is_closed_after_the_write_stall() {
    let (mut client, serving) = served(Limits::default());
    let mut requests = Requests::new();
    requests.add("Echo.Bytes", &vec![0_u8; 100_000]);
    let start = Instant::now();
    client
        .write_all(&requests.bytes)
        .await
        .expect("the server reads");
    let ended = serving.await.expect("no panic");
    assert!(matches!(ended, Err(ServeError::WriteStalled)), "{ended:?}");
    assert_eq!(start.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_sends_without_reading_is_read_until_its_replies_fill_the_queue() {
    let mut limits = Limits::default();
    limits.write_stall = None;
    let (client, _serving) = served(limits);
    let (mut reading, mut writing) = tokio::io::split(client);
    let mut requests = Requests::new();
    for _ in 0..100 {
        requests.add("Echo.Bytes", &vec![0_u8; 50_000]);
    }
    let total = requests.bytes.len();
    let mut sent = 0;
    // 5 MB to send, and a queue of 1 MiB: the server stops reading somewhere behind that.
    while let Ok(written) = tokio::time::timeout(
        Duration::from_secs(60),
        writing.write(&requests.bytes[sent..]),
    )
    .await
    {
        sent += written.expect("open");
    }
    assert!(
        (1_000_000..2_000_000).contains(&sent),
        "{sent} bytes were read"
    );
    // It has not forgotten anything: once the replies are read, all is answered.
    let rest = tokio::spawn(async move { writing.write_all(&requests.bytes[sent..]).await });
    let mut replies = vec![0; total];
    reading
        .read_exact(&mut replies[..4_900_000])
        .await
        .expect("replies");
    rest.await.expect("no panic").expect("all sent");
}

#[tokio::test]
async fn answers_to_requests_that_are_no_calls_fill_the_queue_like_others() {
    let mut limits = Limits::default();
    limits.max_write_queue = 1_000;
    let server = Server::builder().limits(limits).build();
    let mut requests = Requests::new();
    for _ in 0..300 {
        requests.add("No.Such", &ARGS);
    }
    let all_at_once = io::join(std::io::Cursor::new(requests.bytes), io::sink());
    let (stream, record) = Recorded::new(all_at_once);
    server.serve_conn(stream).await.expect("an orderly end");
    let record = record.lock().expect("no panic");
    let at_a_time = record.written.len() / record.writes;
    assert!((500..1_200).contains(&at_a_time), "{at_a_time} bytes");
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_is_closed_only_when_asked_to() {
    let (_client, serving) = served(Limits::default());
    tokio::time::timeout(Duration::from_secs(1_000_000), serving)
        .await
        .expect_err("still open");

    let mut limits = Limits::default();
    limits.idle_timeout = Some(Duration::from_secs(60));
    let (stream, serving) = served(limits);
    let start = Instant::now();
    let client = Client::new(stream);
    for pause in [0, 50] {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        let reply: Reply = client.call("Arith.Add", &ARGS).await.expect("still open");
        assert_eq!(reply, Reply { c: 15 });
    }
    let ended = serving.await.expect("no panic");
    assert!(matches!(ended, Err(ServeError::Idle)), "{ended:?}");
    assert_eq!(start.elapsed().as_secs(), 110);
}

#[tokio::test]
async fn connections_over_the_limit_wait_to_be_accepted() {
    let mut limits = Limits::default();
    limits.max_connections = 1;
    let server = Server::builder().limits(limits).build();
    go_services(&server);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    tokio::spawn(async move { server.serve(listener).await });
    let first = Client::connect(address).await.expect("connected");
    first
        .call::<_, Reply>("Arith.Add", &ARGS)
        .await
        .expect("a reply");
    let second = Client::new(TcpStream::connect(address).await.expect("in the backlog"));
    let mut waiting = second.start::<Reply, _>("Arith.Add", &ARGS);
    for _ in 0..20 {
        let answered = first.call::<_, Reply>("Arith.Add", &ARGS);
        tokio::select! {
            biased;
            early = &mut waiting => panic!("{early:?} though the first is still open"),
            reply = answered => assert_eq!(reply.expect("a reply"), Reply { c: 15 }),
        }
    }
    drop(first);
    assert_eq!(waiting.await.expect("its turn has come"), Reply { c: 15 });
}

fn served(limits: Limits) -> (DuplexStream, JoinHandle<Result<(), ServeError>>) {
    let (ours, theirs) = duplex(1 << 10);
    let server = Server::builder().limits(limits).build();
    go_services(&server);
    (
        ours,
        tokio::spawn(async move { server.serve_conn(theirs).await }),
    )
}

struct Requests {
    encoder: GobRequestEncoder,
    seq: u64,
    bytes: Vec<u8>,
}

impl Requests {
    fn new() -> Self {
        Self {
            encoder: GobRequestEncoder::new(&Limits::trusted()),
            seq: 0,
            bytes: Vec::new(),
        }
    }

    fn add<A>(&mut self, method: &str, args: &A)
    where
        GobRequestEncoder: EncodeArgs<A>,
    {
        let header = RequestHeader {
            service_method: method.to_owned(),
            seq: self.seq,
        };
        self.encoder
            .encode_request(&header, args, &mut self.bytes)
            .expect("a request");
        self.seq += 1;
    }
}

/// What a client would make of a server's bytes.
struct Answers {
    decoder: netrpc::codec::gob::GobResponseDecoder,
    input: bytes::BytesMut,
}

impl Answers {
    fn of(bytes: &[u8]) -> Self {
        let decoder = netrpc::codec::gob::GobResponseDecoder::new(&Limits::default());
        Self {
            decoder,
            input: bytes::BytesMut::from(bytes),
        }
    }

    fn next<R: netrpc::gob::Decode>(&mut self) -> Result<R, String> {
        use netrpc::codec::{DecodeReply as _, ResponseDecoder as _};
        let mut header = netrpc::codec::ResponseHeader::default();
        let body = self
            .decoder
            .next_response(&mut self.input, &mut header)
            .expect("a header")
            .expect("whole");
        if header.error.is_empty() {
            Ok(self.decoder.decode_reply(body).expect("a reply"))
        } else {
            Err(header.error)
        }
    }
}
