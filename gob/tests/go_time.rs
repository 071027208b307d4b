//! Go's `time.Time` on whole streams, as fresh processes of Go send it (catalogue 1.8, 1.12, 3); its payload alone is tested
//! beside the type.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::BTreeMap;

use common::{decode, hex, sends, to_hex};
use netrpc_gob::go::time::Time;
use netrpc_gob::{Encoder, ErrorKind, Gob, StreamDecoder};

#[derive(Gob, Clone, Debug, PartialEq)]
struct Event {
    #[gob(rename = "ID")]
    id: isize,
    at: Time,
    n: isize,
}

#[derive(Gob, Debug, PartialEq)]
struct Maybe {
    at: Option<Time>,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "any")]
enum Any {
    #[gob(name = "time.Time")]
    Time(Time),
}

const EVENT: &str = "
    27 | 7f 03 01 01 05 45 76 65 6e 74 01 ff 80 00 01 03 01 02 49 44 01 04 00 01 02 41 74 01 ff 82 00 01 01 4e 01 04 00 00 00
    10 | ff 81 05 01 01 04 54 69 6d 65 01 ff 82 00 00 00";

/// 2009-11-10 23:00:00.000000001, but for the zone.
const GO: &str = "01 00 00 00 0e c2 8b e7 70 00 00 00 01";
const ZERO: &str = "01 00 00 00 00 00 00 00 00 00 00 00 00";

fn go() -> Time {
    Time::from_unix(1_257_894_000, 1)
}

fn event(at: Time) -> Event {
    Event { id: 1, at, n: 2 }
}

#[test]
fn a_time_is_named_and_its_pointer_is_not() {
    let value = format!("13 | ff 80 00 0f {GO} ff ff");
    let named = "0f | 7f 05 01 01 04 54 69 6d 65 01 ff 80 00 00 00";
    sends(&go(), &format!("{named} {value}"));
    let unnamed = "09 | 7f 05 01 02 ff 82 00 00 00";
    sends(&Some(go()), &format!("{unnamed} {value}"));

    for definition in [named, unnamed] {
        let bytes = hex(&format!("{definition} {value}"));
        assert_eq!(decode::<Time>(&bytes).unwrap(), go());
        assert_eq!(decode::<Option<Time>>(&bytes).unwrap(), Some(go()));
    }
}

#[test]
fn a_field_is_left_out_for_the_zero_time_in_utc_alone() {
    let zero = Time::default();
    for (at, value) in [
        (go(), format!("18 | ff 80 01 02 01 0f {GO} ff ff 01 04 00")),
        (zero, "07 | ff 80 01 02 02 04 00".to_owned()),
        (
            zero.with_offset(0),
            format!("18 | ff 80 01 02 01 0f {ZERO} 00 00 01 04 00"),
        ),
    ] {
        let bytes = format!("{EVENT} {value}");
        sends(&event(at), &bytes);
        assert_eq!(decode::<Event>(&hex(&bytes)).unwrap(), event(at));
    }
}

#[test]
fn a_pointer_to_the_zero_time_is_sent_and_nil_is_not() {
    let maybe = "
        1a | 7f 03 01 01 05 4d 61 79 62 65 01 ff 80 00 01 01 01 02 41 74 01 ff 82 00 00 00
        0a | ff 81 05 01 02 ff 84 00 00 00";
    for (at, value) in [
        (
            Some(Time::default()),
            format!("14 | ff 80 01 0f {ZERO} ff ff 00"),
        ),
        (None, "03 | ff 80 00".to_owned()),
    ] {
        let bytes = format!("{maybe} {value}");
        sends(&Maybe { at }, &bytes);
        assert_eq!(decode::<Maybe>(&hex(&bytes)).unwrap(), Maybe { at });
    }
}

#[test]
fn elements_and_keys_are_sent_whatever_they_are() {
    let zero = Time::default();
    let slice = format!(
        "0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00 | 0f | 7f 05 01 01 04 54 69 6d 65 01 ff 80 00 00 00
         25 | ff 82 00 02 0f {ZERO} ff ff | 10 02 {} 00 00 e2",
        &GO[3..]
    );
    let times = vec![zero, go().with_offset(-30)];
    sends(&times, &slice);
    assert_eq!(decode::<Vec<Time>>(&hex(&slice)).unwrap(), times);

    let pointers = format!(
        "0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00 | 09 | 7f 05 01 02 ff 84 00 00 00
         24 | ff 82 00 02 0f {GO} ff ff | 0f {ZERO} ff ff"
    );
    let times = vec![Some(go()), Some(zero)];
    sends(&times, &pointers);
    assert_eq!(decode::<Vec<Option<Time>>>(&hex(&pointers)).unwrap(), times);

    // Go names what is an element of a slice, but no key of a map.
    let map = format!(
        "10 | ff 81 04 01 02 ff 82 00 01 ff 80 01 ff 80 00 00 | 09 | 7f 05 01 02 ff 80 00 00 00
         24 | ff 82 00 01 0f {GO} ff ff | 0f {ZERO} ff ff"
    );
    let times = BTreeMap::from([(go(), zero)]);
    sends(&times, &map);
    assert_eq!(decode::<BTreeMap<Time, Time>>(&hex(&map)).unwrap(), times);
}

