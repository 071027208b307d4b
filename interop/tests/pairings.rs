//! The four pairings play every scenario of each format. Go with Go is the reference.

mod support;

use std::net::SocketAddr;
use std::time::Duration;

use interop::peer::GoPeer;
use interop::{Failure, Format, Relay, Serving, differences, scenarios};

use support::Faults;

#[tokio::test(flavor = "multi_thread")]
async fn every_gob_pairing_has_the_transcript_of_go_with_go() {
    hold_against_go(Format::Gob).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_json_pairing_has_the_transcript_and_the_bytes_of_go_with_go() {
    hold_against_go(Format::Json).await;
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
async fn hold_against_go(format: Format) {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let mut faults = Faults::default();
    for scenario in scenarios::all(format) {
        let dies_before = differences::GO_SERVER_DIES_BEFORE
            .iter()
            .find(|(name, _)| name == scenario);
        if dies_before.is_some_and(|(_, version)| peer.version() < *version) {
            println!("{scenario}: this Go's own server dies of it");
            continue;
        }
        let go = match transcript(&peer, format, scenario, false, false).await {
            Ok(go) => go,
            Err(error) => panic!("{scenario}, Go -> Go: {error}"),
        };
        for (client_is_ours, server_is_ours) in [(true, false), (false, true), (true, true)] {
            let pairing = format!(
                "{scenario}, {} -> {}",
                side(client_is_ours),
                side(server_is_ours)
            );
            let found = transcript(&peer, format, scenario, client_is_ours, server_is_ours).await;
            let listed = differences::all(format);
            let expected =
                differences::expected(listed, scenario, &go, client_is_ours, server_is_ours);
            faults.hold(&pairing, expected, found);
        }
    }
    faults.assert_none();
}

fn side(is_ours: bool) -> &'static str {
    if is_ours { "Rust" } else { "Go" }
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
    client_is_ours: bool,
    server_is_ours: bool,
) -> Result<String, Failure> {
    let play = async |address: SocketAddr| match client_is_ours {
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
        if server_is_ours {
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
