//! Go types that are made by hand, and what is none.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use netrpc_gob::value::{Id, Marshaler, Type, TypeBuilder, Value};
use netrpc_gob::{Encoder, Error, ErrorKind};

fn sent(value: &Value) -> String {
    let mut bytes = Vec::new();
    Encoder::new().encode(value, &mut bytes).unwrap();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn field(of: &Type, name: &str) -> Type {
    of.fields().find(|(field, _)| *field == name).unwrap().1
}

#[test]
fn a_type_without_a_name_is_one_type_however_often_it_is_made() {
    let mut types = TypeBuilder::new();
    let mut lists = || {
        let list = types.slice(Id::INT);
        types.slice(list)
    };
    let (a, b) = (lists(), lists());
    let list = types.slice(Id::INT);
    let m = types.map(Id::STRING, list);
    let list = types.slice(Id::INT);
    let p = types.structure([("X", list)]);
    let list = types.slice(Id::INT);
    let q = types.structure([("X", list)]);
    let s = types.structure([("A", a), ("B", b), ("M", m), ("P", p), ("Q", q)]);
    let s = types.named("main.S", s);
    let s = types.build(s).unwrap();
    let lists = |number: i64| {
        let list = field(&s, "A");
        let inner = Value::slice(&list.element().unwrap(), [Value::from(number)]).unwrap();
        Value::slice(&list, [inner]).unwrap()
    };
    let value = Value::structure(&s, [("A", lists(1)), ("B", lists(2))]).unwrap();
    // Go: type S struct { A, B [][]int; M map[string][]int; P, Q struct{ X []int } }, S{A: {{1}}, B: {{2}}}.
    let go = "317f030101015301ff8000010501014101ff840001014201ff840001014d01ff860001015001ff880001015101ff88000000\
              16ff83020101075b5d5b5d696e7401ff840001ff820000\
              0cff81020102ff82000104000021ff85040101106d61705b737472696e675d5b5d696e7401ff8600010c01ff820000\
              27ff8703010112737472756374207b2058205b5d696e74207d01ff8800010101015801ff82000000\
              0fff8001010102010101040200010000";
    assert_eq!(sent(&value), go);
}

#[test]
fn a_recursive_type_meets_itself_behind_literals_that_are_made_apart() {
    let mut types = TypeBuilder::new();
    let t = types.declare("main.T");
    let list = types.slice(t);
    let lists = types.slice(list);
    types.define(t, lists);
    let b = types.slice(t);
    let c = types.slice(t);
    let c = types.slice(c);
    let s = types.structure([("A", t), ("B", b), ("C", c)]);
    let s = types.named("main.S", s);
    let s = types.build(s).unwrap();
    let (list, lists) = (field(&s, "B"), field(&s, "C"));
    let t = field(&s, "A");
    let empty = |of: &Type| Value::slice(of, []).unwrap();
    let fields = [
        ("A", Value::slice(&t, [empty(&list)]).unwrap()),
        ("B", Value::slice(&list, [empty(&t)]).unwrap()),
        (
            "C",
            Value::slice(&lists, [Value::slice(&list, [empty(&t)]).unwrap()]).unwrap(),
        ),
    ];
    // Go: type T [][]T; type S struct { A T; B []T; C [][]T }, S{{{}}, {{}}, {{{}}}}.
    let go = "237f030101015301ff8000010301014101ff840001014201ff820001014301ff86000000\
              10ff83020101015401ff840001ff820000\
              0dff81020102ff820001ff840000\
              19ff850201010a5b5d5b5d6d61696e2e5401ff860001ff820000\
              0dff800101000101000101010000";
    assert_eq!(sent(&Value::structure(&s, fields).unwrap()), go);
}

#[test]
fn what_is_no_type_is_refused_and_named() {
    type Make = fn(&mut TypeBuilder) -> Id;
    let refused: [(Make, &str); 10] = [
        (
            |types| types.declare("main.T"),
            "gob: type main.T is declared and not defined",
        ),
        (
            |types| {
                let t = types.declare("main.T");
                let to = types.pointer(t);
                types.define(t, to);
                t
            },
            "can't represent recursive pointer type main.T",
        ),
        (
            |types| {
                let t = types.declare("main.T");
                types.define(t, t);
                t
            },
            "can't represent recursive pointer type main.T",
        ),
        (
            |types| {
                types.named("main.T", Id::INT);
                types.named("main.T", Id::STRING)
            },
            "gob: two types are called main.T",
        ),
        (
            |types| types.named("map[string]int", Id::INT),
            "gob: \"map[string]int\" is no name of a type",
        ),
        (
            |types| types.opaque("9", Marshaler::Gob),
            "gob: \"9\" is no name of a type",
        ),
        (
            |types| types.structure([("x", Id::INT)]),
            "gob: field \"x\" is not exported, so Go does not send it",
        ),
        (
            |types| types.structure([("X", Id::INT), ("X", Id::INT)]),
            "gob: two fields are called X",
        ),
        (
            |types| types.array(1 << 63, Id::INT),
            "gob: the length of an array is an int64",
        ),
        (
            |types| {
                let mut others = TypeBuilder::new();
                others.slice(Id::INT);
                let foreign = others.slice(Id::STRING);
                types.slice(foreign)
            },
            "gob: the id is of no type of this builder",
        ),
    ];
    for (make, text) in refused {
        let mut types = TypeBuilder::new();
        let id = make(&mut types);
        let error: Error = types.build(id).expect_err(text);
        assert_eq!(
            (error.kind(), error.to_string()),
            (ErrorKind::Unencodable, text.into())
        );
    }
}
