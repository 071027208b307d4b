//! Texts, read into types of every kind.

#![no_main]

#[path = "../body.rs"]
#[allow(dead_code, reason = "each target runs a part of it")]
mod body;

libfuzzer_sys::fuzz_target!(|text: &[u8]| body::text(text));
