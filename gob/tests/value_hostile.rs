//! Streams made to cost much as values without a Rust type: each is an error or a value, on a small stack, and never
//! takes more memory at a time than 64 KiB and 40 times the bytes received.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::hostile::{define, map_of, receive_each, slice_of, struct_of, turn, value};
use common::{hex, message, put_uint};
use netrpc_gob::value::Value;
use netrpc_gob::{Decoder, Encoder, ErrorKind, Limits};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Feeds a stream as a connection does, in pieces, keeps all values, and does with them what a program may do; the
/// values and errors, in the order in which they came.
fn receive(stream: &[u8], limits: &Limits) -> Vec<Result<Value, ErrorKind>> {
    let (stream, limits) = (stream.to_vec(), limits.clone());
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let run = move || {
        ALLOCATOR.reset_peak_usage();
        let before = ALLOCATOR.current_usage();
        let mut results = decode_all(&stream, &limits);
        let peak = ALLOCATOR.peak_usage() - before;
        let allowed = (64 << 10) + 40 * stream.len();
        println!("{} bytes: {peak} of {allowed}", stream.len());
        assert!(peak <= allowed, "{peak} bytes for {}", stream.len());
        // None of this needs more stack either.
        for value in results.iter_mut().flatten().take(10) {
            assert!(*value == value.clone());
            assert!(!format!("{value:#} {value} {}", value.ty().declarations()).is_empty());
            let mut bytes = Vec::new();
            let mut encoder = Encoder::new().with_limits(limits.clone());
            encoder.encode(value, &mut bytes).unwrap();
            #[cfg(feature = "serde")]
            serialize(value);
        }
        results
    };
    thread.spawn(run).unwrap().join().unwrap()
}

/// Prints a value as JSON, as far as a reader may want to have it, and reads it by serde. Too deep a value is an error.
#[cfg(feature = "serde")]
fn serialize(value: &Value) {
    let mut sink = common::hostile::Megabyte::default();
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    if serde_json::to_writer(&mut sink, value).is_ok() {
        let _ = netrpc_gob::value::from_value::<serde_json::Value>(value);
    }
    let peak = ALLOCATOR.peak_usage() - before;
    assert!(peak < 64 << 20, "{peak} bytes to print");
}

fn decode_all(stream: &[u8], limits: &Limits) -> Vec<Result<Value, ErrorKind>> {
    let mut decoder = Decoder::new().with_limits(limits.clone());
    let mut results = Vec::new();
    receive_each(&mut decoder, stream, |result| results.push(result));
    results
}

/// As [`receive`], for a stream with one value or error in it.
fn receive_one(stream: &[u8], limits: &Limits) -> Result<Value, ErrorKind> {
    let mut results = receive(stream, limits);
    assert_eq!(results.len(), 1, "values in the stream");
    results.remove(0)
}

#[test]
fn a_bomb_of_types_is_as_small_as_its_definitions() {
    let _turn = turn();
    // 24 structs, each with two fields of the next: as a tree, 2^24 fields.
    let mut stream = Vec::new();
    for id in 64..87 {
        stream.extend(struct_of(id, &[("A", id + 1), ("B", id + 1)]));
    }
    stream.extend(struct_of(87, &[("X", 2), ("Y", 2)]));
    stream.extend(value(64, &[0]));
    assert!(stream.len() < 650, "{}", stream.len());
    let bomb = receive_one(&stream, &Limits::default()).unwrap();
    let bomb = bomb.view();
    let leaf = (0..23).fold(bomb, |value, _| value.field("B").unwrap());
    assert_eq!(leaf.field("Y").unwrap().as_i64(), Some(0));
}

#[test]
fn a_chain_of_ten_thousand_types_is_an_error_or_a_value() {
    let _turn = turn();
    let chain = |count: i64| {
        let mut stream: Vec<u8> = (64..64 + count)
            .flat_map(|id| slice_of(id, id + 1))
            .collect();
        stream.extend(slice_of(64 + count, 2));
        stream.extend(value(64, &[0, 0]));
        stream
    };
    let results = receive(&chain(10_000), &Limits::default());
    assert!(
        results
            .iter()
            .all(|result| matches!(result, Err(ErrorKind::Limit | ErrorKind::Corrupt)))
    );
    let value = receive_one(&chain(10_000), &Limits::default().types(20_000)).unwrap();
    assert!(value.view().is_empty());
    // Backwards, so that nothing refers to what is not there yet.
    let mut stream = slice_of(20_000, 2);
    stream.extend((64..20_000).rev().flat_map(|id| slice_of(id, id + 1)));
    stream.extend(self::value(64, &[0, 0]));
    receive_one(&stream, &Limits::default().types(20_000)).unwrap();
    for count in [2_047, 2_049, 4_094] {
        receive_one(&chain(count), &Limits::default()).unwrap();
    }
}

