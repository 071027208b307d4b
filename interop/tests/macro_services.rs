//! Services and clients made by `#[netrpc::service]`: nobody can tell them from those made by hand.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::time::Duration;

use interop::differences::{self, Pairing};
use interop::peer::GoPeer;
use interop::{Failure, Format, Made, Serving, scenarios};

/// Those that call `Arith` or `a.b`.
const OF_ARITH: &[&str] = &[
    "add_twice",
    "zero_reply",
    "error_first",
    "error_with_empty_text",
    "arith_methods",
    "methods_not_found",
    "wrong_arguments",
    "out_of_order",
    "pipelined_10000",
];

#[tokio::test(flavor = "multi_thread")]
async fn go_cannot_tell_a_service_of_the_macro_from_its_own() {
    bounded(async {
        let peer = GoPeer::build()?;
        let pairing = Pairing {
            client_is_ours: false,
            server_is_ours: true,
        };
        for format in [Format::Gob, Format::Json] {
            for scenario in OF_ARITH {
                let (go, ours) = (peer.serve().await?, Serving::start_with(Made::ByTheMacro));
                let go = peer.play(format, scenario, go.address(format)).await?;
                let ours = peer
                    .play(format, scenario, ours.await?.address(format))
                    .await?;
                // The bytes are looked at where services are made of functions; here are the lines alone.
                let listed: Vec<_> = differences::all(format)
                    .iter()
                    .filter(|difference| !difference.go.starts_with(['<', '>']))
                    .copied()
                    .collect();
                let go = (peer.version(), go.as_str());
                differences::hold(&listed, scenario, pairing, go, &ours)
                    .map_err(|fault| format!("{scenario}, {format:?}:\n{fault}"))?;
            }
        }
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_of_the_macro_sees_in_gos_server_and_in_ours_what_gos_client_sees() {
    bounded(async {
        let peer = GoPeer::build()?;
        let go = peer.serve().await?;
        let functions = Serving::start_with(Made::OfFunctions).await?;
        let services = Serving::start_with(Made::ByTheMacro).await?;
        for format in [Format::Gob, Format::Json] {
            let address = go.address(format);
            let expected = peer.play(format, "arith_methods", address).await?;
            assert_eq!(expected.lines().count(), 7);
            for address in [address, functions.address(format), services.address(format)] {
                let found = scenarios::arith_methods_by_stub(format, address).await?;
                assert_eq!(found, expected, "{format:?}");
            }
        }
        Ok(())
    })
    .await;
}

/// A bound on a hang, not a measure of speed.
async fn bounded(test: impl Future<Output = Result<(), Failure>>) {
    let ended = tokio::time::timeout(Duration::from_secs(120), test).await;
    if let Err(error) = ended.unwrap_or_else(|_| Err("it hangs".into())) {
        panic!("{error}");
    }
}
