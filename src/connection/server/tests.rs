use std::task::Waker;

use netrpc_gob::Gob;

use super::*;
use crate::{
    codec::{EncodeArgs as _, gob::GobRequestEncoder, gob::GobServerCodec},
    dispatch::{CancelArgs, method_fn},
};

#[derive(Gob)]
struct Args {
    a: isize,
    b: isize,
}

/// Go's answers to `Arith.Add` with Seq 0, and to an error (spec 10).
const DEFINITION: &[u8] = b"\x39\x7f\x03\x01\x01\x08Response\x01\xff\x80\x00\x01\x03\x01\x0dServiceMethod\x01\x0c\x00\x01\x03Seq\x01\x06\x00\x01\x05Error\x01\x0c\x00\x00\x00";
const PLACEHOLDER: &[u8] = b"\x0a\xff\x81\x03\x01\x02\xff\x82\x00\x00\x00\x03\xff\x82\x00";

#[test]
fn a_call_is_handed_out_polled_and_answered() {
    let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
    let mut input = requests(&["Arith.Add"]);
    let call = connection
        .next_call(&mut input, &mut out)
        .expect("well formed")
        .expect("a call");
    assert_eq!(
        (
            call.service_method(),
            call.seq(),
            connection.calls_in_flight()
        ),
        ("Arith.Add", 0, 1)
    );
    assert!(out.is_empty() && input.is_empty());
    finish(&mut connection, call, &mut out);
    assert_eq!(connection.calls_in_flight(), 0);
    assert_eq!(
        out,
        [
            DEFINITION,
            b"\x0e\xff\x80\x01\x09Arith.Add\x00\x03\x04\x00\x1e"
        ]
        .concat()
    );
}

#[test]
fn a_request_without_a_method_is_answered_at_once_and_the_next_one_is_handed_out() {
    let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
    let mut input = requests(&["Foo", "Arith.Add"]);
    let call = connection
        .next_call(&mut input, &mut out)
        .expect("well formed")
        .expect("a call");
    assert_eq!(call.seq(), 1);
    let text = b"rpc: service/method request ill-formed: Foo";
    let header = [b"\x35\xff\x80\x01\x03Foo\x02\x2b", &text[..], b"\x00"].concat();
    assert_eq!(out, [DEFINITION, &header, PLACEHOLDER].concat());
}

#[test]
fn calls_finish_in_any_order() {
    let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
    let mut input = requests(&["Arith.Add", "Arith.Add"]);
    let first = connection
        .next_call(&mut input, &mut out)
        .expect("well formed")
        .expect("a call");
    let second = connection
        .next_call(&mut input, &mut out)
        .expect("well formed")
        .expect("a call");
    finish(&mut connection, second, &mut out);
    assert!(
        out.windows(13)
            .any(|header| header == b"Arith.Add\x01\x01\x00\x03"),
        "Seq 1 comes first"
    );
    let len = out.len();
    finish(&mut connection, first, &mut out);
    assert_eq!(
        &out[len..],
        b"\x0e\xff\x80\x01\x09Arith.Add\x00\x03\x04\x00\x1e"
    );
}

#[test]
fn a_call_that_is_given_back_unpolled_is_answered_with_an_error() {
    let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
    let call = connection
        .next_call(&mut requests(&["Arith.Add"]), &mut out)
        .expect("well formed")
        .expect("a call");
    connection.finish_call(call, &mut out).expect("an answer");
    assert!(out.ends_with(PLACEHOLDER));
}

#[test]
fn a_header_without_a_body_is_answered_at_the_end() {
    let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
    let whole = requests(&["Arith.Add"]);
    let mut input = BytesMut::from(&whole[..whole.len() - 39]);
    assert!(
        connection
            .next_call(&mut input, &mut out)
            .expect("so far")
            .is_none()
    );
    assert!(
        connection
            .handle_end(&mut input, &mut out)
            .expect("a header")
            .is_none()
    );
    assert_eq!(
        out,
        [
            DEFINITION,
            b"\x13\xff\x80\x01\x09Arith.Add\x02\x03EOF\x00",
            PLACEHOLDER
        ]
        .concat()
    );
    assert!(connection.has_ended());
}

#[test]
fn half_a_header_is_an_error_at_the_end_and_not_before() {
    let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
    let whole = requests(&["Arith.Add"]);
    let mut input = BytesMut::from(&whole[..30]);
    assert!(
        connection
            .next_call(&mut input, &mut out)
            .expect("so far")
            .is_none()
    );
    let error = connection
        .handle_end(&mut input, &mut out)
        .expect_err("half a header");
    assert_eq!(
        (error.to_string().as_str(), out.len()),
        ("unexpected EOF", 0)
    );
}

#[test]
fn nothing_is_taken_after_a_bad_header_but_calls_in_flight_are_answered() {
    let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
    let mut input = requests(&["Arith.Add"]);
    input.extend_from_slice(b"\x03\x04\x00\x06");
    let call = connection
        .next_call(&mut input, &mut out)
        .expect("well formed")
        .expect("a call");
    let error = connection
        .next_call(&mut input, &mut out)
        .expect_err("an int is no header");
    assert!(
        error
            .to_string()
            .starts_with("gob: type mismatch in decoder: want struct type rpc.Request"),
        "{error}"
    );
    assert!(
        connection
            .next_call(&mut input, &mut out)
            .expect("has ended")
            .is_none()
    );
    assert!(
        connection
            .handle_end(&mut input, &mut out)
            .expect("has ended")
            .is_none()
    );
    finish(&mut connection, call, &mut out);
    assert!(out.ends_with(b"\x03\x04\x00\x1e"));
}

