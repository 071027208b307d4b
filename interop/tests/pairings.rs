//! The four pairings play every scenario of each format. Go with Go is the reference, in two versions.

use std::net::SocketAddr;
use std::time::Duration;

use interop::differences::{self, Pairing};
use interop::peer::GoPeer;
use interop::{Failure, Format, Relay, Serving, scenarios};

#[tokio::test(flavor = "multi_thread")]
async fn every_gob_pairing_has_the_transcript_of_go_with_go() {
    hold_against_go(Format::Gob, GoPeer::build()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_gob_pairing_has_the_transcript_of_an_old_go_with_itself() {
    hold_against_go(Format::Gob, GoPeer::build_old()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_json_pairing_has_the_transcript_and_the_bytes_of_go_with_go() {
    hold_against_go(Format::Json, GoPeer::build()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_json_pairing_has_the_transcript_and_the_bytes_of_an_old_go_with_itself() {
    hold_against_go(Format::Json, GoPeer::build_old()).await;
}

#[tokio::test]
async fn the_list_of_scenarios_is_that_of_the_go_peer() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    for format in [Format::Gob, Format::Json] {
        let listed = peer.list(format).await.unwrap();
        let live: Vec<_> = listed
            .iter()
            .filter(|(_, kind)| kind != "scripted")
            .map(|(name, _)| name)
            .collect();
        assert_eq!(live, scenarios::all(format));
        for difference in differences::all(format) {
            assert!(
                scenarios::all(format).contains(&difference.scenario),
                "{difference:?}"
            );
        }
    }
}

/// One process of each side for one scenario: type ids are process-global in Go, and one error text
/// depends on them.
async fn hold_against_go(format: Format, peer: Result<GoPeer, Failure>) {
    let peer = peer.unwrap_or_else(|error| panic!("{error}"));
    let mut faults = Vec::new();
    for scenario in scenarios::all(format) {
        let dies_before = differences::GO_SERVER_DIES_BEFORE
            .iter()
            .find(|(name, _)| name == scenario);
        if dies_before.is_some_and(|(_, version)| peer.version() < *version) {
            println!("{scenario}: this Go's own server dies of it");
            continue;
        }
        let go = match transcript(&peer, format, scenario, Pairing::GO).await {
            Ok(go) => go,
            Err(error) => panic!("{scenario}, {}: {error}", Pairing::GO),
        };
        for pairing in Pairing::WITH_OURS {
            let found = transcript(&peer, format, scenario, pairing).await;
            let held = found.map_err(|error| error.to_string()).and_then(|found| {
                let go = (peer.version(), go.as_str());
                differences::hold(differences::all(format), scenario, pairing, go, &found)
            });
            if let Err(fault) = held {
                faults.push(format!("{scenario}, {pairing}:\n{fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Scenarios whose calls may be answered in any order.
const MANY_IN_FLIGHT: &[&str] = &["pipelined_10000", "overlapping_64", "dropped_peer"];

fn lines(passed: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(passed);
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => line.to_owned(),
            None => format!("{line} (no newline)"),
        })
        .collect()
}

/// What the client printed and, for JSON, what passed between the two, line by line.
async fn transcript(
    peer: &GoPeer,
    format: Format,
    scenario: &str,
    pairing: Pairing,
) -> Result<String, Failure> {
    let play = async |address: SocketAddr| match pairing.client_is_ours {
        true => scenarios::play(format, scenario, address).await,
        false => peer.play(format, scenario, address).await,
    };
    let record = async |server: SocketAddr| {
        if format == Format::Gob {
            return play(server).await;
        }
        let relay = Relay::start(server).await?;
        let mut text = play(relay.address()).await?;
        let (requests, replies) = relay.finish().await?;
        let (mut requests, mut replies) = (lines(&requests), lines(&replies));
        if MANY_IN_FLIGHT.contains(&scenario) {
            requests.sort();
            replies.sort();
        }
        text.extend(requests.iter().map(|line| format!("> {line}\n")));
        text.extend(replies.iter().map(|line| format!("< {line}\n")));
        Ok(text)
    };
    let whole = async {
        if pairing.server_is_ours {
            let server = Serving::start().await?;
            record(server.address(format)).await
        } else {
            let server = peer.serve().await?;
            record(server.address(format)).await
        }
    };
    // A bound on a hang, not a measure of speed.
    tokio::time::timeout(Duration::from_secs(60), whole)
        .await
        .unwrap_or_else(|_| Err("it hangs".into()))
}
