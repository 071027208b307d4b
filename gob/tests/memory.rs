//! Memory that hostile streams can make us take: counted by the allocator, and bounded by the limits whatever the
//! stream says.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::alloc::System;
use std::collections::{BTreeMap, HashMap};

use common::hostile::turn;
use common::types::{Node, Point};
use common::{hex, message, put_int, put_uint};
use netrpc_gob::{Decode, Decoder, ErrorKind, Limits, Step};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Decodes the first value of `bytes` as `T` and skips it; the error, and the bytes allocated on the way, whether
/// or not they were freed.
fn take<T: Decode>(bytes: &[u8], limits: &Limits) -> (Option<ErrorKind>, usize) {
    let region = Region::new(ALLOCATOR);
    let mut kind = None;
    for skips in [true, false] {
        let mut decoder = Decoder::new().with_limits(limits.clone());
        let frame = match decoder.frame(bytes) {
            Ok(Step::Value(frame)) => frame,
            Ok(Step::Incomplete { .. }) => panic!("the value is not whole"),
            Err(error) => {
                kind = Some(error.kind());
                break;
            }
        };
        let value = &bytes[..frame.len()];
        if skips {
            let _ = decoder.skip(&frame, value);
        } else {
            kind = decoder
                .decode::<T>(&frame, value)
                .err()
                .map(|error| error.kind());
        }
    }
    (kind, region.change().bytes_allocated)
}

/// A definition of `id` with this body behind its kind and CommonType.
fn define(id: i64, kind: u8, parts: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut body = Vec::new();
    put_int(&mut body, -id);
    body.extend([kind, 1, 2]);
    put_int(&mut body, id);
    body.push(0);
    parts(&mut body);
    body.extend([0, 0]);
    message(&body)
}

fn slice_of(id: i64, element: i64) -> Vec<u8> {
    define(id, 2, |body| {
        body.push(1);
        put_int(body, element);
    })
}

#[test]
fn huge_counts_take_no_memory_for_what_does_not_come() {
    let _turn = turn();
    const FEW: usize = 64 << 10;
    let limits = Limits::default();
    for count in [
        1u64 << 16,
        1 << 24,
        1 << 30,
        (1 << 33) - 1,
        1 << 40,
        1 << 63,
        u64::MAX,
    ] {
        let value = |definition: &str| {
            let mut stream = hex(definition);
            let mut body = hex("ff 80 00");
            put_uint(&mut body, count);
            body.extend([2; 100]);
            stream.extend(message(&body));
            stream
        };
        let ints = value("0b | 7f 02 01 02 ff 80 00 01 04 00 00");
        let (kind, most) = take::<Vec<isize>>(&ints, &limits);
        assert_eq!(kind, Some(ErrorKind::Corrupt));
        assert!(most < FEW, "{most} bytes for a slice of {count}");
        let (_, most) = take::<Vec<[u64; 100]>>(&ints, &limits);
        assert!(most < FEW, "{most} bytes for a slice of {count}");
        let map = value("0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00");
        let (_, most) = take::<HashMap<String, isize>>(&map, &limits);
        assert!(most < FEW, "{most} bytes for a map of {count}");
        let array = value("0d | 7f 01 01 02 ff 80 00 01 04 01 06 00 00");
        let (_, most) = take::<[isize; 3]>(&array, &limits);
        assert!(most < FEW, "{most} bytes for an array of {count}");
        for id in ["0a", "0c"] {
            let mut body = hex(&format!("{id} 00"));
            put_uint(&mut body, count);
            let (_, most) = take::<Vec<u8>>(&message(&body), &limits);
            assert!(most < FEW, "{most} bytes for a text of {count}");
        }
    }
}

#[test]
fn elements_larger_than_their_bytes_are_counted_before_they_are_made() {
    let _turn = turn();
    // A megabyte of zeros: as many empty structs, each 4 KiB wide here.
    #[derive(netrpc_gob::Gob)]
    struct Large {
        _x: [[u64; 64]; 8],
    }
    let mut stream = slice_of(64, 65);
    stream.extend(define(65, 3, |_| {}));
    let mut body = hex("ff 80 00");
    put_uint(&mut body, 1 << 20);
    body.extend(vec![0; 1 << 20]);
    stream.extend(message(&body));
    let limits = Limits::default().decoded(8 << 20);
    let (kind, most) = take::<Vec<Large>>(&stream, &limits);
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(most < 12 << 20, "{most} bytes");
    let (kind, most) = take::<Vec<Option<Box<Large>>>>(&stream, &limits);
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(most < 40 << 20, "{most} bytes");
    // A map of them, and slices of slices.
    let (kind, most) = take::<Vec<Vec<Point>>>(
        &slices_of_empty_slices(),
        &Limits::default().decoded(1 << 20),
    );
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(most < 8 << 20, "{most} bytes");
}

/// `[][]Point` with a million empty slices.
fn slices_of_empty_slices() -> Vec<u8> {
    let mut stream = slice_of(64, 65);
    stream.extend(slice_of(65, 66));
    stream.extend(define(66, 3, |_| {}));
    let mut body = hex("ff 80 00");
    put_uint(&mut body, 1 << 20);
    body.extend(vec![0; 1 << 20]);
    stream.extend(message(&body));
    stream
}

