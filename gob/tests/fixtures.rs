//! Every value stream and every decoder's answer that was captured from Go (`go-fixtures`).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::to_hex;
use common::twins::{Encoding, Item, twins};
use go_fixtures::{Manifest, ValueStream};
use netrpc_gob::{Encoder, StreamDecoder};

/// The fixture's items beside their twins; a fixture without twins fails here.
fn with_twins(fixture: &ValueStream) -> Vec<Item> {
    let name = &fixture.name;
    let items = twins(name).unwrap_or_else(|| panic!("{name} has no twin in tests/common/twins"));
    assert_eq!(items.len(), fixture.items.len(), "items of {name}");
    items
}

#[test]
fn every_value_that_go_sends_decodes_to_its_twin() {
    for fixture in &Manifest::load().values {
        println!("{}", fixture.name);
        let bytes = fixture.bytes();
        let mut stream = StreamDecoder::new(bytes.as_slice());
        for (item, twin) in fixture.items.iter().zip(with_twins(fixture)) {
            println!("    {}", item.go);
            (twin.check)(&mut stream);
        }
        let end = stream.skip().expect_err("the stream ends");
        assert!(
            ["EOF", "unexpected EOF"].contains(&&*end.to_string()),
            "{end}"
        );
    }
}

#[test]
fn every_twin_encodes_to_gos_bytes() {
    for fixture in &Manifest::load().values {
        let bytes = fixture.bytes();
        let first_id = i32::try_from(fixture.first_id).expect("a small id");
        let mut encoder = Encoder::new().with_first_id(first_id);
        let mut start = 0;
        for (item, twin) in fixture.items.iter().zip(with_twins(fixture)) {
            let place = format!("{}: {}", fixture.name, item.go);
            let mut ours = Vec::new();
            match twin.encode {
                Encoding::Same(encode) => {
                    encode(&mut encoder, &mut ours)
                        .unwrap_or_else(|error| panic!("{place}: {error}"));
                    assert_eq!(to_hex(&ours), to_hex(&bytes[start..item.end]), "{place}");
                }
                Encoding::Refused(encode) => {
                    let error = encode(&mut encoder, &mut ours).expect_err(&place);
                    assert_eq!(error.to_string(), item.error, "{place}");
                    assert!(ours.is_empty(), "{place}");
                }
                Encoding::Not => {}
            }
            start = item.end;
        }
    }
}
