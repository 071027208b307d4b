//! Programs of the system that `system-tests` need.

use std::path::Path;
use std::process::Command;

use crate::step::{self, Outcome, cargo};

/// Installs what is missing, where that is allowed, and runs the tests that need it.
pub(crate) fn run() -> Outcome {
    let missing = missing(PROGRAMS);
    if !missing.is_empty() {
        install(&missing)?;
    }
    step::run(cargo().args(["test", "--package", "system-tests"]))
}

/// Programs, and the Debian packages that have them. Go is the one whose programs Debian's delve can debug.
const PROGRAMS: &[(&str, &str)] = &[
    ("/usr/bin/chromium", "chromium"),
    ("/usr/bin/dlv", "delve"),
    ("/usr/lib/go-1.19/bin/go", "golang-1.19-go"),
    (
        "/usr/share/gocode/src/github.com/hashicorp/net-rpc-msgpackrpc/codec.go",
        "golang-github-hashicorp-net-rpc-msgpackrpc-dev",
    ),
];

fn missing(programs: &[(&str, &'static str)]) -> Vec<&'static str> {
    programs
        .iter()
        .filter(|(program, _)| !Path::new(program).is_file())
        .map(|&(_, package)| package)
        .collect()
}

fn install(packages: &[&str]) -> Outcome {
    let is_root = step::output_of(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root || !Path::new("/usr/bin/apt-get").is_file() {
        return Err(wanted(packages).into());
    }
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        step::run(&mut command)
    };
    apt(&["update", "--quiet"])
        .and_then(|()| {
            let install = ["install", "--quiet", "--yes", "--no-install-recommends"];
            apt(&[&install, packages].concat())
        })
        .map_err(|error| format!("{error}; {}", wanted(packages)).into())
}

fn wanted(packages: &[&str]) -> String {
    format!(
        "the tests with programs of the system want: sudo apt-get install {}",
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_asked_for_and_by_the_command_to_type() {
        let missing = missing(&[("/bin/sh", "dash"), ("/no/such/gopher", "gopher")]);
        assert_eq!(missing, ["gopher"]);
        assert!(wanted(&missing).ends_with("sudo apt-get install gopher"));
    }
}