#[test]
fn times_are_values_of_interfaces() {
    let bytes = format!(
        "0b | 7f 02 01 02 ff 80 00 01 10 00 00
         1e | ff 80 00 02 09 74 69 6d 65 2e 54 69 6d 65 | ff 81 05 01 01 04 54 69 6d 65 01 ff 82 00 00 00
         32 | ff 82 11 00 0f {GO} ff ff | 09 74 69 6d 65 2e 54 69 6d 65 ff 82 11 00 0f {ZERO} ff ff"
    );
    let times = vec![Some(Any::Time(go())), Some(Any::Time(Time::default()))];
    sends(&times, &bytes);
    assert_eq!(decode::<Vec<Option<Any>>>(&hex(&bytes)).unwrap(), times);
}

#[test]
fn what_has_no_bytes_fails_in_go_s_words_and_the_stream_goes_on() {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new();
    let error = encoder
        .encode(&event(go().with_offset(-90)), &mut bytes)
        .unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("Time.MarshalBinary: unexpected zone offset"),
        "{error}"
    );
    encoder.encode(&go(), &mut bytes).unwrap();
    assert_eq!(to_hex(&bytes[bytes.len() - 15..]), format!("{GO} ff ff"));
}

#[test]
fn bytes_that_are_no_time_cost_their_value_alone() {
    let definition = "0f | 7f 05 01 01 04 54 69 6d 65 01 ff 80 00 00 00";
    for (payload, text) in [
        ("00", "no data"),
        ("01 03", "unsupported version"),
        ("01 01", "invalid length"),
    ] {
        let body = format!("ff 80 00 {payload}");
        let length = hex(&body).len();
        let bytes = hex(&format!(
            "{definition} {length:02x} | {body} 13 | ff 80 00 0f {GO} ff ff"
        ));
        let mut decoder = StreamDecoder::new(bytes.as_slice());
        let error = decoder.decode::<Time>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Payload);
        let text = format!("Time.UnmarshalBinary: {text}");
        assert!(error.to_string().ends_with(&text), "{error}");
        assert_eq!(decoder.decode::<Time>().unwrap(), go());
    }
}

/// A type of another crate, or of std, as a field in the place of ours.
macro_rules! goes_as_a_time {
    ($foreign:ty) => {{
        #[derive(Gob, Debug, PartialEq)]
        #[gob(name = "main.Event")]
        struct Twin {
            #[gob(rename = "ID")]
            id: isize,
            at: $foreign,
            n: isize,
        }
        for time in [go(), Time::default()] {
            let at = <$foreign>::try_from(time).unwrap();
            let twin = Twin { id: 1, at, n: 2 };
            let bytes = common::encode(&twin);
            assert_eq!(to_hex(&bytes), to_hex(&common::encode(&event(time))));
            assert_eq!(decode::<Twin>(&bytes).unwrap(), twin);
        }
        let zero = <$foreign>::try_from(Time::default()).unwrap();
        assert_eq!(<$foreign as netrpc_gob::Decode>::zero(), zero);
        // A pointer to the zero time is sent, but not an element that is nil.
        let bytes = common::encode(&vec![Some(zero.clone())]);
        assert_eq!(
            to_hex(&bytes),
            to_hex(&common::encode(&vec![Some(Time::default())]))
        );
        assert_eq!(
            decode::<Vec<Option<$foreign>>>(&bytes).unwrap(),
            [Some(zero)]
        );
    }};
}

#[test]
fn a_system_time_is_a_time() {
    goes_as_a_time!(std::time::SystemTime);
}

#[cfg(feature = "chrono")]
#[test]
fn the_times_of_chrono_are_times() {
    goes_as_a_time!(chrono::DateTime<chrono::Utc>);
    goes_as_a_time!(chrono::DateTime<chrono::FixedOffset>);
}

#[cfg(feature = "jiff")]
#[test]
fn the_times_of_jiff_are_times() {
    goes_as_a_time!(jiff::Timestamp);
    goes_as_a_time!(jiff::Zoned);
}

#[cfg(feature = "time")]
#[test]
fn the_times_of_the_crate_time_are_times() {
    goes_as_a_time!(time::UtcDateTime);
    goes_as_a_time!(time::OffsetDateTime);
}

#[cfg(feature = "jiff")]
#[test]
fn what_a_type_does_not_reach_costs_its_value_alone() {
    let time = Time::from_unix(1_000_000_000_000, 0);
    let mut bytes = common::encode(&time);
    bytes.extend(hex(&format!("13 | ff 80 00 0f {GO} ff ff")));
    let mut decoder = StreamDecoder::new(bytes.as_slice());
    let error = decoder.decode::<jiff::Timestamp>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Payload);
    let text = format!("time {time} is out of range for a jiff::Timestamp");
    assert!(error.to_string().ends_with(&text), "{error}");
    let next = decoder.decode::<jiff::Timestamp>().unwrap();
    assert_eq!(Time::from(next), go());
}
