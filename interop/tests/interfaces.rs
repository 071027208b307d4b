//! Interface values between Go and ours where two Go programs would lose each other: what `pairings` cannot compare.

use std::future::Future;
use std::time::Duration;

use interop::interfaces::{Any, Holder};
use interop::peer::{GoPeer, GoServer};
use interop::types::Point;
use interop::{Failure, Format, Serving};
use netrpc::{Client, ClientBuilder};

#[tokio::test]
async fn a_go_client_goes_on_after_names_that_our_server_does_not_know() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    bounded(async {
        let server = Serving::start().await?;
        let scenario = "any_unregistered_type";
        let address = server.address(Format::Gob);
        let transcript = peer.play(Format::Gob, scenario, address).await?;
        let not_registered = r#"error "gob: name not registered for interface: \"main.Sealed\"""#;
        let expected = [
            ("Plugin.Any", not_registered),
            ("Plugin.Box", not_registered),
            ("Plugin.Event", not_registered),
            ("Plugin.Event", not_registered),
            ("Plugin.Any", "ok {X:5 Y:6}"),
            (
                "Plugin.Nope",
                r#"error "rpc: can't find method Plugin.Nope""#,
            ),
            ("Plugin.Any", r#"ok {"c":"d"}"#),
        ];
        let found: Vec<_> = transcript
            .lines()
            .filter_map(|line| {
                let columns: Vec<_> = line.splitn(4, '\t').collect();
                let [_, method, _, outcome] = columns[..] else {
                    return None;
                };
                Some((method, outcome.replacen('\t', " ", 1)))
            })
            .collect();
        let found: Vec<_> = found
            .iter()
            .map(|(method, end)| (*method, &**end))
            .collect();
        assert_eq!(found, expected, "{transcript}");
        Ok(())
    })
    .await;
}

/// `Box{[]any{nil, Box{[]any{Point{1, 2}}}}}`: Point is defined inside of what is inside the box.
fn nested() -> Holder {
    let holder = |f| Some(Any::Holder(Box::new(Holder { f })));
    let point = Some(Any::Point(Point { x: 1, y: 2 }));
    let inner = holder(Some(Any::List(vec![point])));
    Holder {
        f: Some(Any::List(vec![None, inner])),
    }
}

/// A call whose arguments Go skips, then one that needs the type defined in them; how both end.
async fn skipped_then_used(
    server: &GoServer,
    client: ClientBuilder,
) -> Result<[String; 2], Failure> {
    let client: Client = client.connect(server.address(Format::Gob)).await?;
    let text = |error: netrpc::CallError| error.to_string();
    let skipped = client.call::<_, Holder>("Plugin.Nope", &nested()).await;
    let used = client.call::<_, Holder>("Plugin.Box", &nested()).await;
    let used = used.map(|holder| format!("{:?}", holder.f));
    let ends = [
        skipped.map_or_else(text, |_| "ok".into()),
        used.unwrap_or_else(text),
    ];
    client.close().await.unwrap_or_default();
    Ok(ends)
}

#[tokio::test]
async fn go_skips_a_value_whose_definitions_come_first_and_not_one_that_is_cut() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    bounded(async {
        let server = peer.serve().await?;
        let first = skipped_then_used(&server, Client::builder().definitions_first()).await?;
        let echo = format!("{:?}", nested().f);
        assert_eq!(first, ["rpc: can't find method Plugin.Nope", &echo]);
        // As Go writes it; here its server goes wrong.
        let [_, cut] = skipped_then_used(&server, Client::builder()).await?;
        assert_ne!(cut, echo);
        Ok(())
    })
    .await;
}

/// A bound on a hang, not a measure of speed.
async fn bounded(test: impl Future<Output = Result<(), Failure>>) {
    let ended = tokio::time::timeout(Duration::from_secs(60), test).await;
    if let Err(error) = ended.unwrap_or_else(|_| Err("it hangs".into())) {
        panic!("{error}");
    }
}
