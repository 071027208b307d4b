//! `netrpc demo`: the same calls in every pairing, held against what Go recorded.
//!
//! ```text
//! live:      client -> relay (writes down both directions) -> server
//! replayed:  captured requests -> our server;   our client -> captured replies
//! ```

mod replay;
mod table;

use std::time::{Duration, Instant};

use go_fixtures::{Manifest, Session, SessionCall};
use go_toolchain::{Go, target_dir};
use interop::peer::GoPeer;
use interop::{Failure, Format, Relay, Serving, scenarios};

use table::{Row, Table};

/// What was captured of one client and one server, and what it must look like again.
const SESSIONS: &[&str] = &[
    "add_twice",
    "error_first",
    "methods_not_found",
    "echo_everything",
];

/// Prints the table; whether everything was as Go has it.
pub(crate) async fn run(fetch_go: bool) -> Result<bool, Failure> {
    let manifest = Manifest::load();
    let go = find_go(fetch_go)?;
    let peer = go
        .as_ref()
        .map(|go| GoPeer::build_with(go, &target_dir()))
        .transpose()?;

    println!(
        "Captured with {}. Same: every byte in both directions.\n",
        manifest.go
    );
    let mut table = Table::start();
    for name in SESSIONS {
        let session = manifest
            .session(name)
            .ok_or_else(|| format!("no captured session {name}"))?;
        table.add(&live(session, Client::Rust, Server::Rust, None).await);
        table.add(&replay_client(session).await);
        table.add(&replay_server(session).await);
        if let Some(peer) = &peer {
            table.add(&live(session, Client::Rust, Server::Go, Some(peer)).await);
            table.add(&live(session, Client::Go, Server::Rust, Some(peer)).await);
            table.add(&live(session, Client::Go, Server::Go, Some(peer)).await);
        }
    }
    match &go {
        Some(go) => println!("\nThe live Go is {}.", go.version()),
        None => {
            println!("\nNo Go was found, so no live Go took part; `netrpc demo --go` fetches one.")
        }
    }
    Ok(table.is_all_good())
}

