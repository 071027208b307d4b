//! Where values end, whatever pieces the bytes come in (catalogue 1.2, 1.10, 2.3), and messages over the limit.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::io::Read;

use common::types::{Outer, Point};
use common::{Sender, hex, message};
use go_fixtures::Manifest;
use netrpc_gob::{Decoder, ErrorKind, Frame, Limits, Step, StreamDecoder};

/// A decoder and the bytes that it was given so far.
struct Receiver {
    decoder: Decoder,
    input: Vec<u8>,
    /// Bytes that the decoder said to drop, without a value.
    dropped: usize,
}

impl Receiver {
    fn new(limits: Limits) -> Self {
        Receiver {
            decoder: Decoder::new().with_limits(limits),
            input: vec![],
            dropped: 0,
        }
    }

    /// Takes more bytes, and hands every whole value to `take`, which sees its frame and bytes.
    fn feed(&mut self, bytes: &[u8], mut take: impl FnMut(&mut Decoder, &Frame, &[u8])) {
        self.input.extend_from_slice(bytes);
        loop {
            match self
                .decoder
                .frame(&self.input)
                .expect("lengths that can be")
            {
                Step::Incomplete { consumed } => {
                    self.input.drain(..consumed);
                    self.dropped += consumed;
                    return;
                }
                Step::Value(frame) => {
                    let rest = self.input.split_off(frame.len());
                    let bytes = std::mem::replace(&mut self.input, rest);
                    take(&mut self.decoder, &frame, &bytes);
                }
            }
        }
    }
}

/// Where the values of a stream end, and what is left, if it comes in these pieces.
fn ends<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> (Vec<usize>, Vec<u8>) {
    let mut receiver = Receiver::new(Limits::default());
    let (mut ends, mut end) = (Vec::new(), 0);
    for piece in pieces {
        receiver.feed(piece, |decoder, frame, bytes| {
            end += bytes.len();
            ends.push(end);
            // The nil pointer among the fixtures is a message without a value.
            if let Err(error) = decoder.skip(frame, bytes) {
                assert_eq!(error.kind(), ErrorKind::Eof);
            }
        });
    }
    (ends, receiver.input)
}

#[test]
fn a_stream_split_at_every_byte_gives_the_same_values() {
    let mut splits = 0;
    for fixture in Manifest::load().values {
        let bytes = fixture.bytes();
        let whole = ends([bytes.as_slice()].into_iter());
        assert!(whole.1.is_empty() || fixture.items.iter().any(|item| !item.error.is_empty()));
        if bytes.len() > 10_000 {
            continue;
        }
        let singly = ends(bytes.chunks(1));
        assert_eq!(singly, whole, "{} a byte at a time", fixture.name);
        for at in 1..bytes.len().min(1_000) {
            let (left, right) = bytes.split_at(at);
            let split = ends([left, right].into_iter());
            assert_eq!(split, whole, "{} split at {at}", fixture.name);
            splits += 1;
        }
    }
    println!("{splits} splits");
    assert!(splits > 5_000);
}

#[test]
fn values_end_where_go_ended_them() {
    for fixture in Manifest::load().values {
        // A definition that stayed behind from a value that failed belongs to the next value here.
        if fixture.items.iter().any(|item| !item.error.is_empty()) {
            continue;
        }
        let expected: Vec<_> = fixture.items.iter().map(|item| item.end).collect();
        let (ends, rest) = ends([fixture.bytes().as_slice()].into_iter());
        assert_eq!((ends, rest), (expected, vec![]), "{}", fixture.name);
    }
}

