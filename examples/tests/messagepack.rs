//! The MessagePack codec keeps the contract of codecs, and reads what hashicorp's package writes.
//! Against the live package: `system-tests/`.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

mod support;

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime},
};

use bytes::BytesMut;
use netrpc::{
    Limits,
    codec::{
        ClientFormat as _, DecodeArgs as _, DecodeReply as _, RequestHeader, ResponseDecoder as _,
        ResponseHeader, ServerCodec as _, ServerFormat as _,
    },
    testing::Contract,
};
use netrpc_examples::{
    messagepack::MessagePack,
    till::{Bill, Order},
};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use support::{Server, output_of};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tree {
    name: String,
    weights: BTreeMap<String, f64>,
    left: Option<Box<Tree>>,
}

#[tokio::test]
async fn our_client_and_our_server_understand_each_other() {
    let server = Server::start(env!("CARGO_BIN_EXE_messagepack-server").as_ref(), 1).await;
    let client = env!("CARGO_BIN_EXE_messagepack-client").as_ref();
    assert_eq!(
        output_of(client, &server.addresses).await,
        "2 x soup (hot, not too salty, please, as the last one was): 9 {\"soup\": 2}\n\
         300 x cake (): 1350 {\"cake\": 300}\n\
         error: -1 of water?\n"
    );
}

#[test]
fn it_keeps_the_contract() {
    let before_1970 = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
    Contract::new(MessagePack)
        .value("gopher".to_owned())
        .value("as long as it takes to need a length of its own".to_owned())
        .value(i64::MIN)
        .value(u64::MAX)
        .value(1.5_f64)
        .value(true)
        .value(Some(vec![1_i32, -1, 70_000]))
        .value(None::<Vec<i32>>)
        .value(ByteBuf::from([0, 0xc1, 0xff]))
        .value(Tree {
            name: "root".to_owned(),
            weights: BTreeMap::from([("a".to_owned(), 0.5)]),
            left: Some(Box::new(Tree {
                name: String::new(),
                weights: BTreeMap::new(),
                left: None,
            })),
        })
        .misfit::<_, u64>("six".to_owned())
        .misfit::<_, Tree>(7_i64)
        // serde has no time before 1970.
        .unencodable(before_1970)
        .check();
}

/// `captured/` has what passed between the two Go halves of the example.
#[test]
fn requests_of_hashicorps_client_are_read() {
    let mut codec = MessagePack.server_codec(&Limits::default());
    let mut header = RequestHeader::default();
    let mut input = BytesMut::from(&include_bytes!("../messagepack/captured/requests.bin")[..]);
    let notes = ["hot", "not too salty, please, as the last one was"];
    let expected = [
        ("soup", 2, Some(notes.map(str::to_owned).to_vec())),
        ("cake", 300, None),
        ("water", -1, None),
    ];
    for (seq, (dish, count, notes)) in (0..).zip(expected) {
        let body = codec.next_request(&mut input, &mut header).unwrap();
        assert_eq!(
            (header.seq, header.service_method.as_str()),
            (seq, "Till.Charge")
        );
        let order: Order = codec.decode_args(body.unwrap()).unwrap();
        let dish = dish.to_owned();
        assert_eq!(order, Order { dish, count, notes });
    }
    assert!(input.is_empty());
}

#[test]
fn replies_of_hashicorps_server_are_read() {
    let (_, mut decoder) = MessagePack.client_codec(&Limits::default());
    let mut header = ResponseHeader::default();
    let mut input = BytesMut::from(&include_bytes!("../messagepack/captured/replies.bin")[..]);
    let mut bill = |seq, error: &str| {
        let body = decoder.next_response(&mut input, &mut header).unwrap();
        assert_eq!((header.seq, header.error.as_str()), (seq, error));
        if error.is_empty() {
            let bill: Bill = decoder.decode_reply(body.unwrap()).unwrap();
            return Some((bill.text, bill.total, bill.lines));
        }
        decoder.skip_body(body.unwrap()).unwrap();
        None
    };
    let soup = "2 x soup (hot, not too salty, please, as the last one was)";
    let lines = |dish: &str, count| BTreeMap::from([(dish.to_owned(), count)]);
    assert_eq!(bill(0, ""), Some((soup.to_owned(), 9.0, lines("soup", 2))));
    let cake = "300 x cake ()".to_owned();
    assert_eq!(bill(1, ""), Some((cake, 1350.0, lines("cake", 300))));
    assert_eq!(bill(2, "-1 of water?"), None);
    assert!(input.is_empty());
}
