//! What cannot be sent, in Go's words (catalogue 1.13), and that an error leaves no trace: no bytes, and no
//! type that the peer is thought to know.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::types::{HasOnlyPriv, Inner, OnlyPriv, Outer, Point};
use common::{Sender, sends};
use netrpc_gob::go::big::Int;
use netrpc_gob::{Encoder, ErrorKind, Gob, Limits, StreamEncoder};

#[test]
fn a_nil_at_the_top_is_refused() {
    let mut sender = Sender::new();
    let text = "gob: cannot encode nil pointer of type *int";
    assert_eq!(sender.refuses(&None::<isize>), text);
    let text = "gob: cannot encode nil pointer of type *main.Point";
    assert_eq!(sender.refuses(&None::<Box<Point>>), text);
    let text = "gob: cannot encode nil pointer of type **main.Point";
    assert_eq!(sender.refuses(&Some(None::<Point>)), text);
}

#[test]
fn a_nil_behind_a_pointer_is_sent_as_an_id_alone() {
    let mut sender = Sender::new();
    sender.sends_pointer(&None::<isize>, "01 | 04");
    sender.sends_pointer(&Some(3isize), "03 | 04 00 06");
    let definition = "1e | 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00";
    sender.sends_pointer(&None::<Point>, &format!("{definition} 02 | ff 80"));
}

#[test]
fn a_nil_element_is_refused() {
    let mut sender = Sender::new();
    let nil_element = "gob: encodeArray: nil element";
    assert_eq!(sender.refuses(&vec![Some(0isize), None]), nil_element);
    assert_eq!(sender.refuses(&[None::<Point>]), nil_element);
    assert_eq!(
        sender.refuses(&vec![Some(Some(1isize)), Some(None)]),
        nil_element
    );
    let nil_entry = "gob: encodeReflectValue: nil element";
    assert_eq!(
        sender.refuses(&HashMap::from([("a", None::<isize>)])),
        nil_entry
    );
    assert_eq!(
        sender.refuses(&HashMap::from([(None::<isize>, "a")])),
        nil_entry
    );
    // An element is nil only if it is a pointer.
    sends(
        &vec![Vec::<isize>::new()],
        "0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
         0b | 7f 02 01 02 ff 80 00 01 04 00 00
         05 | ff 82 00 01 00",
    );
}

#[test]
fn a_struct_whose_fields_are_all_private_is_refused() {
    let mut sender = Sender::new();
    let text = "gob: type main.OnlyPriv has no exported fields";
    assert_eq!(sender.refuses(&OnlyPriv { a: 1 }), text);
    assert_eq!(sender.refuses(&OnlyPriv { a: 1 }), text);
    assert_eq!(sender.refuses(&HasOnlyPriv::default()), text);
    assert_eq!(sender.refuses(&Vec::<OnlyPriv>::new()), text);
    assert_eq!(
        sender.refuses(&HashMap::<String, Option<OnlyPriv>>::new()),
        text
    );
}

#[test]
fn a_pointer_to_itself_is_refused() {
    #[derive(Gob)]
    struct Rec(Option<Box<Rec>>);
    let text = "can't represent recursive pointer type main.Rec";
    assert_eq!(
        Sender::new().refuses(&Rec(Some(Box::new(Rec(None))))),
        "gob: cannot encode nil pointer of type main.Rec"
    );
    let error = Encoder::new()
        .encode_pointer(&Rec(None), &mut Vec::new())
        .unwrap_err();
    assert_eq!(error.to_string(), text);
}

#[test]
fn an_error_says_where_in_the_value_it_happened() {
    #[derive(Default, Gob)]
    struct Order {
        items: Vec<Item>,
    }
    #[derive(Default, Gob)]
    struct Item {
        prices: HashMap<String, Vec<Option<isize>>>,
    }
    let prices = HashMap::from([("a".to_string(), vec![Some(1), None])]);
    let items = vec![Item::default(), Item { prices }];
    let error = Encoder::new()
        .encode(&Order { items }, &mut Vec::new())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unencodable);
    assert_eq!(
        error.path().as_deref(),
        Some("Order.Items[1].Prices[entry][1]")
    );
    assert_eq!(error.offset(), None);
}

