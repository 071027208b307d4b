//! What a server makes of every request: the rows of section 6.2 of the specification.

use super::{Row, streams};

/// The rows. Each is sent on connections of its own.
pub fn requests() -> Vec<Row> {
    let mut rows: Vec<_> = [MEMBERS, IDS, PARAMS, METHODS, REPLIES]
        .concat()
        .iter()
        .map(Row::text)
        .collect();
    rows.extend(streams::rows());
    rows
}

const MEMBERS: &[(&str, &str)] = &[
    (
        "a request",
        r#"{"method":"Arith.Add","params":[{"A":7,"B":8}],"id":0}"#,
    ),
    (
        "members in any order",
        r#"{"id":0,"params":[{"B":8,"A":7}],"method":"Arith.Add"}"#,
    ),
    (
        "members in upper case",
        r#"{"METHOD":"Arith.Add","PARAMS":[{"a":7}],"ID":1}"#,
    ),
    (
        "members in mixed case, with a long s",
        r#"{"Method":"Arith.Add","paramſ":[{"A":7}],"iD":1}"#,
    ),
    (
        "escaped members",
        r#"{"m\u0065thod":"\u0041rith\u002eAdd","p\u0061rams":[{"\u0041":7}],"\u0069d":1}"#,
    ),
    (
        "unknown members",
        r#"{"method":"Arith.Add","extra":[1,{"id":2}],"params":[{}],"id":8,"jsonrpc":"2.0"}"#,
    ),
    (
        "a method twice",
        r#"{"method":"Arith.Add","method":"Arith.Nope","params":[{}],"id":9}"#,
    ),
    (
        "params twice",
        r#"{"method":"Arith.Add","params":[{"A":1}],"params":[{"B":2}],"id":9}"#,
    ),
    (
        "an id twice",
        r#"{"method":"Arith.Add","params":[{}],"id":1,"id":"x"}"#,
    ),
    (
        "an id twice, then null",
        r#"{"method":"Arith.Add","params":[{}],"id":1,"id":null}"#,
    ),
    (
        "params twice, then null",
        r#"{"method":"Arith.Add","params":[{}],"params":null,"id":1}"#,
    ),
    (
        "a method twice, then null",
        r#"{"method":"Arith.Add","method":null,"params":[{}],"id":1}"#,
    ),
    (
        "members twice in other case",
        r#"{"method":"Arith.Add","params":[{}],"id":1,"ID":2,"Method":"Foo"}"#,
    ),
];

const IDS: &[(&str, &str)] = &[
    (
        "a notification without an id",
        r#"{"method":"Arith.Add","params":[{"A":1}]}"#,
    ),
    (
        "a notification with a null id",
        r#"{"method":"Arith.Add","params":[{"A":1}],"id":null}"#,
    ),
    (
        "a notification that fails",
        r#"{"method":"Arith.Error","params":[{}]}"#,
    ),
    (
        "a notification for an unknown method",
        r#"{"method":"Arith.Nope","params":[{}]}"#,
    ),
    (
        "an id that is a string",
        r#"{"method":"Arith.Add","params":[{}],"id":"str"}"#,
    ),
    (
        "an id that is an empty string",
        r#"{"method":"Arith.Add","params":[{}],"id":""}"#,
    ),
    (
        "an id that is an object",
        r#"{"method":"Arith.Add","params":[{}],"id":{ "b" : [1, 2] , "a":null,"b":{} }}"#,
    ),
    (
        "an id that is an array",
        "{\"method\":\"Arith.Add\",\"params\":[{}],\"id\":[ 1 ,\t\"a b\" ,\r\n[ ] ]}",
    ),
    (
        "an id that is true",
        r#"{"method":"Arith.Add","params":[{}],"id":true}"#,
    ),
    (
        "an id that is false",
        r#"{"method":"Arith.Add","params":[{}],"id":false}"#,
    ),
    (
        "an id of 64 bits",
        r#"{"method":"Arith.Add","params":[{}],"id":18446744073709551615}"#,
    ),
    (
        "an id of 30 digits",
        r#"{"method":"Arith.Add","params":[{}],"id":123456789012345678901234567890}"#,
    ),
    (
        "an id below zero",
        r#"{"method":"Arith.Add","params":[{}],"id":-5}"#,
    ),
    (
        "an id of minus zero",
        r#"{"method":"Arith.Add","params":[{}],"id":-0}"#,
    ),
    (
        "an id with a fraction",
        r#"{"method":"Arith.Add","params":[{}],"id":1.50}"#,
    ),
    (
        "an id with an exponent",
        r#"{"method":"Arith.Add","params":[{}],"id":1E+02}"#,
    ),
    (
        "an id that is no float",
        r#"{"method":"Arith.Add","params":[{}],"id":1e999}"#,
    ),
    (
        "an id with HTML in it",
        r#"{"method":"Arith.Add","params":[{}],"id":"<a href='x'>&amp;</a>"}"#,
    ),
    (
        "an id with line separators",
        "{\"method\":\"Arith.Add\",\"params\":[{}],\"id\":\"\u{2028} \u{2029}\"}",
    ),
    (
        "an id with escapes",
        r#"{"method":"Arith.Add","params":[{}],"id":"\u00e9\/\n\u2028\u003c\"\\"}"#,
    ),
    (
        "an id with a lone surrogate",
        r#"{"method":"Arith.Add","params":[{}],"id":"\ud800"}"#,
    ),
    (
        "an id with keys in HTML",
        r#"{"method":"Arith.Add","params":[{}],"id":{"<":"&"}}"#,
    ),
    (
        "an id of an error",
        r#"{"method":"Arith.Error","params":[{}],"id":{"a":[1.0]}}"#,
    ),
];

