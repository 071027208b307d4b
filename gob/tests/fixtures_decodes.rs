//! Every stream whose answers by Go's decoder were captured (`go-fixtures/decodes`): the same values, the same texts,
//! the same places.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;
#[path = "fixtures_decodes/marshalers.rs"]
mod marshalers;

use std::collections::HashMap;

use common::types::{AnonymousX, Point};
use go_fixtures::{DecodeStream, Manifest};
use netrpc_gob::{Decode, Decoder, Duration, Error, Gob, Object, Registry, StreamDecoder};

#[derive(Clone, Debug, Default, Gob, PartialEq)]
struct Small {
    i8: i8,
    i16: i16,
    i32: i32,
    u8: u8,
    u16: u16,
    u32: u32,
    f32: f32,
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct Texts {
    s: String,
    b: Vec<u8>,
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct PointZ {
    x: isize,
    y: isize,
    z: isize,
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct Metre {
    value: i8,
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct NotSq {
    value: isize,
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct Squared {
    value: isize,
}

/// What is registered when these streams are decoded.
#[derive(Clone, Debug, Gob, PartialEq)]
#[gob(name = "any")]
enum Any {
    Int(isize),
    Int8(i8),
    Text(String),
    Metre(Metre),
    NotSq(NotSq),
    Squared(Squared),
}

/// Types that are not of the interface are registered, too.
trait Anything: Object {}
netrpc_gob::interface!(dyn Anything);
impl Anything for NotSq {}

trait Squarer: Object + std::fmt::Debug {
    fn square(&self) -> isize;
}
netrpc_gob::interface!(dyn Squarer, "main.Squarer");

impl Squarer for Squared {
    fn square(&self) -> isize {
        self.value * self.value
    }
}

impl PartialEq for dyn Squarer {
    fn eq(&self, other: &Self) -> bool {
        self.square() == other.square()
    }
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct AnyField {
    v: Option<Any>,
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct IntField {
    v: isize,
}

fn decoder() -> Decoder {
    let mut registry = Registry::new();
    registry
        .register(|of: NotSq| -> Box<dyn Anything> { Box::new(of) })
        .and_then(|registry| registry.register(|of: Squared| -> Box<dyn Squarer> { Box::new(of) }))
        .expect("names of their own");
    Decoder::new().with_registry(registry)
}

/// Calls `decode` until the stream has ended, and compares its errors with Go's.
fn answers(
    fixture: &DecodeStream,
    mut decode: impl FnMut(&mut StreamDecoder<&[u8]>) -> Result<(), Error>,
) {
    let bytes = fixture.bytes();
    let mut stream = StreamDecoder::with_decoder(decoder(), bytes.as_slice());
    for (number, answer) in fixture.answers.iter().enumerate() {
        let error = decode(&mut stream)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert_eq!(error, answer.error, "answer {number} of {}", fixture.name);
        if error == "gob: encoded unsigned integer out of range" && answer.end == 1 {
            // A length that cannot be: Go goes on somewhere in the middle, ours has ended.
            return;
        }
    }
    let end = decode(&mut stream)
        .expect_err("the stream has ended")
        .to_string();
    assert!(
        ["EOF", "unexpected EOF", "invalid message length"].contains(&end.as_str()),
        "{end}"
    );
}

/// The fixture's values into `T` are these, between Go's errors.
fn values<T: Decode + PartialEq + std::fmt::Debug>(
    fixture: &DecodeStream,
    expected: impl IntoIterator<Item = T>,
) {
    let mut expected = expected.into_iter();
    answers(fixture, |stream| {
        let value = stream.decode::<T>()?;
        assert_eq!(Some(value), expected.next(), "{}", fixture.name);
        Ok(())
    });
    assert_eq!(expected.next(), None, "{}", fixture.name);
}

fn check(fixture: &DecodeStream) {
    let point = |x, y| Point { x, y };
    let text = |text: &str| text.to_string();
    let map = |key: &str, value: i8| HashMap::from([(key.to_string(), value)]);
    let none = [0isize; 0];
    match fixture.name.as_str() {
        "non_minimal_integers" => values(fixture, [3usize, 3, 3, 7]),
        "any_non_zero_is_true" => values(fixture, [true, false]),
        "integer_too_long" | "integer_cut_off_by_the_message" => values(fixture, [7usize]),
        "nothing" | "end_in_length" | "end_in_message" | "length_too_long" | "length_too_large" => {
            values(fixture, none);
        }
        "end_after_definition" | "definition_without_kind" => values(fixture, [] as [Point; 0]),
        "empty_message"
        | "value_missing"
        | "non_zero_singleton_delta"
        | "definition_of_a_builtin_id"
        | "definition_with_bytes_after_it"
        | "definition_with_unknown_field"
        | "unrelated_definition_before"
        | "uint_into_int"
        | "struct_into_non_struct" => values(fixture, [5isize]),
        "bytes_after_the_value" => values(fixture, [3isize, 5]),
        "struct_without_terminator" => values(fixture, [point(22, 0), point(22, 33)]),
        "definition_twice" => values(fixture, [point(1, 2), point(22, 33)]),
        "unknown_type_id"
        | "non_struct_into_struct"
        | "field_of_another_type"
        | "no_fields_matched" => values(fixture, [point(1, 2)]),
        "wider_integers_fit" => {
            let zero = Small::default();
            values(
                fixture,
                [
                    Small {
                        i8: -128,
                        ..zero.clone()
                    },
                    Small {
                        u32: u32::MAX,
                        ..zero.clone()
                    },
                    Small {
                        f32: f32::MAX,
                        ..zero
                    },
                ],
            );
        }
        "out_of_range_in_a_field" => {
            values(
                fixture,
                [
                    Small::default(),
                    Small {
                        i8: 127,
                        ..Small::default()
                    },
                ],
            );
        }
        "out_of_range_at_the_top" => values(fixture, [-128i8]),
        "out_of_range_in_a_slice" => values(fixture, [vec![127i8]]),
        "out_of_range_in_a_slice_in_a_slice" => values(fixture, [vec![vec![127i8]]]),
        "out_of_range_in_a_map" => values(fixture, [map("a", 127)]),
        "int_into_float" => values(fixture, [1.5f64]),
        "string_into_bytes" | "array_of_bytes_into_bytes" => values(fixture, [vec![1u8]]),
        "bytes_into_string" => values(fixture, [text("text")]),
        "array_of_another_length" => values(fixture, [[1isize, 2, 3]]),
        "array_into_slice" => values(fixture, [vec![1isize]]),
        "array_of_wider_elements" => values(fixture, [[1u16, 2, 3]]),
        "no_fields_matched_in_anonymous" => values(fixture, [AnonymousX { x: 1 }]),
        "more_and_other_fields" => values(fixture, [point(1, 2), point(1, 2)]),
        "fewer_fields" => values(fixture, [PointZ { x: 1, y: 2, z: 0 }]),
        "empty_struct_into_struct" => values(fixture, [point(0, 0), point(0, 0)]),
        "struct_into_empty_struct" => values(fixture, [()]),
        "field_number_out_of_bounds" => values(fixture, [point(22, 33)]),
        "string_longer_than_the_message" => values(
            fixture,
            [
                Texts {
                    s: text("a"),
                    b: vec![],
                },
                Texts {
                    s: text("b"),
                    b: vec![1],
                },
            ],
        ),
        "slice_longer_than_the_message" => values(fixture, [vec![1isize], vec![2]]),
        "slice_of_structs_longer_than_the_message" => {
            values(fixture, [vec![point(1, 2)], vec![point(3, 4)]]);
        }
        "map_longer_than_the_message" => values(fixture, [map("a", 1), map("b", 2)]),
        "strings_in_a_slice_too_long" => values(fixture, [vec![text("a")], vec![text("b")]]),
        "array_count_differs" => values(fixture, [[1isize, 2], [3, 4]]),
        "duration_is_an_int64" => values(fixture, [1500, -1].map(Duration::from_nanos)),
        "interface_of_any_registered_type" => {
            let squared = Some(Any::Squared(Squared { value: 3 }));
            let s = Some(Any::Text(text("s")));
            values(fixture, [Some(Any::Int(7)), None, squared, s]);
        }
        "interface_with_a_wrong_count" => values(fixture, [Some(Any::Int(7)), Some(Any::Int(7))]),
        "interface_out_of_range" => values(fixture, [Some(Any::Int8(63))]),
        "interface_out_of_range_in_a_field" => {
            values(fixture, [Some(Any::Metre(Metre { value: 1 }))]);
        }
        "interface_not_registered_name"
        | "interface_name_longer_than_the_message"
        | "interface_name_of_more_than_1024_bytes"
        | "interface_that_ends_too_early"
        | "interface_holds_another_type"
        | "interface_holds_no_struct"
        | "interface_holds_other_fields"
        | "interface_singleton_delta"
        | "interface_type_that_is_not_defined"
        | "interface_from_a_concrete_type"
        | "interface_definition_twice" => values(fixture, [Some(Any::Int(7))]),
        "interface_not_assignable" => {
            let squarer = |value| -> Option<Box<dyn Squarer>> { Some(Box::new(Squared { value })) };
            values(fixture, [squarer(3), squarer(4)]);
        }
        "interface_with_methods_from_a_concrete_type" => {
            values(fixture, [None::<Box<dyn Squarer>>]);
        }
        "interface_into_a_concrete_type" => values(fixture, [5isize]),
        "interface_field_from_a_concrete_type" => {
            let v = Some(Any::Int(7));
            values(fixture, [AnyField { v }]);
        }
        "interface_field_into_a_concrete_type" => values(fixture, [IntField { v: 5 }]),
        "interface_elements_are_replaced" => {
            let squared = Some(Any::Squared(Squared { value: 2 }));
            let s = Some(Any::Text(text("s")));
            values(
                fixture,
                [vec![Some(Any::Int(1)), None, s], vec![None], vec![squared]],
            );
        }
        "skipping" => answers(fixture, |stream| stream.skip()),
        name => assert!(marshalers::check(fixture), "{name} has no expectation"),
    }
}

#[test]
fn every_stream_is_answered_as_go_answers_it() {
    for fixture in &Manifest::load().decodes {
        println!("{}", fixture.name);
        check(fixture);
    }
}
