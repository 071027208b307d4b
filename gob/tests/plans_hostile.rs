//! Types of a peer's that are decoded into many of ours: what is remembered of each pair lives as long as the
//! connection, and stays in proportion to the bytes received.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::ops::Range;

use common::hostile::turn;
use common::{message, put_int, put_uint};
use netrpc_gob::{Decoder, Gob, Step};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// A type of ours for each number.
#[derive(Gob)]
struct Numbered<const N: usize> {
    a: bool,
}

macro_rules! any_of {
    ($($variant:ident $number:literal $name:literal),*) => {
        /// An interface that can hold many types.
        #[derive(Gob)]
        #[gob(name = "any")]
        enum Any { $(#[gob(name = $name)] $variant(Numbered<$number>)),* }
        const NAMES: &[&str] = &[$($name),*];
    };
}

any_of!(
    A 0 "a", B 1 "b", C 2 "c", D 3 "d", E 4 "e", F 5 "f", G 6 "g", H 7 "h", I 8 "i", J 9 "j", K 10 "k", L 11 "l",
    M 12 "m", N 13 "n", O 14 "o", P 15 "p", Q 16 "q", R 17 "r", S 18 "s", T 19 "t", U 20 "u", V 21 "v", W 22 "w",
    X 23 "x", Y 24 "y", Z 25 "z", Aa 26 "A", Bb 27 "B", Cc 28 "C", Dd 29 "D", Ee 30 "E", Ff 31 "F", Gg 32 "G",
    Hh 33 "H", Ii 34 "I", Jj 35 "J", Kk 36 "K", Ll 37 "L", Mm 38 "M", Nn 39 "N", Oo 40 "O", Pp 41 "P", Qq 42 "Q",
    Rr 43 "R", Ss 44 "S", Tt 45 "T", Uu 46 "U", Vv 47 "V", Ww 48 "W", Xx 49 "X", Yy 50 "Y", Zz 51 "Z"
);

/// Ids as they stand on the wire.
const BOOL: u8 = 2;
const INT: u8 = 4;

/// `type <name> struct { A ..; .. }`, with other fields that nobody here has.
fn struct_of(id: i64, name: &[u8], of_a: u8, others: usize) -> Vec<u8> {
    let mut body = Vec::new();
    put_int(&mut body, -id);
    body.extend([3, 1, 1]);
    put_uint(&mut body, name.len() as u64);
    body.extend(name);
    body.extend([0, 1]);
    put_uint(&mut body, others as u64 + 1);
    body.extend([1, 1, b'A', 1, of_a, 0]);
    for _ in 0..others {
        body.extend(b"\x01\x01z\x01\x02\x00");
    }
    body.extend([0, 0]);
    message(&body)
}

/// An interface value with an empty struct of type `id` in it.
fn named(name: &str, id: i64) -> Vec<u8> {
    let mut body = vec![0x10, 0];
    put_uint(&mut body, name.len() as u64);
    body.extend(name.as_bytes());
    put_int(&mut body, id);
    body.extend([1, 0]);
    message(&body)
}

/// Decodes all values, which takes memory in proportion to their bytes.
fn assert_proportion(stream: &[u8]) {
    let _turn = turn();
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let mut decoder = Decoder::new();
    let mut rest = stream;
    while let Step::Value(frame) = decoder.frame(rest).unwrap() {
        let _ = decoder.decode::<Option<Any>>(&frame, rest);
        rest = rest.get(frame.len()..).unwrap();
    }
    assert!(rest.is_empty());
    let peak = ALLOCATOR.peak_usage() - before;
    let allowed = (64 << 10) + 40 * stream.len();
    let len = stream.len();
    assert!(peak <= allowed, "{peak} of {allowed}, {len} bytes");
}

/// So many types, and a value of each under every name.
fn all_under_all_names(ids: Range<i64>, of_a: u8, others: usize) -> Vec<u8> {
    let mut stream = Vec::new();
    for id in ids.clone() {
        stream.extend(struct_of(id, b"T", of_a, others));
    }
    for id in ids {
        for name in NAMES {
            stream.extend(named(name, id));
        }
    }
    stream
}

#[test]
fn wide_types_into_many_of_ours_take_memory_in_proportion() {
    assert_proportion(&all_under_all_names(64..100, BOOL, 4_000));
}

#[test]
fn errors_about_a_type_of_a_long_name_do_not_each_repeat_it() {
    // Its field A is an int, and ours is a bool.
    let mut stream = struct_of(64, &[b'T'; 900_000], INT, 0);
    for name in NAMES {
        stream.extend(named(name, 64));
    }
    assert_proportion(&stream);
}

#[test]
fn errors_about_many_types_for_many_of_ours_take_memory_in_proportion() {
    assert_proportion(&all_under_all_names(64..564, INT, 0));
}
