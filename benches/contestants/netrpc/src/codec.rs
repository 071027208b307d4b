//! Encoding and decoding one value over and over on a warm stream.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use netrpc::Gob;
use netrpc::gob::value::{Id, TypeBuilder, Value};
use netrpc::gob::{Decode, Decoder, Encode, Encoder, Limits, Step, StreamDecoder};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// `struct{A, B int}`.
#[derive(Gob, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Pair {
    pub a: i64,
    pub b: i64,
}

/// Ten fields of what services send.
#[derive(Gob, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Record {
    id: i64,
    name: String,
    email: String,
    active: bool,
    score: f64,
    tags: Vec<String>,
    labels: HashMap<String, String>,
    payload: Vec<u8>,
    counts: Vec<i64>,
    origin: Pair,
}

pub fn run(format: &str, workload: &str, time: Duration) -> Option<f64> {
    Some(match (format, workload) {
        ("gob", "pair-encode") => encode(&pair(), time),
        ("gob", "pair-decode") => decode(&pair(), time),
        ("gob", "record-encode") => encode(&record(), time),
        ("gob", "record-decode") => decode(&record(), time),
        ("gob", "value-encode") => encode(&as_value(&record()), time),
        ("gob", "value-decode") => decode_from::<Value>(&record(), time),
        ("gob", "interface-encode") => encode(&anything(), time),
        ("gob", "interface-decode") => decode(&anything(), time),
        ("gob", "interface-value-encode") => encode(&as_value(&anything()), time),
        ("gob", "interface-value-decode") => decode_from::<Value>(&anything(), time),
        ("gob", "messages-10000") => decode_messages(10_000, time),
        ("gob", "messages-20000") => decode_messages(20_000, time),
        ("json", "pair-encode") => encode_json(&pair(), time),
        ("json", "pair-decode") => decode_json(&pair(), time),
        ("json", "record-encode") => encode_json(&record(), time),
        ("json", "record-decode") => decode_json(&record(), time),
        _ => return None,
    })
}

fn pair() -> Pair {
    Pair { a: 22, b: 33 }
}

/// The same values as in the Go contestant.
fn record() -> Record {
    Record {
        id: 123_456_789,
        name: "Gopher the Elder".into(),
        email: "gopher@example.org".into(),
        active: true,
        score: 98.6,
        tags: ["red", "green", "blue", "ultraviolet"]
            .map(String::from)
            .into(),
        labels: HashMap::from([
            ("region".into(), "eu-west-1".into()),
            ("tier".into(), "gold".into()),
            ("owner".into(), "payments".into()),
        ]),
        payload: (0..128).map(|index| (index * 7 % 256) as u8).collect(),
        counts: (0..16).map(|index| index * index * 37 - 500).collect(),
        origin: Pair { a: -5, b: 1 << 20 },
    }
}

/// What an interface holds.
#[derive(Gob)]
#[gob(name = "any")]
pub enum Any {
    Int(isize),
    Float64(f64),
    Text(String),
    #[gob(name = "main.Pair")]
    Pair(Pair),
    Table(HashMap<String, Option<Any>>),
}

/// The same hundred values as in the Go contestant.
fn anything() -> Vec<Option<Any>> {
    let element = |index: isize| match index % 5 {
        0 => Any::Int(index * 1_001),
        1 => Any::Float64(index as f64 / 8.0),
        2 => Any::Text(format!("element {index}")),
        3 => Any::Pair(Pair {
            a: index as i64,
            b: -7,
        }),
        _ => Any::Table(HashMap::from([
            ("name".into(), Some(Any::Text("Gopher".into()))),
            ("age".into(), Some(Any::Int(index))),
            ("none".into(), None),
        ])),
    };
    (0..100).map(|index| Some(element(index))).collect()
}

/// What who has no Rust type for it makes of a value.
fn as_value<T: Encode>(value: &T) -> Value {
    let mut out = Vec::new();
    Encoder::new()
        .encode(value, &mut out)
        .expect("the value has a form in gob");
    StreamDecoder::new(out.as_slice())
        .decode()
        .expect("a Value is of any type")
}

