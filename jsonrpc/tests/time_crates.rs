//! The times of other crates, in their RFC 3339 forms, beside Go's.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use netrpc_jsonrpc::{
    Time,
    values::{from_slice, to_vec},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

#[derive(Serialize, Deserialize)]
struct OffsetDateTime(#[serde(with = "time::serde::rfc3339")] time::OffsetDateTime);

#[derive(Serialize, Deserialize)]
struct OptionalOffsetDateTime(
    #[serde(with = "time::serde::rfc3339::option")] Option<time::OffsetDateTime>,
);

/// What becomes of Go's text, read and written as `T`.
fn rewritten<T: Serialize + DeserializeOwned>(text: &str) -> String {
    let time: T = from_slice(format!("{text:?}").as_bytes()).unwrap();
    let written = String::from_utf8(to_vec(&time).unwrap()).unwrap();
    let same: Time = from_slice(written.as_bytes()).unwrap();
    let go: Time = text.parse().unwrap();
    assert_eq!(same.with_offset(0), go.with_offset(0), "the same moment");
    written.trim_matches('"').to_owned()
}

#[test]
fn all_read_what_go_writes_and_go_reads_what_they_write() {
    let go = "2009-11-10T23:00:00.12-05:00";
    let utc = "2009-11-11T04:00:00.12Z";
    assert_eq!(rewritten::<Time>(go), go);
    assert_eq!(rewritten::<OffsetDateTime>(go), go);
    assert_eq!(rewritten::<OptionalOffsetDateTime>(go), go);
    // This one has no offset.
    assert_eq!(rewritten::<jiff::Timestamp>(go), utc);
    // This one writes digits by threes.
    let by_threes = |text: &str| text.replace(".12", ".120");
    assert_eq!(
        rewritten::<chrono::DateTime<chrono::FixedOffset>>(go),
        by_threes(go)
    );
    assert_eq!(
        rewritten::<chrono::DateTime<chrono::Utc>>(go),
        by_threes(utc)
    );
    for text in [
        "2009-11-10T23:00:00Z",
        "0001-01-01T00:00:00Z",
        "2000-01-01T00:00:00.123456789Z",
    ] {
        assert_eq!(rewritten::<OffsetDateTime>(text), text);
        assert_eq!(rewritten::<jiff::Timestamp>(text), text);
        assert_eq!(rewritten::<chrono::DateTime<chrono::Utc>>(text), text);
    }
}

/// A time that does not come is an empty text to them.
#[test]
fn what_may_be_absent_is_optional_but_for_ours() {
    assert!(from_slice::<OffsetDateTime>(b"null").is_err());
    assert!(from_slice::<jiff::Timestamp>(b"null").is_err());
    assert!(from_slice::<chrono::DateTime<chrono::Utc>>(b"null").is_err());
    let optional: OptionalOffsetDateTime = from_slice(b"null").unwrap();
    assert!(optional.0.is_none());
    assert_eq!(
        from_slice::<Option<jiff::Timestamp>>(b"null").unwrap(),
        None
    );
    assert!(from_slice::<Time>(b"null").unwrap().is_zero());
}
