//! Coverage-guided fuzzing by libFuzzer, on any Rust: what `cargo fuzz` needs a nightly compiler for, the sanitizers, finds
//! nothing where `unsafe` is forbidden.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{self, Outcome, cargo};

/// How much each target runs in `cargo xtask test --all`.
const SMOKE: Extent = Extent {
    runs: 30_000,
    max_len: None,
};

/// How much of a target is enough.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    /// How many inputs it tries.
    pub(crate) runs: u64,
    /// How long they may be, in bytes.
    pub(crate) max_len: Option<usize>,
}

/// Runs the targets of these names, or all, so much each. What they find worth keeping stays for the next time.
pub(crate) fn run(extent: Extent, names: &[String]) -> Outcome {
    let all = targets()?;
    if let Some(unknown) = names
        .iter()
        .find(|name| !all.iter().any(|target| target.name == **name))
    {
        let known: Vec<_> = all.iter().map(|target| target.name.as_str()).collect();
        return Err(format!("there is no target {unknown}, but {}", known.join(", ")).into());
    }
    let wanted = |target: &&Target| names.is_empty() || names.contains(&target.name);
    run_targets(all.iter().filter(wanted), extent, Corpus::Kept)
}

/// Runs every target for a few seconds, the same inputs every time.
pub(crate) fn smoke() -> Outcome {
    run_targets(targets()?.iter(), SMOKE, Corpus::New)
}

/// What `crate/fuzz/fuzz_targets/name.rs` is.
struct Target {
    /// `crate/name`
    name: String,
    /// The folder `crate/fuzz`.
    folder: PathBuf,
    program: String,
}

/// Where a target starts from, besides the seeds that are committed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Corpus {
    /// From what earlier runs kept.
    Kept,
    /// From nothing, and by the same dice.
    New,
}

/// The targets of every folder `*/fuzz` of the workspace.
fn targets() -> Outcome<Vec<Target>> {
    let root = go_toolchain::workspace_root();
    let mut targets = Vec::new();
    for owner in names_in(&root)? {
        let folder = root.join(&owner).join("fuzz");
        if !folder.join("Cargo.toml").is_file() {
            continue;
        }
        for file in names_in(&folder.join("fuzz_targets"))? {
            if let Some(program) = file.strip_suffix(".rs") {
                targets.push(Target {
                    name: format!("{owner}/{program}"),
                    folder: folder.clone(),
                    program: program.to_owned(),
                });
            }
        }
    }
    if targets.is_empty() {
        return Err(format!("no fuzz targets in {}", root.display()).into());
    }
    Ok(targets)
}

fn run_targets<'a>(
    targets: impl Iterator<Item = &'a Target>,
    extent: Extent,
    corpus: Corpus,
) -> Outcome {
    let host = host()?;
    find_cxx()?;
    let mut lines = Vec::new();
    for target in targets {
        let program = build(target, &host)?;
        fuzz(target, &program, extent, corpus)?;
        lines.push(format!("  {}: {} runs", target.name, extent.runs));
    }
    eprintln!("xtask: fuzzed\n{}", lines.join("\n"));
    Ok(())
}

fn build(target: &Target, host: &str) -> Outcome<PathBuf> {
    let out = work_dir();
    step::run(
        cargo()
            .args(["build", "--release", "--target", host, "--bin"])
            .arg(&target.program)
            .arg("--manifest-path")
            .arg(target.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&out)
            .env("RUSTFLAGS", INSTRUMENTED)
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
    )?;
    Ok(out.join(host).join("release").join(&target.program))
}

fn fuzz(target: &Target, program: &Path, extent: Extent, corpus: Corpus) -> Outcome {
    let findings = work_dir().join("findings").join(&target.name);
    fs::create_dir_all(&findings)?;
    let kept = work_dir().join(match corpus {
        Corpus::Kept => "corpus",
        Corpus::New => "smoke",
    });
    let kept = kept.join(&target.name);
    let mut command = Command::new(program);
    command
        .arg(format!("-runs={}", extent.runs))
        .args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/", findings.display()));
    if let Some(max_len) = extent.max_len {
        command.arg(format!("-max_len={max_len}"));
    }
    if corpus == Corpus::New {
        step::fresh_dir(&kept)?;
        command.args(["-seed=1", "-verbosity=0"]);
    } else {
        fs::create_dir_all(&kept)?;
    }
    command.arg(&kept);
    let seeds = target.folder.join("seeds").join(&target.program);
    if !seeds.is_dir() {
        return Err(format!("{} has no seeds: {}", target.name, seeds.display()).into());
    }
    command.arg(seeds);
    step::run(&mut command).map_err(|error| {
        format!(
            "{error}\n{} failed. The input is in {}: `{} FILE` runs it again",
            target.name,
            findings.display(),
            program.display()
        )
        .into()
    })
}

/// Builds of their own, since all crates are instrumented, and what was found.
fn work_dir() -> PathBuf {
    go_toolchain::target_dir().join("fuzz")
}

/// libFuzzer is C++, and built from source.
fn find_cxx() -> Outcome {
    let compiler = env::var_os("CXX").unwrap_or_else(|| "c++".into());
    step::output_of(Command::new(compiler).arg("--version"))
        .map(drop)
        .map_err(|error| {
            format!("libFuzzer needs a C++ compiler (`apt-get install g++`): {error}").into()
        })
}

/// The triple of this machine. Named to cargo, it keeps the flags from build scripts.
fn host() -> Outcome<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = step::output_of(Command::new(rustc).arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc -vV names no host")?.to_owned())
}

/// The names in a folder, sorted.
fn names_in(folder: &Path) -> Outcome<Vec<String>> {
    let failed = |error| format!("cannot read {}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into());
    }
    names.sort();
    Ok(names)
}

/// Counters and comparisons for libFuzzer, as `cargo fuzz` sets them, and the checks of a debug build.
const INSTRUMENTED: &str = "--cfg fuzzing -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks \
    -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fuzz_target_has_seeds() {
        for target in targets().expect("there are targets") {
            let seeds = target.folder.join("seeds").join(&target.program);
            assert!(
                names_in(&seeds).is_ok_and(|names| !names.is_empty()),
                "{} is missing or empty",
                seeds.display()
            );
        }
    }

    #[test]
    fn a_target_that_is_not_there_is_named_with_those_that_are() {
        let error = run(SMOKE, &["jsonrpc/nothing".to_owned()]).expect_err("no such target");
        let error = error.to_string();
        assert!(
            error.starts_with("there is no target jsonrpc/nothing, but "),
            "{error}"
        );
        assert!(error.contains("jsonrpc/messages"), "{error}");
    }
}
