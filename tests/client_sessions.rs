//! Our client against sessions captured from Go: the same calls, the same bytes out, the same outcomes.

#![cfg(feature = "tokio")]

mod support;

use std::collections::HashMap;

use go_fixtures::{Manifest, Session, SessionCall, SessionKind};
use netrpc::{CallError, Client, PendingCall, Server};
use support::{Args, Point, Recorded, Reply, go_services};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};

/// Replies made by hand, sent when all the calls that Go had pending are there.
#[tokio::test]
async fn every_scripted_session_ends_each_call_as_it_does_in_go() {
    let sessions = Manifest::load().sessions;
    for session in sessions
        .iter()
        .filter(|session| session.kind == SessionKind::Script)
    {
        let (stream, mut peer) = duplex(1 << 20);
        let (client, record) = {
            let (stream, record) = Recorded::new(stream);
            (Client::new(stream), record)
        };
        let (late, pending): (Vec<_>, Vec<_>) = session
            .calls
            .iter()
            .partition(|call| call.text.contains("connection is shut down"));
        let calls: Vec<PendingCall<Reply>> = pending
            .iter()
            .map(|_| client.start("Arith.Add", &Args { a: 1, b: 2 }))
            .collect();
        let mut requests = vec![0; session.client_to_server().len()];
        peer.read_exact(&mut requests).await.expect("requests");
        peer.write_all(&session.server_to_client())
            .await
            .expect("room");
        drop(peer);
        for (call, go) in calls.into_iter().zip(pending) {
            assert_eq!(
                outcome(&call.await),
                go_outcome(go),
                "{} seq {}",
                session.name,
                go.seq
            );
        }
        for go in late {
            let call = client
                .call::<_, Reply>("Arith.Add", &Args { a: 1, b: 2 })
                .await;
            assert_eq!(outcome(&call), go_outcome(go), "{}", session.name);
        }
        let written = record.lock().expect("no panic").written.clone();
        assert_eq!(written, session.client_to_server(), "{}", session.name);
    }
}

#[tokio::test]
async fn the_golden_transcript_is_the_same_in_both_directions() {
    let session = Replayed::start("add_twice");
    for _ in 0..2 {
        assert_eq!(session.add(7, 8).await, Reply { c: 15 });
    }
    session.assert_same_bytes();
}

#[tokio::test]
async fn zero_arguments_and_replies_are_the_same_in_both_directions() {
    let session = Replayed::start("zero_reply");
    for (a, b) in [(7, 8), (7, -7), (0, 0)] {
        assert_eq!(session.add(a, b).await, Reply { c: a + b });
    }
    session.assert_same_bytes();
}

#[tokio::test]
async fn errors_of_methods_are_the_same_in_both_directions() {
    let session = Replayed::start("error_first");
    assert_eq!(
        session.fail("Arith.Div", &Args { a: 1, b: 0 }).await,
        "divide by zero"
    );
    assert_eq!(
        session.fail("Arith.Error", &Args { a: 0, b: 0 }).await,
        "ERROR"
    );
    let quotient: Reply = session
        .client
        .call("Arith.Div", &Args { a: 9, b: 3 })
        .await
        .expect("a reply");
    assert_eq!(quotient, Reply { c: 3 });
    session.assert_same_bytes();
}

#[tokio::test]
async fn names_without_a_method_are_the_same_in_both_directions() {
    let session = Replayed::start("methods_not_found");
    for call in session
        .session
        .calls
        .iter()
        .filter(|call| call.outcome == "error")
    {
        assert_eq!(
            format!(
                "{:?}",
                session.fail(&call.method, &Args { a: 1, b: 2 }).await
            ),
            call.text
        );
    }
    assert_eq!(session.add(1, 2).await, Reply { c: 3 });
    session.assert_same_bytes();
}

#[tokio::test]
async fn replies_merge_into_the_callers_value_as_in_go() {
    let session = Replayed::start("replies_merge");
    let client = &session.client;
    let mut sum = Reply { c: 9 };
    client
        .call_into("Arith.Add", &Args { a: 1, b: -1 }, &mut sum)
        .await
        .expect("a reply");
    assert_eq!(sum, Reply { c: 9 }, "a zero field is not sent");
    client
        .call_into("Arith.Add", &Args { a: 1, b: 1 }, &mut sum)
        .await
        .expect("a reply");
    assert_eq!(sum, Reply { c: 2 });
    let mut map = HashMap::from([("old".to_owned(), 1_isize)]);
    client
        .call_into(
            "Echo.Map",
            &HashMap::from([("new".to_owned(), 2_isize)]),
            &mut map,
        )
        .await
        .expect("a reply");
    assert_eq!(
        map,
        HashMap::from([("old".to_owned(), 1), ("new".to_owned(), 2)])
    );
    let mut points = vec![Point { x: 1, y: 2 }];
    client
        .call_into("Echo.Points", &vec![Point { x: 0, y: 5 }], &mut points)
        .await
        .expect("a reply");
    assert_eq!(points, [Point { x: 1, y: 5 }]);
    session.assert_same_bytes();
}

/// A client and a server of ours, on a captured session.
struct Replayed {
    session: Session,
    client: Client,
    record: std::sync::Arc<std::sync::Mutex<support::Record>>,
}

impl Replayed {
    fn start(name: &str) -> Self {
        let session = Manifest::load().session(name).expect("captured").clone();
        let (ours, theirs): (DuplexStream, DuplexStream) = duplex(1 << 16);
        let server = Server::new();
        go_services(&server);
        tokio::spawn(async move { server.serve_conn(theirs).await });
        let (stream, record) = Recorded::new(ours);
        Self {
            session,
            client: Client::new(stream),
            record,
        }
    }

    async fn add(&self, a: isize, b: isize) -> Reply {
        self.client
            .call("Arith.Add", &Args { a, b })
            .await
            .expect("a reply")
    }

    async fn fail(&self, method: &str, args: &Args) -> String {
        match self.client.call::<_, Reply>(method, args).await {
            Err(CallError::ServerError(text)) => text,
            other => panic!("{method} answered {other:?}"),
        }
    }

    fn assert_same_bytes(&self) {
        let record = self.record.lock().expect("no panic");
        assert_eq!(record.written, self.session.client_to_server(), "requests");
        assert_eq!(record.read, self.session.server_to_client(), "responses");
    }
}

/// The notation of the transcripts.
fn outcome(result: &Result<Reply, CallError>) -> (String, String) {
    match result {
        Ok(reply) => ("ok".to_owned(), format!("{{C:{}}}", reply.c)),
        Err(CallError::ServerError(text)) => ("error".to_owned(), format!("{text:?}")),
        Err(error) => ("failed".to_owned(), format!("{:?}", error.to_string())),
    }
}

fn go_outcome(call: &SessionCall) -> (String, String) {
    (call.outcome.clone(), call.text.clone())
}
