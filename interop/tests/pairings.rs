//! The four pairings play every scenario of each format. Go with Go is the reference, in two versions.

use std::net::SocketAddr;
use std::time::Duration;

use interop::differences::{self, Pairing};
use interop::peer::GoPeer;
use interop::{Failure, Format, Relay, Route, Serving, scenarios};

#[tokio::test(flavor = "multi_thread")]
async fn every_gob_pairing_has_the_transcript_of_go_with_go() {
    hold_against_go(Route::Gob).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_json_pairing_has_the_transcript_and_the_bytes_of_go_with_go() {
    hold_against_go(Route::Json).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_pairing_that_cancels_has_the_transcript_of_go_with_go() {
    hold_against_go(Route::Cancelling).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_pairing_of_one_request_at_a_time_has_the_transcript_of_go_with_go() {
    hold_against_go(Route::OneAtATime).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_pairing_behind_http_has_the_transcript_of_go_with_go() {
    hold_against_go(Route::Http).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_pairing_behind_http_at_another_path_has_the_transcript_of_go_with_go() {
    hold_against_go(Route::HttpElsewhere).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_pairing_of_a_format_of_ones_own_has_the_transcript_and_the_bytes_of_go_with_go() {
    hold_against_go(Route::Lines).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_pairing_of_ones_own_format_and_one_request_at_a_time_has_the_transcript_and_the_bytes_of_go_with_go()
 {
    hold_against_go(Route::LinesOneAtATime).await;
}

/// On one thread, where it is known which calls our client finds together.
#[tokio::test]
async fn every_pairing_writes_its_messages_as_go_with_go() {
    hold_against_go(Route::Counted).await;
}

#[tokio::test]
async fn the_list_of_scenarios_is_that_of_the_go_peer() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    for format in [Format::Gob, Format::Json] {
        let listed = peer.list(format).await.unwrap();
        let names = |wanted: &[&str]| -> Vec<_> {
            let of_kind = |(_, kind): &&(String, String)| wanted.contains(&kind.as_str());
            let found = listed.iter().filter(of_kind);
            found.map(|(name, _)| name.clone()).collect()
        };
        let live = names(&["recorded", "live"]);
        assert_eq!(live, scenarios::all(format));
        let special = names(&["special"]);
        let mut known = scenarios::all(format).to_vec();
        for route in Route::ALL {
            if (route.format() == Format::Json) == (format == Format::Json) {
                known.extend(scenarios::all(route));
            }
        }
        for name in known
            .iter()
            .filter(|name| !scenarios::all(format).contains(name))
        {
            assert!(special.iter().any(|special| special == name), "{name}");
        }
        for name in &special {
            assert!(known.contains(&name.as_str()), "{name}");
        }
        for difference in differences::all(format) {
            assert!(known.contains(&difference.scenario), "{difference:?}");
        }
    }
}

/// With the two versions of Go.
async fn hold_against_go(route: Route) {
    for peer in [GoPeer::build(), GoPeer::build_old()] {
        let peer = peer.unwrap_or_else(|error| panic!("{error}"));
        let faults = hold_against(&peer, route).await;
        let version = peer.version();
        assert!(faults.is_empty(), "Go {version}\n{}", faults.join("\n"));
    }
}

/// One process of each side for one scenario: type ids are process-global in Go, and one error text
/// depends on them.
async fn hold_against(peer: &GoPeer, route: Route) -> Vec<String> {
    let mut faults = Vec::new();
    for scenario in scenarios::all(route) {
        let dies_before = differences::GO_SERVER_DIES_BEFORE
            .iter()
            .find(|(name, _)| name == scenario);
        if dies_before.is_some_and(|(_, version)| peer.version() < *version) {
            println!("{scenario}: this Go's own server dies of it");
            continue;
        }
        let go = match transcript(peer, route, scenario, Pairing::GO).await {
            Ok((go, _)) => go,
            Err(error) => panic!("{scenario}, {}: {error}", Pairing::GO),
        };
        for pairing in Pairing::WITH_OURS {
            let found = transcript(peer, route, scenario, pairing).await;
            let held = found
                .map_err(|error| error.to_string())
                .and_then(|(found, complaints)| {
                    let go = (peer.version(), go.as_str());
                    differences::hold(differences::all(route), scenario, pairing, go, &found)
                        .map_err(|fault| format!("{fault}{complaints}"))
                });
            if let Err(fault) = held {
                faults.push(format!("{scenario}, {pairing}:\n{fault}"));
            }
        }
    }
    faults
}

/// Scenarios whose calls may be answered in any order.
const MANY_IN_FLIGHT: &[&str] = &[
    "pipelined_10000",
    "overlapping_64",
    "dropped_peer",
    "give_up_a_call",
];

fn lines(passed: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(passed);
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => line.to_owned(),
            None => format!("{line} (no newline)"),
        })
        .collect()
}

/// What the client printed and, but for gob, what passed between the two, line by line; and what Go's server said on its stderr.
async fn transcript(
    peer: &GoPeer,
    route: Route,
    scenario: &str,
    pairing: Pairing,
) -> Result<(String, String), Failure> {
    let play = async |address: SocketAddr| match pairing.client_is_ours {
        true => scenarios::play(route, scenario, address).await,
        false => peer.play(route, scenario, address).await,
    };
    let record = async |server: SocketAddr| {
        if route.format() == Format::Gob {
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
    if pairing.server_is_ours {
        let server = Serving::start().await?;
        let text = bounded(record(server.address(route))).await?;
        return Ok((text, String::new()));
    }
    // Outside of the bound: who hangs may have said why.
    let server = bounded(peer.serve()).await?;
    match bounded(record(server.address(route))).await {
        Ok(text) => Ok((text, server.complaints())),
        Err(error) => Err(format!("{error}\n{}", server.complaints()).into()),
    }
}

/// A bound on a hang, not a measure of speed.
async fn bounded<T>(part: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::time::timeout(Duration::from_secs(60), part)
        .await
        .unwrap_or_else(|_| Err("it hangs".into()))
}
