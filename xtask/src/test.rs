use go_toolchain::Go;

use crate::step::{self, Outcome, cargo};
use crate::{fixtures, fuzz, msrv, system};

/// Sets up Go, runs every test of the workspace, and compares the fixtures.
pub(crate) fn run(all: bool) -> Outcome {
    let target = go_toolchain::target_dir();
    let go = Go::find_or_fetch(&target)?;
    eprintln!(
        "xtask: live Go peers run on Go {} ({})",
        go.version(),
        go.program().display()
    );
    let old = Go::old(&target)?;
    eprintln!("xtask: and on Go {}", old.version());
    for go in [&go, &old] {
        go.build(&go_toolchain::workspace_root().join("interop/go"), &target)?;
    }
    step::run(
        cargo()
            .args(["test", "--workspace", "--all-features"])
            .args(["--exclude", "system-tests"])
            .env("NETRPC_GO", go.program())
            .env("NETRPC_GO_OLD", old.program()),
    )?;
    fixtures::check()?;
    if all {
        system::run()?;
        msrv::run()?;
        fuzz::smoke()?;
    }
    eprintln!("xtask: all tests passed");
    Ok(())
}

/// Tries every truncation and every change of every byte of the fixtures up to 4 KiB (the few that are longer are sampled),
/// which takes too long for every day.
pub(crate) fn damage() -> Outcome {
    step::run(
        cargo()
            .args([
                "test",
                "--release",
                "--package",
                "netrpc-gob",
                "--package",
                "netrpc",
                "--package",
                "netrpc-jsonrpc",
            ])
            .args(["--test", "hostile", "--test", "damage", "--", "--nocapture"])
            .env("NETRPC_ALL_DAMAGE", "1"),
    )
}
