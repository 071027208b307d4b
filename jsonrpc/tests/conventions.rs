//! What types may say with serde's attributes, and what holds without them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, VecDeque},
};

use netrpc_jsonrpc::values::{ErrorKind, from_slice, to_vec};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

fn read<'de, T: Deserialize<'de>>(text: &'de str) -> T {
    from_slice(text.as_bytes()).unwrap()
}

fn write<T: Serialize + ?Sized>(value: &T) -> String {
    String::from_utf8(to_vec(value).unwrap()).unwrap()
}

#[derive(Deserialize, Debug, PartialEq)]
struct Defaults {
    plain: i64,
    #[serde(default = "forty_two")]
    chosen: i64,
    #[serde(default)]
    level: Level,
    #[serde(skip)]
    skipped: i64,
}

fn forty_two() -> i64 {
    42
}

#[derive(Deserialize, Serialize, Debug, Default, PartialEq)]
enum Level {
    #[default]
    Low,
    High,
}

#[test]
fn what_does_not_come_is_zero_unless_the_type_has_a_default_for_it() {
    let expected = Defaults {
        plain: 0,
        chosen: 42,
        level: Level::Low,
        skipped: 0,
    };
    assert_eq!(read::<Defaults>("{}"), expected);
    assert_eq!(
        read::<Defaults>(r#"{"plain":null,"chosen":null,"level":null}"#),
        expected
    );
    assert_eq!(read::<Defaults>("null"), expected);
    let given: Defaults = read(r#"{"Plain":1,"CHOSEN":2,"level":"High","skipped":3}"#);
    assert_eq!(
        given,
        Defaults {
            plain: 1,
            chosen: 2,
            level: Level::High,
            skipped: 0
        }
    );
}

#[derive(Deserialize, Debug, PartialEq)]
struct TwinOfDefaults {
    plain: i64,
    chosen: i64,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Pair {
    first: Defaults,
    second: TwinOfDefaults,
    third: Vec<TwinOfDefaults>,
}

#[test]
fn every_level_is_filled_on_its_own() {
    let pair: Pair = read(r#"{"first":{"plain":1},"third":[{"plain":1},{"chosen":2},{}]}"#);
    assert_eq!(
        pair.first,
        Defaults {
            plain: 1,
            chosen: 42,
            level: Level::Low,
            skipped: 0
        }
    );
    assert_eq!(
        pair.second,
        TwinOfDefaults {
            plain: 0,
            chosen: 0
        }
    );
    let third: Vec<(i64, i64)> = pair
        .third
        .iter()
        .map(|twin| (twin.plain, twin.chosen))
        .collect();
    assert_eq!(third, [(1, 0), (0, 2), (0, 0)]);
}

#[test]
fn an_enum_without_a_default_has_no_zero_value() {
    #[derive(Deserialize, Debug)]
    struct Holder {
        #[allow(dead_code, reason = "it never comes to be read")]
        level: Level,
    }
    let error = from_slice::<Holder>(b"{}").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Custom);
    assert_eq!(
        error.to_string(),
        "unknown variant ``, expected `Low` or `High`"
    );
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Strict {
    a: i64,
}

#[test]
fn unknown_keys_are_refused_by_types_that_refuse_them() {
    assert_eq!(read::<Strict>(r#"{"A":1}"#), Strict { a: 1 });
    assert_eq!(
        from_slice::<Strict>(br#"{"a":1,"b":2}"#)
            .unwrap_err()
            .to_string(),
        "unknown field `b`, expected `a`"
    );
}

#[derive(Deserialize, Debug, PartialEq)]
struct Wide {
    f0: i64,
    f1: i64,
    f2: i64,
    f3: i64,
    f4: i64,
    f5: i64,
    f6: i64,
    f7: i64,
    f8: i64,
    f9: i64,
    f10: i64,
    f11: i64,
    f12: i64,
    f13: i64,
    f14: i64,
    f15: i64,
    f16: i64,
    f17: i64,
    f18: i64,
    f19: i64,
    f20: i64,
    f21: i64,
    f22: i64,
    f23: i64,
    f24: i64,
    f25: i64,
    f26: i64,
    f27: i64,
    f28: i64,
    f29: i64,
    f30: i64,
    f31: i64,
    f32: i64,
    f33: i64,
    f34: i64,
    f35: i64,
    f36: i64,
    f37: i64,
    f38: i64,
    f39: i64,
    f40: i64,
    f41: i64,
    f42: i64,
    f43: i64,
    f44: i64,
    f45: i64,
    f46: i64,
    f47: i64,
    f48: i64,
    f49: i64,
    f50: i64,
    f51: i64,
    f52: i64,
    f53: i64,
    f54: i64,
    f55: i64,
    f56: i64,
    f57: i64,
    f58: i64,
    f59: i64,
    f60: i64,
    f61: i64,
    f62: i64,
    f63: i64,
    f64: i64,
    f65: i64,
    f66: i64,
    f67: i64,
    f68: i64,
    f69: i64,
}

#[test]
fn structs_of_more_than_64_fields_are_like_others() {
    let wide: Wide = read(r#"{"F69":1,"f64":2,"f63":3,"f64":4,"f0":5,"F69":6}"#);
    assert_eq!(
        (wide.f69, wide.f64, wide.f63, wide.f0, wide.f68),
        (6, 4, 3, 5, 0)
    );
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
enum Shape {
    Point,
    Circle(f64),
    Line(i64, i64),
    Rectangle { width: i64, height: i64 },
}

#[test]
fn enums_are_as_in_serde_json() {
    for (shape, text) in [
        (Shape::Point, r#""Point""#),
        (Shape::Circle(1.0), r#"{"Circle":1}"#),
        (Shape::Line(1, 2), r#"{"Line":[1,2]}"#),
        (
            Shape::Rectangle {
                width: 1,
                height: 2,
            },
            r#"{"Rectangle":{"width":1,"height":2}}"#,
        ),
    ] {
        assert_eq!(write(&shape), text);
        assert_eq!(read::<Shape>(text), shape);
    }
    assert_eq!(
        read::<Shape>(r#"{"Rectangle":{"HEIGHT":2}}"#),
        Shape::Rectangle {
            width: 0,
            height: 2
        }
    );
    assert!(from_slice::<Shape>(b"{}").is_err());
    assert!(
        from_slice::<Shape>(br#"{"Point":{},"Circle":1}"#).is_ok(),
        "what follows a variant is skipped"
    );
}

#[test]
fn sequences_of_bytes_are_base64_whatever_holds_them() {
    assert_eq!(write(&[1_u8, 2][..]), r#""AQI=""#);
    assert_eq!(write(&VecDeque::from([1_u8, 2])), r#""AQI=""#);
    assert_eq!(write(&Vec::<u8>::new()), r#""""#);
    assert_eq!(write(&Box::<[u8]>::from([1, 2])), r#""AQI=""#);
    assert_eq!(write(&Cow::Borrowed(&[1_u8, 2][..])), r#""AQI=""#);
    assert_eq!(write(&vec![1_i8, 2]), "[1,2]");
    assert_eq!(write(&[1_u8, 2]), "[1,2]");
    assert_eq!(read::<VecDeque<u8>>(r#""AQI=""#), [1, 2]);
    assert_eq!(*read::<Box<[u8]>>(r#""AQI=""#), [1, 2]);
    assert_eq!(
        read::<HashMap<String, Vec<u8>>>(r#"{"a":"AQI=","b":null}"#)["a"],
        [1, 2]
    );
}

#[test]
fn nothing_is_an_empty_struct_wherever_it_stands() {
    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Unit;
    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Newtype(());
    assert_eq!(write(&()), "{}");
    assert_eq!(write(&Unit), "{}");
    assert_eq!(write(&Newtype(())), "{}");
    assert_eq!(write(&(Some(()), [()], &())), "[{},[{}],{}]");
    assert_eq!(write(&json!([null])), "[null]");
    assert_eq!(
        read::<(Unit, Newtype, ())>("[{},{\"a\":1},null]"),
        (Unit, Newtype(()), ())
    );
}

#[test]
fn texts_can_be_borrowed() {
    #[derive(Deserialize)]
    struct Borrowed<'a> {
        name: &'a str,
    }
    let text = r#"{"Name":"gopher"}"#;
    assert_eq!(read::<Borrowed<'_>>(text).name, "gopher");
    assert_eq!(read::<HashMap<&str, i64>>(r#"{"a":1}"#)["a"], 1);
}

#[test]
fn a_struct_can_have_a_go_name_of_its_own() {
    #[derive(Deserialize, Debug)]
    #[serde(rename = "api.Order")]
    #[allow(dead_code, reason = "it never comes to be read")]
    struct Order {
        id: isize,
    }
    assert_eq!(
        from_slice::<Vec<Order>>(b"[5]").unwrap_err().to_string(),
        "json: cannot unmarshal number into .0 of type api.Order"
    );
    let error = from_slice::<Order>(br#"{"id":"x"}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "json: cannot unmarshal string into Go struct field Order.id of type int"
    );
    assert_eq!(error.path(), "Order.id");
}

/// Go takes what follows the last point of a path for an index if it is all digits.
#[test]
fn a_key_that_ends_in_a_point_and_digits_reads_as_an_element_in_errors() {
    for (key, place) in [
        ("1.5", ".1.5"),
        ("a.5", ".a.5"),
        ("15", ".15"),
        ("5.a", "Go struct field .5.a"),
        ("1.", "Go struct field .1."),
    ] {
        let error = from_slice::<HashMap<String, i64>>(format!(r#"{{"{key}":true}}"#).as_bytes());
        assert_eq!(
            error.unwrap_err().to_string(),
            format!("json: cannot unmarshal bool into {place} of type int64")
        );
    }
}

#[test]
fn keys_that_are_no_strings_cannot_be_written() {
    struct Entries<K>(K);
    impl<K: Serialize> Serialize for Entries<K> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map([(&self.0, 1)])
        }
    }
    assert_eq!(
        to_vec(&Entries(true)).unwrap_err().to_string(),
        "json: unsupported type: map[bool]"
    );
    assert_eq!(
        to_vec(&Entries([1])).unwrap_err().kind(),
        ErrorKind::Unencodable
    );
    assert_eq!(
        to_vec(&Entries(f64::NAN)).unwrap_err().to_string(),
        "json: unsupported value: NaN"
    );
    assert_eq!(write(&Entries('é')), r#"{"é":1}"#);
    assert_eq!(write(&Entries(Some(Level::High))), r#"{"High":1}"#);
    assert_eq!(write(&Entries(Box::<str>::from("k"))), r#"{"k":1}"#);
}

#[test]
fn integers_keep_all_their_digits() {
    let digits = "340282366920938463463374607431768211455";
    assert_eq!(read::<u128>(digits), u128::MAX);
    assert_eq!(
        read::<Value>("[18446744073709551615,-9223372036854775808]"),
        json!([u64::MAX, i64::MIN])
    );
    assert!(from_slice::<u128>(format!("{digits}0").as_bytes()).is_err());
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |float| float.is_finite())
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8).prop_map(
                |entries: BTreeMap<String, Value>| Value::Object(entries.into_iter().collect())
            ),
        ]
    })
}

/// Integers that we write for floats, as Go does, come back as integers: compare as numbers.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || left.as_f64() == right.as_f64()
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, value)| right.get(key).is_some_and(|other| same(value, other)))
        }
        _ => left == right,
    }
}

proptest! {
    #[test]
    fn serde_json_and_we_read_each_other(value in any_json()) {
        let ours = to_vec(&value).unwrap();
        let back: Value = serde_json::from_slice(&ours).unwrap();
        prop_assert!(same(&back, &value), "{back} is not {value}");
        let theirs = serde_json::to_vec(&value).unwrap();
        let back: Value = from_slice(&theirs).unwrap();
        prop_assert!(same(&back, &value), "{back} is not {value}");
    }

    #[test]
    fn we_take_for_json_what_serde_json_does(text in r#"[\[\]{}",:0-9a-e+\-. \\nultrfs]{0,24}"#) {
        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        prop_assert_eq!(from_slice::<serde::de::IgnoredAny>(text.as_bytes()).is_ok(), theirs, "{}", text);
    }
}
