//! Differences of JSON written by hand.

use super::{Difference, Side};

/// Of answers to requests.
pub const REQUESTS: &[Difference] = &[
    answer(
        "an error with an empty text",
        r#"< {"id":1,"result":{"C":9},"error":null}"#,
        r#"< {"id":1,"result":{"C":0},"error":null}"#,
        "a Rust method returns a reply or an error: that of a failure without text is the zero value",
    ),
    answer(
        "a reply without JSON",
        "nothing",
        r#"< {"id":[7],"result":null,"error":"json: unsupported value: NaN"}"#,
        "Go sends nothing, and its caller waits for ever",
    ),
    answer(
        "integers in an interface",
        r#"< {"id":1,"result":[9007199254740992,18446744073709552000,-9223372036854776000],"error":null}"#,
        r#"< {"id":1,"result":[9007199254740993,18446744073709551615,-9223372036854775808],"error":null}"#,
        EXACT,
    ),
    answer(
        "a bad method, then a good one",
        "nothing",
        r#"< {"id":1,"result":{"C":0},"error":null}"#,
        LAST,
    ),
    answer("a bad method, then a good one", "ends", "goes on", LAST),
    answer(
        "an argument of 1,001 levels",
        r#""result":0,"error":null"#,
        r#""result":null,"error":"exceeded max depth (Limits::max_depth)""#,
        "Limits::max_depth is 1,000 where Go has 10,000: an error of that call",
    ),
    answer(
        "an id behind 5,000 spaces",
        r#"< {"id":[1],"result":{"C":0},"error":null}"#,
        "nothing",
        HEADER,
    ),
    answer("an id behind 5,000 spaces", "goes on", "ends", HEADER),
];

/// Of answers to arguments of every kind.
pub const ARGUMENTS: &[Difference] = &[
    answer(
        "arguments",
        r#"< {"id":["Echo.Bytes",null],"result":null,"error":null}"#,
        r#"< {"id":["Echo.Bytes",null],"result":"","error":null}"#,
        NOT_NIL,
    ),
    answer(
        "arguments",
        r#"< {"id":["Echo.Ints",null],"result":null,"error":null}"#,
        r#"< {"id":["Echo.Ints",null],"result":[],"error":null}"#,
        NOT_NIL,
    ),
    answer(
        "arguments",
        r#"< {"id":["Echo.Strings",null],"result":null,"error":null}"#,
        r#"< {"id":["Echo.Strings",null],"result":[],"error":null}"#,
        NOT_NIL,
    ),
    answer(
        "arguments",
        r#"< {"id":["Echo.Points",null],"result":null,"error":null}"#,
        r#"< {"id":["Echo.Points",null],"result":[],"error":null}"#,
        NOT_NIL,
    ),
    answer(
        "arguments",
        r#"< {"id":["Echo.Map",null],"result":null,"error":null}"#,
        r#"< {"id":["Echo.Map",null],"result":{},"error":null}"#,
        NOT_NIL,
    ),
    answer(
        "arguments",
        r#"< {"id":["Echo.PointMap",null],"result":null,"error":null}"#,
        r#"< {"id":["Echo.PointMap",null],"result":{},"error":null}"#,
        NOT_NIL,
    ),
    answer(
        "arguments",
        r#"< {"id":["Echo.Nested",null],"result":null,"error":null}"#,
        r#"< {"id":["Echo.Nested",null],"result":{},"error":null}"#,
        NOT_NIL,
    ),
    answer(
        "arguments",
        r#"< {"id":["Echo.Nested",{"p":[{"X":1,"Y":2}],"q":null}],"result":{"p":[{"X":1,"Y":2}],"q":null},"error":null}"#,
        r#"< {"id":["Echo.Nested",{"p":[{"X":1,"Y":2}],"q":null}],"result":{"p":[{"X":1,"Y":2}],"q":[]},"error":null}"#,
        NOT_NIL,
    ),
    answer(
        "arguments",
        r#"< {"id":["JSON.Any",9223372036854775807],"result":9223372036854776000,"error":null}"#,
        r#"< {"id":["JSON.Any",9223372036854775807],"result":9223372036854775807,"error":null}"#,
        EXACT,
    ),
    answer(
        "arguments",
        r#"< {"id":["JSON.Any",9223372036854775808],"result":9223372036854776000,"error":null}"#,
        r#"< {"id":["JSON.Any",9223372036854775808],"result":9223372036854775808,"error":null}"#,
        EXACT,
    ),
];

