use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::step::{self, Outcome, cargo};

/// Builds the published crates with Rust 1.85: Debian's packages, unpacked under target/, not installed.
pub(crate) fn run() -> Outcome {
    let root = go_toolchain::workspace_root();
    let target = go_toolchain::target_dir();
    let toolchain = toolchain(&target.join("msrv"))?;
    let libraries = library_path(&toolchain)?;
    let rustc = toolchain.join("usr/bin/rustc");
    let version = step::output_of(
        Command::new(&rustc)
            .arg("--version")
            .env("LD_LIBRARY_PATH", &libraries),
    )?;
    eprintln!("xtask: building with {}", version.trim_end());
    let mut build = Command::new(toolchain.join("usr/bin/cargo"));
    build
        .args(["build", "--locked", "--all-features"])
        .args(published()?.iter().flat_map(|name| ["--package", name]))
        .current_dir(&root)
        .env("RUSTC", rustc)
        // Of the Rust that runs us: its wrapper, its flags, its rustdoc.
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env("LD_LIBRARY_PATH", libraries)
        .env("CARGO_TARGET_DIR", target.join("msrv/target"));
    step::run(&mut build)
}

/// The folder with the unpacked toolchain, made when it is not there.
fn toolchain(home: &Path) -> Outcome<PathBuf> {
    let place = home.join(format!("rust-{OLDEST_RUST}"));
    if place.join("usr/bin/cargo").is_file() {
        return Ok(place);
    }
    let asked: Vec<String> = PACKAGES
        .iter()
        .map(|(name, version)| match version {
            Some(version) => format!("{name}={version}"),
            None => (*name).to_string(),
        })
        .collect();
    let advice = format!(
        "cargo xtask msrv needs Rust {OLDEST_RUST} from the archive of Debian 12; there, type: \
         apt-get update && apt-get download {}",
        asked.join(" ")
    );
    let scratch = home.join(format!("fetch-{}", std::process::id()));
    step::fresh_dir(&scratch)?;
    eprintln!("xtask: fetching Rust {OLDEST_RUST} from Debian's packages (70 MB)");
    let mut download = Command::new("apt-get");
    download.arg("download").args(&asked).current_dir(&scratch);
    if step::output_of(&mut download).is_err() {
        // A machine whose package lists are missing or old knows no such version.
        step::output_of(Command::new("apt-get").arg("update"))
            .and_then(|_| step::output_of(&mut download))
            .map_err(|error| format!("{error}\n{advice}"))?;
    }
    let unpacked = scratch.join("unpacked");
    for entry in fs::read_dir(&scratch)? {
        let package = entry?.path();
        if package.extension().is_some_and(|end| end == "deb") {
            step::output_of(Command::new("dpkg").arg("-x").arg(&package).arg(&unpacked))?;
        }
    }
    if fs::rename(&unpacked, &place).is_err() && !place.join("usr/bin/cargo").is_file() {
        return Err(format!("cannot move Rust to {}", place.display()).into());
    }
    fs::remove_dir_all(&scratch)?;
    Ok(place)
}

/// Where the unpacked programs find their own libraries; the rest is the system's.
fn library_path(toolchain: &Path) -> Outcome<OsString> {
    let mut folders = vec![toolchain.join("usr/lib")];
    for parent in ["lib", "usr/lib"] {
        let Ok(entries) = fs::read_dir(toolchain.join(parent)) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_name().to_string_lossy().contains("-linux-gnu") {
                folders.push(entry.path());
            }
        }
    }
    Ok(env::join_paths(folders)?)
}

/// The names of the packages that are published: those that do not say otherwise.
fn published() -> Outcome<Vec<String>> {
    let metadata =
        step::output_of(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    published_in(&metadata)
}

fn published_in(metadata: &str) -> Outcome<Vec<String>> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let names = packages
        .into_iter()
        .flatten()
        .filter(|package| package.get("publish").is_some_and(Value::is_null))
        .filter_map(|package| package.get("name")?.as_str().map(str::to_owned));
    Ok(names.collect())
}

const OLDEST_RUST: &str = "1.85";

/// Debian's packages of Rust 1.85, and the libraries of its that a system may lack.
const PACKAGES: [(&str, Option<&str>); 9] = [
    ("rustc-web", Some("1.85*")),
    ("cargo-web", Some("1.85*")),
    ("libstd-rust-web-1.85", None),
    ("libstd-rust-web-dev", Some("1.85*")),
    ("libllvm19", None),
    ("libhttp-parser2.9", None),
    ("libssh2-1", None),
    ("libcurl4", None),
    ("libpcre3", None),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_crates_are_those_that_do_not_say_otherwise() {
        let metadata = r#"{"packages": [
            {"name": "netrpc", "publish": null},
            {"name": "netrpc-jsonrpc", "publish": null},
            {"name": "interop", "publish": []}
        ]}"#;
        let published = published_in(metadata).map_err(|error| error.to_string());
        assert_eq!(
            published,
            Ok(vec!["netrpc".into(), "netrpc-jsonrpc".into()])
        );
    }
}