#[test]
fn a_megabyte_of_zeros_for_structs_of_a_hundred_fields_takes_their_zeros_once() {
    let _turn = turn();
    let names: Vec<_> = (0..100).map(|number| format!("F{number}")).collect();
    let fields: Vec<_> = names.iter().map(|name| (&**name, 2)).collect();
    let mut stream = slice_of(64, 65);
    stream.extend(struct_of(65, &fields));
    let mut content = vec![0];
    put_uint(&mut content, 1 << 20);
    content.extend(vec![0; 1 << 20]);
    stream.extend(value(64, &content));
    let structs = receive_one(&stream, &Limits::default()).unwrap();
    let last = structs.view().elements().next_back().unwrap();
    assert_eq!(last.field("F99").unwrap().as_i64(), Some(0));
    // And at the top, where all but the first zero lies behind the value.
    let mut stream = struct_of(65, &fields);
    stream.extend(value(65, &vec![0; 1 << 20]));
    receive_one(&stream, &Limits::default()).unwrap();
}

#[test]
fn elements_of_one_byte_cost_less_than_40() {
    let _turn = turn();
    for (element, byte) in [(1, 1), (2, 7), (3, 7), (5, 0), (6, 0), (8, 0)] {
        let mut stream = slice_of(64, element);
        let mut content = vec![0];
        put_uint(&mut content, 200_000);
        content.extend(vec![byte; 200_000]);
        stream.extend(value(64, &content));
        let elements = receive_one(&stream, &Limits::default()).unwrap();
        assert_eq!(elements.view().len(), 200_000);
    }
}

#[test]
fn small_structs_in_slices_cost_less_than_40_times_their_bytes() {
    let _turn = turn();
    for (fields, element) in [
        (&[("A", 1)][..], &[1u8, 1, 0][..]),
        (&[("A", 2), ("B", 2), ("C", 2)], &[1, 7, 1, 7, 1, 7, 0]),
        (&[("A", 66), ("B", 66)], &[1, 0, 1, 0, 0]),
        (&[("A", 67)], &[1, 0, 0]),
        (&[("A", 8)], &[1, 1, b'a', 4, 2, 0, 2, 0]),
        (&[("A", 5)], &[1, 1, 1, 0]),
    ] {
        let mut stream = slice_of(64, 65);
        stream.extend(struct_of(65, fields));
        stream.extend(struct_of(66, &[]));
        stream.extend(map_of(67, 1, 1));
        let mut content = vec![0];
        put_uint(&mut content, 50_000);
        content.extend(element.repeat(50_000));
        stream.extend(value(64, &content));
        let structs = receive_one(&stream, &Limits::default()).unwrap();
        assert_eq!(structs.view().len(), 50_000);
    }
}

#[test]
fn small_maps_and_slices_in_slices_cost_less_than_40_times_their_bytes() {
    let _turn = turn();
    for (of, element) in [
        (slice_of(65, 1), &[1u8, 1][..]),
        (slice_of(65, 65), &[1, 1, 1, 1, 0]),
        (map_of(65, 1, 1), &[1, 1, 1]),
        (map_of(65, 1, 65), &[1, 1, 1, 1, 1, 1, 0]),
        (define(65, 5, |_| {}), &[1, 1]),
    ] {
        let mut stream = slice_of(64, 65);
        stream.extend(of);
        let mut content = vec![0];
        put_uint(&mut content, 50_000);
        content.extend(element.repeat(50_000));
        stream.extend(value(64, &content));
        receive_one(&stream, &Limits::default()).unwrap();
    }
}

