//! What serde's model cannot say by itself, and the attribute that says it: the list in the documentation of `values`, line
//! by line.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

use std::{collections::BTreeMap, net::IpAddr, time::Duration};

use netrpc_jsonrpc::{
    Time,
    values::{from_slice, to_vec},
};
use serde::{Deserialize, Serialize, Serializer, de::DeserializeOwned, ser::SerializeSeq};
use serde_json::value::RawValue;

fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    from_slice(text.as_bytes()).map_err(|error| error.to_string())
}

fn write<T: Serialize + ?Sized>(value: &T) -> String {
    String::from_utf8(to_vec(value).unwrap()).unwrap()
}

fn there_and_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    value: T,
    text: &str,
) {
    assert_eq!(write(&value), text);
    assert_eq!(read::<T>(text).unwrap(), value);
}

#[derive(Serialize, Deserialize, Debug, Default, PartialEq)]
#[serde(rename_all = "PascalCase", default)]
struct Base {
    id: i64,
    name: Option<String>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Embedding {
    #[serde(flatten)]
    base: Base,
    #[serde(default)]
    extra: bool,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct EmbeddingStrict {
    #[serde(flatten)]
    base: Base,
    extra: bool,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct EmbeddingPointer {
    #[serde(flatten)]
    base: Option<Base>,
    #[serde(default)]
    extra: bool,
}

#[test]
fn an_embedded_struct_is_flattened_and_its_keys_match_exactly() {
    let embedding = |id, extra| Embedding {
        base: Base { id, name: None },
        extra,
    };
    there_and_back(embedding(1, true), r#"{"Id":1,"Name":null,"Extra":true}"#);
    assert_eq!(read("{}"), Ok(embedding(0, false)));
    assert_eq!(
        read(r#"{"ID":1,"extra":true}"#),
        Ok(embedding(0, false)),
        "Go would take both"
    );
    assert_eq!(
        read::<EmbeddingStrict>(r#"{"Id":1}"#),
        Err("missing field `Extra`".to_owned()),
        "without a default"
    );
    let pointer = |base| EmbeddingPointer { base, extra: true };
    assert_eq!(write(&pointer(None)), r#"{"Extra":true}"#);
    assert_eq!(
        read(r#"{"Extra":true}"#),
        Ok(pointer(Some(Base::default()))),
        "nil in Go"
    );
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
struct Parts {
    id: i64,
    score: f64,
    list: Vec<String>,
    bytes: Vec<u8>,
    numbers: BTreeMap<i32, String>,
    nothing: (),
    at: Time,
    inner: Option<Box<Parts>>,
    raw: Option<Box<RawValue>>,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
struct EmbeddingAsGo {
    #[serde(flatten, deserialize_with = "netrpc_jsonrpc::values::embedded")]
    parts: Parts,
    extra: bool,
}

#[derive(Serialize, Deserialize, Debug)]
struct EmbeddingBytes {
    #[serde(flatten)]
    bytes: BaseBytes,
}

#[derive(Serialize, Deserialize, Debug)]
struct BaseBytes {
    #[serde(with = "serde_bytes")]
    key: Vec<u8>,
}

#[test]
fn an_embedded_struct_reads_as_in_go_by_embedded() {
    const ZERO: &str = r#"{"Id":0,"Score":0,"List":[],"Bytes":"","Numbers":{},"Nothing":{},"At":"0001-01-01T00:00:00Z","Inner":null,"Raw":null,"Extra":true}"#;
    for (field, written) in [
        (r#""Id":null"#, r#""Id":0"#),
        (r#""Id":-0"#, r#""Id":0"#),
        (r#""ID":7"#, r#""Id":7"#),
        (r#""Id":1,"id":2,"Id":3"#, r#""Id":3"#),
        (
            r#""Id":-9223372036854775808"#,
            r#""Id":-9223372036854775808"#,
        ),
        (r#""Score":-1.5e300"#, r#""Score":-1.5e+300"#),
        (
            r#""Score":123456789012345678901234"#,
            r#""Score":1.2345678901234569e+23"#,
        ),
        (r#""List":null"#, r#""List":[]"#),
        (r#""List":["a\u2028",null]"#, r#""List":["a\u2028",""]"#),
        (r#""Bytes":"AQI=""#, r#""Bytes":"AQI=""#),
        (
            r#""Numbers":{"10":"a","2":"b"}"#,
            r#""Numbers":{"10":"a","2":"b"}"#,
        ),
        (r#""Nothing":{"a":[]}"#, r#""Nothing":{}"#),
        (r#""Raw":[1, true]"#, r#""Raw":[1,true]"#),
        (r#""unknown":[{}]"#, r#""Id":0"#),
    ] {
        let text = format!(r#"{{"Extra":true,{field}}}"#);
        let key = written.split_once(':').unwrap().0;
        let start = ZERO.find(key).unwrap();
        let end = start + ZERO[start..].find(",\"").unwrap();
        let expected = [&ZERO[..start], written, &ZERO[end..]].concat();
        assert_eq!(
            write(&read::<EmbeddingAsGo>(&text).unwrap()),
            expected,
            "{text}"
        );
    }
    let inner =
        read::<EmbeddingAsGo>(r#"{"Extra":true,"Inner":{"bytes":"AQI=","inner":{"ID":1}}}"#);
    let inner = inner.unwrap().parts.inner.unwrap();
    assert_eq!((inner.bytes, inner.inner.unwrap().id), (vec![1, 2], 1));
    for (field, error) in [
        (
            r#""Id":1.0"#,
            "number 1e0 into Go struct field Parts.Id of type int64",
        ),
        (
            r#""List":{}"#,
            "object into Go struct field Parts.List of type []string",
        ),
    ] {
        let text = format!(r#"{{"Extra":true,{field}}}"#);
        let error = format!("json: cannot unmarshal {error}");
        assert_eq!(read::<EmbeddingAsGo>(&text).unwrap_err(), error);
    }
}

#[test]
fn an_embedded_struct_without_embedded_reads_as_serde_does() {
    for field in [r#""Id":null"#, r#""Id":-0"#, r#""Id":1,"Id":2"#] {
        assert!(
            read::<Embedding>(&format!("{{{field}}}")).is_err(),
            "{field}"
        );
    }
    let bytes: EmbeddingBytes = read(r#"{"key":"AQI="}"#).unwrap();
    assert_eq!(bytes.bytes.key, b"AQI=", "not the bytes that it says");
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(untagged)]
enum Untagged {
    Point { x: f64, y: f64 },
    Name(String),
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(tag = "Kind")]
enum Tagged {
    Point {
        #[serde(default)]
        x: f64,
    },
}

#[test]
fn keys_match_exactly_in_untagged_and_internally_tagged_enums() {
    there_and_back(Untagged::Point { x: 1.0, y: 2.0 }, r#"{"x":1,"y":2}"#);
    there_and_back(Untagged::Name("n".to_owned()), r#""n""#);
    assert!(read::<Untagged>(r#"{"X":1,"y":2}"#).is_err());
    assert!(read::<Untagged>(r#"{"x":1}"#).is_err(), "without a default");
    there_and_back(Tagged::Point { x: 1.5 }, r#"{"Kind":"Point","x":1.5}"#);
    assert_eq!(
        read(r#"{"Kind":"Point","X":1.5}"#),
        Ok(Tagged::Point { x: 0.0 })
    );
}

/// As other crates have them: a sequence, and not one of std's.
#[derive(Debug, Default, PartialEq)]
struct Buffer(Vec<u8>);

impl Serialize for Buffer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut bytes = serializer.serialize_seq(Some(self.0.len()))?;
        self.0
            .iter()
            .try_for_each(|byte| bytes.serialize_element(byte))?;
        bytes.end()
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[derive(Serialize)]
struct Buffers {
    plain: Buffer,
    #[serde(serialize_with = "as_bytes")]
    bytes: Buffer,
    std: Vec<u8>,
    #[serde(with = "serde_bytes")]
    array: [u8; 2],
}

fn as_bytes<S: Serializer>(bytes: &Buffer, serializer: S) -> Result<S::Ok, S::Error> {
    serde_bytes::serialize(bytes.as_ref(), serializer)
}

#[test]
fn bytes_in_sequences_of_other_crates_want_serde_bytes() {
    let buffers = Buffers {
        plain: Buffer(vec![1, 2]),
        bytes: Buffer(vec![1, 2]),
        std: Vec::new(),
        array: [1, 2],
    };
    assert_eq!(
        write(&buffers),
        r#"{"plain":[1,2],"bytes":"AQI=","std":"","array":"AQI="}"#
    );
}

#[derive(Serialize, Deserialize, Debug, PartialEq, Default)]
enum Level {
    #[default]
    Low,
    High,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct NoZero {
    level: Level,
    address: Option<IpAddr>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Zeros {
    #[serde(default)]
    level: Level,
    other: Option<Level>,
    address: Option<IpAddr>,
    #[serde(default = "localhost")]
    local: IpAddr,
    time: Time,
}

fn localhost() -> IpAddr {
    [127, 0, 0, 1].into()
}

#[test]
fn what_has_no_zero_value_wants_a_default_or_an_option() {
    assert!(read::<NoZero>("{}").is_err());
    assert!(read::<IpAddr>("null").is_err());
    let zeros = Zeros {
        level: Level::Low,
        other: None,
        address: None,
        local: localhost(),
        time: Time::default(),
    };
    assert_eq!(read("{}").as_ref(), Ok(&zeros));
    let nulls = r#"{"level":null,"other":null,"address":null,"local":null,"time":null}"#;
    assert_eq!(read(nulls), Ok(zeros));
    let given = r#"{"level":"High","other":"Low","address":"::1","local":"10.0.0.1","time":"2000-01-01T00:00:00Z"}"#;
    assert_eq!(write(&read::<Zeros>(given).unwrap()), given);
}

#[test]
fn a_char_is_a_string_and_a_duration_a_struct() {
    there_and_back('é', r#""é""#);
    assert!(read::<char>("233").is_err(), "Go's rune is an i32");
    there_and_back(Duration::new(1, 5), r#"{"secs":1,"nanos":5}"#);
    assert!(
        read::<Duration>("1000000005").is_err(),
        "Go's Duration is an i64"
    );
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Omitting {
    #[serde(rename = "user_id", default, skip_serializing_if = "is_zero")]
    user_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<i64>,
    #[serde(skip_serializing_if = "Time::is_zero")]
    at: Time,
    #[serde(skip)]
    hidden: i64,
    #[serde(with = "quoted")]
    quoted: i64,
}

// serde hands over a reference.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &i64) -> bool {
    *number == 0
}

/// Go's `json:",string"`.
mod quoted {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(number: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[test]
fn fields_are_left_out_renamed_hidden_and_quoted() {
    let mut omitting = Omitting {
        user_id: 0,
        name: None,
        list: Vec::new(),
        at: Time::default(),
        hidden: 0,
        quoted: 5,
    };
    assert_eq!(read(r#"{"quoted":"5"}"#).as_ref(), Ok(&omitting));
    assert_eq!(write(&omitting), r#"{"quoted":"5"}"#);
    omitting.user_id = 1;
    omitting.name = Some("n".to_owned());
    omitting.list.push(2);
    omitting.at = Time::from_unix(0, 0);
    there_and_back(
        omitting,
        r#"{"user_id":1,"name":"n","list":[2],"at":"1970-01-01T00:00:00Z","quoted":"5"}"#,
    );
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Node {
    value: i64,
    next: Option<Box<Node>>,
}

/// Go merges them, and a pointer set to `null` is nil.
#[test]
fn objects_and_pointers_under_a_key_that_comes_twice_are_the_last_that_is_not_null() {
    let node: Node =
        read(r#"{"value":1,"next":{"value":2,"next":{"value":3}},"next":{"value":4},"next":null}"#)
            .unwrap();
    assert_eq!(
        write(&node),
        r#"{"value":1,"next":{"value":4,"next":null}}"#
    );
}
