//! Once warm, a call by JSON-RPC allocates what it does by gob: on the server nothing, on the client the cell that its reply
//! arrives in. Users' values come on top, and ids that are no numbers, which Go's clients do not send.

#![cfg(feature = "tokio")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

use std::{alloc::System, time::Duration};

use netrpc::Server;
use netrpc_jsonrpc::{JsonClient, JsonRpc, JsonServer};
use serde::{Deserialize, Serialize};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Args {
    a: i64,
    b: i64,
}

const CALLS: usize = 1_000;

/// One test, as the count is that of the whole process.
#[test]
fn a_warm_server_allocates_nothing_and_a_warm_client_once_a_call() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for batch in [1, 10] {
        let server = runtime.block_on(server_allocations(batch));
        assert_eq!(
            server, 0,
            "allocations for {CALLS} calls in batches of {batch}"
        );
    }
    let both = runtime.block_on(client_allocations());
    assert!(both <= CALLS, "{both} allocations for {CALLS} calls");
}

/// Requests and the replies to expect are encoded before.
async fn server_allocations(batch: usize) -> usize {
    let (mut ours, theirs) = duplex(1 << 16);
    let server = server();
    tokio::spawn(async move { server.serve_conn(theirs).await });
    let request = b"{\"method\":\"Arith.Add\",\"params\":[{\"A\":7,\"B\":8}],\"id\":7}\n";
    let reply = b"{\"id\":7,\"result\":15,\"error\":null}\n";
    let (requests, expected) = (request.repeat(batch), reply.repeat(batch));
    let mut replies = vec![0; expected.len()];
    let mut exchange = async |times: usize| {
        for _ in 0..times {
            ours.write_all(&requests).await.unwrap();
            ours.read_exact(&mut replies).await.unwrap();
            assert!(replies == expected);
        }
    };
    exchange(1_000).await;
    let region = Region::new(ALLOCATOR);
    exchange(CALLS / batch).await;
    let change = region.change();
    change.allocations + change.reallocations
}

async fn client_allocations() -> usize {
    let (ours, theirs) = duplex(1 << 16);
    let server = server();
    tokio::spawn(async move { server.serve_conn(theirs).await });
    let client = netrpc_jsonrpc::client(ours);
    for call in 0..2_000 {
        add(&client, call).await;
    }
    let region = Region::new(ALLOCATOR);
    for call in 0..1_000 {
        add(&client, call).await;
    }
    let change = region.change();
    change.allocations + change.reallocations
}

async fn add(client: &JsonClient, a: i64) {
    let sum: i64 = client.call("Arith.Add", &Args { a, b: 1 }).await.unwrap();
    assert_eq!(sum, a + 1);
}

fn server() -> JsonServer {
    // A debug build on a busy machine needs longer than the default budget for a batch; what is over it gets tasks.
    let server = Server::builder()
        .codec(JsonRpc)
        .inline_budget(Duration::from_secs(1))
        .build();
    let add = |args: Args| async move { Ok::<_, String>(args.a + args.b) };
    server.register_fn("Arith.Add", add).unwrap();
    server
}