const PARAMS: &[(&str, &str)] = &[
    ("params absent", r#"{"method":"Arith.Add","id":1}"#),
    (
        "params null",
        r#"{"method":"Arith.Add","params":null,"id":2}"#,
    ),
    (
        "params empty",
        r#"{"method":"Arith.Add","params":[],"id":4}"#,
    ),
    (
        "params empty but for a space",
        r#"{"method":"Arith.Add","params":[ ],"id":4}"#,
    ),
    (
        "params of null",
        r#"{"method":"Arith.Add","params":[null],"id":4}"#,
    ),
    (
        "params longer than one",
        r#"{"method":"Arith.Add","params":[{"A":1,"B":2},{"A":5},"x",null],"id":5}"#,
    ),
    (
        "params that are an object",
        r#"{"method":"Arith.Add","params":{"A":1},"id":3}"#,
    ),
    (
        "params that are a string",
        r#"{"method":"Arith.Add","params":"x","id":6}"#,
    ),
    (
        "params that are a number",
        r#"{"method":"Arith.Add","params":5,"id":7}"#,
    ),
    (
        "params that are true",
        r#"{"method":"Arith.Add","params":true,"id":7}"#,
    ),
    (
        "params in params",
        r#"{"method":"Arith.Add","params":[[{"A":1}]],"id":7}"#,
    ),
    (
        "params with members twice",
        r#"{"method":"Arith.Add","params":[{"A":1,"A":5,"a":6}],"id":20}"#,
    ),
    (
        "params for a pointer, null",
        r#"{"method":"JSON.Pointer","params":[null],"id":20}"#,
    ),
    (
        "params for a method that wants none",
        r#"{"method":"Echo.Empty","params":[],"id":20}"#,
    ),
    (
        "no params for a method that wants none",
        r#"{"method":"Echo.Empty","id":20}"#,
    ),
];

const METHODS: &[(&str, &str)] = &[
    (
        "a name without a dot",
        r#"{"method":"Foo","params":[{}],"id":1}"#,
    ),
    ("an empty name", r#"{"method":"","params":[{}],"id":1}"#),
    ("a name of a dot", r#"{"method":".","params":[{}],"id":1}"#),
    (
        "a name of a null",
        r#"{"method":null,"params":[{}],"id":6}"#,
    ),
    ("no name", r#"{"params":[{}],"id":6}"#),
    ("an empty object", "{}"),
    ("null", "null"),
    (
        "an unknown service",
        r#"{"method":"Nope.X","params":[{}],"id":2}"#,
    ),
    (
        "an unknown method",
        r#"{"method":"Arith.Nope","params":[{}],"id":3}"#,
    ),
    (
        "an unknown method with params of another kind",
        r#"{"method":"Arith.Nope","params":5,"id":3}"#,
    ),
    (
        "an unknown method without params",
        r#"{"method":"Arith.Nope","id":3}"#,
    ),
    (
        "a name in other case",
        r#"{"method":"arith.Add","params":[{}],"id":3}"#,
    ),
    (
        "a service with a dot in its name",
        r#"{"method":"a.b.Add","params":[{"A":1}],"id":3}"#,
    ),
    (
        "an unknown name in HTML",
        r#"{"method":"<&>.\u2028\"\\\/\u0000\ud800","params":[{}],"id":3}"#,
    ),
];

const REPLIES: &[(&str, &str)] = &[
    (
        "an error with an empty text",
        r#"{"method":"Arith.EmptyError","params":[{}],"id":1}"#,
    ),
    (
        "an error with HTML, escapes and a lone surrogate",
        r#"{"method":"JSON.Fail","params":["<\u2028>&\"\\\/\b\f\n\r\t\u0000\u001f\u007f\ud800é😀"],"id":1}"#,
    ),
    (
        "a reply without JSON",
        r#"{"method":"JSON.NotANumber","params":[1],"id":[7]}"#,
    ),
    (
        "a slice left alone",
        r#"{"method":"Replies.EmptySlice","params":[1],"id":1}"#,
    ),
    (
        "a map left alone",
        r#"{"method":"Replies.EmptyMap","params":[1],"id":1}"#,
    ),
    (
        "a pointer left alone",
        r#"{"method":"Replies.NilPointer","params":[1],"id":1}"#,
    ),
    (
        "a slice set to nil",
        r#"{"method":"JSON.NilSlice","params":[1],"id":1}"#,
    ),
    (
        "a map set to nil",
        r#"{"method":"JSON.NilMap","params":[1],"id":1}"#,
    ),
    (
        "an interface that is nil",
        r#"{"method":"JSON.Any","params":[null],"id":1}"#,
    ),
    (
        "a map sorted by key",
        r#"{"method":"Echo.Map","params":[{"é":1,"b":2,"a":3,"Z":4,"<":5,"":6,"aa":7}],"id":1}"#,
    ),
    (
        "integers in an interface",
        r#"{"method":"JSON.Any","params":[[9007199254740993,18446744073709551615,-9223372036854775808]],"id":1}"#,
    ),
    (
        "other numbers in an interface",
        r#"{"method":"JSON.Any","params":[[1.0,-0,-0.0,1e2,1E400,99999999999999999999,0.1,1e-7,1e21,1e20]],"id":1}"#,
    ),
    (
        "floats in an interface",
        r#"{"method":"JSON.Any","params":[[1.0,-0,-0.0,1e2,99999999999999999999,0.1,1e-7,1e21,1e20]],"id":1}"#,
    ),
];
