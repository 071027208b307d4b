//! A wire format of a third party under our client and server.

#![cfg(feature = "tokio")]

#[path = "support/lines.rs"]
mod lines;

use std::task::Waker;

use bytes::BytesMut;
use netrpc::{
    CallError, Client, CodecErrorKind, Limits, Server,
    codec::{DecodeArgs as _, RequestHeader, ServerCodec, ServerFormat as _},
    connection::ServerConnection,
    dispatch::{Registry, method_fn},
    testing::Contract,
};
use tokio::io::duplex;

use lines::Lines;

#[test]
fn it_keeps_the_contract() {
    Contract::new(Lines)
        .value("gopher".to_owned())
        .value(String::new())
        .value(42_u64)
        .value(-1.5_f64)
        .misfit::<_, u64>("six".to_owned())
        .unencodable("two\nlines".to_owned())
        .check();
}

#[tokio::test]
async fn calls_replies_and_errors_pass_through_it() {
    let (client, server) = connected();
    server
        .register_fn("Text.Length", |text: String| async move {
            Ok::<_, String>(text.len() as u64)
        })
        .expect("new");
    server
        .register_fn(
            "Number.Parse",
            |text: String| async move { text.parse::<u64>() },
        )
        .expect("new");
    server
        .register_fn("Number.Next", |number: u64| async move {
            Ok::<_, String>(number + 1)
        })
        .expect("new");
    assert_eq!(
        client
            .call::<_, u64>("Text.Length", "gopher")
            .await
            .expect("a reply"),
        6
    );
    let error = client
        .call::<_, u64>("Number.Parse", "six")
        .await
        .expect_err("no number");
    assert!(
        matches!(&error, CallError::ServerError(text) if text == "invalid digit found in string"),
        "{error:?}"
    );
    let error = client
        .call::<_, u64>("Number.Next", "six")
        .await
        .expect_err("no number");
    assert_eq!(error.to_string(), "line: not a value: six");
    let error = client
        .call::<_, u64>("Nope.X", "")
        .await
        .expect_err("no service");
    assert_eq!(error.to_string(), "rpc: can't find service Nope.X");
    assert_eq!(
        client
            .call::<_, u64>("Number.Next", &6_u64)
            .await
            .expect("the connection goes on"),
        7
    );
}

#[tokio::test]
async fn what_it_cannot_encode_costs_one_call() {
    let (client, server) = connected();
    server
        .register_fn("Text.Twice", |text: String| async move {
            Ok::<_, String>(format!("{text}\n{text}"))
        })
        .expect("new");
    server
        .register_fn(
            "Text.Echo",
            |text: String| async move { Ok::<_, String>(text) },
        )
        .expect("new");
    server
        .register_fn("Text.Fail", |_: String| async move { Err::<String, _>("") })
        .expect("new");
    let error = client
        .call::<_, String>("Text.Twice", "a")
        .await
        .expect_err("two lines");
    assert!(
        matches!(&error, CallError::ServerError(text) if text == "line: a line break"),
        "{error:?}"
    );
    let error = client
        .call::<_, String>("Text.Echo", "a\nb")
        .await
        .expect_err("two lines");
    assert!(
        matches!(&error, CallError::Encode(error) if error.kind() == CodecErrorKind::Unencodable),
        "{error:?}"
    );
    let error = client
        .call::<_, String>("Text.Fail", "a")
        .await
        .expect_err("it has no zero value to answer instead");
    assert_eq!(
        error.to_string(),
        "rpc: method failed with an empty error text"
    );
    let mut reply = "as it was".to_owned();
    let error = client
        .call_into("Text.Echo", "a", &mut reply)
        .await
        .expect_err("nor one to merge into");
    assert!(matches!(error, CallError::Encode(_)), "{error:?}");
    assert_eq!(reply, "as it was");
    assert_eq!(
        client
            .call::<_, String>("Text.Echo", "a")
            .await
            .expect("a reply"),
        "a"
    );
}

#[tokio::test]
async fn a_header_that_it_cannot_read_ends_the_connection() {
    let (ours, theirs) = duplex(1 << 10);
    let client = Client::with_codec(Lines, ours);
    let call = client.start::<String, _>("Text.Echo", "a");
    tokio::io::AsyncWriteExt::write_all(&mut { theirs }, b"no number\n")
        .await
        .expect("room");
    assert_eq!(
        call.await.expect_err("no header").to_string(),
        "line: not a value: no number"
    );
}

/// As Delve uses Go's codecs, with a server of its own.
#[test]
fn it_works_without_a_server_and_without_a_runtime() {
    let mut codec = Lines.server_codec(&Limits::default());
    let (mut input, mut header) = (
        BytesMut::from("7 A.B\nargs\n8 C.D"),
        RequestHeader::default(),
    );
    let body = codec
        .next_request(&mut input, &mut header)
        .expect("well formed")
        .expect("whole");
    assert_eq!((header.seq, header.service_method.as_str()), (7, "A.B"));
    let args: String = codec.decode_args(body).expect("text");
    assert_eq!(args, "args");
    assert!(
        codec
            .next_request(&mut input, &mut header)
            .expect("so far")
            .is_none()
    );
    assert_eq!(
        ServerCodec::finish(&mut codec, &mut input, &mut header)
            .expect_err("half a header")
            .kind(),
        CodecErrorKind::UnexpectedEof
    );

    let registry = std::sync::Arc::new(Registry::new());
    registry
        .register(
            "A.B",
            method_fn(|args: String| async move { Ok::<_, String>(args) }),
        )
        .expect("new");
    let mut connection = ServerConnection::new(
        Lines.server_codec(&Limits::default()),
        registry,
        Limits::default(),
    );
    let (mut input, mut out) = (BytesMut::from("7 A.B\nargs\n"), Vec::new());
    let mut call = connection
        .next_call(&mut input, &mut out)
        .expect("well formed")
        .expect("a call");
    assert_eq!((call.seq(), call.service_method()), (7, "A.B"));
    assert!(
        call.poll(&mut std::task::Context::from_waker(Waker::noop()))
            .is_ready()
    );
    connection.finish_call(call, &mut out).expect("an answer");
    assert_eq!(out, b"7 \nargs\n");
}

fn connected() -> (Client<Lines>, Server<Lines>) {
    let (ours, theirs) = duplex(1 << 10);
    let server = Server::with_codec(Lines);
    let serving = server.clone();
    tokio::spawn(async move { serving.serve_conn(theirs).await });
    (Client::with_codec(Lines, ours), server)
}
