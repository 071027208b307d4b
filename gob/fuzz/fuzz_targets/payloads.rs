//! Bytes that types make of themselves.

#![no_main]

#[path = "../body/mod.rs"]
#[allow(dead_code, reason = "each target runs a part of it")]
mod body;

libfuzzer_sys::fuzz_target!(|stream: &[u8]| body::payloads::payloads(stream));
