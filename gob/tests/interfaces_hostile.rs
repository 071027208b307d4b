//! Streams made to cost much as interface values, into enums, trait objects, what nobody knows, and nothing at all: each
//! is an error or a value, on a small stack, and takes no more memory at a time than 64 KiB and 40 times the bytes
//! received; where our own types are larger than that, no more than `Limits::max_decoded` on top. Every stream is
//! tried with all the types at its top.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::anything::{Any, AnyThing, Elsewhere, Open, registry};
use common::hostile::{receive_each, turn};
use common::{message, put_int, put_uint};
use netrpc_gob::value::Value;
use netrpc_gob::{Decode, Decoder, ErrorKind, Limits, Unregistered};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// What came of a stream: the number of values, and the errors.
#[derive(Debug)]
struct Received {
    values: usize,
    errors: Vec<ErrorKind>,
}

/// Feeds a stream as a connection does, decodes each value as `T` and keeps it, within `allowed` bytes at a time.
fn receive<T: Decode + Send + 'static>(stream: &[u8], limits: &Limits, allowed: usize) -> Received {
    let (stream, limits) = (stream.to_vec(), limits.clone());
    let run = move || {
        let registry = registry();
        ALLOCATOR.reset_peak_usage();
        let before = ALLOCATOR.current_usage();
        let mut decoder = Decoder::new().with_limits(limits).with_registry(registry);
        let (mut values, mut errors) = (Vec::<T>::new(), Vec::new());
        receive_each(&mut decoder, &stream, |result| match result {
            Ok(value) => values.push(value),
            Err(kind) => errors.push(kind),
        });
        let peak = ALLOCATOR.peak_usage() - before;
        let name = std::any::type_name::<T>();
        println!("{name}: {} bytes: {peak} of {allowed}", stream.len());
        assert!(peak <= allowed, "{name}: {peak} for {}", stream.len());
        let values = values.len();
        Received { values, errors }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(run).unwrap().join().unwrap()
}

/// Tries a stream with every way to take interface values. `T` is made of a nil or an element of one byte.
fn try_all(stream: &[u8], limits: &Limits) -> Vec<Received> {
    try_with(stream, limits, 0)
}

/// The same with so many bytes more for an `Any`.
fn try_with(stream: &[u8], limits: &Limits, more: usize) -> Vec<Received> {
    let lean = (64 << 10) + 40 * stream.len();
    let bounded = lean + limits.max_decoded;
    vec![
        receive::<Option<Any>>(stream, limits, lean + more),
        receive::<Vec<Option<Any>>>(stream, limits, lean),
        receive::<AnyThing>(stream, limits, lean),
        receive::<Option<Open>>(stream, limits, bounded),
        receive::<Vec<Option<Open>>>(stream, limits, bounded),
        receive::<Option<Unregistered>>(stream, limits, lean),
        receive::<Value>(stream, limits, lean),
        receive::<Elsewhere>(stream, limits, lean),
    ]
}

/// Room for what a value of the tests needs, not for what a peer can make of 1 MB.
fn limits() -> Limits {
    Limits::default().decoded(1 << 20)
}

const LIST: i64 = 64;
const HOLDER: i64 = 65;
const MAP: i64 = 66;
const LARGE: i64 = 67;
const ARRAY: i64 = 68;

/// `[]any`, `O{F any}`, `map[any]any`, `Large{Numbers [64]uint}`
fn definitions() -> Vec<u8> {
    let define = |id: i64, body: &[u8]| {
        let mut definition = Vec::new();
        put_int(&mut definition, -id);
        definition.extend_from_slice(body);
        message(&definition)
    };
    let mut stream = define(LIST, b"\x02\x01\x02\xff\x80\x00\x01\x10\x00\x00");
    stream.extend(define(
        HOLDER,
        b"\x03\x01\x01\x01O\x01\xff\x82\x00\x01\x01\x01\x01F\x01\x10\x00\x00\x00",
    ));
    stream.extend(define(
        MAP,
        b"\x04\x01\x02\xff\x84\x00\x01\x10\x01\x10\x00\x00",
    ));
    stream.extend(define(
        LARGE,
        b"\x03\x01\x01\x05Large\x01\xff\x86\x00\x01\x01\x01\x07Numbers\x01\xff\x88\x00\x00\x00",
    ));
    stream.extend(define(
        ARRAY,
        b"\x01\x01\x02\xff\x88\x00\x01\x06\x01\xff\x80\x00\x00",
    ));
    stream
}

