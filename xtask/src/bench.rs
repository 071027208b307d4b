//! netrpc beside Go in one run: rounds alternate, medians are compared, and only ratios mean anything.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use go_toolchain::{Go, target_dir, workspace_root};

use crate::step::{self, Outcome, cargo};

/// As the contestants call a format, and as the table does.
const FORMATS: &[(&str, &str)] = &[("gob", "GOB"), ("json", "JSON")];
const CODEC: &[(&str, &str)] = &[
    ("pair-encode", "encode struct{A, B int}"),
    ("pair-decode", "decode struct{A, B int}"),
    ("record-encode", "encode a record of 10 fields"),
    ("record-decode", "decode a record of 10 fields"),
];
/// Values without a Rust type and interface values, beside Go's own types: Go has no other.
const DYNAMIC: &[(&str, &str)] = &[
    ("value-encode", "encode the record as a Value"),
    ("value-decode", "decode the record as a Value"),
    ("interface-encode", "encode []any of 100 elements"),
    ("interface-decode", "decode []any of 100 elements"),
    ("interface-value-encode", "encode the same as a Value"),
    ("interface-value-decode", "decode the same as a Value"),
];
/// How many callers, and whether both processes share one core: with one call under way, two idle cores measure how fast the
/// machine wakes up, and one core what the software costs.
const CALLERS: &[(usize, bool)] = &[(1, true), (1, false), (64, false)];

/// The two programs.
struct Contestants {
    go: PathBuf,
    netrpc: PathBuf,
}

/// Runs every workload and prints the table.
pub(crate) fn run(quick: bool) -> Outcome {
    let (rounds, millis) = if quick { (3, 300) } else { (9, 1000) };
    let contestants = Contestants::build()?;
    println!(
        "Medians of {rounds} alternated rounds of {millis} ms. Machines are noisy: compare within this table only.\n"
    );
    for (format, title) in FORMATS {
        codec_rows(&contestants, format, title, CODEC, rounds, millis)?;
        if *format == "gob" {
            codec_rows(&contestants, format, "GOB DYNAMIC", DYNAMIC, rounds, millis)?;
            message_rows(&contestants, rounds, millis)?;
        }
        println!(
            "\n{:<34} {:>14} {:>23}",
            format!("{title} MULTIPLY, client > server"),
            "calls/s",
            "x Go > Go"
        );
        for (callers, one_core) in CALLERS {
            call_rows(&contestants, format, *callers, *one_core, rounds, millis)?;
        }
        println!();
    }
    Ok(())
}

/// Both contestants at every workload of the codec.
fn codec_rows(
    contestants: &Contestants,
    format: &str,
    title: &str,
    workloads: &[(&str, &str)],
    rounds: usize,
    millis: u32,
) -> Outcome {
    println!(
        "{:<34} {:>14} {:>14} {:>8}",
        format!("{title} CODEC, ns a value"),
        "Go",
        "netrpc",
        "x Go"
    );
    for (workload, title) in workloads {
        let arguments = [format, "codec", workload, &millis.to_string()];
        let (mut go, mut netrpc) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            go.push(number(Command::new(&contestants.go).args(arguments))?);
            netrpc.push(number(Command::new(&contestants.netrpc).args(arguments))?);
        }
        let (go, netrpc) = (median(go)?, median(netrpc)?);
        println!("{title:<34} {go:>14.1} {netrpc:>14.1} {:>8.2}", go / netrpc);
    }
    Ok(())
}

/// A value over many messages: twice as many are to take no more time each. Go would have to know as many types.
fn message_rows(contestants: &Contestants, rounds: usize, millis: u32) -> Outcome {
    println!(
        "\n{:<49} {:>14}",
        "GOB, A VALUE OVER MANY MESSAGES", "ns a message"
    );
    for count in ["10000", "20000"] {
        let workload = format!("messages-{count}");
        let arguments = ["gob", "codec", &workload, &millis.to_string()];
        let mut figures = Vec::new();
        for _ in 0..rounds {
            figures.push(number(Command::new(&contestants.netrpc).args(arguments))?);
        }
        let title = format!("decode {count} messages as one Value");
        println!("{title:<49} {:>14.1}", median(figures)?);
    }
    Ok(())
}

