use std::{
    task::{Context, Poll},
    time::Duration,
};

use super::*;
use crate::{
    codec::{EncodeReply as _, gob::Gob, gob::GobServerCodec},
    connection::ReplyCell,
};

#[test]
fn calls_are_numbered_from_zero_and_one_that_cannot_be_encoded_uses_up_its_number() {
    let mut client = Client::new();
    client.start();
    let refused = client.outgoing.start("A.B", &None::<isize>, None, |_| {
        Arc::new(ReplyCell::<isize>::new(None))
    });
    assert_eq!(
        refused.expect_err("nil").to_string(),
        "gob: cannot encode nil pointer of type *int"
    );
    let output = client.output();
    client.start();
    assert_eq!(client.outgoing.calls_in_flight(), 2);
    assert!(
        output.ends_with(b"\x08\xff\x80\x01\x03A.B\x00\x03\x04\x00\x02"),
        "{output:02x?}"
    );
    assert_eq!(
        client.output(),
        b"\x0a\xff\x80\x01\x03A.B\x01\x02\x00\x03\x04\x00\x02"
    );
}

#[test]
fn replies_are_matched_by_seq_and_those_to_nothing_are_skipped() {
    let mut client = Client::new();
    let (first, second) = (client.start(), client.start());
    client
        .receive(&responses(&[(1, 11), (7, 17), (0, 10)]))
        .expect("goes on");
    assert_eq!(
        (outcome(&first), first.take_value()),
        (Some("ok".into()), Some(10))
    );
    assert_eq!(
        (outcome(&second), second.take_value()),
        (Some("ok".into()), Some(11))
    );
    assert_eq!(client.outgoing.calls_in_flight(), 0);
}

#[test]
fn the_end_of_the_input_ends_what_waits() {
    let mut client = Client::new();
    let call = client.start();
    client.incoming.handle_end(&mut BytesMut::new());
    let error = client.deliver().expect_err("the end");
    assert_eq!(error.to_string(), "unexpected EOF");
    client
        .outgoing
        .stop()
        .iter()
        .for_each(|call| drop(call.fail(error.clone())));
    assert_eq!(outcome(&call).as_deref(), Some("unexpected EOF"));
    let late = client.outgoing.start("A.B", &1_isize, None, |_| {
        Arc::new(ReplyCell::<isize>::new(None))
    });
    assert_eq!(
        late.expect_err("stopped").to_string(),
        "connection is shut down"
    );
}

#[test]
fn replies_behind_one_that_cannot_be_decoded_are_not_delivered() {
    let mut client = Client::new();
    let wrong = Arc::new(ReplyCell::<String>::new(None));
    let started = Arc::clone(&wrong) as _;
    client
        .outgoing
        .start("A.B", &1_isize, None, |_| started)
        .expect("open");
    let behind = client.start();
    client
        .receive(&responses(&[(0, 10), (1, 11)]))
        .expect_err("an int is no string");
    let text = "gob: decoding into local type *string, received remote type int";
    assert_eq!(outcome(&wrong), Some(format!("reading body {text}")));
    assert_eq!(outcome(&behind).as_deref(), Some(text));
}

#[test]
fn deadlines_end_the_calls_that_have_reached_them() {
    let (mut client, now) = (Client::new(), Instant::now());
    let cell = || Arc::new(ReplyCell::<isize>::new(None));
    for seconds in [3, 1, 2] {
        let deadline = now + Duration::from_secs(seconds);
        client
            .outgoing
            .start("A.B", &1_isize, Some(deadline), |_| cell())
            .expect("open");
    }
    client.start();
    assert_eq!(
        client.outgoing.next_deadline(),
        Some(now + Duration::from_secs(1))
    );
    assert_eq!(
        client
            .outgoing
            .handle_timeout(now + Duration::from_secs(2))
            .len(),
        2
    );
    assert_eq!(
        client.outgoing.next_deadline(),
        Some(now + Duration::from_secs(3))
    );
    assert_eq!(client.outgoing.calls_in_flight(), 2);
}

#[test]
fn a_write_error_ends_the_calls_that_were_not_sent_and_fails_the_next_ones_alike() {
    let mut client = Client::new();
    let sent = client.start();
    client.output();
    let failing = client.start();
    client.output();
    let behind = client.start();
    let (failed, error) = client
        .outgoing
        .handle_write_error(io::Error::other("fake write failure"));
    failed
        .iter()
        .for_each(|call| drop(call.fail(error.clone())));
    assert_eq!(outcome(&sent), None, "may still be answered");
    assert_eq!(outcome(&failing).as_deref(), Some("fake write failure"));
    assert_eq!(outcome(&behind).as_deref(), Some("fake write failure"));
    let late = client.outgoing.start("A.B", &1_isize, None, |_| {
        Arc::new(ReplyCell::<isize>::new(None))
    });
    assert_eq!(late.expect_err("broken").to_string(), "fake write failure");
    assert!(!client.outgoing.has_output());
}

#[test]
fn closing_ends_what_waits_and_keeps_what_is_queued() {
    let mut client = Client::new();
    client.start();
    assert_eq!(client.outgoing.close().expect("the first time").len(), 1);
    assert!(client.outgoing.is_closed() && client.outgoing.has_output());
    assert_eq!(
        client
            .outgoing
            .close()
            .err()
            .expect("the second time")
            .to_string(),
        "connection is shut down"
    );
}

struct Client {
    outgoing: Outgoing<Gob>,
    incoming: Incoming<Gob>,
}

impl Client {
    fn new() -> Self {
        let (outgoing, incoming) = Outgoing::with_incoming(&Gob::new(), &Limits::default());
        Self { outgoing, incoming }
    }

    fn start(&mut self) -> Arc<ReplyCell<isize>> {
        let cell = Arc::new(ReplyCell::new(None));
        let reply = Arc::clone(&cell) as _;
        self.outgoing
            .start("A.B", &1_isize, None, |_| reply)
            .expect("open");
        cell
    }

    fn output(&mut self) -> Vec<u8> {
        let mut output = Vec::new();
        self.outgoing.take_output(&mut output);
        output
    }

    fn receive(&mut self, bytes: &[u8]) -> Result<(), CallError> {
        self.incoming.handle_input(&mut BytesMut::from(bytes));
        self.deliver()
    }

    fn deliver(&mut self) -> Result<(), CallError> {
        self.outgoing.claim(&mut self.incoming);
        self.incoming.deliver(&mut Vec::new())
    }
}

fn responses(replies: &[(u64, isize)]) -> Vec<u8> {
    let (mut codec, mut out) = (GobServerCodec::new(&Limits::default()), Vec::new());
    for (seq, reply) in replies {
        let header = ResponseHeader {
            seq: *seq,
            ..ResponseHeader::default()
        };
        codec
            .encode_reply(&header, reply, &mut out)
            .expect("a reply");
    }
    out
}

fn outcome<R>(cell: &ReplyCell<R>) -> Option<String> {
    match cell.poll_outcome(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(())) => Some("ok".to_owned()),
        Poll::Ready(Err(error)) => Some(error.to_string()),
        Poll::Pending => None,
    }
}