/// A message with a value of this type, and the types in front.
fn value(id: i64, content: &[u8]) -> Vec<u8> {
    let mut stream = definitions();
    let mut body = Vec::new();
    put_int(&mut body, id);
    body.extend_from_slice(content);
    stream.extend(message(&body));
    // The stream goes on.
    stream.extend(message(&[
        0x10, 0x00, 0x03, b'i', b'n', b't', 0x04, 0x02, 0x00, 0x0e,
    ]));
    stream
}

/// The start of an interface value, whose count is a lie.
fn begin(name: &str, id: i64, out: &mut Vec<u8>) {
    put_uint(out, name.len() as u64);
    out.extend_from_slice(name.as_bytes());
    put_int(out, id);
    out.push(1);
}

const INTERFACE: i64 = 8;

/// The int at the end of a stream is an interface value to who asks for one.
fn goes_on(received: &[Received]) {
    for index in [0, 2, 3, 5, 6] {
        assert!(received[index].values >= 1, "{received:?}");
    }
}

#[test]
fn interfaces_in_interfaces_end_at_the_limit_on_depth() {
    let _turn = turn();
    for levels in [400, 5_000, 60_000] {
        let mut lists = vec![0];
        let mut holders = vec![0];
        let mut keys = vec![0];
        let mut again = vec![0];
        for _ in 0..levels {
            begin("l", LIST, &mut lists);
            lists.extend_from_slice(&[0, 1]);
            begin("o", HOLDER, &mut holders);
            holders.push(1);
            begin("m", MAP, &mut keys);
            keys.extend_from_slice(&[0, 1]);
            for _ in 0..2 {
                begin("i", INTERFACE, &mut again);
                again.push(0);
            }
        }
        again.push(0);
        lists.push(0);
        holders.push(0);
        holders.extend(vec![0; levels]);
        keys.push(0);
        keys.extend(vec![0; levels]);
        // A `BTreeMap` makes room for eleven entries at once.
        let of_maps = limits().max_decoded;
        for (content, more) in [(lists, 0), (holders, 0), (keys, of_maps), (again, 0)] {
            let stream = value(INTERFACE, &content);
            let received = try_with(&stream, &limits(), more);
            goes_on(&received);
            // Two levels each, of a thousand.
            let is_limit = received[0].errors.contains(&ErrorKind::Limit);
            assert_eq!(is_limit, levels > 500, "{levels} levels, {received:?}");
        }
    }
}

#[test]
fn long_names_and_lengths_that_lie_are_errors() {
    let _turn = turn();
    let mut cases = Vec::new();
    // A name of a megabyte that is there, and names that are not.
    let mut long = vec![0];
    put_uint(&mut long, 1 << 20);
    long.extend(vec![b'n'; 1 << 20]);
    long.extend_from_slice(&[2, 2, 0, 1]);
    cases.push(long);
    for len in [1025, 1 << 20, 1 << 31, 1 << 33, u64::MAX] {
        let mut claims = vec![0];
        put_uint(&mut claims, len);
        claims.extend_from_slice(b"name");
        cases.push(claims);
    }
    for content in cases {
        let received = try_all(&value(INTERFACE, &content), &limits());
        goes_on(&received);
        assert!(
            received.iter().all(|of| !of.errors.is_empty()),
            "{received:?}"
        );
    }
    // The longest names that are allowed, nine hundred of them.
    let mut names = vec![0];
    put_uint(&mut names, 900);
    for number in 0..900 {
        begin(&format!("{number:0>1024}"), 2, &mut names);
        names.extend_from_slice(&[0, 2]);
    }
    let received = try_all(&value(LIST, &names), &limits());
    goes_on(&received);
    assert_eq!(
        received[1].errors,
        [ErrorKind::NotRegistered, ErrorKind::TypeMismatch]
    );
    assert_eq!((received[4].values, received[6].values), (1, 2));
}

#[test]
fn counts_that_claim_more_than_there_is_allocate_nothing() {
    let _turn = turn();
    for count in [100, 100_000_000, 1 << 40, u64::MAX >> 1, u64::MAX] {
        for (name, id) in [("l", LIST), ("m", MAP)] {
            for nested in [true, false] {
                let mut content = Vec::new();
                if nested {
                    content.push(0);
                    begin(name, id, &mut content);
                }
                content.push(0);
                put_uint(&mut content, count);
                content.extend_from_slice(&[0; 9]);
                let stream = value(if nested { INTERFACE } else { id }, &content);
                goes_on(&try_all(&stream, &limits()));
            }
        }
    }
    // Counts in front of what an interface holds, which nobody uses.
    for count in [0, 127, 1 << 40, u64::MAX] {
        let mut content = vec![0, 1, b'b', 2];
        put_uint(&mut content, count);
        content.extend_from_slice(&[0, 1]);
        let received = try_all(&value(INTERFACE, &content), &limits());
        goes_on(&received);
        assert_eq!(received[0].values, 2);
    }
}

