//! UUIDs with methods, as google/uuid has them, and as arrays, as Go's own package does.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::BTreeMap;

use common::{Sender, decode, decode_error, encode};
use netrpc_gob::go::uuid::{Uuid, UuidArray};
use netrpc_gob::{Gob, GobType, OpaqueBinary};

const BYTES: [u8; 16] = [
    0xf8, 0x1d, 0x4f, 0xae, 0x7d, 0xec, 0x11, 0xd0, 0xa7, 0x65, 0, 0xa0, 0xc9, 0x1e, 0x6b, 0xf6,
];

#[test]
fn one_is_a_payload_and_the_other_an_array() {
    let mut sender = Sender::new();
    sender.sends(
        &Uuid(BYTES),
        "
        0f | 7f 06 01 01 04 55 55 49 44 01 ff 80 00 00 00
        14 | ff 80 00 10 f8 1d 4f ae 7d ec 11 d0 a7 65 00 a0 c9 1e 6b f6",
    );
    sender.sends(
        &Uuid::default(),
        "14 | ff 80 00 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
    );
    sender.sends(
        &UuidArray(BYTES),
        "
        14 | ff 81 01 01 01 04 55 55 49 44 01 ff 82 00 01 06 01 20 00 00
        1c | ff 82 00 10 ff f8 1d 4f ff ae 7d ff ec 11 ff d0 ff a7 65 00 ff a0 ff c9 1e 6b ff f6",
    );
    sender.sends(
        &UuidArray::default(),
        "14 | ff 82 00 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
    );
    assert_eq!(Uuid::TYPE.registered_name(), "github.com/google/uuid.UUID");
    assert_eq!(UuidArray::TYPE.registered_name(), "uuid.UUID");
}

#[derive(Gob, Debug, Default, PartialEq)]
#[gob(name = "main.IDs")]
struct Ids {
    g: Uuid,
    a: UuidArray,
    l: Vec<Uuid>,
    m: Option<BTreeMap<Uuid, isize>>,
    p: Option<Uuid>,
}

#[test]
fn a_zero_payload_is_left_out_and_a_zero_array_is_not() {
    let mut sender = Sender::new();
    sender.sends(
        &Ids::default(),
        "
        33 | 7f 03 01 01 03 49 44 73 01 ff 80 00 01 05 01 01 47 01 ff 82 00 01 01 41 01 ff 84 00 01 01 4c
           01 ff 86 00 01 01 4d 01 ff 88 00 01 01 50 01 ff 82 00 00 00
        10 | ff 81 06 01 01 04 55 55 49 44 01 ff 82 00 00 00
        14 | ff 83 01 01 01 04 55 55 49 44 01 ff 84 00 01 06 01 20 00 00
        1a | ff 85 02 01 01 0b 5b 5d 75 75 69 64 2e 55 55 49 44 01 ff 86 00 01 ff 82 00 00
        22 | ff 87 04 01 01 11 6d 61 70 5b 75 75 69 64 2e 55 55 49 44 5d 69 6e 74 01 ff 88 00 01 ff 82 01 04 00 00
        15 | ff 80 02 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
    );
    let full = Ids {
        g: Uuid(BYTES),
        a: UuidArray(BYTES),
        l: vec![Uuid(BYTES), Uuid::default()],
        m: Some(BTreeMap::from([(Uuid(BYTES), 1)])),
        p: Some(Uuid::default()),
    };
    sender.sends(
        &full,
        "
        79 | ff 80 01 10 f8 1d 4f ae 7d ec 11 d0 a7 65 00 a0 c9 1e 6b f6 01 10 ff f8 1d 4f ff ae 7d ff ec
           11 ff d0 ff a7 65 00 ff a0 ff c9 1e 6b ff f6 01 02 10 f8 1d 4f ae 7d ec 11 d0 a7 65 00 a0 c9 1e
           6b f6 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 01 10 f8 1d 4f ae 7d ec 11 d0 a7 65
           00 a0 c9 1e 6b f6 02 01 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
    );
    assert_eq!(decode::<Ids>(&encode(&full)).unwrap(), full);
}

#[test]
fn payloads_of_other_lengths_are_refused() {
    for length in 0..=64 {
        let bytes = encode(&OpaqueBinary(vec![3; length]));
        if length == 16 {
            assert_eq!(decode::<Uuid>(&bytes).unwrap(), Uuid([3; 16]));
        } else {
            let error = decode_error::<Uuid>(&bytes);
            let text = format!("invalid UUID (got {length} bytes)");
            assert!(error.contains(&text), "{error}");
        }
    }
}

const TEXT: &str = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

#[test]
fn texts_are_read_in_every_form() {
    assert_eq!(
        (Uuid(BYTES).to_string(), UuidArray(BYTES).to_string()),
        (TEXT.into(), TEXT.into())
    );
    let forms = [
        TEXT.to_owned(),
        TEXT.to_uppercase(),
        TEXT.replace('-', ""),
        format!("{{{TEXT}}}"),
        format!("urn:uuid:{TEXT}"),
    ];
    for form in forms {
        assert_eq!(form.parse(), Ok(Uuid(BYTES)), "{form}");
        assert_eq!(form.parse(), Ok(UuidArray(BYTES)), "{form}");
    }
    // google/uuid does not care for case there, nor what stands in place of braces.
    for form in [format!("URN:Uuid:{TEXT}"), format!("<{TEXT})")] {
        assert_eq!(form.parse(), Ok(Uuid(BYTES)));
        assert!(form.parse::<UuidArray>().is_err());
    }
}

#[test]
fn texts_are_refused_with_the_words_of_each_package() {
    let cases = [
        ("", "invalid UUID length: 0"),
        (
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
            "invalid UUID length: 35",
        ),
        (
            "f81d4fae+7dec-11d0-a765-00a0c91e6bf6",
            "invalid UUID format",
        ),
        (
            "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
            "invalid UUID format",
        ),
        ("f81d4fae7dec11d0a76500a0c91e6bf-", "invalid UUID format"),
        (
            "f81d4fa-e7dec-11d0-a765-00a0c91e6bf6",
            "invalid UUID format",
        ),
        (
            "urn:uuie:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            r#"invalid urn prefix: "urn:uuie:""#,
        ),
    ];
    for (text, message) in cases {
        assert_eq!(text.parse::<Uuid>().unwrap_err().to_string(), message);
        let error = text.parse::<UuidArray>().unwrap_err().to_string();
        assert_eq!(error, "invalid uuid");
    }
}
