//! Mangling without a guide, for the smoke runs of the fuzz targets.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

use std::{fs, path::Path};

/// What is committed for a target of the crate in `folder`, in the order of the names.
pub fn seeds(folder: &str, target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(folder).join("fuzz/seeds").join(target);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 50, "a corpus");
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Runs the seeds, and `runs` copies of them with bytes changed, lost, taken from others, and put in of those in `spice`.
pub fn mangled(seeds: &[Vec<u8>], runs: usize, spice: &[u8], body: fn(&[u8])) {
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
                2 => bytes.insert(place, spice[dice.below(spice.len())]),
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
