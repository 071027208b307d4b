//! `oracle --cases N --seed S`: see the crate.

use std::process::ExitCode;
use std::thread;

use clap::Parser;
use oracle::{Job, Plan};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let plan = Plan {
        cases: arguments.cases,
        seed: arguments.seed,
        only: arguments.only,
        threads: arguments
            .threads
            .or_else(|| thread::available_parallelism().map(usize::from).ok())
            .unwrap_or(1),
    };
    match oracle::run(&plan) {
        Ok(report) => {
            println!("{report}");
            if report.failed == 0 {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("oracle: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Compares this gob with Go's, on random types, values and streams.
#[derive(Parser)]
#[command(name = "oracle")]
struct Arguments {
    /// Cases of each part.
    #[arg(long, default_value_t = 20_000)]
    cases: usize,
    /// What types, values and damage are made from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only this one of the jobs that the run is made of, as a failure names it: types-0.
    #[arg(long)]
    only: Option<Job>,
    /// Jobs that run at once; as many as there are cores if not given.
    #[arg(long)]
    threads: Option<usize>,
}
