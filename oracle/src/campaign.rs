//! The parts of a run that need a Go half and a subject.

use fastrand::Rng;

use crate::Failure;
use crate::disagreements::{self, Evidence};
use crate::mutate::mutate;
use crate::peer::{Died, Peer};
use crate::protocol::{Comparison, Echo, Judge, Make, Outcome};
use crate::report::{Part, Report};
use crate::subject::{Again, Subject, Verdict};

/// One Go half, and what is compared with it.
pub(crate) struct Campaign<'a> {
    pub(crate) peer: Peer,
    pub(crate) pairs: Vec<Pair<'a>>,
    /// Whether values of several pairs may come on one stream.
    pub(crate) mixes: bool,
    /// What a report says of a root.
    pub(crate) describe: &'a (dyn Fn(u32) -> String + Sync),
    /// How to get the same run again.
    pub(crate) again: String,
    pub(crate) report: Report,
}

/// A Go type and our side of it.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    /// The Go type that values are made of, as an index of the Go half's table.
    pub(crate) made: u32,
    /// The Go type that our side is the twin of: that which Go decodes into.
    pub(crate) judged: u32,
    pub(crate) subject: &'a dyn Subject,
    /// Whether our side cannot tell a nil map from an empty one.
    pub(crate) owns_maps: bool,
}

/// Values on their way.
struct Made<'a> {
    pair: Pair<'a>,
    roots: Vec<u32>,
    stream: Vec<u8>,
}

/// A stream that was made here.
pub(crate) struct HandMade<M> {
    /// What it was made of.
    pub(crate) of: M,
    pub(crate) roots: Vec<u32>,
    pub(crate) stream: Vec<u8>,
}

impl<'a> Campaign<'a> {
    /// Go makes values, we decode and encode them, Go compares.
    pub(crate) fn go_made(&mut self, part: Part, cases: usize, rng: &mut Rng) -> Result<(), Failure> {
        let merge = part == Part::TypedMerged;
        while self.report.cases_of(part) < cases {
            let streams = self.streams(rng, part)?;
            let mut judges = Vec::new();
            let mut verdicts = Vec::new();
            for made in streams {
                let again = match merge {
                    true => made.pair.subject.merged(&made.stream),
                    false => made.pair.subject.again(&made.stream),
                };
                let (judge, of) = made.judge(merge, again);
                judges.push(judge);
                verdicts.push(of);
            }
            let answers = self.peer.ask(&judges)?;
            for ((judge, verdicts), answer) in judges.iter().zip(&verdicts).zip(answers) {
                match answer {
                    Err(died) => self.died(part, judge, &died),
                    Ok(outcomes) => {
                        self.compare_made(part, judge, verdicts, &outcomes);
                    }
                }
            }
        }
        Ok(())
    }

    /// We make values, Go decodes and encodes them, we compare. `make` gives a stream with values of some pairs, by
    /// index; `compare` says what differs between that stream and Go's.
    pub(crate) fn made_here<M>(
        &mut self,
        part: Part,
        cases: usize,
        rng: &mut Rng,
        mut make: impl FnMut(&mut Rng) -> HandMade<M>,
        compare: impl Fn(&HandMade<M>, &[u8]) -> Result<(), String>,
    ) -> Result<(), Failure> {
        while self.report.cases_of(part) < cases {
            let made: Vec<_> = (0..BATCH).map(|_| make(rng)).collect();
            let requests: Vec<_> = made
                .iter()
                .map(|made| Echo {
                    roots: made.roots.clone(),
                    stream: made.stream.clone(),
                })
                .collect();
            let answers = self.peer.ask(&requests)?;
            for (made, answer) in made.iter().zip(answers) {
                self.report.count(part, made.roots.len());
                let (go, differs) = match answer {
                    Ok(Ok(stream)) => {
                        let compared = compare(made, &stream);
                        (stream, compared.err())
                    }
                    Ok(Err(text)) => (Vec::new(), Some(format!("Go fails: {text}"))),
                    Err(died) => (Vec::new(), Some(format!("Go died: {}", died.text))),
                };
                match differs {
                    None => {
                        *self.report.agreed.entry((part, "equal")).or_default() += made.roots.len();
                    }
                    Some(text) => {
                        let judge = Judge {
                            merge: false,
                            owns_maps: false,
                            roots: made.roots.clone(),
                            stream: go,
                            taken: Vec::new(),
                            made: made.stream.clone(),
                        };
                        self.fail(part, &judge, &text, None, None);
                    }
                }
            }
        }
        Ok(())
    }

