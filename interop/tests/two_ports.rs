//! One service behind a gob port and a JSON port: clients of both formats meet in it.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::net::SocketAddr;
use std::time::Duration;

use interop::peer::GoPeer;
use interop::{Failure, Format, Serving, scenarios};

#[tokio::test(flavor = "multi_thread")]
async fn clients_of_both_formats_and_both_languages_meet_in_one_method_of_ours() {
    let server = Serving::start().await.unwrap();
    assert_eq!(meet(|format| server.address(format)).await.unwrap(), MET);
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_of_both_formats_and_both_languages_meet_in_one_method_of_gos() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let server = peer.serve().await.unwrap();
    assert_eq!(meet(|format| server.address(format)).await.unwrap(), MET);
}

/// Four calls of a method that answers when all four are there.
async fn meet(address: impl Fn(Format) -> SocketAddr) -> Result<[String; 4], Failure> {
    let peer = GoPeer::build()?;
    let (gob, json) = (address(Format::Gob), address(Format::Json));
    let calls = async {
        tokio::try_join!(
            peer.play(Format::Gob, "meet_of_four", gob),
            peer.play(Format::Json, "meet_of_four", json),
            scenarios::play(Format::Gob, "meet_of_four", gob),
            scenarios::play(Format::Json, "meet_of_four", json),
        )
    };
    // A bound on a hang, not a measure of speed.
    let (a, b, c, d) = tokio::time::timeout(Duration::from_secs(60), calls).await??;
    Ok([a, b, c, d])
}

const MET: [&str; 4] = ["0\tSlow.Meet\t{Key:6 Count:4}\tok\t4\n"; 4];
