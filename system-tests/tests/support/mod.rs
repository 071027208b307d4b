//! Builds Go programs with Debian's Go 1.19: the one whose programs Debian's Delve can debug, and that finds Debian's packages.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The folder of the examples.
pub(crate) fn examples() -> PathBuf {
    go_toolchain::workspace_root().join("examples")
}

/// Builds the Go program in `folder` of the examples, which no other test may do meanwhile.
pub(crate) fn build(folder: &str, arguments: &[&str], variables: &[(&str, &str)]) -> PathBuf {
    let go = system_tests::program("/usr/lib/go-1.19/bin/go", "golang-1.19-go");
    let go = go.unwrap_or_else(|error| panic!("{error}"));
    let target = go_toolchain::target_dir().join("go/debian");
    std::fs::create_dir_all(&target).unwrap();
    let program = target.join(folder.replace('/', "-"));
    let output = Command::new(go)
        .arg("build")
        .args(arguments)
        .arg("-o")
        .args([Path::new(&program), Path::new(".")])
        .current_dir(examples().join(folder))
        .env("CGO_ENABLED", "0")
        .env("GOENV", "off")
        .env("GOFLAGS", "")
        .env("GOPROXY", "off")
        .env("GOCACHE", target.join("cache"))
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    program
}
