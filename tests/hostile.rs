//! Truncations and single-byte changes of captured sessions, into both sides: an error or a value, never a panic. Every day all
//! of them for the small sessions and telling ones for others; all for all with `cargo xtask damage`.

#![cfg(feature = "tokio")]
#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

mod support;

use std::{
    collections::HashSet,
    sync::Arc,
    task::{Context, Waker},
};

use bytes::BytesMut;
use go_fixtures::{Manifest, Session};
use netrpc::{
    Gob, Limits, Server,
    connection::{Outgoing, PendingReply, ReplyCell},
};
use support::{Args, Everything, Replay, Reply, go_services};

#[test]
fn no_change_of_a_request_brings_the_server_down() {
    let server = Server::new();
    let gate = go_services(&server);
    gate.close();
    let tried = for_each_variant(Session::client_to_server, |bytes| {
        let mut replay = Replay::new(&server);
        let fed = replay.feed(bytes);
        let _ = fed.and_then(|()| replay.end());
        replay.poll_pending();
        assert!(
            replay.out.len() <= 100 * bytes.len() + 1_000,
            "{} bytes of answers to {}",
            replay.out.len(),
            bytes.len()
        );
    });
    println!("{tried} variants of requests tried");
    assert!(tried > 100_000, "{tried}");
}

#[test]
fn no_change_of_a_response_brings_the_client_down() {
    let tried = for_each_variant(Session::server_to_client, receive);
    println!("{tried} variants of responses tried");
    assert!(tried > 100_000, "{tried}");
}

/// Feeds responses to a client with a call of each of several types in flight; each must have ended in the end.
fn receive(bytes: &[u8]) {
    let (mut outgoing, mut incoming) = Outgoing::with_incoming(&Gob::new(), &Limits::default());
    let calls: Vec<Arc<ReplyCell<Reply>>> =
        (0..8).map(|_| Arc::new(ReplyCell::new(None))).collect();
    let wide = Arc::new(ReplyCell::<Everything>::new(None));
    for call in &calls {
        start(&mut outgoing, Arc::clone(call) as _);
    }
    start(&mut outgoing, Arc::clone(&wide) as _);
    let (mut input, mut wakers) = (BytesMut::from(bytes), Vec::new());
    incoming.handle_input(&mut input);
    outgoing.claim(&mut incoming);
    let mut read = incoming.deliver(&mut wakers);
    if read.is_ok() {
        incoming.handle_end(&mut input);
        outgoing.claim(&mut incoming);
        read = incoming.deliver(&mut wakers);
    }
    let error = read.expect_err("the input has ended");
    for left in outgoing.stop() {
        left.fail(error.clone());
    }
    let mut cx = Context::from_waker(Waker::noop());
    for call in &calls {
        assert!(call.poll_outcome(&mut cx).is_ready(), "a call still waits");
    }
    assert!(wide.poll_outcome(&mut cx).is_ready(), "a call still waits");
}

fn start(
    outgoing: &mut Outgoing<Gob>,
    reply: Arc<dyn PendingReply<netrpc::codec::gob::GobResponseDecoder>>,
) {
    outgoing
        .start("Arith.Add", &Args { a: 1, b: 2 }, None, |_| reply)
        .expect("open");
}

/// Answers how many variants there were.
fn for_each_variant(of: impl Fn(&Session) -> Vec<u8>, mut check: impl FnMut(&[u8])) -> usize {
    let (mut tried, mut seen) = (0, HashSet::new());
    let (all_values, largest) = match std::env::var_os("NETRPC_ALL_DAMAGE") {
        Some(_) => (LARGEST_OF_ALL, LARGEST_OF_ALL),
        None => (ALL_VALUES, LARGEST),
    };
    for session in Manifest::load().sessions {
        let bytes = of(&session);
        if bytes.len() > largest || !seen.insert(bytes.clone()) {
            continue;
        }
        for end in 0..bytes.len() {
            check(&bytes[..end]);
            tried += 1;
        }
        let mut changed = bytes.clone();
        for (at, original) in bytes.iter().enumerate() {
            let values = if bytes.len() <= all_values {
                (0..=255).collect()
            } else {
                telling_values(*original)
            };
            for value in values.into_iter().filter(|value| value != original) {
                changed[at] = value;
                check(&changed);
                tried += 1;
            }
            changed[at] = *original;
        }
    }
    tried
}

/// The ends of the integers' short and long forms, what stands for large counts and ids, and the neighbours.
fn telling_values(original: u8) -> Vec<u8> {
    let neighbours = [
        original ^ 1,
        original.wrapping_add(1),
        original.wrapping_sub(1),
        !original,
    ];
    [
        0x00, 0x01, 0x02, 0x10, 0x3f, 0x40, 0x7f, 0x80, 0x81, 0xf7, 0xf8, 0xff,
    ]
    .into_iter()
    .chain(neighbours)
    .collect()
}

/// Sessions up to this size (the golden transcripts among them) have each byte changed to each value.
const ALL_VALUES: usize = 130;
/// Larger sessions repeat what the smaller ones have; `cargo xtask damage` tries them, too.
const LARGEST: usize = 600;
/// Beyond are only noise, kilobytes of it, as an argument and a reply.
const LARGEST_OF_ALL: usize = 4_096;
