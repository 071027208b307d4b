//! Streams that were damaged: every truncation and every change of a byte of every fixture, decoded as its own
//! type, and those that change one bit also as other types and skipped, gives an error or a value, never a panic.
//! How many were tried is printed.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

use common::twins::{Attempt, attempt, twins};
use common::types::{Node, Outer, Pair, Point};
use go_fixtures::Manifest;
use netrpc_gob::{Decoder, Limits, Step};

/// Types that the streams are not meant for.
const OTHERS: &[Attempt] = &[
    attempt::<Point>,
    attempt::<isize>,
    attempt::<HashMap<String, Vec<Option<Outer>>>>,
    attempt::<Vec<Vec<u8>>>,
    attempt::<Node>,
    attempt::<()>,
    attempt::<[Pair<String, f32>; 2]>,
    attempt::<String>,
];

/// A stream, and how its values are to be decoded one after the other.
struct Stream {
    bytes: Vec<u8>,
    own: Vec<Attempt>,
}

fn streams() -> Vec<Stream> {
    let manifest = Manifest::load();
    let values = manifest.values.iter().map(|fixture| Stream {
        bytes: fixture.bytes(),
        own: twins(&fixture.name)
            .expect("a twin")
            .iter()
            .map(|twin| twin.attempt)
            .collect(),
    });
    let decodes = manifest
        .decodes
        .iter()
        .enumerate()
        .map(|(index, fixture)| Stream {
            bytes: fixture.bytes(),
            own: vec![OTHERS[index % OTHERS.len()]; fixture.answers.len()],
        });
    values.chain(decodes).collect()
}

/// Passes over a value.
const SKIP: &[Attempt] = &[|decoder, frame, bytes| decoder.skip(frame, bytes)];

/// Reads `bytes` to their end, or up to a length that cannot be, with `attempts` by turns.
fn exhaust(bytes: &[u8], attempts: &[Attempt]) {
    let limits = Limits::default().message(1 << 20).decoded(1 << 20);
    let mut decoder = Decoder::new().with_limits(limits);
    let mut rest = bytes;
    for attempt in attempts.iter().cycle() {
        match decoder.frame(rest) {
            Ok(Step::Value(frame)) => {
                let (value, behind) = rest.split_at(frame.len());
                let _ = attempt(&mut decoder, &frame, value);
                rest = behind;
            }
            Ok(Step::Incomplete { consumed }) => {
                decoder.end_of_input(&rest[consumed..]);
                return;
            }
            Err(_) => return,
        }
    }
}

/// Calls `task` for each stream, on as many threads as there are processors, and says how much was tried.
fn for_each_stream(what: &str, task: impl Fn(&Stream) -> u64 + Sync) {
    let streams = streams();
    let (next, tried) = (AtomicU64::new(0), AtomicU64::new(0));
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(stream) = streams.get(next.fetch_add(1, Ordering::Relaxed) as usize)
                {
                    tried.fetch_add(task(stream), Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} {what} of {} streams", tried.into_inner(), streams.len());
}

#[test]
fn every_truncation_is_an_error_or_a_value() {
    for_each_stream("truncations", |stream| {
        let step = step(stream.bytes.len());
        let mut tried = 0;
        for len in (0..stream.bytes.len()).step_by(step) {
            let bytes = &stream.bytes[..len];
            exhaust(bytes, &stream.own);
            exhaust(bytes, SKIP);
            exhaust(bytes, OTHERS);
            tried += 3;
        }
        tried
    });
}

#[test]
fn every_change_of_a_byte_is_an_error_or_a_value() {
    for_each_stream("changed bytes", |stream| {
        let mut bytes = stream.bytes.clone();
        // Streams of many kilobytes are lists of the same thing: some of their bytes, and some changes.
        let step = step(bytes.len());
        let mut tried = 0;
        for at in (0..bytes.len()).step_by(step) {
            let original = bytes[at];
            for change in 1..=255u8 {
                if step > 1 && !change.is_power_of_two() {
                    continue;
                }
                bytes[at] = original ^ change;
                exhaust(&bytes, &stream.own);
                tried += 1;
                if change.is_power_of_two() {
                    let other = (change.trailing_zeros() as usize + at) % OTHERS.len();
                    exhaust(&bytes, &OTHERS[other..][..1]);
                    exhaust(&bytes, SKIP);
                    tried += 2;
                }
            }
            bytes[at] = original;
        }
        tried
    });
}

#[test]
fn every_byte_left_out_or_doubled_is_an_error_or_a_value() {
    for_each_stream("bytes left out or doubled", |stream| {
        let step = step(stream.bytes.len());
        let mut tried = 0;
        for at in (0..stream.bytes.len()).step_by(step) {
            let mut shorter = stream.bytes.clone();
            let byte = shorter.remove(at);
            let mut longer = stream.bytes.clone();
            longer.insert(at, byte);
            for bytes in [shorter, longer] {
                exhaust(&bytes, &stream.own);
                exhaust(&bytes, OTHERS);
                tried += 2;
            }
        }
        tried
    });
}

/// Every how many bytes a stream is tried: at every one and with every change, unless it is long and nobody asked for all
/// (`cargo xtask damage` does).
fn step(len: usize) -> usize {
    let long = match std::env::var_os("NETRPC_ALL_DAMAGE") {
        Some(_) => VERY_LONG,
        None => LONG,
    };
    len.div_ceil(long).max(1)
}

/// Streams longer than this are lists of the same thing.
const LONG: usize = 600;
/// And longer than this they are noise, kilobytes of it.
const VERY_LONG: usize = 4_096;