/// Of what clients make of responses to three calls.
pub const RESPONSES: &[Difference] = &[
    reading(
        "a result of null",
        GIVEN_UP,
        "0\tArith.Add\t{A:1 B:2}\tok\t{C:0}\n\
         1\tArith.Add\t{A:1 B:2}\tok\t{C:21}\n\
         2\tArith.Add\t{A:1 B:2}\tok\t{C:22}\n\
         3\tArith.Add\t{A:1 B:2}\tok\t{C:23}\n",
        NULL,
    ),
    reading("a result of null", THREE_CALLS, FOUR_CALLS, NULL),
    reading(
        "a result of null and no error",
        GIVEN_UP,
        "0\tArith.Add\t{A:1 B:2}\tok\t{C:0}\n\
         1\tArith.Add\t{A:1 B:2}\tok\t{C:21}\n\
         2\tArith.Add\t{A:1 B:2}\tok\t{C:22}\n\
         3\tArith.Add\t{A:1 B:2}\tok\t{C:23}\n",
        NULL,
    ),
    reading(
        "a result of null and no error",
        THREE_CALLS,
        FOUR_CALLS,
        NULL,
    ),
    reading(
        "an unknown id with a result of null",
        GIVEN_UP,
        "0\tArith.Add\t{A:1 B:2}\tok\t{C:5}\n\
         1\tArith.Add\t{A:1 B:2}\tok\t{C:21}\n\
         2\tArith.Add\t{A:1 B:2}\tok\t{C:22}\n\
         3\tArith.Add\t{A:1 B:2}\tok\t{C:23}\n",
        NULL,
    ),
    reading(
        "an unknown id with a result of null",
        THREE_CALLS,
        FOUR_CALLS,
        NULL,
    ),
    reading(
        "HTTP",
        "looking for beginning of value",
        "looking for beginning of value (the server seems to speak HTTP; Go's jsonrpc does without)",
        "a hint for whoever has the wrong port",
    ),
    reading(
        "gob",
        "looking for beginning of value",
        "looking for beginning of value (the server seems to speak gob, and this is a JSON-RPC client; netrpc::Client \
         is one for gob)",
        "a hint for whoever has the wrong port",
    ),
    reading(
        "an escape cut short",
        r"`\\u00g0`",
        r"`\\u00g`",
        "ours shows an escape up to what is wrong, Go six characters, or fewer where no more have come yet",
    ),
    reading(
        "closed in a batch",
        "unexpected EOF",
        "json: cannot unmarshal array into Go value of type jsonrpc.clientResponse",
        "what is no object ends the connection at its first byte, where Go reads to its end",
    ),
];

/// What Go's client prints when it has given up the connection for a `null`.
const GIVEN_UP: &str = "0\tArith.Add\t{A:1 B:2}\tfailed\t\"invalid error <nil>\"\n\
                        1\tArith.Add\t{A:1 B:2}\tfailed\t\"invalid error <nil>\"\n\
                        2\tArith.Add\t{A:1 B:2}\tfailed\t\"invalid error <nil>\"\n\
                        3\tArith.Add\t{A:1 B:2}\tfailed\t\"connection is shut down\"\n";
const THREE_CALLS: &str = "> {\"method\":\"Arith.Add\",\"params\":[{\"A\":1,\"B\":2}],\"id\":2}\n";
const FOUR_CALLS: &str = "> {\"method\":\"Arith.Add\",\"params\":[{\"A\":1,\"B\":2}],\"id\":2}\n\
                          > {\"method\":\"Arith.Add\",\"params\":[{\"A\":1,\"B\":2}],\"id\":3}\n";

const NULL: &str =
    "Go's client gives up the connection for a result of null; ours reads a zero value and goes on";
const NOT_NIL: &str = "a Vec or a map is never nil: null is an empty one, and is echoed as such; an Option of it is null";
const EXACT: &str = "Go's interface{} holds a float64; serde_json's Value is exact up to 64 bits";
const LAST: &str = "of a member that comes twice only the last is looked at";
const HEADER: &str =
    "an id or a method longer than Limits::max_request_header, 4 KiB, ends the connection";

/// A difference of a server.
const fn answer(
    scenario: &'static str,
    go: &'static str,
    ours: &'static str,
    reason: &'static str,
) -> Difference {
    Difference {
        scenario,
        with: Side::Server,
        go,
        ours,
        reason,
    }
}

/// A difference of a client.
const fn reading(
    scenario: &'static str,
    go: &'static str,
    ours: &'static str,
    reason: &'static str,
) -> Difference {
    Difference {
        scenario,
        with: Side::Client,
        go,
        ours,
        reason,
    }
}
