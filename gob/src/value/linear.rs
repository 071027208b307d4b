//! Work in proportion to the bytes received, counted in turns of loops: for streams that were made to cost much, and
//! for values over many messages.

use super::{Type, Value};
use crate::framing::Step;
use crate::limits::Limits;
use crate::steps::taken;
use crate::wire::{put_int, put_uint};
use crate::{Decode, Decoder, Encoder, Unregistered};

/// Deep and with many types: not what is counted here.
fn limits() -> Limits {
    let limits = Limits::default().types(100_000).depth(100_000);
    limits.definition_bytes(100 << 20)
}

/// Reads what there is of type `T` in a stream that comes a message at a time.
fn receive<T: Decode>(messages: &[Vec<u8>]) -> Vec<T> {
    let mut decoder = Decoder::new().with_limits(limits());
    let (mut input, mut values) = (Vec::new(), Vec::new());
    for message in messages {
        input.extend_from_slice(message);
        while let Ok(Step::Value(frame)) = decoder.frame(&input) {
            values.extend(decoder.decode(&frame, &input));
            input.drain(..frame.len());
        }
    }
    values
}

fn message(body: &[u8]) -> Vec<u8> {
    let mut message = Vec::new();
    put_uint(&mut message, body.len() as u64);
    message.extend_from_slice(body);
    message
}

/// A definition; `parts` stands behind its kind and CommonType.
fn define(id: i64, kind: u8, parts: &[i64]) -> Vec<u8> {
    let mut body = Vec::new();
    put_int(&mut body, -id);
    body.push(kind);
    for (number, part) in parts.iter().enumerate() {
        body.push(if number == 0 { 2 } else { 1 });
        put_int(&mut body, *part);
    }
    body.extend([0, 0]);
    message(&body)
}

fn slice_of(id: i64, element: i64) -> Vec<u8> {
    define(id, 2, &[element])
}

fn map_of(id: i64, key: i64, element: i64) -> Vec<u8> {
    define(id, 4, &[key, element])
}

fn struct_of(id: i64, fields: &[i64]) -> Vec<u8> {
    let mut body = Vec::new();
    put_int(&mut body, -id);
    body.extend([3, 2]);
    put_uint(&mut body, fields.len() as u64);
    for (number, of) in fields.iter().enumerate() {
        let name = format!("F{number}");
        body.extend([1, name.len() as u8]);
        body.extend(name.as_bytes());
        body.push(1);
        put_int(&mut body, *of);
        body.push(0);
    }
    body.extend([0, 0]);
    message(&body)
}

fn value(id: i64, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    put_int(&mut body, id);
    body.extend_from_slice(content);
    message(&body)
}

/// A count, so many elements, and what stands in front of both.
fn counted(front: &[u8], count: usize, element: &[u8]) -> Vec<u8> {
    let mut content = front.to_vec();
    put_uint(&mut content, count as u64);
    content.extend(element.repeat(count));
    content
}

/// The streams of the list, `size` times as long as they have to be; each is an error or a value.
fn hostile(size: usize) -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let count = size as i64;
    let bomb = (64..64 + 24 * count).map(|id| struct_of(id, &[id + 1, id + 1]));
    let chain = (64..64 + 200 * count).map(|id| slice_of(id, id + 1));
    let hundred = [slice_of(64, 65), struct_of(65, &[2; 100])];
    let zeros = counted(&[0], size * 1_000, &[0]);
    let mut claims = vec![0];
    (0..size * 10).for_each(|_| claims.extend([0xfe, 0xff, 0xff, 2]));
    let maps = [&[0][..], &[1, 1].repeat(size * 9), &[0]].concat();
    let wide = struct_of(64, &vec![65; size * 40]);
    let all_set = [[1, 1, 1].repeat(size * 40), vec![0]].concat();
    let keys: Vec<u8> = (0..size * 100)
        .flat_map(|key| [0xfe, (key >> 8) as u8, key as u8, 2])
        .collect();
    let set = [counted(&[0], size * 100, &[]), keys].concat();
    vec![
        (
            "bomb",
            bomb.chain([struct_of(64 + 24 * count, &[2, 2]), value(64, &[0])])
                .collect(),
        ),
        (
            "chain",
            chain
                .chain([slice_of(64 + 200 * count, 2), value(64, &[0, 0])])
                .collect(),
        ),
        (
            "zeros",
            hundred.into_iter().chain([value(64, &zeros)]).collect(),
        ),
        (
            "claims",
            vec![map_of(64, 2, 64), value(64, &claims), value(64, &[0, 0])],
        ),
        ("maps", vec![map_of(64, 1, 64), value(64, &maps)]),
        (
            "fields",
            vec![
                wide,
                slice_of(65, 1),
                value(64, &all_set),
                value(64, &all_set),
            ],
        ),
        ("keys", vec![map_of(64, 2, 2), value(64, &set)]),
        (
            "values",
            std::iter::once(slice_of(64, 2))
                .chain((0..size * 10).map(|_| value(64, &[0, 1, 2])))
                .collect(),
        ),
    ]
}

