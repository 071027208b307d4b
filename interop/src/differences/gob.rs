//! Differences of calls by gob.

use super::{Difference, Side};

pub(super) const DIFFERENCES: &[Difference] = &[
    Difference {
        scenario: "error_with_empty_text",
        with: Side::Server,
        go: "0\tArith.EmptyError\t{A:1 B:2}\tok\t{C:9}",
        ours: "0\tArith.EmptyError\t{A:1 B:2}\tok\t{C:0}",
        reason: NO_REPLY,
    },
    Difference {
        scenario: "unencodable_reply",
        with: Side::Server,
        go: "1\tReplies.Unencodable\t3\tfailed\t\"reading body unexpected EOF\"",
        ours: "1\tReplies.Unencodable\t3\terror\t\"rpc: gob error encoding body: gob: type main.Unencodable has \
               no exported fields\"",
        reason: CLOSES,
    },
    Difference {
        scenario: "unencodable_reply",
        with: Side::Server,
        go: "0\tSlow.Wait\t6\tfailed\t\"unexpected EOF\"",
        ours: "0\tSlow.Wait\t6\tok\t6",
        reason: CLOSES,
    },
    Difference {
        scenario: "unencodable_reply",
        with: Side::Server,
        go: "2\tArith.Add\t{A:1 B:2}\tfailed\t\"connection is shut down\"",
        ours: "2\tArith.Add\t{A:1 B:2}\tok\t{C:3}",
        reason: CLOSES,
    },
    Difference {
        scenario: "unencodable_among_calls",
        with: Side::Server,
        go: "2\tReplies.Unencodable\t3\tfailed\t\"unexpected EOF\"",
        ours: "2\tReplies.Unencodable\t3\terror\t\"rpc: gob error encoding body: gob: type main.Unencodable has \
               no exported fields\"",
        reason: CLOSES,
    },
    Difference {
        scenario: "unencodable_among_calls",
        with: Side::Server,
        go: "0\tSlow.Wait\t42\tok\t42\nno reply",
        ours: "0\tSlow.Wait\t42\tok\t42\n1\tSlow.Steps\t{Open:40 Wait:41 Then:42}\tok\t42",
        reason: CLOSES,
    },
    Difference {
        scenario: "unencodable_among_calls",
        with: Side::Server,
        go: "0\tSlow.Wait\t45\tok\t45\nno reply",
        ours: "0\tSlow.Wait\t45\tok\t45\n3\tSlow.Steps\t{Open:43 Wait:44 Then:45}\tok\t45",
        reason: CLOSES,
    },
    Difference {
        scenario: "panicking_method",
        with: Side::Server,
        go: "0\tReplies.Panic\t3\tfailed\t\"unexpected EOF\"",
        ours: "0\tReplies.Panic\t3\terror\t\"rpc: method panicked: Replies.Panic\"",
        reason: PANICS,
    },
    Difference {
        scenario: "panicking_method",
        with: Side::Server,
        go: "1\tArith.Add\t{A:1 B:2}\tfailed\t\"connection is shut down\"",
        ours: "1\tArith.Add\t{A:1 B:2}\tok\t{C:3}",
        reason: PANICS,
    },
    Difference {
        scenario: "reply_of_another_type",
        with: Side::Client,
        go: "1\tArith.Add\t{A:1 B:2}\tfailed\t\"reading body gob: decoding into local type *string, received \
             remote type Args = struct { A int; B int; }\"",
        ours: "1\tArith.Add\t{A:1 B:2}\tfailed\t\"reading body gob: decoding into local type *string, received \
               remote type Reply\"",
        reason: OWN_TABLE,
    },
    Difference {
        scenario: "reply_of_another_type",
        with: Side::Client,
        go: "0\tSlow.Wait\t7\tfailed\t\"gob: decoding into local type *string, received remote type Args = \
             struct { A int; B int; }\"",
        ours: "0\tSlow.Wait\t7\tfailed\t\"gob: decoding into local type *string, received remote type Reply\"",
        reason: OWN_TABLE,
    },
    Difference {
        scenario: "any_unregistered_reply",
        with: Side::Client,
        go: "0\tSlow.Wait\t8\tfailed\t\"gob: name not registered for interface: \\\"main.Secret\\\"\"",
        ours: "0\tSlow.Wait\t8\tok\t8",
        reason: ENDS,
    },
    Difference {
        scenario: "any_unregistered_reply",
        with: Side::Client,
        go: "2\tPlugin.Any\t7\tfailed\t\"connection is shut down\"",
        ours: "2\tPlugin.Any\t7\tok\t7",
        reason: ENDS,
    },
    Difference {
        scenario: "cancel_not_understood",
        with: Side::Server,
        go: "1\t_goRPC_.Cancel\t{Seq:0}\terror\t\"rpc: can't find service _goRPC_.Cancel\"",
        ours: "1\t_goRPC_.Cancel\t{Seq:0}\tok\tfalse",
        reason: super::UNDERSTANDS,
    },
    Difference {
        scenario: "refused_requests",
        with: Side::Server,
        go: "6\tArith.EmptyError\t{A:1 B:2}\tok\t{C:9}",
        ours: "6\tArith.EmptyError\t{A:1 B:2}\tok\t{C:0}",
        reason: NO_REPLY,
    },
    Difference {
        scenario: "large_messages",
        with: Side::Client,
        go: "writes\t[269 4096 4096 1 4096 930 25 24]",
        ours: "writes\t[269 4096 4097 5026 25 24]",
        reason: ONE_BUFFER,
    },
    Difference {
        scenario: "large_messages",
        with: Side::Server,
        go: "[280 4096 4096 1 4096 930 25]",
        ours: "[280 4096 4097 5026 25]",
        reason: ONE_BUFFER,
    },
    Difference {
        scenario: "calls_at_once",
        with: Side::Client,
        go: "writes\t[99 25 25]",
        ours: "writes\t[149]",
        reason: TOGETHER,
    },
    Difference {
        scenario: "answers_to_one_write",
        with: Side::Server,
        go: "[129 57 96]",
        ours: "[282]",
        reason: TOGETHER,
    },
];

const ENDS: &str = "Go's client ends the connection on a reply that holds a name which is not registered; ours fails \
                    that call and goes on, as all of the reply was read";
const CLOSES: &str = "Go closes the connection on a reply that it cannot encode, and every pending call with it; \
                      ours answers that call with an error and goes on";
const ONE_BUFFER: &str = "Go writes what does not fit into its buffer of 4096 bytes in pieces; ours has a buffer that grows";
const TOGETHER: &str =
    "Go writes one message at a time; ours writes those together that are there together";
const PANICS: &str = "a panic in a method ends Go's process; with ours it costs that call an error";
const NO_REPLY: &str = "a Go method sets its reply and may fail all the same; a Rust method returns one or the other, so \
                        the reply of a failure without text is the zero value";
const OWN_TABLE: &str = "Go prints the type that its own process happens to have under the peer's id, here the \
                         argument's; ours prints the name that the peer gave";
