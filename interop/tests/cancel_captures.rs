//! Captured connections of keegancsmith/rpc, whose client cancels a call: our client says the same bytes, our server answers the
//! same.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

use std::convert::Infallible;
use std::fs;
use std::future;
use std::time::Duration;

use go_toolchain::workspace_root;
use interop::types::{Args, Reply, Unencodable};
use netrpc::{CallError, Client, Context, Server, ServerBuilder, codec::gob::Gob};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::sync::Notify;

#[tokio::test]
async fn our_client_cancels_with_the_bytes_of_the_forks_client() {
    bounded(client_says(
        Capture::load("keegancsmith-rpc"),
        "Arith.Sleep",
        5000,
    ))
    .await;
}

#[tokio::test]
async fn our_client_lives_with_the_bytes_of_a_server_that_knows_no_cancellation() {
    let capture = Capture::load("keegancsmith-rpc-before-net-rpc");
    bounded(client_says(capture, "Arith.SleepMilli", 5000)).await;
}

#[tokio::test]
async fn our_server_answers_a_cancellation_with_the_bytes_of_the_forks_server() {
    let capture = Capture::load("keegancsmith-rpc");
    bounded(server_says(capture, Server::builder())).await;
}

#[tokio::test]
async fn our_server_without_cancellation_answers_with_the_bytes_of_gos() {
    let capture = Capture::load("keegancsmith-rpc-before-net-rpc");
    // A builder that was given its format has not been told to understand it.
    bounded(server_says(capture, Server::builder().codec(Gob::new()))).await;
}

/// Plays the client of a capture, with the other half of it as the server.
async fn client_says(capture: Capture, slow: &str, milliseconds: isize) {
    let (near, mut server) = duplex(1 << 16);
    let client = Client::builder().send_cancel().start(near);
    // The fork counts calls from 1. One that cannot be encoded uses a number up, and nothing else.
    let unencodable = client.call::<_, ()>("Arith.Add", &Unencodable { hidden: 1 });
    assert!(matches!(unencodable.await, Err(CallError::Encode(_))));

    let script = async {
        let mut ended = false;
        for piece in capture.pieces {
            match piece {
                Piece::Request(bytes) => assert_eq!(read(&mut server, bytes.len()).await, bytes),
                // A client that was closed is not there for the rest.
                Piece::Answer(bytes) => assert!(server.write_all(&bytes).await.is_ok() || ended),
                Piece::EndOfRequests => {
                    assert_eq!(server.read_u8().await.ok(), None);
                    ended = true;
                }
                Piece::EndOfAnswers => assert!(server.shutdown().await.is_ok() || ended),
            }
        }
    };
    let args = |a, b| Args { a, b };
    let calls = async {
        let reply: Reply = client.call("Arith.Add", &args(7, 8)).await.unwrap();
        assert_eq!(reply.c, 15);
        drop(client.start::<Reply, _>(slow, &args(milliseconds, 0)));
        let reply: Reply = client.call("Arith.Add", &args(1, 2)).await.unwrap();
        assert_eq!(reply.c, 3);
        client.close().await.unwrap();
    };
    tokio::join!(script, calls);
}

/// Plays the server of a capture, with the other half of it as the client.
async fn server_says(capture: Capture, server: ServerBuilder) {
    let server = server.build();
    let ended: &'static Notify = Box::leak(Box::default());
    server
        .register_fn("Arith.Add", |Args { a, b }: Args| async move {
            Ok::<_, Infallible>(Reply { c: a + b })
        })
        .unwrap();
    server
        .register_fn("Arith.Sleep", |context: Context, _: Args| async move {
            context.run(future::pending::<Reply>()).await
        })
        .unwrap();
    server
        .register_fn("Arith.SleepMilli", move |_: Args| async move {
            ended.notified().await;
            Ok::<_, Infallible>(Reply { c: 0 })
        })
        .unwrap();
    let (near, mut client) = duplex(1 << 16);
    let script = async {
        for piece in capture.pieces {
            match piece {
                Piece::Request(bytes) => client.write_all(&bytes).await.unwrap(),
                Piece::Answer(bytes) => {
                    let found = read(&mut client, bytes.len()).await;
                    assert_eq!(messages(&found), messages(&bytes));
                }
                Piece::EndOfRequests => {
                    client.shutdown().await.unwrap();
                    ended.notify_one();
                }
                Piece::EndOfAnswers => assert_eq!(client.read_u8().await.ok(), None),
            }
        }
    };
    let (served, ()) = tokio::join!(server.serve_conn(near), script);
    served.unwrap();
}

async fn read(stream: &mut DuplexStream, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await.unwrap();
    bytes
}

/// The messages of some answers, sorted: a cancelled call and its cancellation are answered at the same time.
fn messages(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    while let [length, ..] = *bytes {
        // Longer ones say so in another way.
        assert!(length < 128);
        let (message, rest) = bytes.split_at(1 + usize::from(length));
        messages.push(message);
        bytes = rest;
    }
    messages.sort_unstable();
    messages
}

struct Capture {
    pieces: Vec<Piece>,
}

enum Piece {
    Request(Vec<u8>),
    EndOfRequests,
    Answer(Vec<u8>),
    EndOfAnswers,
}

impl Capture {
    fn load(name: &str) -> Self {
        let folder = workspace_root().join("interop/tests/data").join(name);
        let requests = fs::read(folder.join("c2s.bin")).unwrap();
        let answers = fs::read(folder.join("s2c.bin")).unwrap();
        let timeline = fs::read_to_string(folder.join("timeline.tsv")).unwrap();
        let piece = |line: &str| {
            let columns: Vec<&str> = line.split('\t').collect();
            let from_client = columns[1] == "c2s";
            let Ok(length) = columns[3].parse::<usize>() else {
                return match from_client {
                    true => Piece::EndOfRequests,
                    false => Piece::EndOfAnswers,
                };
            };
            let start: usize = columns[2].parse().unwrap();
            match from_client {
                true => Piece::Request(requests[start..start + length].into()),
                false => Piece::Answer(answers[start..start + length].into()),
            }
        };
        let mut pieces: Vec<Piece> = Vec::new();
        for piece in timeline.lines().map(piece) {
            match (pieces.last_mut(), piece) {
                // Two writes of the server without a word of the client between them.
                (Some(Piece::Answer(before)), Piece::Answer(more)) => before.extend(more),
                (_, piece) => pieces.push(piece),
            }
        }
        Capture { pieces }
    }
}

/// A bound on a hang, not a measure of speed.
async fn bounded(test: impl Future<Output = ()>) {
    tokio::time::timeout(Duration::from_secs(60), test)
        .await
        .expect("it hangs");
}