#[test]
fn a_value_over_several_messages_is_one_frame() {
    let fixture = Manifest::load();
    let fixture = fixture.value("interface_in_slice").expect("captured");
    let bytes = fixture.bytes();
    let mut decoder = Decoder::new();
    // Nothing is a value before its last message is there, though the first is long whole.
    for len in 0..fixture.items[0].end {
        match decoder.frame(&bytes[..len]).expect("lengths that can be") {
            Step::Incomplete { consumed: 0 } => {}
            other => panic!("{other:?} after {len} bytes"),
        }
        let end = decoder.end_of_input(&bytes[..len]);
        let kind = if len == 0 {
            ErrorKind::Eof
        } else {
            ErrorKind::UnexpectedEof
        };
        assert_eq!(end.kind(), kind);
    }
    let Step::Value(frame) = decoder.frame(&bytes).expect("lengths that can be") else {
        panic!("a whole value is there");
    };
    assert_eq!(frame.len(), fixture.items[0].end);
}

/// Gives one byte a read.
struct Trickle<'a>(&'a [u8]);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = buffer.len().min(1);
        self.0.read(&mut buffer[..len])
    }
}

/// Is interrupted before every read.
struct Interrupted<'a>(&'a [u8], bool);

impl Read for Interrupted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        self.0.read(buffer)
    }
}

#[test]
fn readers_that_give_little_or_are_interrupted_give_the_same_values() {
    let outer = |a| Outer {
        a,
        c: "text".repeat(3_000),
        ..Outer::default()
    };
    let mut sender = Sender::new();
    let mut bytes = sender.encode(&outer(1));
    bytes.extend(sender.encode(&Point { x: 1, y: 2 }));
    bytes.extend(sender.encode(&outer(2)));
    fn read(reader: impl Read) -> (Outer, Point, Outer, ErrorKind) {
        let mut stream = StreamDecoder::new(reader);
        let first = stream.decode().expect("decodes");
        let point = stream.decode().expect("decodes");
        let second = stream.decode().expect("decodes");
        (
            first,
            point,
            second,
            stream.skip().expect_err("the end").kind(),
        )
    }
    let expected = (outer(1), Point { x: 1, y: 2 }, outer(2), ErrorKind::Eof);
    assert_eq!(read(bytes.as_slice()), expected);
    assert_eq!(read(Trickle(&bytes)), expected);
    assert_eq!(read(Interrupted(&bytes, false)), expected);
}

#[test]
fn a_reader_that_fails_gives_its_own_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("net broke"))
        }
    }
    for before in ["", "03 04", "fe"] {
        let before = hex(before);
        let mut stream = StreamDecoder::new(before.as_slice().chain(Broken));
        let error = stream.decode::<isize>().expect_err("a broken reader");
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Io, "net broke")
        );
    }
}

#[test]
fn the_end_of_input_is_gos() {
    let stream = hex(common::streams::POINT);
    for (len, kind) in [
        (0, ErrorKind::Eof),
        (1, ErrorKind::UnexpectedEof),
        (31, ErrorKind::UnexpectedEof),
        (38, ErrorKind::UnexpectedEof),
    ] {
        let mut decoder = Decoder::new();
        let step = decoder.frame(&stream[..len]).expect("lengths that can be");
        assert!(matches!(step, Step::Incomplete { consumed: 0 }));
        assert_eq!(decoder.end_of_input(&stream[..len]).kind(), kind, "{len}");
    }
    // After a value.
    let mut decoder = Decoder::new();
    let Step::Value(frame) = decoder.frame(&stream).expect("lengths that can be") else {
        panic!("a whole value is there");
    };
    let error = decoder.end_of_input(&stream[frame.len()..]);
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Eof, Some(39)));
    assert_eq!(decoder.end_of_input(&[7]).kind(), ErrorKind::UnexpectedEof);
}

