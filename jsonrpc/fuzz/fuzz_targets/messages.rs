//! Streams of messages, as a server and as a client read them: `cargo +nightly fuzz run messages` in `jsonrpc/`.

#![no_main]

#[path = "../body.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|stream: &[u8]| body::run(stream));
