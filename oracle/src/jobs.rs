//! What a run is made of: jobs that need nothing of each other.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use fastrand::Rng;
use go_toolchain::Go;
use netrpc_gob::value::Value;

use crate::campaign::{Campaign, HandMade, Pair};
use crate::model::{Model, Values};
use crate::peer::Peer;
use crate::program::{self, Built};
use crate::report::{Part, Report};
use crate::subject::{self, Typed, Verdict};
use crate::twins::{self, Twin};
use crate::{Failure, Plan};

/// One of the jobs of a run, by the name that [`Display`](fmt::Display) gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    /// `types-N`: a program with generated types, and [`Value`]s.
    Types(usize),
    /// `twins-N`: a part of what is compared with derived types.
    Twins(usize),
}

/// The jobs of a whole run.
pub(crate) fn all(plan: &Plan) -> Vec<Job> {
    let jobs = 0..jobs_of_a_kind(plan);
    // The programs first: one that is built while others run costs no time.
    let types = jobs.clone().map(Job::Types);
    types.chain(jobs.map(Job::Twins)).collect()
}

fn jobs_of_a_kind(plan: &Plan) -> usize {
    plan.cases.div_ceil(CASES_A_JOB).max(1)
}

/// Runs jobs of one plan.
pub(crate) struct Runner<'a> {
    go: &'a Go,
    plan: &'a Plan,
    twins: Twins,
}

/// The table of twins, and Go's half of it.
struct Twins {
    table: Vec<Twin>,
    /// Indexes of Go's table.
    roots: BTreeMap<&'static str, u32>,
    built: Built,
}

impl<'a> Runner<'a> {
    /// # Errors
    /// The program with the twins does not build.
    pub(crate) fn new(go: &'a Go, plan: &'a Plan) -> Result<Self, Failure> {
        let table = twins::table();
        let (source, roots) = twins::source(&table);
        let mut files = twins::DECLARATIONS.to_vec();
        files.push(("generated.go", &source));
        let built = program::build(go, "twins", &files, &go_toolchain::target_dir())?;
        let twins = Twins {
            table,
            roots,
            built,
        };
        Ok(Runner { go, plan, twins })
    }

    /// # Errors
    /// A program does not build, or speaks nonsense.
    pub(crate) fn run(&self, job: Job) -> Result<Report, Failure> {
        let cases = self.plan.cases.div_ceil(jobs_of_a_kind(self.plan));
        match job {
            Job::Types(number) => self.run_types(job, number, cases),
            Job::Twins(number) => self.run_twins(job, number, cases),
        }
    }

    fn run_types(&self, job: Job, number: usize, cases: usize) -> Result<Report, Failure> {
        let mut rng = self.rng(number);
        let roots = (PARTS * cases).div_ceil(VALUES_A_TYPE);
        let model = Model::generate(rng.u64(..), roots);
        let built = program::build(
            self.go,
            &job.to_string(),
            &[("generated.go", &model.source())],
            &go_toolchain::target_dir(),
        )?;
        let subject = Typed::<Value>::new();
        let pair = |root| Pair {
            made: root,
            judged: root,
            subject: &subject,
            owns_maps: false,
        };
        let mut campaign = Campaign {
            peer: Peer::new(built.program(), &job.to_string()),
            pairs: (0..roots as u32).map(pair).collect(),
            mixes: true,
            describe: &|root| model.source_of_root(root as usize),
            again: self.again(job),
            report: Report {
                types: roots,
                ..Report::default()
            },
        };
        campaign.go_made(Part::GoMade, cases, &mut rng)?;
        campaign.damaged(Part::Damaged, cases, &mut rng)?;
        let values = Values::new(&model)?;
        let make = |rng: &mut Rng| {
            let count = *rng.choice(&[1, 1, 2, 3, 4, 8]).unwrap_or(&1);
            let roots = values.roots(count, rng);
            let (stream, fault) = match values.stream(&roots, rng) {
                Ok(stream) => (stream, None),
                Err(error) => (Vec::new(), Some(format!("{error:#}"))),
            };
            HandMade {
                of: (),
                roots,
                stream,
                fault,
            }
        };
        campaign.made_here(Part::MadeHere, cases, &mut rng, make, same_values)?;
        Ok(campaign.report)
    }