#[test]
fn a_message_over_the_limit_is_dropped_as_it_comes_and_the_stream_goes_on() {
    let mut sender = Sender::new();
    let mut bytes = sender.encode(&Point { x: 1, y: 2 });
    let small = bytes.len();
    bytes.extend(sender.encode(&vec![7u8; 100_000]));
    let large = bytes.len() - small;
    bytes.extend(sender.encode(&Point { x: 3, y: 4 }));
    for piece in [1, 7, 1_000, bytes.len()] {
        let mut receiver = Receiver::new(Limits::default().message(1_000));
        let (mut points, mut errors, mut held) = (vec![], vec![], 0);
        for bytes in bytes.chunks(piece) {
            receiver.feed(bytes, |decoder, frame, bytes| {
                match decoder.decode::<Point>(frame, bytes) {
                    Ok(Point { x, y }) => points.push((x, y)),
                    Err(error) => errors.push((error.kind(), error.offset(), error.to_string())),
                }
            });
            held = held.max(receiver.input.len());
        }
        assert_eq!(points, [(1, 2), (3, 4)], "in pieces of {piece}");
        let text = "gob: size of a message exceeds the limit of 1000 (Limits::message)";
        let offset = Some((small + large) as u64);
        assert_eq!(errors, [(ErrorKind::Limit, offset, text.to_string())]);
        assert!(
            held <= 100.max(piece) + 100,
            "{held} bytes were held in pieces of {piece}"
        );
    }
}

#[test]
fn a_definition_over_the_limit_is_dropped_too() {
    let mut bytes = common::encode(&common::types::All::default());
    bytes.extend(common::encode(&3isize));
    let decoder = Decoder::new().with_limits(Limits::default().message(100));
    let mut stream = StreamDecoder::with_decoder(decoder, bytes.as_slice());
    assert_eq!(stream.skip().unwrap_err().kind(), ErrorKind::Limit);
    // The value whose definition is missing.
    assert_eq!(
        stream.decode::<Point>().unwrap_err().kind(),
        ErrorKind::TypeMismatch
    );
    assert_eq!(stream.decode::<isize>().unwrap(), 3);
}

#[test]
fn an_end_inside_a_message_over_the_limit_is_unexpected() {
    let bytes = common::encode(&vec![7u8; 1_000]);
    let mut decoder = Decoder::new().with_limits(Limits::default().message(100));
    let Step::Incomplete { consumed } = decoder.frame(&bytes[..500]).expect("a length that can be")
    else {
        panic!("the message is not complete");
    };
    assert_eq!(consumed, 500);
    assert_eq!(decoder.end_of_input(&[]).kind(), ErrorKind::UnexpectedEof);
}

/// `[]any{ … }` of `count` Boxes around Points of which each is defined anew: as many messages.
fn many_messages(count: u64) -> Vec<u8> {
    let mut stream = message(&hex("7f 02 01 02 ff 80 00 01 10 00 00"));
    let mut body = hex("ff 80 00");
    common::put_uint(&mut body, count);
    for index in 0..count {
        let id = 65 + index as i64;
        body.extend(hex("01 61"));
        common::put_int(&mut body, -id);
        body.extend(hex("03 01 02"));
        common::put_int(&mut body, id);
        body.extend(hex("00 01 01 01 01 58 01 04 00 00 00"));
        stream.extend(message(&body));
        body.clear();
        common::put_int(&mut body, id);
        body.extend(hex("03 01 02 00"));
    }
    stream.extend(message(&body));
    stream
}

#[test]
fn a_value_over_many_messages_is_framed_and_skipped_without_looking_twice() {
    let stream = many_messages(4_000);
    let mut receiver = Receiver::new(Limits::default());
    let mut values = 0;
    // A byte at a time: a walk that started again with every message would take minutes.
    for byte in stream.chunks(1) {
        receiver.feed(byte, |decoder, frame, bytes| {
            assert_eq!(frame.len(), stream.len());
            decoder.skip(frame, bytes).expect("skipped");
            values += 1;
        });
    }
    assert_eq!(values, 1);
}

#[test]
fn a_value_over_several_messages_is_measured_whole() {
    let stream = many_messages(1_000);
    let decoder = Decoder::new().with_limits(Limits::default().message(10_000));
    let mut stream = StreamDecoder::with_decoder(decoder, stream.as_slice());
    let error = stream.skip().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
}
