//! The fuzz targets for a moment, on any Rust: their seeds, mangled without a guide.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

#[path = "../fuzz/body/mod.rs"]
mod body;

use std::{fs, path::PathBuf};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// What is committed for a target, in the order of the names.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 50, "a corpus");
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Runs the seeds of a target, and copies of them with bytes changed, lost, put in and taken from others.
fn mangled(target: &str, body: fn(&[u8])) {
    let seeds = seeds(target);
    for seed in &seeds {
        body(seed);
    }
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..RUNS {
        let mut bytes = seeds[dice.below(seeds.len())].clone();
        for _ in 0..=dice.below(3) {
            if bytes.is_empty() {
                break;
            }
            let place = dice.below(bytes.len());
            match dice.below(4) {
                0 => bytes[place] ^= 1 << dice.below(8),
                1 => drop(bytes.remove(place)),
                2 => bytes.insert(place, [0, 1, 2, 0x10, 0x7f, 0xff][dice.below(6)]),
                _ => {
                    let other = &seeds[dice.below(seeds.len())];
                    let from = dice.below(other.len());
                    let to = from + dice.below(other.len() - from);
                    bytes.splice(place..place, other[from..to].iter().copied());
                }
            }
        }
        body(&bytes);
    }
}

/// A few seconds of a debug build for each target.
const RUNS: usize = 5_000;

#[test]
fn mangled_streams_are_cut_into_the_same_values_however_their_bytes_come() {
    mangled("framing", body::framing);
}

#[test]
fn mangled_streams_are_skipped_as_they_are_decoded() {
    mangled("skipping", body::skipping);
}

#[test]
fn mangled_values_can_be_looked_at_printed_and_compared() {
    mangled("value", body::value);
}

#[test]
fn mangled_values_of_rust_types_are_there_and_back() {
    mangled("typed", body::typed);
}

#[test]
fn mangled_definitions_are_survived() {
    mangled("definitions", body::definitions);
}

#[test]
fn mangled_interface_values_are_there_and_back() {
    mangled("interface", body::interface);
}

#[test]
fn mangled_values_are_the_same_when_they_come_back() {
    mangled("encode_after_decode", body::encode_after_decode);
}