#[test]
fn a_call_that_has_ended_leaves_nothing_behind_to_be_cancelled() {
    let registry = Registry::new();
    let seq = |context: crate::Context, _: Args| async move { Ok::<_, String>(context.seq()) };
    registry.register("Test.Seq", method_fn(seq)).expect("new");
    let limits = Limits::default();
    let codec = GobServerCodec::new(&limits);
    let mut connection = ServerConnection::new(codec, Arc::new(registry), limits);
    let (mut input, mut out) = (requests(&["Test.Seq", "Test.Seq"]), Vec::new());
    for _ in 0..2 {
        let call = connection.next_call(&mut input, &mut out);
        let call = call.expect("good").expect("a call");
        assert!(!connection.contexts.is_idle());
        finish(&mut connection, call, &mut out);
        assert!(connection.contexts.is_idle());
    }
}

#[test]
fn of_two_calls_with_one_seq_the_later_can_be_given_up_when_the_first_has_ended() {
    let registry = Registry::new();
    registry.understand_cancel();
    let wait = |context: crate::Context, seconds: isize| async move {
        if seconds > 0 {
            context.cancellation().cancelled().await;
        }
        Ok::<_, String>(seconds)
    };
    registry
        .register("Test.Wait", method_fn(wait))
        .expect("new");
    let limits = Limits::default();
    let codec = GobServerCodec::new(&limits);
    let mut connection = ServerConnection::new(codec, Arc::new(registry), limits);
    let (mut encoder, mut bytes) = (GobRequestEncoder::new(&Limits::default()), Vec::new());
    let header = |service_method: &str| RequestHeader {
        service_method: service_method.to_owned(),
        seq: 5,
    };
    for seconds in [0_isize, 1] {
        encoder
            .encode_request(&header("Test.Wait"), &seconds, &mut bytes)
            .expect("a request");
    }
    encoder
        .encode_request(
            &header("_goRPC_.Cancel"),
            &CancelArgs { seq: 5 },
            &mut bytes,
        )
        .expect("a request");
    let (mut input, mut out) = (BytesMut::from(&bytes[..]), Vec::new());
    let mut next = || {
        let call = connection.next_call(&mut input, &mut out);
        call.expect("good").expect("a call")
    };
    let (first, mut second) = (next(), next());
    let mut cx = Context::from_waker(Waker::noop());
    assert!(second.poll(&mut cx).is_pending());
    finish(&mut connection, first, &mut out);
    let cancel = connection.next_call(&mut input, &mut out);
    finish(
        &mut connection,
        cancel.expect("good").expect("a call"),
        &mut out,
    );
    assert!(second.poll(&mut cx).is_ready());
    connection.finish_call(second, &mut out).expect("an answer");
    assert!(connection.contexts.is_idle());
}

#[test]
fn an_idle_connection_keeps_boxes_for_some_calls_and_not_for_some_of_each_method() {
    let registry = Registry::new();
    for method in ["Arith.A", "Arith.B", "Arith.C"] {
        let add = |args: Args| async move { Ok::<_, String>(args.a + args.b) };
        registry.register(method, method_fn(add)).expect("new");
    }
    let limits = Limits::default();
    let codec = GobServerCodec::new(&limits);
    let mut connection = ServerConnection::new(codec, Arc::new(registry), limits);
    let mut input = requests(&["Arith.A", "Arith.B", "Arith.C"].repeat(MAX_SPARE));
    let (mut calls, mut out) = (Vec::new(), Vec::new());
    while let Some(call) = connection.next_call(&mut input, &mut out).expect("good") {
        calls.push(call);
    }
    assert_eq!(calls.len(), 3 * MAX_SPARE);
    for call in calls {
        finish(&mut connection, call, &mut out);
        let kept = connection.spare_calls.len();
        assert!((1..=MAX_SPARE).contains(&kept), "{kept} boxes");
    }
}

#[test]
fn a_burst_of_more_calls_than_there_are_boxes_leaves_as_many_as_are_kept() {
    let mut connection = connection(Limits::default());
    let mut input = requests(&["Arith.Add"].repeat(MAX_SPARE + 1));
    let (mut calls, mut out) = (Vec::new(), Vec::new());
    while let Some(call) = connection.next_call(&mut input, &mut out).expect("good") {
        calls.push(call);
    }
    for call in calls {
        finish(&mut connection, call, &mut out);
    }
    assert_eq!(connection.spare_calls.len(), MAX_SPARE);
}

fn connection(limits: Limits) -> ServerConnection<GobServerCodec> {
    let registry = Registry::new();
    let add = |args: Args| async move { Ok::<_, String>(args.a + args.b) };
    registry.register("Arith.Add", method_fn(add)).expect("new");
    ServerConnection::new(GobServerCodec::new(&limits), Arc::new(registry), limits)
}

fn requests(names: &[&str]) -> BytesMut {
    let (mut encoder, mut bytes) = (GobRequestEncoder::new(&Limits::default()), Vec::new());
    for (seq, name) in (0..).zip(names) {
        let header = RequestHeader {
            service_method: (*name).to_owned(),
            seq,
        };
        encoder
            .encode_request(&header, &Args { a: 7, b: 8 }, &mut bytes)
            .expect("a request");
    }
    BytesMut::from(&bytes[..])
}

fn finish(
    connection: &mut ServerConnection<GobServerCodec>,
    mut call: Call<GobServerCodec>,
    out: &mut Vec<u8>,
) {
    assert!(
        call.poll(&mut Context::from_waker(Waker::noop()))
            .is_ready()
    );
    connection.finish_call(call, out).expect("an answer");
}