/// Nanoseconds a message, where one value is cut into so many, by a type that is new in each.
fn decode_messages(count: usize, time: Duration) -> f64 {
    let elements = (0..count).map(|number| {
        let mut types = TypeBuilder::new();
        let fields = types.structure([("N", Id::INT), (&*format!("F{number}"), Id::STRING)]);
        let of = types.named(&format!("main.T{number}"), fields);
        let of = types.build(of).expect("a type");
        Value::structure(&of, [("N", Value::from(number as isize + 1))]).expect("a value of it")
    });
    let mut types = TypeBuilder::new();
    let list = types.slice(Id::INTERFACE);
    let list = types.build(list).expect("a type");
    let list = Value::slice(&list, elements).expect("a value of it");
    let limits = Limits::trusted();
    let mut out = Vec::new();
    let mut encoder = Encoder::new().with_limits(limits.clone());
    encoder.encode(&list, &mut out).expect("it has a form");
    let (start, mut rounds) = (Instant::now(), 0u64);
    loop {
        let decoder = Decoder::new().with_limits(limits.clone());
        let mut stream = StreamDecoder::with_decoder(decoder, black_box(out.as_slice()));
        black_box(stream.decode::<Value>().expect("a Value is of any type"));
        rounds += 1;
        let elapsed = start.elapsed();
        if elapsed >= time {
            return elapsed.as_nanos() as f64 / (rounds * count as u64) as f64;
        }
    }
}

fn encode<T: Encode>(value: &T, time: Duration) -> f64 {
    let (mut encoder, mut out) = (Encoder::new(), Vec::new());
    measure(time, || {
        out.clear();
        encoder
            .encode(black_box(value), &mut out)
            .expect("the value has a form in gob");
        black_box(&out);
    })
}

fn decode<T: Encode + Decode>(value: &T, time: Duration) -> f64 {
    decode_from::<T>(value, time)
}

/// Decodes a `T` from what another type sends.
fn decode_from<T: Decode>(value: &impl Encode, time: Duration) -> f64 {
    let (mut encoder, mut out) = (Encoder::new(), Vec::new());
    encoder
        .encode(value, &mut out)
        .expect("the value has a form in gob");
    let mut decoder = Decoder::new();
    let mut decode = |bytes: &[u8]| {
        let Ok(Step::Value(frame)) = decoder.frame(black_box(bytes)) else {
            panic!("a whole value is there")
        };
        black_box(
            decoder
                .decode::<T>(&frame, bytes)
                .expect("the value fits the type"),
        );
    };
    decode(&out);
    out.clear();
    encoder
        .encode(value, &mut out)
        .expect("the value has a form in gob");
    measure(time, || decode(&out))
}

/// As Go's `json.Marshal`: every text is a new one.
fn encode_json<T: Serialize>(value: &T, time: Duration) -> f64 {
    measure(time, || {
        let text = netrpc_jsonrpc::values::to_vec(black_box(value));
        black_box(text.expect("the value has a form in JSON"));
    })
}

fn decode_json<T: Serialize + DeserializeOwned>(value: &T, time: Duration) -> f64 {
    let text = netrpc_jsonrpc::values::to_vec(value).expect("the value has a form in JSON");
    measure(time, || {
        let value = netrpc_jsonrpc::values::from_slice::<T>(black_box(&text));
        black_box(value.expect("the value is its own type"));
    })
}

/// Nanoseconds a round, over as many rounds as fit the time.
fn measure(time: Duration, mut round: impl FnMut()) -> f64 {
    let (start, mut rounds) = (Instant::now(), 0u64);
    loop {
        for _ in 0..1000 {
            round();
        }
        rounds += 1000;
        let elapsed = start.elapsed();
        if elapsed >= time {
            return elapsed.as_nanos() as f64 / rounds as f64;
        }
    }
}
