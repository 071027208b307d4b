use crate::step::{self, Outcome, cargo};

/// Runs the oracle, which is built with optimisations: a long run is worth them.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    step::run(
        cargo()
            .args(["run", "--release", "--quiet", "--package", "oracle", "--"])
            .args(arguments),
    )
}
