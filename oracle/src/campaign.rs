//! The parts of a run that need a Go half and a subject.

use fastrand::Rng;

use crate::Failure;
use crate::disagreements;
use crate::mutate::mutate;
use crate::peer::Peer;
use crate::protocol::{Echo, Judge, Make};
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
    /// Why there is none, though Go could have sent such values.
    pub(crate) fault: Option<String>,
}

impl<M> HandMade<M> {
    fn echo(&self) -> Echo {
        Echo {
            roots: self.roots.clone(),
            stream: self.stream.clone(),
        }
    }
}

impl<'a> Campaign<'a> {
    /// Go makes values, we decode and encode them, Go compares.
    pub(crate) fn go_made(
        &mut self,
        part: Part,
        cases: usize,
        rng: &mut Rng,
    ) -> Result<(), Failure> {
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

    /// We make values, Go decodes and encodes them, we compare. `make` gives a stream with values of some roots;
    /// `compare` says what differs between that stream and Go's.
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
            let requests: Vec<_> = made.iter().map(HandMade::echo).collect();
            let answers = self.peer.ask(&requests)?;
            for (made, answer) in made.iter().zip(answers) {
                self.report.count(part, made.roots.len());
                let differs = match (&made.fault, answer) {
                    (Some(fault), _) => Err((Vec::new(), format!("we cannot make it: {fault}"))),
                    (None, Ok(Ok(stream))) => {
                        compare(made, &stream).map_err(|differs| (stream, differs))
                    }
                    (None, Ok(Err(text))) => match disagreements::listed_go_fault(&text) {
                        Some(name) => {
                            self.report.list(part, name, || text);
                            continue;
                        }
                        None => Err((Vec::new(), format!("Go fails: {text}"))),
                    },
                    (None, Err(died)) => Err((Vec::new(), format!("Go died: {}", died.text))),
                };
                match differs {
                    Ok(()) => self.report.agree(part, "equal", made.roots.len()),
                    Err((go, text)) => self.fail_made_here(part, made, go, &text),
                }
            }
        }
        Ok(())
    }

    /// Damaged streams: Go's verdict and ours.
    pub(crate) fn damaged(
        &mut self,
        part: Part,
        cases: usize,
        rng: &mut Rng,
    ) -> Result<(), Failure> {
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
        let several = if self.mixes && rng.u8(0..4) == 0 {
            2
        } else {
            1
        };
        let chosen: Vec<_> = (0..several)
            .filter_map(|_| rng.choice(&self.pairs))
            .collect();
        let pairs: Vec<Pair<'a>> = (0..count)
            .filter_map(|_| rng.choice(&chosen).map(|pair| **pair))
            .collect();
        let make = Make {
            seed: rng.u64(..),
            roots: pairs.iter().map(|pair| pair.made).collect(),
        };
        (pairs, make)
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

/// Requests in one exchange with Go's half.
const BATCH: usize = 64;
/// Ways in which one stream is damaged.
const DAMAGES: usize = 4;
/// Longer streams are not damaged: a change at a random place is a change of one of many texts.
const MAX_DAMAGED: usize = 4_000;
