//! Peers that never stop sending.

#![cfg(feature = "tokio")]

#[path = "support/streams.rs"]
mod streams;
mod support;

use std::time::Duration;

use netrpc::{
    CallError, Client, Limits, Server,
    codec::{
        EncodeArgs as _, EncodeReply as _, RequestHeader, ResponseHeader,
        gob::{GobRequestEncoder, GobServerCodec},
    },
};
use streams::Flood;
use support::{Args, Reply, go_services};

const ARGS: Args = Args { a: 7, b: 8 };

#[tokio::test]
async fn a_server_can_be_shut_down_under_a_client_that_never_stops_sending() {
    let server = Server::new();
    go_services(&server);
    let (mut encoder, mut requests) = (GobRequestEncoder::new(&Limits::default()), Vec::new());
    let mut request = || {
        requests.clear();
        let header = RequestHeader {
            service_method: "Arith.Add".to_owned(),
            seq: 1,
        };
        encoder
            .encode_request(&header, &ARGS, &mut requests)
            .expect("a request");
        requests.clone()
    };
    let flood = Flood::new(request(), request());
    let serving = server.clone();
    let served = tokio::spawn(async move { serving.serve_conn(flood).await });
    tokio::task::yield_now().await;
    server.shutdown();
    served.await.expect("no panic").expect("an orderly end");
}

#[tokio::test]
async fn a_client_can_be_closed_under_a_server_that_never_stops_sending() {
    let client = Client::new(responses());
    tokio::task::yield_now().await;
    let call = client.start::<Reply, _>("Arith.Add", &ARGS);
    client.close().await.expect("the first close");
    assert!(matches!(call.await, Err(CallError::Shutdown)));
}

#[tokio::test]
async fn a_call_times_out_under_a_server_that_sends_everything_but_its_reply() {
    let client = Client::builder()
        .call_timeout(Duration::from_millis(1))
        .start(responses());
    let call = client.call::<_, Reply>("Arith.Add", &ARGS).await;
    assert!(matches!(call, Err(CallError::Timeout)), "{call:?}");
}

/// Replies to a call that was never made.
fn responses() -> Flood {
    let (mut codec, mut replies) = (GobServerCodec::new(&Limits::default()), Vec::new());
    let mut reply = || {
        replies.clear();
        let header = ResponseHeader {
            seq: u64::MAX,
            ..ResponseHeader::default()
        };
        codec
            .encode_reply(&header, &Reply { c: 15 }, &mut replies)
            .expect("a reply");
        replies.clone()
    };
    Flood::new(reply(), reply())
}
