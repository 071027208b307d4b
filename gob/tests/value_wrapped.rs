//! Values without a Rust type inside types of one's own.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use netrpc_gob::value::Value;
use netrpc_gob::{Decode, Encode, Gob, StreamDecoder, StreamEncoder};

/// Go's `type Anything interface {}`.
#[derive(Gob, Debug, PartialEq)]
struct Anything(Value);

/// The value itself, of whatever type.
#[derive(Gob, Debug, PartialEq)]
#[gob(transparent)]
struct Transparent(Value);

#[derive(Gob, Debug, PartialEq)]
struct Holder {
    named: Anything,
    transparent: Transparent,
    list: Vec<Anything>,
}

fn there_and_back<T: Encode + Decode>(value: &T) -> T {
    let mut sender = StreamEncoder::new(Vec::new());
    sender.encode(value).unwrap();
    let bytes = sender.into_inner();
    StreamDecoder::new(bytes.as_slice()).decode().unwrap()
}

fn any(value: impl Into<Value>) -> Value {
    Value::any(value.into()).unwrap()
}

#[test]
fn a_declared_type_over_a_value_is_an_interface_everywhere() {
    for value in [any(5isize), any("text"), Value::NIL] {
        let top = Anything(value.clone());
        assert_eq!(there_and_back(&top), top);
        let parts = Holder {
            named: Anything(value.clone()),
            transparent: Transparent(value.clone()),
            list: vec![Anything(value), Anything(Value::NIL)],
        };
        assert_eq!(there_and_back(&parts), parts);
    }
    let mut sender = StreamEncoder::new(Vec::new());
    sender.encode(&5isize).unwrap();
    let int = sender.into_inner();
    let error = StreamDecoder::new(int.as_slice()).decode::<Anything>();
    assert_eq!(
        error.unwrap_err().to_string(),
        "gob: local interface type *main.Anything can only be decoded from remote interface type; \
         received concrete type int"
    );
}

#[test]
fn a_transparent_value_is_of_its_own_type_at_the_top() {
    for value in [Value::from(5isize), Value::from("text"), any(5isize)] {
        let top = Transparent(value);
        assert_eq!(there_and_back(&top), top);
    }
}
