//! Streams of messages, as a server and as a client read them.

#![no_main]

#[path = "../body.rs"]
#[allow(dead_code, reason = "each target runs a part of it")]
mod body;

libfuzzer_sys::fuzz_target!(|stream: &[u8]| body::messages(stream));
