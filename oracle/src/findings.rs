//! What the answers of Go's half say: agreed, on the written list, or a failure with all that it takes to see it again.

use crate::campaign::{Campaign, HandMade};
use crate::disagreements::{self, Evidence};
use crate::peer::Died;
use crate::protocol::{Comparison, Judge, Outcome};
use crate::report::Part;
use crate::subject::Verdict;

impl Campaign<'_> {
    pub(crate) fn compare_made(
        &mut self,
        part: Part,
        judge: &Judge,
        verdicts: &[Verdict],
        outcomes: &[Outcome],
    ) {
        if !judge.merge && verdicts.len() != judge.roots.len() {
            let text = format!("{} values became {}", judge.roots.len(), verdicts.len());
            self.fail(part, judge, &text, verdicts.last(), None);
            return;
        }
        let failed = verdicts.iter().find(|verdict| verdict.error.is_some());
        let none = Verdict::default();
        for (index, outcome) in outcomes.iter().enumerate() {
            let verdict = if judge.merge {
                failed
            } else {
                verdicts.get(index)
            };
            let verdict = verdict.unwrap_or(&none);
            match (
                outcome.comparison,
                disagreements::listed_go_fault(&outcome.go_error),
            ) {
                (_, Some(name)) => {
                    // Go cannot decode what Go encoded: no case, but not passed over in silence.
                    self.report.list(part, name, String::new);
                    return;
                }
                (Comparison::Equal, None) => {
                    self.report.count(part, 1);
                    self.report.agree(part, "equal", 1);
                }
                (Comparison::Rejects, None) if part != Part::GoMade => {
                    self.report.count(part, 1);
                    self.reject(part, verdict, outcome);
                }
                _ => {
                    self.report.count(part, 1);
                    self.disagree(part, judge, verdict, outcome, false);
                    return;
                }
            }
        }
    }

    /// Both reject a value; Go's words may be the same.
    fn reject(&mut self, part: Part, verdict: &Verdict, outcome: &Outcome) {
        let how = match verdict.error.as_ref() == Some(&outcome.go_error) {
            true => "values: both reject them, in the same words",
            false => "values: both reject them",
        };
        self.report.agree(part, how, 1);
    }

    pub(crate) fn compare_damaged(
        &mut self,
        part: Part,
        judge: &Judge,
        verdicts: &[Verdict],
        outcomes: &[Outcome],
    ) {
        let mut behind_error = false;
        for (verdict, outcome) in verdicts.iter().zip(outcomes) {
            let how = match outcome.comparison {
                Comparison::Equal => "values: both decode them, to the same",
                Comparison::Rejects => {
                    behind_error = true;
                    self.reject(part, verdict, outcome);
                    continue;
                }
                Comparison::RejectsBoth if part == Part::Damaged => {
                    behind_error = true;
                    "values: Go's types reject them, before and after"
                }
                _ => {
                    self.disagree(part, judge, verdict, outcome, behind_error);
                    return;
                }
            };
            self.report.agree(part, how, 1);
        }
    }

    fn disagree(
        &mut self,
        part: Part,
        judge: &Judge,
        verdict: &Verdict,
        outcome: &Outcome,
        behind_error: bool,
    ) {
        let evidence = Evidence {
            part,
            verdict,
            outcome,
            behind_error,
        };
        match disagreements::listed(&evidence) {
            Some(class) => {
                let example = || self.reproducer(part, judge, "", Some(verdict), Some(outcome));
                let example = example();
                self.report.list(part, class.name, || example);
            }
            None => self.fail(part, judge, "", Some(verdict), Some(outcome)),
        }
    }

    pub(crate) fn died(&mut self, part: Part, judge: &Judge, died: &Died) {
        match disagreements::listed_death(died) {
            Some(name) => self.report.list(part, name, || died.text.clone()),
            None => self.fail(part, judge, &format!("Go died: {}", died.text), None, None),
        }
    }

    pub(crate) fn go_fault(&mut self, part: Part, roots: &[u32], text: &str) {
        match disagreements::listed_go_fault(text) {
            Some(name) => self.report.list(part, name, || text.to_owned()),
            None => {
                let judge = Judge {
                    merge: false,
                    owns_maps: false,
                    roots: roots.to_vec(),
                    stream: Vec::new(),
                    taken: Vec::new(),
                    made: Vec::new(),
                };
                self.fail(
                    part,
                    &judge,
                    &format!("Go cannot encode: {text}"),
                    None,
                    None,
                );
            }
        }
    }

    /// A failure over a stream that was made here; `go` is what Go sent back.
    pub(crate) fn fail_made_here<M>(
        &mut self,
        part: Part,
        made: &HandMade<M>,
        go: Vec<u8>,
        text: &str,
    ) {
        let judge = Judge {
            merge: false,
            owns_maps: false,
            roots: made.roots.clone(),
            stream: go,
            taken: Vec::new(),
            made: made.stream.clone(),
        };
        self.fail(part, &judge, text, None, None);
    }

    fn fail(
        &mut self,
        part: Part,
        judge: &Judge,
        text: &str,
        verdict: Option<&Verdict>,
        outcome: Option<&Outcome>,
    ) {
        let of = |text: &str| cut(text, MAX_LOOK);
        let look = match (outcome, verdict) {
            (Some(outcome), Some(verdict)) => format!(
                "{part:?} {:?} Go: {} we: {}",
                outcome.comparison,
                of(&outcome.go_error),
                of(verdict.error.as_deref().unwrap_or("a value"))
            ),
            _ => format!("{part:?} {}", of(text)),
        };
        let text = self.reproducer(part, judge, text, verdict, outcome);
        let whole = [
            &judge
                .roots
                .iter()
                .map(|root| format!("{root} "))
                .collect::<String>(),
            "\n",
            &hex(&judge.stream, usize::MAX),
            "\n",
            &hex(&judge.made, usize::MAX),
            "\n",
        ]
        .concat();
        self.report.fail(look, text, whole);
    }

    fn reproducer(
        &self,
        part: Part,
        judge: &Judge,
        text: &str,
        verdict: Option<&Verdict>,
        outcome: Option<&Outcome>,
    ) -> String {
        let mut lines = vec![text.to_owned()];
        if let Some(outcome) = outcome {
            lines.push(format!("{:?}", outcome.comparison));
            lines.push(format!("Go: {}", cut(&outcome.go_error, MAX_TEXT)));
            lines.push(cut(&outcome.detail, MAX_TEXT));
        }
        if let Some(verdict) = verdict {
            let said = if verdict.error.is_none() {
                "a value"
            } else {
                &verdict.detail
            };
            lines.push(format!("we: {}", cut(said, MAX_TEXT)));
        }
        let mut roots = judge.roots.clone();
        roots.dedup();
        for root in roots {
            lines.push(cut(&(self.describe)(root), MAX_TEXT));
        }
        lines.push(format!("stream: {}", hex(&judge.stream, MAX_SHOWN)));
        lines.push(format!("ours:   {}", hex(&judge.made, MAX_SHOWN)));
        let case = self.report.cases_of(part);
        lines.push(format!("again: {} (case {case} of {part:?})", self.again));
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

/// The first bytes of a stream.
pub(crate) fn hex(bytes: &[u8], max: usize) -> String {
    let shown = bytes.iter().take(max).map(|byte| format!("{byte:02x}"));
    let rest = match bytes.len().checked_sub(max) {
        Some(more @ 1..) => format!("... and {more} more bytes"),
        _ => String::new(),
    };
    shown.collect::<String>() + &rest
}

/// The first of a text.
fn cut(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Bytes of a stream in a report.
const MAX_SHOWN: usize = 600;
/// Characters of a text in a report.
const MAX_TEXT: usize = 2_000;
/// Characters of an error by which disagreements are told apart.
const MAX_LOOK: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_streams_and_texts_are_cut_where_a_terminal_can_show_them() {
        assert_eq!(hex(&[1, 0xab, 3], 9), "01ab03");
        assert_eq!(hex(&[1, 0xab, 3], 2), "01ab... and 1 more bytes");
        assert_eq!(cut("Żółw", 4), "Żółw");
        assert_eq!(cut("Żółw", 2), "Żó...");
    }
}