    /// Damaged streams: Go's verdict and ours.
    pub(crate) fn damaged(&mut self, part: Part, cases: usize, rng: &mut Rng) -> Result<(), Failure> {
        while self.report.cases_of(part) < cases {
            let streams = self.streams(rng, part)?;
            let mut judges = Vec::new();
            let mut verdicts = Vec::new();
            for (index, made) in streams.iter().enumerate() {
                if made.stream.len() > MAX_DAMAGED {
                    continue;
                }
                let other = streams.get(index.wrapping_sub(1));
                for _ in 0..DAMAGES {
                    let other = other.map(|other| &other.stream[..]).unwrap_or_default();
                    let damaged = Made {
                        stream: mutate(&made.stream, other, rng),
                        roots: made.roots.clone(),
                        ..*made
                    };
                    let again = made.pair.subject.again(&damaged.stream);
                    let (judge, of) = damaged.judge(false, again);
                    judges.push(judge);
                    verdicts.push(of);
                }
            }
            let answers = self.peer.ask(&judges)?;
            for ((judge, verdicts), answer) in judges.iter().zip(&verdicts).zip(answers) {
                self.report.count(part, 1);
                match answer {
                    Err(died) => self.died(part, judge, &died),
                    Ok(outcomes) => self.compare_damaged(part, judge, verdicts, &outcomes),
                }
            }
        }
        Ok(())
    }

