//! Once warm, the library allocates nothing for a call on the server, and one cell for a call on the client.

#![cfg(feature = "tokio")]
#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

use std::alloc::System;

use netrpc::{
    Client, Gob, Limits, Server,
    codec::{
        EncodeArgs as _, EncodeReply as _, RequestHeader, ResponseHeader,
        gob::{GobRequestEncoder, GobServerCodec},
    },
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[derive(Gob)]
struct Args {
    a: isize,
    b: isize,
}

#[derive(Gob)]
struct Reply {
    c: isize,
}

const CALLS: usize = 1_000;

/// One test, as the count is that of the whole process.
#[test]
fn a_warm_server_allocates_nothing_and_a_warm_client_once_a_call() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let one_by_one = runtime.block_on(server_allocations(1));
    assert_eq!(
        one_by_one, 0,
        "allocations of the server for {CALLS} calls one by one"
    );
    let batches = runtime.block_on(server_allocations(10));
    assert_eq!(
        batches, 0,
        "allocations of the server for {CALLS} calls in batches of 10"
    );
    let client = runtime.block_on(client_allocations());
    assert!(
        client <= CALLS,
        "{client} allocations for {CALLS} calls of client and server"
    );
    println!("client and server: {client} allocations for {CALLS} calls");
}

/// Requests and the replies to expect are encoded before.
async fn server_allocations(batch: usize) -> usize {
    let (mut ours, theirs) = duplex(1 << 16);
    let server = server();
    tokio::spawn(async move { server.serve_conn(theirs).await });
    let mut session = Session::new();
    let mut replies = vec![0; 1 << 16];
    for calls in [1; 1_000].into_iter().chain([batch; 100]) {
        session.next(calls);
        session.exchange(&mut ours, &mut replies).await;
    }
    let region = Region::new(ALLOCATOR);
    for _ in 0..CALLS / batch {
        session.exchange(&mut ours, &mut replies).await;
    }
    let change = region.change();
    change.allocations + change.reallocations
}

async fn client_allocations() -> usize {
    let (ours, theirs) = duplex(1 << 16);
    let server = server();
    tokio::spawn(async move { server.serve_conn(theirs).await });
    let client = Client::new(ours);
    for call in 0..2_000 {
        add(&client, call).await;
    }
    let region = Region::new(ALLOCATOR);
    for call in 2_000..2_000 + CALLS {
        add(&client, call).await;
    }
    let change = region.change();
    change.allocations + change.reallocations
}

async fn add(client: &Client, call: usize) {
    let args = Args {
        a: call as isize,
        b: 1,
    };
    let reply: Reply = client.call("Arith.Add", &args).await.expect("a reply");
    assert_eq!(reply.c, args.a + 1);
}

fn server() -> Server {
    // A debug build on a busy machine needs longer than the default budget for a batch; what is over it gets tasks.
    let server = Server::builder()
        .inline_budget(std::time::Duration::from_secs(1))
        .build();
    let add = |args: Args| async move { Ok::<_, String>(Reply { c: args.a + args.b }) };
    server.register_fn("Arith.Add", add).expect("new");
    server
}

/// What goes to the server, and what must come back.
struct Session {
    encoder: GobRequestEncoder,
    requests: Vec<u8>,
    codec: GobServerCodec,
    replies: Vec<u8>,
    seq: u64,
}

impl Session {
    fn new() -> Self {
        let limits = Limits::default();
        let (encoder, codec) = (
            GobRequestEncoder::new(&limits),
            GobServerCodec::new(&limits),
        );
        Self {
            encoder,
            requests: Vec::new(),
            codec,
            replies: Vec::new(),
            seq: 0,
        }
    }

    fn next(&mut self, calls: usize) {
        self.requests.clear();
        self.replies.clear();
        for _ in 0..calls {
            let (service_method, seq) = ("Arith.Add".to_owned(), self.seq);
            let response = ResponseHeader {
                service_method: service_method.clone(),
                seq,
                error: String::new(),
            };
            let request = RequestHeader {
                service_method,
                seq,
            };
            self.encoder
                .encode_request(&request, &Args { a: 7, b: 8 }, &mut self.requests)
                .expect("a request");
            self.codec
                .encode_reply(&response, &Reply { c: 15 }, &mut self.replies)
                .expect("a reply");
            self.seq += 1;
        }
    }

    /// The same requests again are as good as others: the server does not look at `Seq`.
    async fn exchange(&self, stream: &mut DuplexStream, buffer: &mut [u8]) {
        stream.write_all(&self.requests).await.expect("room");
        let replies = &mut buffer[..self.replies.len()];
        stream.read_exact(replies).await.expect("replies");
        assert!(*replies == *self.replies);
    }
}
