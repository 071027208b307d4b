//! Strings of any bytes in JSON, as Go's `encoding/json` writes and reads a `string`.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::collections::BTreeMap;

use netrpc_gob::{ByteString, LossyString};
use serde_json::{from_str, to_string};

#[test]
fn bytes_that_are_not_utf8_are_replaced() {
    // json.Marshal("a\xffb\xe2\x82") has "a\ufffdb\ufffd\ufffd".
    let string = ByteString::from(b"a\xffb\xe2\x82");
    assert_eq!(
        to_string(&string).unwrap(),
        "\"a\u{fffd}b\u{fffd}\u{fffd}\""
    );
    assert_eq!(to_string(&LossyString::from("text")).unwrap(), "\"text\"");
}

#[test]
fn strings_are_read_from_text_and_null() {
    assert_eq!(from_str::<ByteString>(r#""caf\u00e9""#).unwrap(), "café");
    assert_eq!(from_str::<LossyString>(r#""caf\u00e9""#).unwrap(), "café");
    // Go leaves the zero value for null.
    assert_eq!(from_str::<ByteString>("null").unwrap(), ByteString::new());
    assert_eq!(from_str::<LossyString>("null").unwrap(), LossyString::new());
    for wrong in ["1", "true", "[]", "{}"] {
        assert!(from_str::<ByteString>(wrong).is_err(), "{wrong}");
        assert!(from_str::<LossyString>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn strings_are_keys_of_objects() {
    let map = BTreeMap::from([(ByteString::from("b"), LossyString::from("x"))]);
    let text = to_string(&map).unwrap();
    assert_eq!(text, r#"{"b":"x"}"#);
    assert_eq!(
        from_str::<BTreeMap<ByteString, LossyString>>(&text).unwrap(),
        map
    );
    let map: BTreeMap<LossyString, ByteString> = from_str(&text).unwrap();
    assert_eq!(map.get("b").unwrap(), "x");
}