    fn run_twins(&self, job: Job, number: usize, cases: usize) -> Result<Report, Failure> {
        let mut rng = self.rng(number);
        let Twins {
            table,
            roots,
            built,
        } = &self.twins;
        let root = |go| roots.get(go).copied().unwrap_or_default();
        let describe = |root: u32| {
            let found = roots.iter().find(|(_, index)| **index == root);
            found.map(|(go, _)| (*go).to_owned()).unwrap_or_default()
        };
        let mut campaign = Campaign {
            peer: Peer::new(built.program(), &job.to_string()),
            pairs: table
                .iter()
                .map(|twin| Pair {
                    made: root(twin.from),
                    judged: root(twin.go),
                    subject: twin.subject.as_subject(),
                    owns_maps: twin.owns_maps,
                })
                .collect(),
            mixes: false,
            describe: &describe,
            again: self.again(job),
            report: Report::default(),
        };
        // The table is one, however many jobs there are.
        if number == 0 {
            campaign.report.types = roots.len();
        }
        campaign.go_made(Part::TypedGoMade, cases, &mut rng)?;
        campaign.go_made(Part::TypedMerged, cases, &mut rng)?;
        campaign.damaged(Part::TypedDamaged, cases, &mut rng)?;
        let make = |rng: &mut Rng| {
            let of = rng.choice(table);
            let count = rng.usize(1..5);
            HandMade {
                of,
                roots: vec![of.map_or(0, |twin| root(twin.go)); count],
                stream: of.map_or_else(Vec::new, |twin| twin.subject.make(count, rng)),
                fault: None,
            }
        };
        campaign.made_here(Part::TypedMadeHere, cases, &mut rng, make, same_twins)?;
        Ok(campaign.report)
    }

    fn rng(&self, number: usize) -> Rng {
        Rng::with_seed(self.plan.seed ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn again(&self, job: Job) -> String {
        let Plan { cases, seed, .. } = self.plan;
        format!("cargo xtask oracle --cases {cases} --seed {seed} --only {job}")
    }
}

/// Whether Go has sent the values back that were made here.
fn same_values(made: &HandMade<()>, go: &[u8]) -> Result<(), String> {
    let count = made.roots.len();
    let values = |stream| subject::values(stream, count).map_err(|error| format!("{error:#}"));
    let ours = values(&made.stream).map_err(|error| format!("our own stream: {error}"))?;
    let theirs = values(go).map_err(|error| format!("Go's stream: {error}"))?;
    match ours.iter().zip(&theirs).find(|(one, other)| one != other) {
        Some((ours, theirs)) => Err(format!("made here\n{ours}\nGo sends back\n{theirs}")),
        None => Ok(()),
    }
}

/// The same for derived types. Our encoder gives the same bytes for the same values: maps are sorted ones.
fn same_twins(made: &HandMade<Option<&Twin>>, go: &[u8]) -> Result<(), String> {
    let Some(twin) = made.of else { return Ok(()) };
    let (ours, theirs) = (twin.subject.again(&made.stream), twin.subject.again(go));
    let failed = |verdicts: &[Verdict]| verdicts.iter().find_map(|of| of.error.clone());
    match (failed(&ours.verdicts), failed(&theirs.verdicts)) {
        (Some(error), _) => Err(format!("our own stream: {error}")),
        (_, Some(error)) => Err(format!("Go's stream: {error}")),
        _ if ours.stream != theirs.stream => Err("the values differ".into()),
        _ => Ok(()),
    }
}

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Job::Types(number) => write!(f, "types-{number}"),
            Job::Twins(number) => write!(f, "twins-{number}"),
        }
    }
}

impl FromStr for Job {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let job = name.split_once('-').and_then(|(kind, number)| {
            let number = number.parse().ok()?;
            match kind {
                "types" => Some(Job::Types(number)),
                "twins" => Some(Job::Twins(number)),
                _ => None,
            }
        });
        job.ok_or_else(|| format!("{name:?} is no job: types-0 and twins-0 are"))
    }
}

/// Cases of each part in one job: types that Go compiles in a few seconds.
const CASES_A_JOB: usize = 10_000;
/// At least one new type for so many values.
const VALUES_A_TYPE: usize = 100;
/// Parts that make values of generated types.
const PARTS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_found_by_the_name_that_a_report_gives_it() {
        for job in [Job::Types(0), Job::Types(17), Job::Twins(3)] {
            assert_eq!(job.to_string().parse(), Ok(job));
        }
        for name in ["", "types", "types-", "twins-x", "others-1"] {
            assert!(name.parse::<Job>().is_err(), "{name}");
        }
    }

    #[test]
    fn jobs_share_the_cases_of_a_plan() {
        let jobs = |cases| {
            all(&Plan {
                cases,
                seed: 0,
                only: None,
                threads: 1,
            })
        };
        assert_eq!(jobs(1), [Job::Types(0), Job::Twins(0)]);
        assert_eq!(jobs(20_000).len(), 4);
        assert_eq!(jobs(20_001).len(), 6);
    }
}
