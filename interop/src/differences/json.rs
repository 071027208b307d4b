//! Differences of calls by JSON-RPC.

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
        scenario: "error_with_empty_text",
        with: Side::Server,
        go: r#"< {"id":0,"result":{"C":9},"error":null}"#,
        ours: r#"< {"id":0,"result":{"C":0},"error":null}"#,
        reason: NO_REPLY,
    },
    Difference {
        scenario: "nil_pointer_reply",
        with: Side::Client,
        go: "0\tReplies.NilPointer\t3\tfailed\t\"invalid error <nil>\"",
        ours: "0\tReplies.NilPointer\t3\tok\t{C:0}",
        reason: NULL,
    },
    Difference {
        scenario: "nil_pointer_reply",
        with: Side::Client,
        go: "1\tArith.Add\t{A:1 B:2}\tfailed\t\"connection is shut down\"",
        ours: "1\tArith.Add\t{A:1 B:2}\tok\t{C:3}",
        reason: NULL,
    },
    Difference {
        scenario: "nil_pointer_reply",
        with: Side::Client,
        go: r#"> {"method":"Replies.NilPointer","params":[3],"id":0}"#,
        ours: "> {\"method\":\"Replies.NilPointer\",\"params\":[3],\"id\":0}\n\
               > {\"method\":\"Arith.Add\",\"params\":[{\"A\":1,\"B\":2}],\"id\":1}",
        reason: NULL,
    },
    Difference {
        scenario: "nil_pointer_reply",
        with: Side::Client,
        go: r#"< {"id":0,"result":null,"error":null}"#,
        ours: "< {\"id\":0,\"result\":null,\"error\":null}\n\
               < {\"id\":1,\"result\":{\"C\":3},\"error\":null}",
        reason: NULL,
    },
    Difference {
        scenario: "json_null_results",
        with: Side::Client,
        go: "1\tJSON.NilSlice\t3\tfailed\t\"invalid error <nil>\"",
        ours: "1\tJSON.NilSlice\t3\tok\t[]",
        reason: NULL,
    },
    Difference {
        scenario: "json_null_results",
        with: Side::Client,
        go: "0\tSlow.Wait\t8\tfailed\t\"invalid error <nil>\"",
        ours: "0\tSlow.Wait\t8\tok\t8",
        reason: NULL,
    },
    Difference {
        scenario: "json_null_results",
        with: Side::Client,
        go: "2\tArith.Add\t{A:1 B:2}\tfailed\t\"connection is shut down\"",
        ours: "2\tArith.Add\t{A:1 B:2}\tok\t{C:3}",
        reason: NULL,
    },
    Difference {
        scenario: "json_null_results",
        with: Side::Client,
        go: "0\tJSON.NilMap\t3\tfailed\t\"invalid error <nil>\"",
        ours: "0\tJSON.NilMap\t3\tok\t{}",
        reason: NULL,
    },
    Difference {
        scenario: "json_null_results",
        with: Side::Client,
        go: "0\tJSON.Any\tnil\tfailed\t\"invalid error <nil>\"",
        ours: "0\tJSON.Any\tnil\tok\tnil",
        reason: NULL,
    },
    Difference {
        scenario: "json_null_results",
        with: Side::Client,
        go: r#"> {"method":"JSON.NilSlice","params":[3],"id":1}"#,
        ours: "> {\"method\":\"JSON.NilSlice\",\"params\":[3],\"id\":1}\n\
               > {\"method\":\"Arith.Add\",\"params\":[{\"A\":1,\"B\":2}],\"id\":2}",
        reason: NULL,
    },
    Difference {
        scenario: "json_null_results",
        with: Side::Client,
        go: r#"< {"id":0,"result":8,"error":null}"#,
        ours: "< {\"id\":0,\"result\":8,\"error\":null}\n\
               < {\"id\":2,\"result\":{\"C\":3},\"error\":null}",
        reason: NULL,
    },
    Difference {
        scenario: "replies_merge",
        with: Side::Client,
        go: "2\tEcho.Map\t{\"new\":2}\tok\t{\"new\":2 \"old\":1}",
        ours: "2\tEcho.Map\t{\"new\":2}\tok\t{\"new\":2}",
        reason: "serde cannot merge: a reply takes the place of what the value held",
    },
    Difference {
        scenario: "json_document",
        with: Side::Server,
        go: "2\tJSON.Document\t{\"ID\":7 \"TITLE\":\"t\" \"X\":1 \"unknown\":[1]}\tok\t{ID:7 Title:\"t\" Ratio:0 Short:0 \
             Body:bytes(len=0, fnv1a=811c9dc5) Tags:[] ByNumber:{} Octets:[0 0] Parent:nil Any:nil Point:{X:1 Y:0} Note:\"\" \
             Secret:0}",
        ours: "2\tJSON.Document\t{\"ID\":7 \"TITLE\":\"t\" \"X\":1 \"unknown\":[1]}\tok\t{ID:0 Title:\"\" Ratio:0 Short:0 \
               Body:bytes(len=0, fnv1a=811c9dc5) Tags:[] ByNumber:{} Octets:[0 0] Parent:nil Any:nil Point:{X:1 Y:0} Note:\"\" \
               Secret:0}",
        reason: FLATTEN,
    },
    Difference {
        scenario: "json_document",
        with: Side::Server,
        go: r#"< {"id":2,"result":{"id":7,"Title":"t","Ratio":0,"Short":0,"Body":null,"Tags":null,"ByNumber":null,"Octets":[0,0],"Any":null,"X":1,"Y":0},"error":null}"#,
        ours: r#"< {"id":2,"result":{"id":0,"Title":"","Ratio":0,"Short":0,"Body":null,"Tags":null,"ByNumber":null,"Octets":[0,0],"Any":null,"X":1,"Y":0},"error":null}"#,
        reason: FLATTEN,
    },
    Difference {
        scenario: "json_any",
        with: Side::Server,
        go: r#"< {"id":5,"result":18446744073709552000,"error":null}"#,
        ours: r#"< {"id":5,"result":18446744073709551615,"error":null}"#,
        reason: EXACT,
    },
    Difference {
        scenario: "json_any",
        with: Side::Both,
        go: "5\tJSON.Any\t18446744073709551615\tok\t18446744073709552000",
        ours: "5\tJSON.Any\t18446744073709551615\tok\t18446744073709551615",
        reason: EXACT,
    },
    Difference {
        scenario: "cancel_not_understood",
        with: Side::Server,
        go: "1\t_goRPC_.Cancel\t{Seq:0}\terror\t\"rpc: can't find service _goRPC_.Cancel\"",
        ours: "1\t_goRPC_.Cancel\t{Seq:0}\tok\tfalse",
        reason: super::UNDERSTANDS,
    },
    Difference {
        scenario: "cancel_not_understood",
        with: Side::Server,
        go: CANCEL_NOT_UNDERSTOOD,
        ours: CANCEL_UNDERSTOOD,
        reason: super::UNDERSTANDS,
    },
    Difference {
        scenario: "give_up_a_call",
        with: Side::Server,
        go: CANCEL_NOT_UNDERSTOOD,
        ours: CANCEL_UNDERSTOOD,
        reason: super::UNDERSTANDS,
    },
];

const NO_REPLY: &str = "a Go method sets its reply and may fail all the same; a Rust method returns one or the other, so the \
                        reply of a failure without text is the zero value";
const NULL: &str = "Go's servers send null for nil slices, maps and pointers, and Go's clients give up the connection when it \
                    comes; ours reads a zero value and goes on";
const FLATTEN: &str =
    "an embedded struct is serde's `flatten`, beside which keys match in their own case only";
const EXACT: &str = "Go's interface{} holds a float64; serde_json's Value is exact up to 64 bits";

const CANCEL_NOT_UNDERSTOOD: &str =
    r#"< {"id":1,"result":null,"error":"rpc: can't find service _goRPC_.Cancel"}"#;
const CANCEL_UNDERSTOOD: &str = r#"< {"id":1,"result":false,"error":null}"#;
