//! Services and clients made by `#[netrpc::service]`: nobody can tell them from those made by hand.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::net::SocketAddr;
use std::time::Duration;

use interop::differences::{self, Pairing};
use interop::peer::GoPeer;
use interop::{Failure, Format, Made, Route, Serving, scenarios};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

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
    for peer in peers() {
        bounded(async {
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
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_of_the_macro_sees_in_gos_server_and_in_ours_what_gos_client_sees() {
    for peer in peers() {
        bounded(async {
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
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_lists_a_service_of_the_macro_as_gos_and_counts_its_calls() {
    for peer in peers() {
        bounded(async {
            let go = peer.serve().await?;
            let services = Serving::start_with(Made::ByTheMacro).await?;
            let mut pages = Vec::new();
            for address in [go.address(Route::Http), services.address(Route::Http)] {
                for scenario in ["arith_methods", "wrong_arguments", "methods_not_found"] {
                    scenarios::play(Route::Http, scenario, address).await?;
                }
                pages.push(of_arith(&page(address).await?)?);
            }
            let [go, ours] = &pages[..] else {
                panic!("two of them");
            };
            assert_eq!(go, ours);
            let counted = "Multiply(*main.Args, *int) error</td>\n\t\t\t<td align=center>2</td>";
            assert!(ours.contains(counted), "{ours}");
            Ok(())
        })
        .await;
    }
}

/// Of the two versions of Go.
fn peers() -> [GoPeer; 2] {
    [GoPeer::build(), GoPeer::build_old()]
        .map(|peer| peer.unwrap_or_else(|error| panic!("{error}")))
}

async fn page(address: SocketAddr) -> Result<String, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /debug/rpc HTTP/1.0\r\n\r\n").await?;
    let mut page = String::new();
    stream.read_to_string(&mut page).await?;
    Ok(page)
}

/// What a page has of the service `Arith`.
fn of_arith(page: &str) -> Result<String, Failure> {
    let (_, rest) = page.split_once("Service Arith\n").ok_or(page)?;
    let (arith, _) = rest.split_once("</table>").ok_or(page)?;
    Ok(arith.into())
}

/// A bound on a hang, not a measure of speed.
async fn bounded(test: impl Future<Output = Result<(), Failure>>) {
    let ended = tokio::time::timeout(Duration::from_secs(120), test).await;
    if let Err(error) = ended.unwrap_or_else(|_| Err("it hangs".into())) {
        panic!("{error}");
    }
}
