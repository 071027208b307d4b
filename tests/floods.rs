//! Peers that never stop sending.

#![cfg(feature = "tokio")]
#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

mod support;

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use netrpc::{
    CallError, Client, Limits, Server,
    codec::{
        EncodeArgs as _, EncodeReply as _, RequestHeader, ResponseHeader,
        gob::{GobRequestEncoder, GobServerCodec},
    },
};
use support::{Args, Reply, go_services};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

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
    let flood = Flood {
        first: request(),
        then: request(),
        at: 0,
    };
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
    Flood {
        first: reply(),
        then: reply(),
        at: 0,
    }
}

/// Always readable, always writable.
struct Flood {
    first: Vec<u8>,
    then: Vec<u8>,
    at: usize,
}

impl AsyncRead for Flood {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        while buffer.remaining() > 0 {
            if !self.first.is_empty() {
                let len = self.first.len().min(buffer.remaining());
                buffer.put_slice(&self.first[..len]);
                self.first.drain(..len);
                continue;
            }
            let rest = &self.then[self.at..];
            let len = rest.len().min(buffer.remaining());
            buffer.put_slice(&rest[..len]);
            self.at = (self.at + len) % self.then.len();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Flood {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