#[test]
fn after_an_error_the_same_bytes_follow_as_without_it() {
    let good = Outer {
        a: 1,
        b: Inner { p: 2, q: 3 },
        c: "z".into(),
    };
    let expected = {
        let mut sender = Sender::new();
        [
            sender.encode(&Point { x: 1, y: 2 }),
            sender.encode(&good),
            sender.encode(&vec![Some(good.b.clone())]),
        ]
    };
    // Each of these describes types before it fails: new ones, and some that the next value needs.
    let failures: [fn(&mut Sender) -> String; 5] = [
        |sender| sender.refuses(&vec![Some(Outer::default()), None]),
        |sender| sender.refuses(&HasOnlyPriv::default()),
        |sender| sender.refuses(&[None::<Inner>]),
        |sender| sender.refuses(&HashMap::from([("a", Some(Point::default())), ("b", None)])),
        |sender| sender.refuses(&None::<Outer>),
    ];
    for (index, fail) in failures.iter().enumerate() {
        let mut sender = Sender::new();
        let mut bytes = Vec::new();
        fail(&mut sender);
        bytes.push(sender.encode(&Point { x: 1, y: 2 }));
        fail(&mut sender);
        bytes.push(sender.encode(&good));
        fail(&mut sender);
        fail(&mut sender);
        bytes.push(sender.encode(&vec![Some(good.b.clone())]));
        assert_eq!(bytes, expected, "failure {index}");
    }
}

#[test]
fn a_type_that_failed_by_its_value_is_sent_once_its_value_is_good() {
    let mut sender = Sender::new();
    sender.refuses(&vec![None::<isize>]);
    sender.sends(
        &vec![Some(0isize)],
        "0b | 7f 02 01 02 ff 80 00 01 04 00 00 05 | ff 80 00 01 00",
    );
    sender.refuses(&vec![None::<isize>]);
    sender.sends(&vec![Some(0isize)], "05 | ff 80 00 01 00");
}

#[test]
fn a_rollback_forgets_what_was_encoded_since_the_checkpoint() {
    let mut encoder = Encoder::new();
    let mut first = Vec::new();
    encoder.encode(&Point { x: 1, y: 2 }, &mut first).unwrap();
    let checkpoint = encoder.checkpoint();
    let mut before = Vec::new();
    encoder.encode(&Outer::default(), &mut before).unwrap();
    encoder.encode(&vec![1isize], &mut Vec::new()).unwrap();
    encoder.rollback(checkpoint);
    let mut after = Vec::new();
    encoder.encode(&Outer::default(), &mut after).unwrap();
    assert_eq!(after, before);
    let mut point = Vec::new();
    encoder.encode(&Point { x: 1, y: 2 }, &mut point).unwrap();
    assert_eq!(point, common::hex("07 | ff 80 01 02 01 04 00"));
}

#[test]
fn a_rollback_gives_back_the_id_that_a_pointer_took() {
    let mut encoder = Encoder::new();
    let numbers = vec![Int::from(1)];
    encoder.encode(&numbers, &mut Vec::new()).unwrap();
    let checkpoint = encoder.checkpoint();
    // At the top it goes as a pointer, which takes an id that nobody sees, until the next type has its own.
    let encode = |encoder: &mut Encoder| {
        let mut bytes = Vec::new();
        encoder.encode(&Int::from(2), &mut bytes).unwrap();
        encoder.encode(&vec![1isize], &mut bytes).unwrap();
        bytes
    };
    let before = encode(&mut encoder);
    encoder.rollback(checkpoint);
    assert_eq!(encode(&mut encoder), before);
}

#[test]
fn a_value_over_the_limit_on_messages_is_refused() {
    let mut encoder = Encoder::new().with_limits(Limits::default().message(10));
    let mut bytes = Vec::new();
    // Id, zero byte, count: three bytes beside the text.
    encoder.encode(&"x".repeat(7), &mut bytes).unwrap();
    let error = encoder.encode(&"x".repeat(8), &mut bytes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("Limits::message"), "{error}");
    assert_eq!(bytes.len(), 11);
}

#[test]
fn a_value_over_the_limit_on_depth_is_refused() {
    let mut encoder = Encoder::new().with_limits(Limits::default().depth(10));
    encoder
        .encode(&common::types::list(10), &mut Vec::new())
        .unwrap();
    let error = encoder
        .encode(&common::types::list(11), &mut Vec::new())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("Limits::depth"), "{error}");
    encoder
        .encode(&common::types::list(10), &mut Vec::new())
        .unwrap();
}

/// Fails as often as it is told to, then writes.
struct Failing {
    failures: usize,
    written: Vec<u8>,
}

impl std::io::Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.failures > 0 {
            self.failures -= 1;
            return Err(std::io::Error::other("disk full"));
        }
        self.written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_definition_that_could_not_be_written_is_sent_again() {
    let mut encoder = StreamEncoder::new(Failing {
        failures: 2,
        written: vec![],
    });
    for _ in 0..2 {
        let error = encoder.encode(&Point { x: 1, y: 2 }).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Io, "disk full")
        );
    }
    encoder.encode(&Point { x: 1, y: 2 }).unwrap();
    assert_eq!(
        encoder.into_inner().written,
        common::encode(&Point { x: 1, y: 2 })
    );
}
