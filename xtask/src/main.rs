//! The chores of this repository: `cargo xtask --help`.

mod bench;
mod fixtures;
mod fuzz;
mod msrv;
mod oracle;
mod step;
mod system;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::fuzz::Extent;

fn main() -> ExitCode {
    let result = match Arguments::parse().chore {
        Chore::Test { all } => test::run(all),
        Chore::Fixtures { check: true } => fixtures::check(),
        Chore::Fixtures { check: false } => fixtures::write(),
        Chore::Msrv => msrv::run(),
        Chore::Bench { quick } => bench::run(quick),
        Chore::Damage => test::damage(),
        Chore::Oracle { arguments } => oracle::run(&arguments),
        Chore::Fuzz {
            runs,
            max_len,
            targets,
        } => fuzz::run(Extent { runs, max_len }, &targets),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The chores of the netrpc repository.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Set up what is missing, run all tests, compare the fixtures.
    Test {
        /// Also run what needs system packages, which are installed where that is allowed; else fails with the command to type.
        #[arg(long)]
        all: bool,
    },
    /// Write go-fixtures/ anew with the pinned Go.
    Fixtures {
        /// Write them under target/ instead, and fail on any difference.
        #[arg(long)]
        check: bool,
    },
    /// Build the published crates with the oldest Rust that they promise.
    Msrv,
    /// Try every truncation and every change of every byte of the fixtures up to 4 KiB; minutes.
    Damage,
    /// Compare gob with Go's on random types, values and streams: `--cases N --seed S`, as `--help` behind `--` says.
    Oracle {
        /// The oracle's own arguments.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Look for inputs that break what must hold for all bytes, guided by the code that they reach.
    Fuzz {
        /// How many inputs each target tries.
        #[arg(long, default_value_t = 1_000_000)]
        runs: u64,
        /// How long an input may become, in bytes; without it as libFuzzer likes. Short inputs are many.
        #[arg(long)]
        max_len: Option<usize>,
        /// As `jsonrpc/messages`; all when none is named.
        targets: Vec<String>,
    },
    /// Measure netrpc beside Go, and print the ratios.
    Bench {
        /// Three short rounds instead of nine of a second each.
        #[arg(long)]
        quick: bool,
    },
}
