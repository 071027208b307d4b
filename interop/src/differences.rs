//! Where ours is meant to differ from Go. Tests enforce the list both ways: a difference that is not on
//! it fails, and so does one on it that does not occur.

use go_toolchain::Version;

/// A line of a Go-Go transcript, and what stands in its place with ours on one side.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// The scenario.
    pub scenario: &'static str,
    /// On which side ours must be for the difference to show.
    pub with: Side,
    /// The line of the Go-Go transcript.
    pub go: &'static str,
    /// The line with ours.
    pub ours: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// A side of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one that calls.
    Client,
    /// The one that answers.
    Server,
}

/// All of them.
pub const DIFFERENCES: &[Difference] = &[
    Difference {
        scenario: "error_with_empty_text",
        with: Side::Server,
        go: "0\tArith.EmptyError\t{A:1 B:2}\tok\t{C:9}",
        ours: "0\tArith.EmptyError\t{A:1 B:2}\tok\t{C:0}",
        reason: "a Go method sets its reply and may fail all the same; a Rust method returns one or the \
                 other, so the reply of a failure without text is the zero value",
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
];

const CLOSES: &str = "Go closes the connection on a reply that it cannot encode, and every pending call with it; \
                      ours answers that call with an error and goes on";
const OWN_TABLE: &str = "Go prints the type that its own process happens to have under the peer's id, here the \
                         argument's; ours prints the name that the peer gave";

/// Scenarios in which a Go server older than this dies, so that there is nothing to compare with.
pub const GO_SERVER_DIES_BEFORE: &[(&str, Version)] = &[
    // A reply pointer left nil: a panic in reflect with 1.21.13 and 1.22.10, answered by 1.27.3.
    ("nil_pointer_reply", Version::new(1, 23, 0)),
];

/// What the transcript of a pairing must be, given Go's own.
///
/// # Errors
/// A difference's line does not stand in Go's transcript.
pub fn expected(
    scenario: &str,
    go: &str,
    client_is_ours: bool,
    server_is_ours: bool,
) -> Result<String, String> {
    let mut lines: Vec<&str> = go.lines().collect();
    for difference in DIFFERENCES
        .iter()
        .filter(|difference| difference.scenario == scenario)
    {
        let applies = match difference.with {
            Side::Client => client_is_ours,
            Side::Server => server_is_ours,
        };
        if !applies {
            continue;
        }
        match lines.iter_mut().find(|line| **line == difference.go) {
            Some(line) => *line = difference.ours,
            None => return Err(format!("Go no longer says {:?}", difference.go)),
        }
    }
    Ok(lines.iter().map(|line| format!("{line}\n")).collect())
}