/// All that a program may do with a value, without what it prints for fields that are not there.
fn use_up(values: Vec<Value>) {
    for value in values {
        assert!(value == value.clone());
        assert!(value.ty() == &Type::clone(value.ty()));
        assert!(!format!("{value}{value:#}{}", value.ty().declarations()).is_empty());
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new().with_limits(limits());
        encoder.encode(&value, &mut bytes).unwrap();
    }
}

#[test]
fn twice_as_hostile_a_stream_takes_twice_the_steps() {
    let measure = |size: usize| -> Vec<(&'static str, usize, u64, u64)> {
        let measure = |(name, stream): (&'static str, Vec<Vec<u8>>)| {
            let bytes = stream.iter().map(Vec::len).sum();
            let mut values = Vec::new();
            let decoding = taken(|| values = receive::<Value>(&stream));
            assert!(!values.is_empty(), "{name}");
            (name, bytes, decoding, taken(|| use_up(values)))
        };
        hostile(size).into_iter().map(measure).collect()
    };
    for (once, twice) in measure(20).into_iter().zip(measure(40)) {
        let (name, bytes, decoding, using) = twice;
        println!("{name}: {bytes} bytes, {decoding} steps to decode, {using} to use");
        assert!(
            decoding <= 4 * bytes as u64,
            "{name}: {decoding} for {bytes}"
        );
        assert!(using <= 20 * bytes as u64, "{name}: {using} for {bytes}");
        let is_linear = |once: u64, twice: u64| twice <= once * 5 / 2;
        assert!(is_linear(once.2, decoding), "{name}: {once:?} {twice:?}");
        assert!(is_linear(once.3, using), "{name}: {once:?} {twice:?}");
    }
}

#[test]
fn fields_of_a_type_that_is_not_all_defined_are_not_looked_at_for_each_value() {
    let mut fields = vec![2; 4_000];
    fields.push(65);
    let mut stream = vec![struct_of(64, &fields)];
    stream.extend((0..2_000).map(|_| value(64, &[0])));
    let decoding = taken(|| assert!(receive::<Value>(&stream).is_empty()));
    println!("{decoding} steps");
    assert!(decoding < 3 << 20, "{decoding} steps");
}

/// A `[]any` of which each element ends a message, since the next one is of a new type, as Go sends it.
fn of_new_types(messages: usize) -> Vec<Vec<u8>> {
    let mut stream = vec![slice_of(64, 8)];
    let mut body = vec![0xff, 0x80, 0];
    put_uint(&mut body, messages as u64);
    for id in (65..).take(messages) {
        // Its name, the definition of a slice of int, its id and the count of what follows, and two elements.
        body.extend([1, b'T']);
        stream.push(message(&body));
        let mut definition = Vec::new();
        put_int(&mut definition, -id);
        definition.extend([2, 2, 4, 0, 0]);
        stream.push(message(&definition));
        body.clear();
        put_int(&mut body, id);
        body.extend([4, 0, 2, 2, 4]);
    }
    stream.push(message(&body));
    stream
}

/// The same with one type alone.
fn of_one_type(messages: usize) -> Vec<Vec<u8>> {
    let mut stream = vec![slice_of(64, 8)];
    let mut body = vec![0xff, 0x80, 0];
    put_uint(&mut body, messages as u64);
    for _ in 0..messages {
        body.extend([1, b'T']);
        stream.push(message(&body));
        body = vec![4, 2, 0, 2];
    }
    stream.push(message(&body));
    stream
}

/// Interface values within each other, each in a message of its own.
fn within_each_other(messages: usize) -> Vec<Vec<u8>> {
    let mut stream = vec![slice_of(64, 8)];
    let mut body = vec![0xff, 0x80, 0, 1];
    for _ in 1..messages {
        body.extend([1, b'L']);
        stream.push(message(&body));
        body = vec![0xff, 0x80, 2, 0, 1];
    }
    body.push(0);
    stream.push(message(&body));
    stream
}

#[test]
fn a_value_over_ten_thousand_messages_takes_steps_in_proportion() {
    for (of, name, count) in [
        (of_new_types as fn(usize) -> _, "new types", 5_000),
        (of_one_type, "one type", 5_000),
        (within_each_other, "within each other", 5_000),
    ] {
        let measure = |count: usize| {
            let stream: Vec<Vec<u8>> = of(count);
            let mut values = Vec::new();
            let decoding = taken(|| values = receive::<Value>(&stream));
            assert_eq!(values.len(), 1, "{name}");
            let typed = taken(|| drop(receive::<Vec<Option<Unregistered>>>(&stream)));
            (stream.len(), decoding, typed, taken(|| use_up(values)))
        };
        let (once, twice) = (measure(count), measure(2 * count));
        println!("{name}: {once:?}, {twice:?}");
        for (once, twice) in [(once.1, twice.1), (once.2, twice.2), (once.3, twice.3)] {
            assert!(once > count as u64, "{name}: {once} steps");
            assert!(twice <= once * 21 / 10, "{name}: {once} and {twice}");
        }
    }
}