#[test]
fn a_set_that_claims_a_hundred_million_entries_is_refused() {
    let _turn = turn();
    // map[struct{}]struct{}: entries at the end of the message take no bytes in Go.
    let mut stream = map_of(64, 65, 65);
    stream.extend(struct_of(65, &[]));
    let mut content = vec![0];
    put_uint(&mut content, 100_000_000);
    stream.extend(value(64, &content));
    assert!(stream.len() <= 38, "{}", stream.len());
    assert_eq!(
        receive_one(&stream, &Limits::default()).err(),
        Some(ErrorKind::Eof)
    );
}

#[test]
fn counts_are_believed_only_as_far_as_there_are_bytes_for_all_of_them() {
    let _turn = turn();
    // Each of so many levels claims as many elements as bytes follow.
    for definition in [slice_of(64, 64), map_of(64, 2, 64)] {
        let mut stream = definition;
        let mut content = vec![0];
        for _ in 0..900 {
            put_uint(&mut content, 50_000);
            content.push(2);
        }
        content.extend(vec![0; 100_000]);
        stream.extend(value(64, &content));
        assert!(receive_one(&stream, &Limits::default()).is_err());
    }
    for count in [1u64 << 16, 1 << 32, 1 << 62, u64::MAX] {
        for definition in [slice_of(64, 2), map_of(64, 2, 2)] {
            let mut stream = definition;
            let mut content = vec![0];
            put_uint(&mut content, count);
            content.extend([2; 100]);
            stream.extend(value(64, &content));
            let result = receive_one(&stream, &Limits::default());
            // Go reads a map's count of 2^63 and more as a negative one: no entries.
            let is_empty = result.is_ok_and(|value| value.view().is_empty());
            assert_eq!(is_empty, stream[2] == 4 && count == u64::MAX);
        }
    }
}

#[test]
fn maps_in_maps_of_527_bytes_are_a_value() {
    let _turn = turn();
    // type M map[bool]M, as deep as 527 bytes reach.
    let mut stream = map_of(64, 1, 64);
    let mut content = vec![0];
    while stream.len() + content.len() + 6 < 527 {
        content.extend([1, 1]);
    }
    content.push(0);
    stream.extend(value(64, &content));
    let maps = receive_one(&stream, &Limits::default()).unwrap();
    let mut depth = 0;
    let mut map = maps.view();
    while let Some((_, element)) = map.entries().next() {
        (map, depth) = (element, depth + 1);
    }
    assert!(depth > 200, "{depth}");
}

#[test]
fn a_message_of_8_gib_is_refused_before_it_comes() {
    let _turn = turn();
    let mut stream = slice_of(64, 2);
    put_uint(&mut stream, 8 << 30);
    stream.extend(vec![1; 1000]);
    assert_eq!(
        receive_one(&stream, &Limits::default()).err(),
        Some(ErrorKind::Framing)
    );
    let mut stream = slice_of(64, 2);
    put_uint(&mut stream, (8 << 30) - 1);
    stream.extend(vec![1; 1000]);
    assert!(receive(&stream, &Limits::default()).is_empty());
}

#[test]
fn values_as_deep_as_allowed_are_decoded_encoded_compared_printed_and_dropped() {
    let _turn = turn();
    type Level = (Vec<u8>, &'static [u8], &'static [u8]);
    let levels: &[Level] = &[
        (slice_of(64, 64), &[1], &[0]),
        (map_of(64, 2, 64), &[1, 4], &[0]),
        (struct_of(64, &[("Next", 64)]), &[1], &[0]),
        (struct_of(64, &[("A", 2), ("Next", 64)]), &[1, 2, 1], &[0]),
    ];
    for (definition, level, end) in levels {
        let is_struct = definition[3] == 3 || definition[2] == 3;
        for (depth, is_ok) in [(999, true), (1_001, false), (30_000, false)] {
            let mut stream = definition.clone();
            let mut content = if is_struct { vec![] } else { vec![0] };
            content.extend(level.repeat(depth));
            content.extend(end.repeat(if is_struct { depth + 1 } else { 1 }));
            stream.extend(value(64, &content));
            let result = receive_one(&stream, &Limits::default());
            assert_eq!(
                result.err(),
                (!is_ok).then_some(ErrorKind::Limit),
                "{depth}"
            );
            // Deeper on request, still on the same stack.
            let limits = Limits::default().depth(100_000).stack(1 << 30);
            receive_one_deep(&stream, &limits);
        }
    }
}

