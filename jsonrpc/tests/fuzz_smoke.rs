//! The fuzz targets for a moment, on any Rust: their seeds, mangled without a guide.

#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

#[path = "../fuzz/body.rs"]
mod body;
#[path = "../../tests/support/mangle.rs"]
mod mangle;

/// Runs the seeds of a target, mangled, too.
fn mangled(target: &str, runs: usize, body: fn(&[u8])) {
    let seeds = mangle::seeds(env!("CARGO_MANIFEST_DIR"), target);
    mangle::mangled(&seeds, runs, b"{}[]\",:\\-0e.nu", body);
}

#[test]
fn mangled_messages_are_survived_and_read_alike_however_they_are_cut() {
    mangled("messages", 30_000, body::messages);
}

#[test]
fn mangled_texts_are_read_as_serde_json_reads_them_and_are_there_and_back() {
    mangled("values", 15_000, body::text);
}
