//! Go's debug page and ours, byte for byte.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "support/http.rs"]
mod support;

use std::net::SocketAddr;

use interop::http::GoHttp;
use interop::peer::GoPeer;
use interop::types::Steps;
use interop::{Route, Serving};
use netrpc::{Client, Server};

use support::{Args, answers, exchange, serve, serve_at};

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_same_services_is_the_same() {
    for go in gos() {
        let gos = go.serve().await.unwrap();
        let ours = serve(|server| server.http()).await;
        let page = page_of(ours, "/debug/rpc").await;
        assert_eq!(page, page_of(gos.address(), "/debug/rpc").await);
        assert!(page.contains("Service C&#43;&#43; &lt;&#34;&#39;&amp;&#39;&#34;&gt;"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_calls_count_the_same() {
    for go in gos() {
        let gos = go.serve().await.unwrap();
        let ours = serve(|server| server.http()).await;
        for address in [gos.address(), ours] {
            let client = Client::connect_http(address).await.unwrap();
            for b in [0, 1, 2] {
                let args = Args { a: 1, b };
                let _ = client.call::<_, i64>("Arith.Multiply", &args).await;
            }
            let failed = client.call::<_, i64>("Arith.Divide", &Args { a: 1, b: 0 });
            assert_eq!(failed.await.unwrap_err().to_string(), "divide by zero");
            let misfit = client.call::<_, i64>("a.b.Go", "no number").await;
            misfit.unwrap_err();
            let unknown = client.call::<_, i64>("a.b.NoSuch", &1_i64).await;
            unknown.unwrap_err();
        }
        let page = page_of(ours, "/debug/rpc").await;
        assert_eq!(page, page_of(gos.address(), "/debug/rpc").await);
        assert!(
            page.contains("Multiply(main.Args, *int) error</td>\n\t\t\t<td align=center>3</td>")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_counted_when_it_begins_and_not_when_it_ends() {
    for peer in [GoPeer::build(), GoPeer::build_old()] {
        let peer = peer.unwrap_or_else(|error| panic!("{error}"));
        let go = peer.serve().await.unwrap();
        let ours = Serving::start().await.unwrap();
        for address in [go.address(Route::Http), ours.address(Route::Http)] {
            let client = Client::connect_http(address).await.unwrap();
            let steps = Steps {
                open: 1,
                wait: 2,
                then: 3,
            };
            let running = client.start::<isize, _>("Slow.Steps", &steps);
            for (method, gate) in [("Slow.Wait", &steps.open), ("Slow.Release", &steps.wait)] {
                let _: isize = client.call(method, gate).await.unwrap();
                let page = page_of(address, "/debug/rpc").await;
                let counted = "Steps(main.Steps, *int) error</td>\n\t\t\t<td align=center>1</td>";
                assert!(page.contains(counted), "{page}");
            }
            assert_eq!(running.await.unwrap(), steps.then);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_server_without_services_is_the_same() {
    for go in gos() {
        let gos = go.serve().await.unwrap();
        let http = Server::new()
            .http()
            .with_rpc_path("/rpc")
            .with_debug_path("/rpc/debug");
        let ours = serve_at(http).await;
        let page = page_of(ours, "/rpc/debug").await;
        assert_eq!(page, page_of(gos.address(), "/rpc/debug").await);
        assert_eq!(page.len(), 59);
    }
}

/// The body; Go sends a long page without its length.
async fn page_of(address: SocketAddr, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.0\r\n\r\n");
    let answer = exchange(address, request.as_bytes()).await;
    let mut answers = answers(&answer, false);
    let answer = answers.pop().unwrap();
    assert_eq!(answer.status, "HTTP/1.0 200 OK");
    let html = "content-type: text/html; charset=utf-8".to_owned();
    assert!(answer.headers.contains(&html), "{answer:?}");
    answer.body
}

/// Go's, of two releases.
fn gos() -> [GoHttp; 2] {
    GoHttp::build().unwrap_or_else(|error| panic!("{error}"))
}
