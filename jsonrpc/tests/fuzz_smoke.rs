//! The fuzz targets for a moment, on any Rust: their seeds, mangled without a guide.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

#[path = "../fuzz/body.rs"]
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

fn mangled(seeds: &[Vec<u8>], runs: usize, body: fn(&[u8])) {
    for seed in seeds {
        body(seed);
    }
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..runs {
        let mut bytes = seeds[dice.below(seeds.len())].clone();
        for _ in 0..=dice.below(3) {
            if bytes.is_empty() {
                break;
            }
            let place = dice.below(bytes.len());
            match dice.below(4) {
                0 => bytes[place] ^= 1 << dice.below(8),
                1 => drop(bytes.remove(place)),
                2 => bytes.insert(place, b"{}[]\",:\\-0e.nu"[dice.below(14)]),
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
    println!("{} seeds and {runs} mangled ones", seeds.len());
}

#[test]
fn mangled_messages_are_survived_and_read_alike_however_they_are_cut() {
    mangled(&seeds("messages"), 30_000, body::messages);
}

#[test]
fn mangled_texts_are_read_as_serde_json_reads_them_and_are_there_and_back() {
    mangled(&seeds("values"), 15_000, body::text);
}
