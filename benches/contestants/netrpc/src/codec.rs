//! Encoding and decoding one value over and over on a warm stream.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use netrpc::Gob;
use netrpc::gob::{Decode, Decoder, Encode, Encoder, Step};
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
                .expect("the value is its own type"),
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