#[test]
fn maps_are_counted_entry_by_entry() {
    let _turn = turn();
    let mut stream = hex("0d | 7f 04 01 02 ff 80 00 01 04 01 04 00 00");
    let mut body = hex("ff 80 00");
    put_uint(&mut body, 300_000);
    for key in 0..300_000 {
        put_int(&mut body, key);
        body.push(0);
    }
    stream.extend(message(&body));
    let (kind, most) = take::<HashMap<isize, isize>>(&stream, &Limits::default().decoded(1 << 20));
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(most < 8 << 20, "{most} bytes");
    let (kind, _) = take::<HashMap<isize, isize>>(&stream, &Limits::default());
    assert_eq!(kind, None);
}

#[test]
fn small_maps_are_counted_with_the_room_that_they_make() {
    let _turn = turn();
    // []map[string]string, of one entry each.
    let mut stream = slice_of(64, 65);
    stream.extend(hex("0e | ff 81 04 01 02 ff 82 00 01 0c 01 0c 00 00"));
    let mut body = hex("ff 80 00");
    put_uint(&mut body, 20_000);
    body.extend([1, 0, 0].repeat(20_000));
    stream.extend(message(&body));
    let limits = Limits::default().decoded(4 << 20);
    let (kind, most) = take::<Vec<BTreeMap<String, String>>>(&stream, &limits);
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(most < 5 << 20, "{most} bytes");
    let (kind, most) = take::<Vec<HashMap<String, String>>>(&stream, &limits);
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(most < 5 << 20, "{most} bytes");
}

#[test]
fn chains_of_as_many_types_as_allowed_are_small() {
    let _turn = turn();
    const TYPES: i64 = 4_096;
    // [][][]…int forwards, backwards, and a struct of each.
    let forwards: Vec<u8> = (0..TYPES)
        .flat_map(|level| slice_of(64 + level, if level == TYPES - 1 { 2 } else { 65 + level }))
        .collect();
    let backwards: Vec<u8> = (0..TYPES)
        .rev()
        .flat_map(|level| slice_of(64 + level, if level == TYPES - 1 { 8 } else { 65 + level }))
        .collect();
    for mut stream in [forwards, backwards] {
        stream.extend(hex("04 | ff 80 00 00"));
        let (_, most) = take::<Vec<Point>>(&stream, &Limits::default());
        let (_, more) = take::<RecursiveSlice>(&stream, &Limits::default());
        assert!(most.max(more) < 8 << 20, "{most} and {more} bytes");
        stream.splice(0..0, slice_of(64 + TYPES, 2));
        let (kind, _) = take::<Vec<Point>>(&stream, &Limits::default());
        assert_eq!(kind, Some(ErrorKind::Limit));
    }
}