/// The four pairings with so many callers on one connection.
fn call_rows(
    contestants: &Contestants,
    format: &str,
    callers: usize,
    one_core: bool,
    rounds: usize,
    millis: u32,
) -> Outcome {
    let Contestants { go, netrpc } = contestants;
    let pairings = [
        ("Go > Go", go, go),
        ("netrpc > netrpc", netrpc, netrpc),
        ("Go > netrpc", go, netrpc),
        ("netrpc > Go", netrpc, go),
    ];
    let mut figures = vec![Vec::new(); pairings.len()];
    for _ in 0..rounds {
        for (figures, (_, client, server)) in figures.iter_mut().zip(&pairings) {
            let server = Serving::start(&mut command(server, one_core), format)?;
            figures.push(number(command(client, one_core).args([
                format,
                "call",
                &server.address,
                &callers.to_string(),
                &millis.to_string(),
            ]))?);
        }
    }
    let medians = figures
        .into_iter()
        .map(median)
        .collect::<Outcome<Vec<_>>>()?;
    let reference = medians.first().copied().unwrap_or(f64::NAN);
    for ((name, ..), figure) in pairings.iter().zip(medians) {
        let cores = if one_core { ", one core" } else { "" };
        let title = format!("{name}, {callers} callers{cores}");
        println!("{title:<34} {figure:>14.0} {:>23.2}", figure / reference);
    }
    Ok(())
}

impl Contestants {
    /// They live in a workspace of their own, which nothing else builds.
    fn build() -> Outcome<Self> {
        let target = target_dir();
        let dir = workspace_root().join("benches/contestants");
        let go = Go::find_or_fetch(&target)?.build(&dir.join("go"), &target)?;
        let contestants_target = target.join("contestants");
        step::run(
            cargo()
                .current_dir(&dir)
                .args(["build", "--release", "--target-dir"])
                .arg(&contestants_target),
        )?;
        let netrpc = contestants_target.join("release/contestant-netrpc");
        Ok(Contestants { go, netrpc })
    }
}

/// A server process, which ends when its stdin does.
struct Serving {
    address: String,
    stdin: Option<ChildStdin>,
    process: Child,
}

impl Serving {
    fn start(command: &mut Command, format: &str) -> Outcome<Self> {
        let mut process = command
            .args([format, "serve"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| {
                let name = command.get_program().to_string_lossy();
                format!("cannot run `{name}`: {error} (taskset is in the package util-linux)")
            })?;
        let stdin = process.stdin.take();
        let stdout = process.stdout.take().ok_or("the server has no stdout")?;
        let mut address = String::new();
        BufReader::new(stdout).read_line(&mut address)?;
        Ok(Serving {
            address: address.trim().into(),
            stdin,
            process,
        })
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.stdin.take());
        // It ends by itself; waiting only takes it off the process table.
        let _ = self.process.wait();
    }
}

/// The program, on the first core alone if asked.
fn command(program: &Path, one_core: bool) -> Command {
    if !one_core {
        return Command::new(program);
    }
    let mut pinned = Command::new("taskset");
    pinned.args(["-c", "0"]).arg(program);
    pinned
}

/// The number that a command prints.
fn number(command: &mut Command) -> Outcome<f64> {
    let text = step::output_of(command)?;
    Ok(text
        .trim()
        .parse()
        .map_err(|_| format!("a contestant printed {text:?}, not a number"))?)
}

fn median(mut figures: Vec<f64>) -> Outcome<f64> {
    figures.sort_by(f64::total_cmp);
    Ok(*figures
        .get(figures.len() / 2)
        .ok_or("no round was played")?)
}
