//! Our server against sessions captured from Go: the same requests, the same bytes back.

#![cfg(feature = "tokio")]
#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

mod support;

use go_fixtures::{Manifest, Session, SessionKind};
use netrpc::Server;
use support::{Replay, go_services};

/// Sessions in which ours answers other than Go, and why.
const DIFFERENT: &[(&str, &str)] = &[
    (
        "error_with_empty_text",
        "a Rust method that fails has no reply; Go sends what the method had stored until then",
    ),
    (
        "unencodable_reply",
        "Go closes the connection; ours answers with an error and goes on",
    ),
    (
        "dropped_peer",
        "the method closes its own connection, which has no place in these tests",
    ),
];

#[test]
fn every_session_with_a_go_server_is_answered_byte_for_byte() {
    for session in server_sessions() {
        let sent = session.server_to_client();
        let answered = replay_as_captured(&session);
        if DIFFERENT.iter().any(|(name, _)| *name == session.name) {
            assert!(
                answered != sent,
                "{} is no difference any more",
                session.name
            );
        } else {
            let same = answered
                .iter()
                .zip(&sent)
                .take_while(|(ours, go)| ours == go)
                .count();
            let (ours, go) = (hex(&answered[same..]), hex(&sent[same..]));
            assert_eq!(
                ours, go,
                "{} from byte {same}: {}",
                session.name, session.shows
            );
        }
    }
}

#[test]
fn an_error_without_text_sends_what_go_would_but_for_the_value() {
    let session = Manifest::load()
        .session("error_with_empty_text")
        .expect("captured")
        .clone();
    let answered = hex(&replay_as_captured(&session));
    // Go's method had stored a 9 (`05 | ff 82 01 12 00`); a reply that nobody touched has no field.
    let go = hex(&session.server_to_client()).replace("05ff82011200", "03ff8200");
    assert_eq!(answered, go);
}

#[test]
fn requests_that_arrive_byte_by_byte_are_answered_the_same() {
    for session in server_sessions()
        .iter()
        .filter(|session| session.client_to_server().len() < 4_000)
    {
        let len = session.client_to_server().len();
        let whole = replay(session, len, |bytes| vec![bytes]);
        let bytewise = replay(session, len, |bytes| bytes.chunks(1).collect());
        assert_eq!(hex(&bytewise), hex(&whole), "{}", session.name);
    }
}

fn server_sessions() -> Vec<Session> {
    let sessions = Manifest::load().sessions;
    sessions
        .into_iter()
        .filter(|session| session.kind == SessionKind::Server)
        .collect()
}

/// The answers to all that the client sent. Where a call waited, a capture does not say for how long: it is any moment that
/// explains what Go answered, and if there is none, the end.
fn replay_as_captured(session: &Session) -> Vec<u8> {
    let (sent, end) = (session.server_to_client(), session.client_to_server().len());
    let answered = replay(session, end, |bytes| vec![bytes]);
    if answered == sent || !session.calls.iter().any(|call| call.method == "Slow.Wait") {
        return answered;
    }
    let moments = (0..end).map(|moment| replay(session, moment, |bytes| vec![bytes]));
    moments
        .into_iter()
        .find(|answered| *answered == sent)
        .unwrap_or(answered)
}

/// Calls that wait are let go when so many bytes of the client have been read.
fn replay(session: &Session, moment: usize, split: impl Fn(&[u8]) -> Vec<&[u8]>) -> Vec<u8> {
    let server = Server::new();
    let gate = go_services(&server);
    let mut replay = Replay::new(&server);
    let sent = session.client_to_server();
    let (before, after) = sent.split_at(moment);
    // A bad header ends the reading, which shows in what is not answered.
    let read = split(before)
        .into_iter()
        .try_for_each(|chunk| replay.feed(chunk));
    gate.add_permits(100);
    replay.poll_pending();
    let read = read.and_then(|()| {
        split(after)
            .into_iter()
            .try_for_each(|chunk| replay.feed(chunk))
    });
    let _ = read.and_then(|()| replay.end());
    replay.poll_pending();
    replay.out
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
