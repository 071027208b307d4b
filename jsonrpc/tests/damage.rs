//! What was damaged on its way: every truncation, every change of a byte, every byte left out or doubled, of all that Go
//! wrote, is an error or a value. It is no panic, ends, and takes no more memory than its length accounts for.
//! How many were tried is printed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

mod support;
#[path = "support/twins.rs"]
mod twins;

use std::{
    alloc::System,
    env, fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use bytes::BytesMut;
use netrpc::{
    Limits,
    codec::{RequestHeader, ResponseDecoder, ResponseHeader, ServerCodec},
};
use netrpc_jsonrpc::{JsonResponseDecoder, JsonServerCodec};
use serde_json::value::RawValue;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use support::{Args, Everything, current};
use twins::{Twin, twin, twin_of};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What Go wrote, and what it is read as.
struct Subject {
    bytes: Vec<u8>,
    kind: Kind,
    twins: Vec<Twin>,
}

#[derive(Clone, Copy)]
enum Kind {
    /// One value.
    Text,
    /// What a client sends.
    Requests,
    /// What a server sends.
    Responses,
}

impl Kind {
    /// Reads to the end or to an error; how many values there were.
    fn read(self, bytes: &[u8], twin: Twin) -> usize {
        match self {
            Self::Text => usize::from((twin.text)(bytes)),
            Self::Requests => serve(bytes, twin),
            Self::Responses => receive(bytes, twin),
        }
    }
}

fn serve(bytes: &[u8], twin: Twin) -> usize {
    let mut codec = JsonServerCodec::new(&Limits::default());
    let (mut input, mut header, mut out) =
        (BytesMut::from(bytes), RequestHeader::default(), Vec::new());
    let mut values = 0;
    // Every request takes a byte at least.
    for _ in 0..=bytes.len() {
        let Ok(Some(params)) = codec.next_request(&mut input, &mut header) else {
            let _ = codec.finish(&mut input, &mut header);
            return values;
        };
        values += usize::from((twin.args)(&mut codec, params));
        let response = ResponseHeader {
            seq: header.seq,
            ..ResponseHeader::default()
        };
        codec.encode_error(&response, &mut out).unwrap();
        out.clear();
    }
    panic!("more requests than bytes");
}

fn receive(bytes: &[u8], twin: Twin) -> usize {
    let mut decoder = JsonResponseDecoder::new(&Limits::default());
    let (mut input, mut header) = (BytesMut::from(bytes), ResponseHeader::default());
    let mut values = 0;
    for _ in 0..=bytes.len() {
        let Ok(Some(reply)) = decoder.next_response(&mut input, &mut header) else {
            let _ = decoder.finish(&mut input, &mut header);
            return values;
        };
        values += usize::from((twin.reply)(&mut decoder, reply));
    }
    panic!("more responses than bytes");
}

/// Every fixture as it is, as the argument of a call and as its reply; every message of the captures.
fn subjects() -> Vec<Subject> {
    let manifest = current();
    let texts = manifest
        .values
        .into_iter()
        .map(|value| (value.r#type, value.json))
        .chain(
            manifest
                .decodes
                .into_iter()
                .map(|decode| (decode.r#type, decode.json)),
        );
    let mut subjects = Vec::new();
    for (go_type, text) in texts {
        let twins = vec![twin_of(&go_type)];
        let mut add = |kind, text: String| {
            subjects.push(Subject {
                bytes: text.into_bytes(),
                kind,
                twins: twins.clone(),
            });
        };
        add(
            Kind::Requests,
            format!(r#"{{"method":"A.B","params":[{text}],"id":1}}"#),
        );
        add(
            Kind::Responses,
            format!(r#"{{"id":1,"result":{text},"error":null}}"#),
        );
        add(Kind::Text, text);
    }
    for (file, kind) in [("c2s.bin", Kind::Requests), ("s2c.bin", Kind::Responses)] {
        for capture in CAPTURES {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
            let stream = fs::read(path.join(capture).join(file)).unwrap();
            let messages = stream.split_inclusive(|byte| *byte == b'\n');
            subjects.extend(messages.map(|message| Subject {
                // A sound message follows, which the damage may reach.
                bytes: [message, SOUND].concat(),
                kind,
                twins: vec![
                    twin::<serde_json::Value>(),
                    twin::<Everything>(),
                    twin::<Args>(),
                    twin::<Box<RawValue>>(),
                ],
            }));
        }
    }
    subjects
}

const CAPTURES: [&str; 7] = [
    "delve",
    "stdlib/conn1",
    "stdlib/conn2",
    "stdlib/conn3",
    "stdlib/conn4",
    "stdlib/conn5",
    "stdlib/conn6",
];

/// A request and a response in one.
const SOUND: &[u8] = br#"{"method":"A.B","params":[{"A":1}],"result":{"A":1},"id":1}"#;

/// Counts what is tried, and what it takes.
#[derive(Default)]
struct Tried {
    count: usize,
    values: usize,
    most_for_a_byte: usize,
}

impl Tried {
    fn read(&mut self, subject: &Subject, bytes: &[u8], twin: Twin) {
        self.count += 1;
        let (values, mut for_a_byte) = measure(subject, bytes, twin);
        if for_a_byte > FOR_A_BYTE {
            // The threads of the test harness allocate, too, if seldom.
            for_a_byte = measure(subject, bytes, twin).1;
        }
        self.values += values;
        self.most_for_a_byte = self.most_for_a_byte.max(for_a_byte);
        assert!(
            for_a_byte <= FOR_A_BYTE,
            "{for_a_byte} bytes of memory for each of {}",
            String::from_utf8_lossy(bytes)
        );
    }
}

/// How many values there were, and how much memory they took for each byte.
fn measure(subject: &Subject, bytes: &[u8], twin: Twin) -> (usize, usize) {
    let region = Region::new(ALLOCATOR);
    let values = subject.kind.read(bytes, twin);
    let taken = region.change().bytes_allocated;
    (
        values,
        taken.saturating_sub(TO_BEGIN_WITH) / bytes.len().max(1),
    )
}

/// Memory that is allocated in all, freed or not: so much for every codec and error,
const TO_BEGIN_WITH: usize = 8 << 10;
/// and so much for each byte of a text. A map that is nothing but `{"":1}` takes a whole node of a tree.
const FOR_A_BYTE: usize = 200;

/// One way to damage texts: how many times it can be done to a text of this length, and doing it for one of them.
struct Damage {
    what: &'static str,
    count: fn(usize) -> usize,
    to: fn(&mut Vec<u8>, usize),
}

/// Damages every subject in every way, or in as many as there is time for, and says how many that were. The tests take
/// turns, as memory is counted for all threads together.
fn survive(damage: &Damage) {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let subjects = subjects();
    let mut tried = Tried::default();
    let mut bytes = Vec::new();
    for subject in &subjects {
        let count = (damage.count)(subject.bytes.len());
        let affordable = budget() / subject.bytes.len().max(1) + 2;
        let mut step = count.div_ceil(affordable).max(1);
        // The same change at every place would be a poor choice.
        step += usize::from(step % 255 == 0);
        for (place, twin) in (0..count).step_by(step).zip(subject.twins.iter().cycle()) {
            bytes.clear();
            bytes.extend_from_slice(&subject.bytes);
            (damage.to)(&mut bytes, place);
            tried.read(subject, &bytes, *twin);
        }
    }
    println!(
        "{} {} of {} texts and messages: {} values all the same, at most {} bytes of memory a byte",
        tried.count,
        damage.what,
        subjects.len(),
        tried.values,
        tried.most_for_a_byte
    );
}

/// How many bytes are read in all of each subject: in some seconds of every day, or in the minutes of `cargo xtask damage`,
/// which are enough for all that can be done to a text of 4 KiB.
fn budget() -> usize {
    match env::var_os("NETRPC_ALL_DAMAGE") {
        Some(_) => 255 * 4_096 * 4_096,
        None => 6_000,
    }
}

#[test]
fn every_truncation_is_an_error_or_a_value() {
    survive(&Damage {
        what: "truncations",
        count: |len| len,
        to: |bytes, place| bytes.truncate(place),
    });
}

#[test]
fn every_change_of_a_byte_is_an_error_or_a_value() {
    survive(&Damage {
        what: "changed bytes",
        count: |len| len * 255,
        to: |bytes, place| bytes[place / 255] ^= (place % 255 + 1) as u8,
    });
}

#[test]
fn every_byte_left_out_or_doubled_is_an_error_or_a_value() {
    survive(&Damage {
        what: "bytes left out or doubled",
        count: |len| len * 2,
        to: |bytes, place| {
            let byte = bytes.remove(place / 2);
            if place % 2 == 1 {
                bytes.splice(place / 2..place / 2, [byte, byte]);
            }
        },
    });
}