/// Fits a chain of slices at every link.
#[derive(netrpc_gob::Gob)]
struct RecursiveSlice(#[allow(dead_code, reason = "only decoded")] Vec<RecursiveSlice>);

#[test]
fn types_that_refer_to_each_other_everywhere_cost_no_more_than_their_bytes() {
    let _turn = turn();
    // Each struct has fields of all types before it and behind it: as a tree it would be endless.
    const TYPES: i64 = 200;
    let mut stream = Vec::new();
    for id in 64..64 + TYPES {
        stream.extend(define(id, 3, |body| {
            body.push(1);
            put_uint(body, TYPES as u64);
            for field in 64..64 + TYPES {
                body.extend([1, 2]);
                body.extend(hex("4e"));
                body.push(b'a' + (field % 26) as u8);
                body.push(1);
                put_int(body, field);
                body.push(0);
            }
        }));
    }
    stream.extend(hex("03 | ff 80 00"));
    let (_, most) = take::<Node>(&stream, &Limits::default());
    assert!(
        most < 16 << 20,
        "{most} bytes for {} bytes of definitions",
        stream.len()
    );
}

#[test]
fn definitions_are_bounded_in_number_bytes_and_fields() {
    let _turn = turn();
    let fields = |count: usize| {
        define(64, 3, |body| {
            body.push(1);
            put_uint(body, count as u64);
            for _ in 0..count {
                body.extend([1, 1, b'X', 1, 4, 0]);
            }
        })
    };
    let (kind, _) = take::<()>(&fields(4_097), &Limits::default());
    assert_eq!(kind, Some(ErrorKind::Limit));
    let name = "n".repeat(600_000);
    let mut stream = Vec::new();
    for id in 64..66 {
        let mut body = Vec::new();
        put_int(&mut body, -id);
        body.extend([2, 1, 1]);
        put_uint(&mut body, name.len() as u64);
        body.extend(name.as_bytes());
        body.extend(hex("00 01 04 00 00"));
        stream.extend(message(&body));
    }
    let (kind, most) = take::<()>(&stream, &Limits::default());
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(most < 4 << 20, "{most} bytes");
}

#[test]
fn values_too_deep_take_memory_in_proportion_to_their_bytes() {
    let _turn = turn();
    // A slice of itself, a million deep: skipped on the heap, refused where it would take stack.
    let mut stream = hex("0c | 7f 02 01 02 ff 80 00 01 ff 80 00 00");
    let mut body = hex("ff 80 00");
    body.extend(vec![1; 1 << 20]);
    stream.extend(message(&body));
    let (kind, most) = take::<RecursiveSlice>(&stream, &Limits::default());
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(most < 128 << 20, "{most} bytes");
}

/// The stream of the type `L []L` and a value of it with so many levels.
fn nested_slices(levels: usize) -> Vec<u8> {
    let mut stream = slice_of(64, 64);
    let mut body = Vec::new();
    put_int(&mut body, 64);
    body.push(0);
    body.extend(std::iter::repeat_n(1, levels));
    body.push(0);
    stream.extend(message(&body));
    stream
}

#[test]
fn skipping_deep_values_is_bounded_and_keeps_no_memory() {
    let _turn = turn();
    for levels in [1_000, 1 << 20] {
        let stream = nested_slices(levels);
        let mut decoder = Decoder::new();
        let Step::Value(frame) = decoder.frame(&stream).unwrap() else {
            panic!("a whole value is there")
        };
        let region = Region::new(ALLOCATOR);
        let skipped = decoder.skip(&frame, &stream);
        assert_eq!(skipped.is_ok(), levels == 1_000);
        let change = region.change();
        assert!(
            change.bytes_allocated < 2 << 20,
            "{}",
            change.bytes_allocated
        );
        drop(skipped);
        // What one unusual value needed is given back.
        let kept = region.change();
        let kept = kept.bytes_allocated - kept.bytes_deallocated;
        assert!(kept < 8 << 10, "{kept}");
    }
}

#[derive(Debug, netrpc_gob::Gob)]
struct HasBox {
    a: isize,
    large: Box<[u64; 1000]>,
}

#[test]
fn what_a_zero_value_allocates_is_counted() {
    let _turn = turn();
    #[derive(netrpc_gob::Gob)]
    struct A {
        a: isize,
    }
    let values: Vec<_> = (0..20_000).map(|_| A { a: 0 }).collect();
    let bytes = common::encode(&values);
    let limits = Limits::default().decoded(1 << 20);
    let (kind, allocated) = take::<Vec<HasBox>>(&bytes, &limits);
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(allocated < 2 << 20, "{allocated}");
}

/// Types that never fit, asked for again and again after definitions that might have mended them.
#[test]
fn plans_that_fail_are_not_made_for_ever() {
    let _turn = turn();
    #[derive(Debug, netrpc_gob::Gob)]
    struct Local {
        next: Option<Box<Local>>,
        a: isize,
    }
    let mut stream = Vec::new();
    for id in 64..84 {
        stream.extend(define(id, 3, |body| {
            body.push(1);
            put_uint(body, 1_001);
            // 1,000 fields A, and one that leads on, but for the last, which does not fit.
            for _ in 0..1_000 {
                body.extend([1, 1, b'A', 1]);
                put_int(body, 2);
                body.push(0);
            }
            body.extend([1, 4, b'N', b'e', b'x', b't', 1]);
            put_int(body, if id == 83 { 2 } else { id + 1 });
            body.push(0);
        }));
    }
    let mut value = Vec::new();
    put_int(&mut value, 64);
    value.push(0);
    let value = message(&value);
    stream.extend(&value);
    for id in 84..500 {
        stream.extend(slice_of(id, 2));
        stream.extend(&value);
    }
    let mut decoder = Decoder::new();
    let mut rest = stream.as_slice();
    let mut kinds = Vec::new();
    while let Step::Value(frame) = decoder.frame(rest).unwrap() {
        let (bytes, behind) = rest.split_at(frame.len());
        kinds.push(decoder.decode::<Local>(&frame, bytes).unwrap_err().kind());
        if kinds.len() == 400 {
            // Another type of ours would be planned for anew, if there were effort left.
            let error = decoder.decode::<Vec<Local>>(&frame, bytes).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Limit);
        }
        rest = behind;
    }
    assert_eq!(kinds, vec![ErrorKind::TypeMismatch; 417]);
}

/// Decodes the one value of `bytes`; what it was charged.
fn charged<T: Decode>(bytes: &[u8]) -> usize {
    let mut decoder = Decoder::new();
    let Ok(Step::Value(frame)) = decoder.frame(bytes) else {
        panic!("a whole value is there")
    };
    decoder.decode::<T>(&frame, bytes).unwrap();
    decoder.decoded_bytes()
}

#[test]
fn what_the_last_value_allocated_can_be_asked() {
    let _turn = turn();
    let ints = common::encode(&vec![1isize; 100]);
    assert_eq!(charged::<Vec<isize>>(&ints), 100 * size_of::<isize>());
    assert_eq!(charged::<String>(&common::encode("gopher")), 6);
    assert_eq!(charged::<isize>(&common::encode(&1isize)), 0);
}
