//! Go's `DialHTTP` and `HandleHTTP`, and ours.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "support/http.rs"]
mod support;

use interop::http::GoHttp;
use netrpc::{CallError, Client};
use netrpc_jsonrpc::JsonRpc;

use support::{Args, serve, serve_at};

#[tokio::test(flavor = "multi_thread")]
async fn gos_client_calls_our_server_at_the_default_path() {
    let ours = serve(|server| server.http()).await;
    for go in gos() {
        let said = go.dial(ours, None).await.unwrap();
        assert_eq!(said, CALLED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn gos_client_calls_our_server_at_another_path() {
    let ours = serve(|server| server.http().with_rpc_path("/rpc")).await;
    for go in gos() {
        for path in ["/rpc", "/rpc?with=query"] {
            let said = go.dial(ours, Some(path)).await.unwrap();
            assert_eq!(said, CALLED);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn gos_client_reads_our_refusals_as_its_own() {
    let ours = serve(|server| server.http()).await;
    for go in gos() {
        let gos = go.serve().await.unwrap();
        for path in ["/nope", "/_goRPC_/", "/debug"] {
            let (from_ours, from_gos) = (
                go.dial(ours, Some(path)).await.unwrap(),
                go.dial(gos.address(), Some(path)).await.unwrap(),
            );
            assert_eq!(
                from_ours,
                format!("dial-http tcp {ours}: unexpected HTTP response: 404 Not Found\n")
            );
            assert_eq!(
                from_ours.replace(&ours.to_string(), ""),
                from_gos.replace(&gos.address().to_string(), "")
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_client_calls_gos_server_at_the_default_path() {
    for go in gos() {
        let gos = go.serve().await.unwrap();
        let client = Client::connect_http(gos.address()).await.unwrap();
        let args = Args { a: 7, b: 8 };
        let product: i64 = client.call("Arith.Multiply", &args).await.unwrap();
        assert_eq!(product, 56);
        let args = Args { a: 7, b: 0 };
        let error = client.call::<_, i64>("Arith.Divide", &args).await;
        assert!(
            matches!(&error, Err(CallError::ServerError(text)) if text == "divide by zero"),
            "{error:?}"
        );
        client.close().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_client_calls_gos_server_at_another_path() {
    for go in gos() {
        let gos = go.serve().await.unwrap();
        let builder = Client::builder();
        let client = builder
            .connect_http_path(gos.address(), "/rpc")
            .await
            .unwrap();
        let error = client
            .call::<_, i64>("Arith.Multiply", &Args { a: 7, b: 8 })
            .await;
        assert!(
            matches!(&error, Err(CallError::ServerError(text)) if text == "rpc: can't find service Arith.Multiply"),
            "the server of that path has no services: {error:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_client_words_gos_refusals_as_gos_client_does() {
    for go in gos() {
        let gos = go.serve().await.unwrap();
        for path in ["/nope", "/_goRPC_/", "/debug/rpc"] {
            let builder = Client::builder();
            let error = builder
                .connect_http_path(gos.address(), path)
                .await
                .unwrap_err();
            let from_go = go.dial(gos.address(), Some(path)).await.unwrap();
            assert_eq!(format!("{error}\n"), from_go);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn json_is_spoken_behind_http_too() {
    let server = netrpc_jsonrpc::server();
    server
        .register_fn("Arith.Multiply", |(a, b): (i64, i64)| async move {
            Ok::<_, String>(a * b)
        })
        .unwrap();
    let ours = serve_at(server.http()).await;
    let builder = Client::builder().codec(JsonRpc);
    let client = builder.connect_http(ours).await.unwrap();
    let product: i64 = client.call("Arith.Multiply", &(7, 8)).await.unwrap();
    assert_eq!(product, 56);
}

/// Go's, of two releases.
fn gos() -> [GoHttp; 2] {
    GoHttp::build().unwrap_or_else(|error| panic!("{error}"))
}

const CALLED: &str = "56 <nil>\ndivide by zero\n";
