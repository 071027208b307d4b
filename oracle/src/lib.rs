//! Compares this gob with Go's, on random types, values and streams.
//!
//! ```text
//! seed -> model (random Go types) -> program (harness + types, built) -> peer (Go's half, a process)
//!                                                                          |  requests and answers
//! subject (our half: Value, or a derived type)  <->  campaign (one part)  <+
//!                                                        |
//!             disagreements (the written list)  ->  report
//! ```
//!
//! A case is a type and a value. Go makes values and we encode them again, or the other way round, or a stream
//! is damaged and both say what they make of it. Whatever differs is on the list of [`disagreements`], with a
//! reason and a count, or fails the run.

mod campaign;
pub mod disagreements;
mod model;
mod mutate;
mod peer;
mod program;
mod protocol;
mod report;
mod subject;
mod twins;

use std::error::Error;
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use fastrand::Rng;
use go_toolchain::Go;
use netrpc_gob::value::Value;

pub use crate::report::{Part, Report};
use crate::campaign::{Campaign, HandMade, Pair};
use crate::model::Model;
use crate::peer::Peer;
use crate::subject::{Typed, Verdict};

/// Why a run could not be made; the text is for the person at the keyboard.
pub type Failure = Box<dyn Error + Send + Sync>;

/// What a run does.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Cases of each part.
    pub cases: usize,
    pub seed: u64,
    /// Only this one of the programs that the run is made of.
    pub program: Option<usize>,
    /// Programs that run at once.
    pub jobs: usize,
}

/// Runs what `plan` says.
///
/// # Errors
/// There is no Go to be had, or a generated program does not build. Disagreements are no errors: they are in
/// the report.
pub fn run(plan: &Plan) -> Result<Report, Failure> {
    let go = Go::find_or_fetch(&go_toolchain::target_dir())?;
    let programs = plan.cases.div_ceil(CASES_A_PROGRAM).max(1);
    let numbers: Vec<_> = match plan.program {
        Some(number) => vec![number],
        None => (0..programs).collect(),
    };
    let cases = plan.cases.div_ceil(programs);
    let next = AtomicUsize::new(0);
    let reports = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..plan.jobs.max(1) {
            scope.spawn(|| {
                while let Some(number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let report = run_program(&go, plan, *number, cases);
                    let Ok(mut reports) = reports.lock() else { return };
                    reports.push((*number, report));
                }
            });
        }
    });
    let mut reports = reports.into_inner().unwrap_or_default();
    reports.sort_by_key(|(number, _)| *number);
    let mut whole = run_twins(&go, plan)?;
    for (_, report) in reports {
        whole.add(report?);
    }
    write_failures(&whole)?;
    Ok(whole)
}

/// Writes the streams of unlisted disagreements, which are too long to print, under the target directory.
fn write_failures(report: &Report) -> Result<(), Failure> {
    let folder = go_toolchain::target_dir().join("oracle/failures");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    for (index, (look, failed)) in report.failures.iter().enumerate() {
        fs::create_dir_all(&folder)?;
        let text = format!("{look}\n{}\n{}", failed.text, failed.streams);
        fs::write(folder.join(format!("{index}.txt")), text)?;
    }
    Ok(())
}

/// The parts of one program.
fn run_program(go: &Go, plan: &Plan, number: usize, cases: usize) -> Result<Report, Failure> {
    let mut rng = Rng::with_seed(plan.seed ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let roots = (PARTS * cases).div_ceil(VALUES_A_TYPE);
    let model = Model::generate(rng.u64(..), roots);
    let source = model.source();
    let built = program::build(
        go,
        &format!("types-{number}"),
        &[("generated.go", &source)],
        &go_toolchain::target_dir(),
    )?;
    let subject = Typed::<Value>::new();
    let mut campaign = Campaign {
        peer: Peer::new(built.program().to_owned()),
        pairs: (0..roots as u32)
            .map(|root| Pair {
                made: root,
                judged: root,
                subject: &subject,
                owns_maps: false,
            })
            .collect(),
        mixes: true,
        describe: &|root| model.source_of_root(root as usize),
        again: format!(
            "cargo xtask oracle --cases {} --seed {} --program {number}",
            plan.cases, plan.seed
        ),
        report: Report {
            types: roots,
            ..Report::default()
        },
    };
    campaign.go_made(Part::GoMade, cases, &mut rng)?;
    campaign.damaged(Part::Damaged, cases, &mut rng)?;
    Ok(campaign.report)
}

/// The parts that compare derived types.
fn run_twins(go: &Go, plan: &Plan) -> Result<Report, Failure> {
    let mut rng = Rng::with_seed(plan.seed);
    let table = twins::table();
    let (roots, index) = twins::source(&table);
    let mut files = twins::DECLARATIONS.to_vec();
    files.push(("generated.go", &roots));
    let built = program::build(go, "twins", &files, &go_toolchain::target_dir())?;
    let root = |go| index.get(go).copied().unwrap_or_default();
    let names: Vec<_> = index.iter().map(|(go, index)| (*index, *go)).collect();
    let describe = |root: u32| {
        let found = names.iter().find(|(index, _)| *index == root);
        found.map(|(_, go)| go.to_string()).unwrap_or_default()
    };
    let pairs: Vec<_> = table
        .iter()
        .map(|twin| Pair {
            made: root(twin.from),
            judged: root(twin.go),
            subject: twin.subject.as_subject(),
            owns_maps: twin.owns_maps,
        })
        .collect();
    let mut campaign = Campaign {
        peer: Peer::new(built.program().to_owned()),
        pairs,
        mixes: false,
        describe: &describe,
        again: format!("cargo xtask oracle --cases {} --seed {}", plan.cases, plan.seed),
        report: Report {
            types: index.len(),
            ..Report::default()
        },
    };
    campaign.go_made(Part::TypedGoMade, plan.cases, &mut rng)?;
    campaign.go_made(Part::TypedMerged, plan.cases, &mut rng)?;
    campaign.damaged(Part::TypedDamaged, plan.cases, &mut rng)?;
    let make = |rng: &mut Rng| {
        let of = rng.usize(..table.len());
        let count = rng.usize(1..5);
        let twin = table.get(of);
        HandMade {
            of,
            roots: vec![twin.map_or(0, |twin| root(twin.go)); count],
            stream: twin.map_or_else(Vec::new, |twin| twin.subject.make(count, rng)),
        }
    };
    // Our encoder gives the same bytes for the same values: maps are sorted ones.
    let compare = |made: &HandMade<usize>, go: &[u8]| {
        let Some(twin) = table.get(made.of) else { return Ok(()) };
        let (ours, theirs) = (twin.subject.again(&made.stream), twin.subject.again(go));
        let failed = |verdicts: &[Verdict]| verdicts.iter().find_map(|of| of.error.clone());
        match (failed(&ours.verdicts), failed(&theirs.verdicts)) {
            (Some(error), _) => Err(format!("our own stream: {error}")),
            (_, Some(error)) => Err(format!("Go's stream: {error}")),
            _ if ours.stream != theirs.stream => Err("the values differ".into()),
            _ => Ok(()),
        }
    };
    campaign.made_here(Part::TypedMadeHere, plan.cases, &mut rng, make, compare)?;
    Ok(campaign.report)
}

/// Cases of each part in one program: what Go compiles in a few seconds.
const CASES_A_PROGRAM: usize = 10_000;
/// At least one new type for so many values.
const VALUES_A_TYPE: usize = 100;
/// Parts that make values of generated types.
const PARTS: usize = 3;
