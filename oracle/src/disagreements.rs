//! The written list: where Go and we part, why, and how such a case is told from others. What is not on it is
//! a failure of the run.

use netrpc_gob::ErrorKind;

use crate::peer::Died;
use crate::protocol::{Comparison, Outcome};
use crate::report::Part;
use crate::subject::Verdict;

/// A class of disagreements.
pub struct Disagreement {
    /// How the report calls it.
    pub name: &'static str,
    /// Why we part from Go here.
    pub reason: &'static str,
    applies: fn(&Evidence<'_>) -> bool,
}

/// What is known of one disagreement.
pub(crate) struct Evidence<'a> {
    pub(crate) part: Part,
    pub(crate) verdict: &'a Verdict,
    pub(crate) outcome: &'a Outcome,
    /// Both have rejected a value in front of this one, in a damaged stream.
    pub(crate) behind_error: bool,
}

/// The class of a disagreement, if it has one.
pub(crate) fn listed(evidence: &Evidence<'_>) -> Option<&'static Disagreement> {
    LIST.iter().find(|class| (class.applies)(evidence))
}

/// The class of a stream over which Go's half died.
pub(crate) fn listed_death(died: &Died) -> Option<&'static str> {
    if died.hung {
        return Some("Go turns a loop for every entry that a map claims");
    }
    None
}

/// The class of values that Go made and cannot encode or decode itself.
pub(crate) fn listed_go_fault(text: &str) -> Option<&'static str> {
    let faults = [
        (
            "panic: runtime error: invalid memory address",
            "Go's own description of a recursive type has an element id of 0",
        ),
        (
            "panic: reflect: call of reflect.Value.IsNil on ",
            "Go asks a type that encodes itself, behind two pointers, whether it is nil",
        ),
    ];
    let found = faults.iter().find(|(panic, _)| text.contains(panic));
    found.map(|(_, name)| *name)
}

impl Evidence<'_> {
    fn is(&self, comparison: Comparison) -> bool {
        self.outcome.comparison == comparison
    }

    fn is_typed(&self) -> bool {
        !matches!(self.part, Part::GoMade | Part::MadeHere | Part::Damaged)
    }

    fn our_kind(&self) -> Option<ErrorKind> {
        self.verdict.kind
    }

    fn our_error(&self) -> &str {
        self.verdict.error.as_deref().unwrap_or_default()
    }
}

