//! Compares this gob with Go's, on random types, values and streams.
//!
//! ```text
//! Plan -> jobs -> model (a seed becomes Go types) or twins (a table) -> program (harness + types, built)
//!                                                                          |
//!                  peer (Go's half, a process) <- requests, answers (protocol)
//!                   |
//!                campaign (one part) <-> subject (our half: Value, or a derived type), mutate
//!                   |
//!                findings -> disagreements (the written list) -> Report
//! ```
//!
//! A case is a type and a value. Go makes values and we encode them again, or the other way round, or a stream
//! is damaged and both say what they make of it. Whatever differs is on the list of [`disagreements`], with a
//! reason and a count, or fails the run.
//!
//! Each job has a seed of its own and runs alone with [`Plan::only`], which is how a failure is looked into:
//! `cargo xtask oracle --cases 20000 --seed 1 --only types-1`.

mod campaign;
pub mod disagreements;
mod findings;
mod jobs;
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

use go_toolchain::Go;

pub use crate::jobs::Job;
pub use crate::report::{Failed, Part, Report};

/// Why a run could not be made; the text is for the person at the keyboard.
pub type Failure = Box<dyn Error + Send + Sync>;

/// What a run does.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Cases of each part.
    pub cases: usize,
    /// What types, values and damage are made from.
    pub seed: u64,
    /// Only this one of the jobs that the run is made of.
    pub only: Option<Job>,
    /// Jobs that run at once.
    pub threads: usize,
}

/// Runs what `plan` says.
///
/// # Errors
/// There is no Go to be had, or a generated program does not build. Disagreements are no errors: they are in
/// the report.
pub fn run(plan: &Plan) -> Result<Report, Failure> {
    let go = Go::find_or_fetch(&go_toolchain::target_dir())?;
    let jobs = match plan.only {
        Some(job) => vec![job],
        None => jobs::all(plan),
    };
    let runner = jobs::Runner::new(&go, plan)?;
    let next = AtomicUsize::new(0);
    let reports = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..plan.threads.max(1) {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let report = runner.run(*job);
                    let Ok(mut reports) = reports.lock() else {
                        return;
                    };
                    reports.push((*job, report));
                }
            });
        }
    });
    let mut reports = reports.into_inner().unwrap_or_default();
    // As if they had run one after the other.
    reports.sort_by_key(|(job, _)| *job);
    let mut whole = Report::default();
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