#[test]
fn many_small_interface_values_take_what_their_types_take_up_to_the_limit() {
    let _turn = turn();
    let many = 150_000;
    let mut nils = vec![0];
    put_uint(&mut nils, many);
    nils.extend(vec![0; many as usize]);
    let received = try_all(&value(LIST, &nils), &limits());
    goes_on(&received);
    // An element of each of ours takes more than its byte.
    assert_eq!(received[1].errors[0], ErrorKind::Limit);
    assert_eq!(received[4].errors[0], ErrorKind::Limit);
    let received = try_all(&value(LIST, &nils), &Limits::default());
    assert_eq!((received[1].values, received[4].values), (1, 1));

    let mut bools = vec![0];
    let mut larges = vec![0];
    put_uint(&mut bools, 50_000);
    put_uint(&mut larges, 50_000);
    for _ in 0..50_000 {
        begin("b", 1, &mut bools);
        bools.extend_from_slice(&[0, 1]);
        begin("s", LARGE, &mut larges);
        larges.push(0);
    }
    for (content, fits) in [(bools, true), (larges, false)] {
        let stream = value(LIST, &content);
        let allowed = (64 << 10) + 40 * stream.len() + limits().max_decoded;
        let received = receive::<Vec<AnyThing>>(&stream, &limits(), allowed);
        assert_eq!(received.values, usize::from(fits));
        assert_eq!(received.errors.contains(&ErrorKind::Limit), !fits);
        let received = receive::<Vec<AnyThing>>(&stream, &Limits::default(), allowed + (64 << 20));
        assert_eq!(received.values, 1);
        goes_on(&try_all(&stream, &limits()));
    }
}

#[test]
fn definitions_inside_values_are_bounded_like_others() {
    let _turn = turn();
    // A list of boxes, each with a type of its own, over as many messages.
    for elements in [1_000_u64, 10_000] {
        let mut stream = definitions();
        let mut body = Vec::new();
        put_int(&mut body, LIST);
        body.push(0);
        put_uint(&mut body, elements);
        for id in 0..elements as i64 {
            body.extend_from_slice(b"\x01n");
            let id = 1000 + id;
            put_int(&mut body, -id);
            // struct { A int }
            body.extend_from_slice(b"\x03\x01\x02");
            put_int(&mut body, id);
            body.extend_from_slice(b"\x00\x01\x01\x01\x01A\x01\x04\x00\x00\x00");
            stream.extend(message(&body));
            body.clear();
            put_int(&mut body, id);
            body.extend_from_slice(b"\x03\x01\x02\x00");
        }
        stream.extend(message(&body));
        let received = try_all(&stream, &Limits::default());
        let takes = usize::from(elements < 4096);
        assert_eq!(
            (received[4].values, received[6].values),
            (takes, takes),
            "{received:?}"
        );
        assert!(!received[1].errors.is_empty());
    }
}

#[test]
fn definitions_inside_values_that_make_no_sense_are_errors() {
    let _turn = turn();
    let cases: [&[u8]; 8] = [
        // Of an id that is taken, twice the same, of a builtin, of nothing.
        b"\x01n\x7f\x03\x01\x02\xff\x80\x00\x00\x00",
        b"\x01n\xff\x8f\x03\x01\x02\xff\x90\x00\x00\x00\x03\xff\x8f\x03\x01",
        b"\x01n\x03\x03\x01\x02\x04\x00\x00\x00",
        b"\x01n\xff\x8f\x00",
        // No id, and no end; an id that nobody defined; the smallest number.
        b"\x01n",
        b"\x01n\xff\x90\x01\x00",
        b"\x01n\xf8\xff\xff\xff\xff\xff\xff\xff\xff\x00",
        // An array of 2^40 elements.
        b"\x01n\xff\x8f\x01\x01\x02\xff\x90\x00\x01\x02\x01\xfb\x02\x00\x00\x00\x00\x00\x00\x00",
    ];
    for case in cases {
        for id in [INTERFACE, LIST] {
            let mut content = vec![0];
            if id == LIST {
                content.push(2);
            }
            content.extend_from_slice(case);
            let stream = value(id, &content);
            let received = try_all(&stream, &limits());
            assert!(
                received[6].errors.len() + received[6].values >= 1,
                "{case:x?}"
            );
            assert!(!received[0].errors.is_empty(), "{case:x?}");
        }
    }
}
