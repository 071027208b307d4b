//! JSON written by hand, sent to Go's servers and clients and to ours. What Go's make of it is the reference.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::time::Duration;

use go_toolchain::Version;
use interop::by_hand::{self, Script};
use interop::differences::{self, Difference, Pairing};
use interop::peer::GoPeer;
use interop::{Failure, Format, Serving, scenarios};

#[tokio::test(flavor = "multi_thread")]
async fn our_server_answers_every_request_as_go_does() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let (go, ours) = (peer.serve().await.unwrap(), Serving::start().await.unwrap());
    let mut held = Held::new(&peer);
    for row in by_hand::requests() {
        let go = by_hand::ask(go.address(Format::Json), &row.bytes);
        let ours = by_hand::ask(ours.address(Format::Json), &row.bytes);
        held.hold(differences::REQUESTS, row.name, go, ours).await;
    }
    held.end(differences::REQUESTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_server_takes_and_refuses_every_kind_of_argument_as_go_does() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let (go, ours) = (peer.serve().await.unwrap(), Serving::start().await.unwrap());
    let mut held = Held::new(&peer);
    let go = by_hand::every_kind_of_argument(go.address(Format::Json));
    let ours = by_hand::every_kind_of_argument(ours.address(Format::Json));
    held.hold(differences::ARGUMENTS, "arguments", go, ours)
        .await;
    held.end(differences::ARGUMENTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_server_keeps_to_gos_order_of_things() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let (go, ours) = (peer.serve().await.unwrap(), Serving::start().await.unwrap());
    let mut held = Held::new(&peer);
    for name in by_hand::SESSIONS {
        let go = by_hand::session(name, go.address(Format::Json));
        let ours = by_hand::session(name, ours.address(Format::Json));
        held.hold(&[], name, go, ours).await;
    }
    held.end(&[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_client_understands_every_response_as_go_does() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let mut held = Held::new(&peer);
    for response in by_hand::responses() {
        let name = response.row.name;
        let go = async {
            let script = Script::start(response.clone()).await?;
            let calls = peer.play(Format::Json, "three_pending", script.address());
            Ok(calls.await? + &script.finish().await?)
        };
        let ours = async {
            let script = Script::start(response.clone()).await?;
            let calls = scenarios::play(Format::Json, "three_pending", script.address());
            Ok(calls.await? + &script.finish().await?)
        };
        held.hold(differences::RESPONSES, name, go, ours).await;
    }
    held.end(differences::RESPONSES);
}

/// What was compared, and how that went.
struct Held {
    go: Version,
    names: Vec<String>,
    faults: Vec<String>,
}

impl Held {
    fn new(peer: &GoPeer) -> Self {
        Held {
            go: peer.version(),
            names: Vec::new(),
            faults: Vec::new(),
        }
    }

    async fn hold(
        &mut self,
        listed: &[Difference],
        name: &str,
        go: impl Future<Output = Result<String, Failure>>,
        ours: impl Future<Output = Result<String, Failure>>,
    ) {
        self.names.push(name.into());
        let go = match bounded(go).await {
            Ok(go) => go,
            Err(error) => panic!("{name}, Go: {error}"),
        };
        let ours = bounded(ours).await.map_err(|error| error.to_string());
        let held = ours.and_then(|ours| {
            // One side is written by hand, the other is ours.
            let [.., pairing] = Pairing::WITH_OURS;
            differences::hold(listed, name, pairing, (self.go, &go), &ours)
        });
        if let Err(fault) = held {
            self.faults.push(format!("{name}:\n{fault}"));
        }
    }

    fn end(self, listed: &[Difference]) {
        for difference in listed {
            let name = difference.scenario;
            assert!(self.names.iter().any(|known| known == name), "no {name:?}");
        }
        assert!(self.faults.is_empty(), "\n{}", self.faults.join("\n"));
    }
}

/// A bound on a hang, not a measure of speed.
async fn bounded(
    transcript: impl Future<Output = Result<String, Failure>>,
) -> Result<String, Failure> {
    tokio::time::timeout(Duration::from_secs(60), transcript)
        .await
        .unwrap_or_else(|_| Err("it hangs".into()))
}