/// All classes.
pub const LIST: &[Disagreement] = &[
    Disagreement {
        name: "a definition that makes no sense, and is not needed",
        reason: "Go looks at a definition when a value comes to it; we check all that a type refers to first",
        applies: |of| {
            of.is(Comparison::Takes)
                && [
                    "gob: bad data: type of several kinds",
                    "gob: bad data: undefined type <nil>",
                    "gob: bad data: ignore can't handle type <nil>",
                    "gob: bad data: array of negative length",
                ]
                .contains(&of.our_error())
        },
    },
    Disagreement {
        name: "a message that ends before its last struct does",
        reason: "Go takes that for the end of the struct; a Value, and what is passed over, wants a byte for each part that a count \
                 promises",
        applies: |of| {
            let error = of.our_error();
            let is_short = error == "EOF"
                || error.starts_with("gob: decoding array or slice: length exceeds input size");
            let is_damaged = matches!(of.part, Part::Damaged | Part::TypedDamaged);
            is_damaged && of.is(Comparison::Takes) && is_short
        },
    },
    Disagreement {
        name: "a type that encodes itself in two ways",
        reason: "damage makes it; none of Go's types is like that, and a Value takes the first way",
        applies: |of| of.is(Comparison::RejectsTheirs) && of.outcome.facts.contains("two ways"),
    },
    Disagreement {
        name: "a string that is not UTF-8, into a String",
        reason: "Go's strings hold any bytes, Rust's String does not",
        applies: |of| {
            of.is_typed() && of.is(Comparison::Takes) && of.our_kind() == Some(ErrorKind::Utf8)
        },
    },
    Disagreement {
        name: "a time whose nanoseconds are a second or more",
        reason: "Go takes its bits as they are, also for a clock reading, and means no time by it; ours are below a billion",
        applies: |of| {
            of.is_typed()
                && of.is(Comparison::Takes)
                && of.our_error() == "Time.UnmarshalBinary: nanoseconds out of range"
        },
    },
    Disagreement {
        name: "two fields of one Go type that the peer sends as different types",
        reason: "Go keeps a compiled decoder by the local type alone, and decodes the second field as the first",
        applies: |of| of.outcome.facts.contains("confused"),
    },
    Disagreement {
        name: "a type that is defined within the value that has it",
        reason: "Go wants it when it begins with a value; we begin when we have all of the value's messages",
        applies: |of| of.is(Comparison::RejectsTheirs) && of.outcome.facts.contains("late"),
    },
    Disagreement {
        name: "a skipped interface",
        reason: "Go passes over an interface value by its count, whatever is in it, and loses its place if it is nil or if \
                 definitions come within it; we read it",
        applies: |of| {
            let is_whole = !matches!(of.part, Part::Damaged | Part::TypedDamaged);
            let may_be = !is_whole || of.is(Comparison::RejectsTheirs);
            of.part != Part::GoMade && may_be && of.outcome.facts.contains("skips")
        },
    },
    Disagreement {
        name: "a value of a type that describes types",
        reason: "damage makes it; Go decodes its own ids below 64 into any struct",
        applies: |of| of.is(Comparison::Takes) && of.outcome.facts.contains("own"),
    },
    Disagreement {
        name: "a field promoted from an embedded pointer",
        reason: "Go finds such a field by its name, and panics as the pointer is nil; Rust has no embedding",
        applies: |of| {
            let panic = "panic: reflect: indirection through nil pointer to embedded struct";
            of.is(Comparison::RejectsTheirs) && of.outcome.go_error.starts_with(panic)
        },
    },
    Disagreement {
        name: "a field that is a chan or func in Go",
        reason: "Go finds such a field by its name and refuses it; its Rust twin does not have it, and skips",
        applies: |of| {
            let error = &of.outcome.go_error;
            of.is_typed()
                && of.is(Comparison::RejectsTheirs)
                && ["func()", "chan int", "*chan int"].iter().any(|kind| {
                    error.starts_with(&format!("gob: wrong type ({kind}) for received field "))
                })
        },
    },
    Disagreement {
        name: "behind a value that both reject",
        reason: "Go goes on with the next message, in what may be the middle of that value, and without the definitions \
                 that come in it; we go on behind its end",
        applies: |of| of.behind_error,
    },
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn outcome(comparison: Comparison, facts: &str) -> Outcome {
        Outcome {
            comparison,
            go_error: String::new(),
            detail: String::new(),
            facts: facts.into(),
        }
    }

    #[test]
    fn every_class_has_a_name_of_its_own_and_a_reason() {
        let names: HashSet<_> = LIST.iter().map(|class| class.name).collect();
        assert_eq!(names.len(), LIST.len());
        assert!(LIST.iter().all(|class| !class.reason.is_empty()));
    }

    #[test]
    fn two_different_values_are_on_no_list_whatever_the_stream_holds() {
        for (part, facts) in [
            (Part::GoMade, "skips late two ways own "),
            (Part::TypedGoMade, "skips late two ways own "),
            (Part::Damaged, "late two ways own "),
        ] {
            let evidence = Evidence {
                part,
                verdict: &Verdict::default(),
                outcome: &outcome(Comparison::Different, facts),
                behind_error: false,
            };
            assert!(listed(&evidence).is_none(), "{part:?}");
        }
    }

    #[test]
    fn a_sound_stream_that_we_reject_is_on_no_list() {
        let verdict = Verdict {
            error: Some("EOF".into()),
            ..Verdict::default()
        };
        let evidence = Evidence {
            part: Part::GoMade,
            verdict: &verdict,
            outcome: &outcome(Comparison::Takes, ""),
            behind_error: false,
        };
        assert!(listed(&evidence).is_none());
    }
}