fn find_go(fetch: bool) -> Result<Option<Go>, Failure> {
    Ok(if fetch {
        Some(Go::find_or_fetch(&target_dir())?)
    } else {
        Go::find()?
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Client {
    Rust,
    Go,
}

#[derive(Clone, Copy, PartialEq)]
enum Server {
    Rust,
    Go,
}

/// Two live sides with a relay between them.
async fn live(session: &Session, client: Client, server: Server, peer: Option<&GoPeer>) -> Row {
    let name = |is_go| if is_go { "Go" } else { "Rust" };
    let pairing = format!(
        "{} -> {}",
        name(client == Client::Go),
        name(server == Server::Go)
    );
    let play = async {
        let (ours, gos);
        let address = match (server, peer) {
            (Server::Go, Some(peer)) => {
                gos = peer.serve().await?;
                gos.address(Format::Gob)
            }
            _ => {
                ours = Serving::start().await?;
                ours.address(Format::Gob)
            }
        };
        let relay = Relay::start(address).await?;
        let start = Instant::now();
        let transcript = match (client, peer) {
            (Client::Go, Some(peer)) => {
                peer.play(Format::Gob, &session.name, relay.address())
                    .await?
            }
            _ => scenarios::play(Format::Gob, &session.name, relay.address()).await?,
        };
        let time = start.elapsed();
        let (requests, replies) = relay.finish().await?;
        let bytes = compare("requests", &session.client_to_server(), &requests)
            .and_then(|()| compare("replies", &session.server_to_client(), &replies));
        Ok((transcript, bytes, time))
    };
    finish(session, pairing, within_bounds(play).await)
}

/// What Go's client sent, sent to our server.
async fn replay_client(session: &Session) -> Row {
    let play = async {
        let server = Serving::start().await?;
        let start = Instant::now();
        let replies = replay::requests(session, server.address(Format::Gob)).await?;
        let bytes = compare("replies", &session.server_to_client(), &replies);
        Ok((recorded(session), bytes, start.elapsed()))
    };
    finish(
        session,
        "captured Go -> Rust".into(),
        within_bounds(play).await,
    )
}

/// Our client, answered with what Go's server sent.
async fn replay_server(session: &Session) -> Row {
    let play = async {
        let script = replay::Script::start(session).await?;
        let start = Instant::now();
        let transcript = scenarios::play(Format::Gob, &session.name, script.address()).await?;
        let time = start.elapsed();
        let bytes = compare(
            "requests",
            &session.client_to_server(),
            &script.finish().await?,
        );
        Ok((transcript, bytes, time))
    };
    finish(
        session,
        "Rust -> captured Go".into(),
        within_bounds(play).await,
    )
}

/// What came of one session: its transcript, whether the bytes are Go's, and how long it took.
type Outcome = Result<(String, Result<(), String>, Duration), Failure>;

/// A peer that hangs is a failure, too.
async fn within_bounds(play: impl Future<Output = Outcome>) -> Outcome {
    match tokio::time::timeout(Duration::from_secs(30), play).await {
        Ok(outcome) => outcome,
        Err(_) => Err("no end after 30 s".into()),
    }
}

fn finish(session: &Session, pairing: String, outcome: Outcome) -> Row {
    let called = session.calls.first().map_or_else(String::new, |call| {
        let more = session.calls.len() - 1;
        format!("{} {} and {more} more", call.method, call.args)
    });
    let (answer, fault, time) = match outcome {
        Ok((transcript, bytes, time)) => {
            let answer = transcript
                .lines()
                .next()
                .and_then(|line| line.rsplit('\t').next());
            let answer = answer.unwrap_or("nothing").to_owned();
            let same = if transcript == recorded(session) {
                bytes
            } else {
                Err("the answers are not those of Go".into())
            };
            (answer, same.err(), time)
        }
        Err(error) => ("nothing".into(), Some(error.to_string()), Duration::ZERO),
    };
    Row {
        pairing,
        called,
        answer,
        fault,
        time,
    }
}

/// The transcript of the captured session.
fn recorded(session: &Session) -> String {
    let lines = session.calls.iter().map(|call| {
        let SessionCall {
            seq,
            method,
            args,
            outcome,
            text,
        } = call;
        format!("{seq}\t{method}\t{args}\t{outcome}\t{text}\n")
    });
    lines.collect()
}

fn compare(what: &str, go: &[u8], ours: &[u8]) -> Result<(), String> {
    if go == ours {
        return Ok(());
    }
    let at = go
        .iter()
        .zip(ours)
        .take_while(|(go, ours)| go == ours)
        .count();
    Err(format!(
        "{what} differ from byte {at} on ({} bytes, Go has {})",
        ours.len(),
        go.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_differs_is_named_and_spoils_the_table() {
        let fault = compare("replies", b"abc", b"abd").unwrap_err();
        assert_eq!(fault, "replies differ from byte 2 on (3 bytes, Go has 3)");
        assert!(
            compare("replies", b"abc", b"ab")
                .unwrap_err()
                .contains("byte 2")
        );
        assert_eq!(compare("replies", b"abc", b"abc"), Ok(()));

        let session = Manifest::load().session("add_twice").cloned().unwrap();
        let time = Duration::ZERO;
        let mut table = Table::start();
        table.add(&finish(
            &session,
            "a".into(),
            Ok((recorded(&session), Ok(()), time)),
        ));
        assert!(table.is_all_good());
        table.add(&finish(
            &session,
            "a".into(),
            Ok((recorded(&session), Err(fault), time)),
        ));
        assert!(!table.is_all_good());
        let other_answer = recorded(&session).replace("15", "16");
        assert!(
            finish(&session, "a".into(), Ok((other_answer, Ok(()), time)))
                .fault
                .is_some()
        );
    }
}
