//! The four pairings play every scenario. Go with Go is the reference.

use std::net::SocketAddr;
use std::time::Duration;

use interop::peer::GoPeer;
use interop::{Failure, Serving, differences, scenarios};

/// One process of each side for one scenario: type ids are process-global in Go, and one error text
/// depends on them.
#[tokio::test(flavor = "multi_thread")]
async fn every_pairing_has_the_transcript_of_go_with_go() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let mut faults = Vec::new();
    for scenario in scenarios::ALL {
        let dies_before = differences::GO_SERVER_DIES_BEFORE
            .iter()
            .find(|(name, _)| name == scenario);
        if dies_before.is_some_and(|(_, version)| peer.version() < *version) {
            println!("{scenario}: this Go's own server dies of it");
            continue;
        }
        let go = match transcript(&peer, scenario, false, false).await {
            Ok(go) => go,
            Err(error) => panic!("{scenario}, Go -> Go: {error}"),
        };
        for (client_is_ours, server_is_ours) in [(true, false), (false, true), (true, true)] {
            let pairing = format!(
                "{scenario}, {} -> {}",
                side(client_is_ours),
                side(server_is_ours)
            );
            let found = match transcript(&peer, scenario, client_is_ours, server_is_ours).await {
                Ok(found) => found,
                Err(error) => {
                    faults.push(format!("{pairing}: {error}"));
                    continue;
                }
            };
            match differences::expected(scenario, &go, client_is_ours, server_is_ours) {
                Ok(expected) if expected == found => {}
                Ok(expected) => faults.push(format!("{pairing}:\n{}", compare(&expected, &found))),
                Err(error) => faults.push(format!("{pairing}: {error}")),
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[tokio::test]
async fn the_list_of_scenarios_is_that_of_the_go_peer() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let listed = peer.list().await.unwrap();
    let live: Vec<_> = listed
        .iter()
        .filter(|(_, kind)| kind != "scripted")
        .map(|(name, _)| name)
        .collect();
    assert_eq!(live, scenarios::ALL);
}

/// Lines in which two transcripts differ.
fn compare(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let mut text = String::new();
    for index in 0..expected.len().max(found.len()) {
        let (expected, found) = (expected.get(index), found.get(index));
        if expected != found {
            text.push_str(&format!("  expected {expected:?}\n  found    {found:?}\n"));
        }
    }
    text
}

fn side(is_ours: bool) -> &'static str {
    if is_ours { "Rust" } else { "Go" }
}

async fn transcript(
    peer: &GoPeer,
    scenario: &str,
    client_is_ours: bool,
    server_is_ours: bool,
) -> Result<String, Failure> {
    let play = async |address: SocketAddr| match client_is_ours {
        true => scenarios::play(scenario, address).await,
        false => peer.play(scenario, address).await,
    };
    let whole = async {
        if server_is_ours {
            let server = Serving::start().await?;
            play(server.address()).await
        } else {
            let server = peer.serve().await?;
            play(server.address()).await
        }
    };
    // A bound on a hang, not a measure of speed.
    tokio::time::timeout(Duration::from_secs(60), whole)
        .await
        .unwrap_or_else(|_| Err("it hangs".into()))
}
