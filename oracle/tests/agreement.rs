//! The run that every change has to pass; `cargo xtask oracle` makes longer ones.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::thread;

use oracle::{Part, Plan};

#[test]
fn go_and_we_agree_on_twenty_thousand_cases_of_each_part() {
    let plan = Plan {
        cases: 20_000,
        seed: 1,
        only: None,
        threads: thread::available_parallelism().map_or(2, usize::from),
    };
    let report = oracle::run(&plan).unwrap();
    for part in Part::ALL {
        assert!(report.cases_of(part) >= plan.cases, "{part:?}:\n{report}");
    }
    // At least one new type for a hundred generated values, beside those that have twins.
    assert!(report.types >= 600 + 60, "{report}");
    assert_eq!(report.failed, 0, "\n{report}");
}