    /// Streams that Go made.
    fn streams(&mut self, rng: &mut Rng, part: Part) -> Result<Vec<Made<'a>>, Failure> {
        let requests: Vec<_> = (0..BATCH).map(|_| self.make(rng, part)).collect();
        let (pairs, requests): (Vec<_>, Vec<_>) = requests.into_iter().unzip();
        let answers = self.peer.ask(&requests)?;
        let mut streams = Vec::new();
        for ((pairs, request), answer) in pairs.iter().zip(requests).zip(answers) {
            let Some(pair) = pairs.first() else { continue };
            match answer {
                Ok(Ok(stream)) => streams.push(Made {
                    pair: *pair,
                    roots: pairs.iter().map(|pair| pair.judged).collect(),
                    stream,
                }),
                Ok(Err(text)) => self.go_fault(part, &request.roots, &text),
                Err(died) => self.go_fault(part, &request.roots, &died.text),
            }
        }
        Ok(streams)
    }

    fn make(&self, rng: &mut Rng, part: Part) -> (Vec<Pair<'a>>, Make) {
        let count = match part {
            Part::TypedMerged => 2,
            Part::Damaged | Part::TypedDamaged => rng.usize(1..4),
            _ => *rng.choice(&[1, 1, 2, 3, 4, 8]).unwrap_or(&1),
        };
        let several = if self.mixes && rng.u8(0..4) == 0 { 2 } else { 1 };
        let chosen: Vec<_> = (0..several).filter_map(|_| rng.choice(&self.pairs)).collect();
        let pairs: Vec<Pair<'a>> = (0..count).filter_map(|_| rng.choice(&chosen).map(|pair| **pair)).collect();
        let make = Make {
            seed: rng.u64(..),
            roots: pairs.iter().map(|pair| pair.made).collect(),
        };
        (pairs, make)
    }

    fn compare_made(
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
            let verdict = if judge.merge { failed } else { verdicts.get(index) };
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
                    self.report.agree(part, "equal");
                }
                (Comparison::Rejects, None) => {
                    self.report.count(part, 1);
                    self.reject(part, verdict, outcome);
                }
                _ => {
                    self.report.count(part, 1);
                    self.disagree(part, judge, verdict, outcome);
                    return;
                }
            }
        }
    }

    /// Both reject a value; Go's words may be the same.
    fn reject(&mut self, part: Part, verdict: &Verdict, outcome: &Outcome) {
        let same = verdict.error.as_ref() == Some(&outcome.go_error);
        self.report.agree(part, if same { "values: both reject them, in the same words" } else { "values: both reject them" });
    }

    fn compare_damaged(
        &mut self,
        part: Part,
        judge: &Judge,
        verdicts: &[Verdict],
        outcomes: &[Outcome],
    ) {
        for (verdict, outcome) in verdicts.iter().zip(outcomes) {
            match outcome.comparison {
                Comparison::Equal => self.report.agree(part, "values: both decode them, to the same"),
                Comparison::Rejects => {
                    self.reject(part, verdict, outcome);
                    if verdict.messages > 1 {
                        // Go takes what is left of such a value for the next one.
                        self.report.agree(part, "streams: not compared behind an error in a value over several messages");
                        return;
                    }
                }
                Comparison::RejectsBoth if part == Part::Damaged => {
                    self.report.agree(part, "values: Go's types reject them, before and after");
                    if verdict.messages > 1 {
                        return;
                    }
                }
                _ => {
                    self.disagree(part, judge, verdict, outcome);
                    return;
                }
            }
        }
    }

    fn disagree(&mut self, part: Part, judge: &Judge, verdict: &Verdict, outcome: &Outcome) {
        let evidence = Evidence {
            part,
            verdict,
            outcome,
            stream: &judge.stream,
        };
        match disagreements::listed(&evidence) {
            Some(class) => {
                let example = || self.reproducer(judge, "", Some(verdict), Some(outcome));
                let example = example();
                self.report.list(part, class.name, || example);
            }
            None => self.fail(part, judge, "", Some(verdict), Some(outcome)),
        }
    }

    fn died(&mut self, part: Part, judge: &Judge, died: &Died) {
        match disagreements::listed_death(died) {
            Some(name) => self.report.list(part, name, || died.text.clone()),
            None => self.fail(part, judge, &format!("Go died: {}", died.text), None, None),
        }
    }

    fn go_fault(&mut self, part: Part, roots: &[u32], text: &str) {
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
                self.fail(part, &judge, &format!("Go cannot encode: {text}"), None, None);
            }
        }
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
        let text = self.reproducer(judge, text, verdict, outcome);
        let whole = [&judge.roots.iter().map(|root| format!("{root} ")).collect::<String>(), "\n", &hex(&judge.stream, usize::MAX), "\n", &hex(&judge.made, usize::MAX), "\n"].concat();
        self.report.fail(look, text, whole);
    }

    fn reproducer(
        &self,
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
            lines.push(format!("we: {}", cut(&format!("{verdict:?}"), MAX_TEXT)));
        }
        let mut roots = judge.roots.clone();
        roots.dedup();
        for root in roots {
            lines.push(cut(&(self.describe)(root), MAX_TEXT));
        }
        lines.push(format!("stream: {}", hex(&judge.stream, MAX_SHOWN)));
        lines.push(format!("ours:   {}", hex(&judge.made, MAX_SHOWN)));
        lines.push(format!("again: {}", self.again));
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

impl Made<'_> {
    fn judge(self, merge: bool, again: Again) -> (Judge, Vec<Verdict>) {
        let taken = again.verdicts.iter().map(Verdict::taken);
        let judge = Judge {
            merge,
            owns_maps: self.pair.owns_maps,
            roots: self.roots,
            stream: self.stream,
            taken: taken.collect(),
            made: again.stream,
        };
        (judge, again.verdicts)
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

/// Requests in one exchange with Go's half.
const BATCH: usize = 64;
/// Ways in which one stream is damaged.
const DAMAGES: usize = 4;
/// Longer streams are not damaged: a change at a random place is a change of one of many texts.
const MAX_DAMAGED: usize = 4_000;
/// Bytes of a stream in a report.
const MAX_SHOWN: usize = 600;
/// Characters of a text in a report.
const MAX_TEXT: usize = 2_000;
/// Characters of an error by which disagreements are told apart.
const MAX_LOOK: usize = 60;
