//! Values that Go encoded: ours have the same bytes, and Go's decode to the same values.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

mod support;

use std::collections::{BTreeMap, HashMap};

use netrpc_jsonrpc::{
    Time,
    values::{from_slice, to_vec},
};
use serde::Serialize;
use serde_json::json;

use support::*;

struct Table {
    entries: Entries<Value>,
}

impl Table {
    /// The value has Go's bytes, and Go's bytes decode to it.
    fn both<T: Both>(&self, name: &str, value: T) {
        let go = self.encodes(name, &value);
        let decoded: T =
            from_slice(go.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(decoded, value, "{name} decoded");
    }

    /// The value has Go's bytes.
    fn encodes<T: Serialize + ?Sized>(&self, name: &str, value: &T) -> String {
        let go = self.entries.take(name);
        let ours = to_vec(value).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(String::from_utf8_lossy(&ours), go.json, "{name} encoded");
        go.json
    }

    /// Go's bytes decode to the value, which Rust has no cause to send.
    fn decodes<T: Both>(&self, name: &str, value: T) {
        let go = self.entries.take(name);
        assert_eq!(
            from_slice::<T>(go.json.as_bytes()).unwrap(),
            value,
            "{name} decoded"
        );
    }

    /// Neither has JSON for the value.
    fn neither<T: Serialize>(&self, name: &str, value: T) {
        let go = self.entries.take(name);
        assert!(!go.error.is_empty(), "{name}");
        assert_eq!(to_vec(&value).unwrap_err().to_string(), go.error, "{name}");
    }

    /// As [`neither`](Self::neither), but for how the old encoding/json calls the type.
    fn no_time(&self, name: &str, time: Time) {
        let go = self.entries.take(name).error;
        let go = go.replace("type time.Time: Time.MarshalJSON: ", "type *time.Time: ");
        assert_eq!(to_vec(&time).unwrap_err().to_string(), go, "{name}");
    }
}

fn map<K: Ord, V, const N: usize>(entries: [(K, V); N]) -> BTreeMap<K, V> {
    entries.into()
}

fn named<V, const N: usize>(entries: [(&str, V); N]) -> HashMap<String, V> {
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

#[test]
fn values_have_the_bytes_that_go_1_27_gives_them() {
    let manifest = current();
    assert!(manifest.values.len() >= 80);
    run(manifest, "current");
}

#[test]
fn values_have_the_bytes_that_go_1_26_gives_them() {
    run(classic(), "classic");
}

fn run(manifest: Manifest, edition: &str) {
    let table = Table {
        entries: Entries::new(
            manifest
                .values
                .into_iter()
                .map(|value| (value.name.clone(), value)),
        ),
    };
    scalars(&table);
    floats(&table);
    strings(&table);
    times(&table);
    collections(&table);
    maps(&table);
    structs(&table);
    if edition == "current" {
        table.encodes("map_float_keys", &FloatKeys);
        table.both(
            "string_not_utf8",
            "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}".to_owned(),
        );
        table.both("map_keys_not_utf8", named([("a\u{fffd}", 1)]));
    } else {
        // The old one does not encode such maps, and escapes what is not UTF-8, which no Rust string holds.
        assert_eq!(
            table.entries.take("map_float_keys").error,
            "json: unsupported type: map[float64]int"
        );
        table.decodes(
            "string_not_utf8",
            "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}".to_owned(),
        );
        table.decodes("map_keys_not_utf8", named([("a\u{fffd}", 1)]));
    }
    table.neither("not_a_number", f64::NAN);
    table.neither("infinity", f32::INFINITY);
    table.neither("negative_infinity", f64::NEG_INFINITY);
    table.neither("infinity_inside", [1.0, f64::INFINITY]);
    table.no_time("time_too_late", Time::from_unix(253_402_300_800, 0));
    table.no_time(
        "time_too_early",
        Time::from_unix(-62_167_219_201, 999_999_999),
    );
    table.no_time(
        "time_offset_too_wide",
        Time::from_unix(946_684_800, 0).with_offset(-24 * 3_600),
    );
    table.entries.assert_none_left();
}

fn scalars(table: &Table) {
    table.both("true", true);
    table.both("false", false);
    table.both("int_zero", 0_isize);
    table.both("int_negative", -42_i64);
    table.both("int8_min", i8::MIN);
    table.both("int16_max", i16::MAX);
    table.both("int32_min", i32::MIN);
    table.both("int64_min", i64::MIN);
    table.both("int64_max", i64::MAX);
    table.both("uint8_max", u8::MAX);
    table.both("uint16_max", u16::MAX);
    table.both("uint32_max", u32::MAX);
    table.both("uint64_max", u64::MAX);
    table.both("above_2_53", 9_007_199_254_740_993_i64);
    table.both("big_int", i128::MAX);
    table.both("big_int_negative", i128::MIN);
    table.both("big_int_unsigned", u128::MAX);
    table.both("named_string", Level("low".to_owned()));
    table.both("named_float", Celsius(-273.15));
    let number = serde_json::value::RawValue::from_string("12.50".to_owned()).unwrap();
    table.encodes("number", &number);
}

fn floats(table: &Table) {
    table.both("float_zero", 0.0);
    table.both("float_negative_zero", -0.0);
    table.both("float_one", 1.0);
    table.both("float_half", 1.5);
    table.both("float_tenth", 0.1);
    table.both("float_third", 1.0 / 3.0);
    table.both("float_1e20", 1e20);
    table.both("float_1e21", 1e21);
    table.both("float_1e22", 1e22);
    table.both("float_1e23", 1e23);
    table.both("float_below_1e21", 999999999999999868928.0);
    table.both("float_1e_6", 1e-6);
    table.both("float_1e_7", 1e-7);
    table.both("float_9_5e_7", 9.5e-7);
    table.both("float_1e_10", 1e-10);
    table.both("float_max", f64::MAX);
    table.both("float_smallest", f64::from_bits(1));
    table.both("float_smallest_normal", f64::MIN_POSITIVE);
    table.both("float_1e100", 1e100);
    table.both("float_negative", -12345678.9);
    table.both("float_integer", 123456789012345680000.0);
    table.both("float_2_53", 9007199254740992.0);
    table.both("float_hard", f64::from_bits(3));
    table.both("float32_tenth", 0.1_f32);
    table.both("float32_third", 1.0_f32 / 3.0);
    table.both("float32_max", f32::MAX);
    table.both("float32_smallest", f32::from_bits(1));
    table.both("float32_1e21", 1e21_f32);
    table.both("float32_1e20", 1e20_f32);
    table.both("float32_1e_6", 1e-6_f32);
    table.both("float32_1e_7", 1e-7_f32);
    table.both("float32_integer", 16777216_f32);
}

fn strings(table: &Table) {
    table.both("string_empty", String::new());
    table.both("string_plain", "gopher".to_owned());
    table.both("string_html", "<a href=\"x\">&</a>".to_owned());
    table.both(
        "string_controls",
        "\0\u{1}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}".to_owned(),
    );
    table.both(
        "string_separators",
        "a\u{2028}b\u{2029}c\u{2027}\u{202a}".to_owned(),
    );
    table.both(
        "string_unicode",
        "é日本語\u{1f600}\u{80}\u{a0}\u{feff}\u{fffd}\u{ffff}".to_owned(),
    );
    table.both("string_backslash", r#"C:\dir\"quoted"/"#.to_owned());
    table.both("string_long", "0123456789<".repeat(100));
}

/// 23:00 UTC on 10 November 2009, when Go was shown to the world.
const GO: i64 = 1_257_894_000;

fn times(table: &Table) {
    let go = |nanoseconds, offset| {
        Time::from_unix(GO - i64::from(offset), nanoseconds).with_offset(offset)
    };
    table.both("time_utc", Time::from_unix(GO, 0));
    table.both("time_nanoseconds", go(123_456_789, 3_600));
    table.both("time_trailing_zeros", go(120_000_000, -5 * 3_600));
    table.both("time_zero", Time::default());
    table.both("time_millisecond", Time::from_unix(-1, 1_000_000));
    table.both("time_nanosecond", Time::from_unix(951_782_400, 1));
    table.both(
        "time_first",
        Time::from_unix(-62_167_219_200 - 3_600, 0).with_offset(3_600),
    );
    table.both(
        "time_last",
        Time::from_unix(253_402_300_799 + 3_600, 999_999_999).with_offset(-3_600),
    );
    let widest = 24 * 3_600 - 60;
    table.both(
        "time_widest_offset",
        Time::from_unix(4_107_542_400 - widest, 0).with_offset(widest as i32),
    );
    // Seconds of an offset are lost.
    let y2k = Time::from_unix(946_684_800, 0);
    let east =
        |seconds| Time::from_unix(y2k.unix_seconds() - i64::from(seconds), 0).with_offset(seconds);
    table.encodes("time_offset_of_seconds", &east(-90));
    table.encodes("time_offset_of_a_second", &east(-1));
    table.both(
        "map_time_keys",
        map([(y2k, 1), (Time::from_unix(915_148_800, 0), 2)]),
    );
}

fn collections(table: &Table) {
    table.both("bytes_empty", Vec::<u8>::new());
    table.both("bytes_one", vec![1_u8]);
    table.both("bytes_two", serde_bytes::ByteBuf::from([1, 2]));
    table.both("bytes_three", vec![0_u8, 1, 255]);
    table.both("bytes_alphabet", b"hello?>".to_vec());
    table.both("bytes_nil", None::<Vec<u8>>);
    table.both("bytes_of_bytes", vec![vec![], vec![1_u8], b"ab".to_vec()]);
    table.both("byte_array", [1_u8, 2, 3]);
    table.both("slice_empty", Vec::<isize>::new());
    table.both("slice_ints", vec![1, -2, 3]);
    table.both(
        "slice_strings",
        vec!["a".to_owned(), String::new(), "<".to_owned()],
    );
    table.both("slice_nested", vec![vec![], vec![1], vec![2, 3]]);
    table.both("slice_nil", None::<Vec<isize>>);
    table.both("slice_of_pointers", vec![Some(1), None]);
    table.both("array", [1, 2, 3]);
    table.both("array_empty", [0_isize; 0]);
    table.both("tuple_like", ("a".to_owned(), 1));
}

fn maps(table: &Table) {
    table.both("map_empty", HashMap::<String, isize>::new());
    table.both("map_nil", None::<HashMap<String, isize>>);
    let entries = [
        ("b", 1),
        ("a", 2),
        ("é", 3),
        ("Z", 4),
        ("<", 5),
        ("", 6),
        ("aa", 7),
        ("\u{10000}", 8),
        ("\u{ffff}", 9),
    ];
    table.both("map_sorted_by_bytes", named(entries));
    table.both(
        "map_keys_escaped",
        named([("\0", 1), ("\"", 2), ("\u{2028}", 3), ("&", 4)]),
    );
    table.both(
        "map_int_keys",
        map([(10, "x"), (9, "y"), (-1, "z"), (2, "")].map(|(key, value)| (key, value.to_owned()))),
    );
    table.both("map_uint8_keys", map([(200_u8, true), (3, false)]));
    table.both("map_int64_keys", map([(i64::MIN, 1), (i64::MAX, 2)]));
    table.both(
        "map_of_maps",
        named([("b", named([("y", 1), ("x", 2)])), ("a", named([]))]),
    );
    table.both("map_of_slices", named([("a", vec![1]), ("b", vec![])]));
    table.both(
        "map_named_keys",
        map([(Level("low".to_owned()), 1), (Level("high".to_owned()), 2)]),
    );
    table.both("map_as_set", named([("a", ()), ("b", ())]));
    table.both("interface_nil", json!(null));
    table.both(
        "interface_object",
        json!({"b": [1, "x", null, true, 1e21, -0.5], "a": {}}),
    );
}

fn structs(table: &Table) {
    table.both("struct", Args { a: 7, b: 8 });
    table.both("struct_zero", Args::default());
    table.both("struct_empty", ());
    table.both("struct_pointer", Some(Box::new(Args { a: 1, b: 2 })));
    table.both("struct_pointer_nil", None::<Args>);
    table.both(
        "struct_embedding",
        Embedding {
            base: Base {
                id: 1,
                name: "n".to_owned(),
            },
            extra: true,
        },
    );
    table.both(
        "struct_tagged",
        Tagged {
            user_id: 1,
            html: "<".to_owned(),
            omitted: "o".to_owned(),
            omitted_in: vec![1],
            pointer: Some(0),
            skipped: 0,
            dash: 2,
            rate: 0.1,
        },
    );
    table.both("struct_tagged_zero", Tagged::default());
    table.both("struct_everything", everything());
    table.both("struct_everything_zero", nothing());
    let leaf = |value| {
        Some(Box::new(Tree {
            value,
            left: None,
            right: None,
        }))
    };
    table.both(
        "tree",
        Tree {
            value: 1,
            left: Some(Box::new(Tree {
                value: 2,
                left: None,
                right: leaf(3),
            })),
            right: leaf(4),
        },
    );
    let mut chain = None;
    for value in (1..=100).rev() {
        chain = Some(Box::new(Tree {
            value,
            left: chain,
            right: None,
        }));
    }
    table.both("tree_of_100", chain);
    table.both(
        "struct_with_time",
        Event {
            at: Time::from_unix(GO, 0),
            r#in: 1_500_000_000,
        },
    );
    let raw = "{ \"a\" : [1, 2.50 ] , \"s\":\"<\\u00e9\\/\u{2028}\" }".to_owned();
    let raw = Raw {
        before: 1,
        raw: serde_json::value::RawValue::from_string(raw).unwrap(),
    };
    let text = table.encodes("raw_message", &raw);
    let decoded: Raw = from_slice(text.as_bytes()).unwrap();
    assert_eq!(
        decoded.raw.get(),
        r#"{"a":[1,2.50],"s":"\u003c\u00e9\/\u2028"}"#
    );
}

fn everything() -> Everything {
    Everything {
        bool: true,
        int: -1,
        int8: -8,
        int16: -16,
        int32: -32,
        int64: -64,
        uint: 1,
        uint8: 8,
        uint16: 16,
        uint32: 32,
        uint64: u64::MAX,
        float32: 0.1,
        float64: 1e21,
        string: "é<".to_owned(),
        bytes: Some(vec![1, 2, 255]),
        ints: Some(vec![3, 1, 2]),
        array: [1, 2, 3],
        octets: [4, 5],
        map: Some(map([("y".to_owned(), 1), ("x".to_owned(), 2)])),
        point: Point { x: 1.5, y: -0.25 },
        pointer: Some(Point { x: 1.0, y: 2.0 }),
        points: Some(vec![Point { x: 3.0, y: 4.0 }, Point::default()]),
        empty: (),
        any: json!([1.5, "a", null, true, {"k": "v"}]),
    }
}

fn nothing() -> Everything {
    from_slice(b"{}").unwrap()
}

/// A map with floats for keys, which are no keys of Rust's maps.
struct FloatKeys;

impl Serialize for FloatKeys {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(1.5, 2), (1.0, 1)])
    }
}
