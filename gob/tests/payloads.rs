//! Bytes that types make of themselves, from a peer: any bytes at all are an error or a value that is there and back, and take
//! no more memory than they are worth.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

#[path = "../fuzz/body/mod.rs"]
#[allow(dead_code, reason = "the other fuzz targets run the rest")]
mod body;
mod common;
#[path = "../../tests/support/mangle.rs"]
#[allow(dead_code, reason = "the seeds are mangled here in another way")]
mod mangle;

use std::alloc::System;
use std::env;

use body::payloads::{PARSERS, payloads};
use common::hostile::turn;
use netrpc_gob::go::big::{Float, Int, Rat};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::time::Time;
use netrpc_gob::go::url::Url;
use netrpc_gob::go::uuid::Uuid;
use netrpc_gob::{Marshal, OpaqueBinary, OpaqueGob};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next() as u8).collect()
    }
}

#[test]
fn payloads_of_every_length_up_to_64_are_a_value_or_an_error() {
    let _turn = turn();
    let mut dice = Dice(1);
    for chosen in 0..PARSERS.len() {
        for len in 0..=64 {
            for fill in [0, 1, 2, 0x7f, 0xff] {
                let mut data = vec![fill; len + 1];
                data[0] = chosen as u8;
                payloads(&data);
                // The first byte is a version, or a letter, more often than not.
                for version in [1, 2, 3, b'a'] {
                    if len > 0 {
                        data[1..].copy_from_slice(&dice.bytes(len));
                        data[1] = version;
                        payloads(&data);
                    }
                }
            }
        }
    }
}

#[test]
fn random_payloads_and_changed_good_ones_are_a_value_or_an_error() {
    let _turn = turn();
    let seeds = mangle::seeds(env!("CARGO_MANIFEST_DIR"), "payloads");
    let mut dice = Dice(2);
    let runs = runs();
    for run in 0..runs {
        let data = match run % 4 {
            0 => {
                let len = 1 + dice.below(65);
                dice.bytes(len)
            }
            _ => changed(&seeds, &mut dice),
        };
        payloads(&data);
    }
    println!("{runs} payloads of {} types", PARSERS.len());
}

/// A seed with some bytes changed, lost, doubled or new.
fn changed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut data = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(4) {
        let place = dice.below(data.len());
        match dice.below(6) {
            0 => data[place] ^= 1 << dice.below(8),
            1 => data[place] = dice.next() as u8,
            2 => data[place] = [0, 1, 0x7f, 0x80, 0xff, b'%', b':', b'/', b'@'][dice.below(9)],
            3 => data.insert(place, dice.next() as u8),
            4 if data.len() > 1 => drop(data.remove(place)),
            _ => {
                let other = &seeds[dice.below(seeds.len())];
                data.extend_from_slice(&other[dice.below(other.len())..]);
            }
        }
    }
    data
}

/// `NETRPC_PAYLOADS=1000000 cargo test --release --all-features --test payloads` is the long run.
fn runs() -> usize {
    match env::var("NETRPC_PAYLOADS") {
        Ok(runs) => runs.parse().expect("a number"),
        Err(_) => 20_000,
    }
}

/// What a payload of this size may take beside itself: a value, and the text of an error.
const LEAST: usize = 4 << 10;

#[test]
fn payloads_take_memory_in_proportion_to_their_bytes() {
    let _turn = turn();
    let sizes = [0, 1, 100, 10_000, 1 << 20];
    let mut dice = Dice(3);
    for size in sizes {
        for fill in [Some(0), Some(b'a'), Some(0xff), None] {
            let tail = match fill {
                Some(fill) => vec![fill; size],
                None => dice.bytes(size),
            };
            for head in HEADS {
                let payload = [head, tail.as_slice()].concat();
                takes_little::<Time>(&payload);
                takes_little::<Int>(&payload);
                takes_little::<Float>(&payload);
                takes_little::<Rat>(&payload);
                takes_little::<Url>(&payload);
                takes_little::<Addr>(&payload);
                takes_little::<AddrPort>(&payload);
                takes_little::<Prefix>(&payload);
                takes_little::<Uuid>(&payload);
                takes_little::<OpaqueGob>(&payload);
                takes_little::<OpaqueBinary>(&payload);
            }
        }
    }
}

/// Beginnings that promise much: signs and versions, precisions, exponents, lengths.
const HEADS: &[&[u8]] = &[
    b"",
    b"\x02",
    b"\x03",
    b"\x01\x0a\x00\x00\x00\x35\x00\x00\x00\x01\x80",
    b"\x01\x0a\xff\xff\xff\xff\x7f\xff\xff\xff\x80",
    b"\x01\x0a\x00\x00\x00\x01\x80\x00\x00\x00\x80",
    b"\x02\x00\x00\x00\x01",
    b"\x02\x00\x08\x00\x00",
    b"\x03\x7f\xff\xff\xff",
    b"http://h/",
    b"http://h/%41%",
    b"http://u:p@h:1/?q#",
    b"http://[::1%25",
    b"\xfe\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01",
];

#[track_caller]
fn takes_little<T: Marshal>(payload: &[u8]) {
    let mut value = T::zero();
    let region = Region::new(ALLOCATOR);
    let text = value
        .unmarshal(payload)
        .err()
        .map(|error| error.to_string());
    let taken = region.change().bytes_allocated;
    // An error that shows the payload quotes its bytes.
    let factor = if text.is_some() { 24 } else { 4 };
    assert!(
        taken <= factor * payload.len() + LEAST,
        "{taken} bytes for {} of {:x?}",
        payload.len(),
        &payload[..payload.len().min(20)]
    );
}
