//! The fuzz targets for a moment, on any Rust: their seeds, mangled without a guide.

#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

#[path = "../fuzz/body/mod.rs"]
mod body;
#[path = "../../tests/support/mangle.rs"]
mod mangle;

/// Runs the seeds of a target, mangled, too.
fn mangled(target: &str, body: fn(&[u8])) {
    let seeds = mangle::seeds(env!("CARGO_MANIFEST_DIR"), target);
    mangle::mangled(&seeds, RUNS, &[0, 1, 2, 0x10, 0x7f, 0xff], body);
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

#[test]
fn mangled_payloads_are_a_value_or_an_error() {
    mangled("payloads", body::payloads::payloads);
}