/// Without the bound on memory: the one who raises the limit on depth pays for the levels.
fn receive_one_deep(stream: &[u8], limits: &Limits) {
    let (stream, limits) = (stream.to_vec(), limits.clone());
    let thread = std::thread::Builder::new().stack_size(512 << 10);
    let run = move || {
        let value = decode_all(&stream, &limits).remove(0).unwrap();
        assert!(value == value.clone());
        assert!(!format!("{value:#} {value}").is_empty());
        let mut encoder = Encoder::new().with_limits(limits);
        let mut bytes = Vec::new();
        encoder.encode(&value, &mut bytes).unwrap();
    };
    thread.spawn(run).unwrap().join().unwrap();
}

#[test]
fn interfaces_in_interfaces_are_bounded_too() {
    let _turn = turn();
    // type L []any, in itself.
    for depth in [10, 400, 5_000] {
        let mut content = vec![];
        for _ in 0..depth {
            content.extend([1, 1, b'L', 0xff, 0x80, 1, 0]);
        }
        content.push(0);
        let mut stream = slice_of(64, 8);
        stream.extend(value(64, &[&[0], &content[..]].concat()));
        let result = receive_one(&stream, &Limits::default());
        assert_eq!(result.is_ok(), depth < 500, "{depth}");
    }
    // Interfaces that hold interfaces, which Go never sends.
    let mut content = hex("10 00");
    content.extend([1, b'I', 0x10, 1, 0].repeat(100_000));
    content.push(0);
    let result = receive_one(&message(&content), &Limits::default());
    assert_eq!(result.err(), Some(ErrorKind::Limit));
}

#[test]
fn values_of_types_that_are_not_defined_cost_their_bytes() {
    let _turn = turn();
    // A long chain that ends nowhere, and many values of it.
    let mut stream: Vec<u8> = (64..4_000).flat_map(|id| slice_of(id, id + 1)).collect();
    for id in 64..4_000 {
        stream.extend(value(id, &[0, 0]));
    }
    let results = receive(&stream, &Limits::default());
    assert_eq!(results.len(), 4_000 - 64);
    assert!(results.iter().all(Result::is_err));
}

#[test]
fn values_of_many_types_share_them() {
    let _turn = turn();
    // Each type refers to all before it, and there is a value of each.
    let mut stream = Vec::new();
    for id in 64..264 {
        let names: Vec<_> = (64..id).map(|of| (format!("F{of}"), of)).collect();
        let fields: Vec<_> = names.iter().map(|(name, of)| (&**name, *of)).collect();
        stream.extend(struct_of(id, &fields));
        for _ in 0..50 {
            stream.extend(value(id, &[0]));
        }
    }
    let values = receive(&stream, &Limits::default());
    assert_eq!(values.len(), 200 * 50);
    assert!(values.iter().all(Result::is_ok));
}

#[test]
fn an_error_deep_in_fields_of_long_names_does_not_repeat_them() {
    let _turn = turn();
    // type T struct { F *T }, where F is 8 KiB long, with a bad field number as deep as is allowed.
    let name = "F".repeat(8 << 10);
    let mut stream = struct_of(64, &[(&name, 64)]);
    stream.extend(value(64, &[[1; 900].as_slice(), &[9]].concat()));
    let result = receive_one(&stream, &Limits::default());
    assert_eq!(result.err(), Some(ErrorKind::Corrupt));
}

#[test]
fn comparing_maps_with_maps_as_keys_takes_memory_in_proportion() {
    let _turn = turn();
    for inner in [1, 2] {
        let mut stream = map_of(64, 65, 2);
        stream.extend(map_of(65, 2, 2));
        let mut content = vec![0];
        put_uint(&mut content, 20_000);
        for number in 0..20_000 {
            content.push(inner);
            for _ in 0..inner {
                put_uint(&mut content, number);
                content.push(2);
            }
            content.push(2);
        }
        stream.extend(value(64, &content));
        let map = receive_one(&stream, &Limits::default()).unwrap();
        let other = map.clone();
        ALLOCATOR.reset_peak_usage();
        let before = ALLOCATOR.current_usage();
        assert!(map == other);
        let peak = ALLOCATOR.peak_usage() - before;
        let allowed = (64 << 10) + 40 * stream.len();
        assert!(peak <= allowed, "{peak} bytes for {}", stream.len());
    }
}
