use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use go_toolchain::Go;

use crate::step::{self, Outcome};

/// Writes go-fixtures/ anew.
pub(crate) fn write() -> Outcome {
    let made = generate()?;
    let committed = fixtures_dir();
    for folder in FOLDERS {
        step::fresh_dir(&committed.join(folder))?;
    }
    for (name, bytes) in files_of(&made)? {
        let path = committed.join(&name);
        fs::write(&path, bytes)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    fs::remove_dir_all(&made)?;
    eprintln!("xtask: wrote {}", committed.display());
    Ok(())
}

/// Compares what the pinned Go writes now with what is committed.
pub(crate) fn check() -> Outcome {
    let out = generate()?;
    let made = files_of(&out)?;
    let committed = files_of(&fixtures_dir())?;
    let differences = differences(&committed, &made);
    if differences.is_empty() {
        fs::remove_dir_all(&out)?;
        eprintln!(
            "xtask: {} fixture files are what Go {} writes",
            committed.len(),
            go_toolchain::PINNED
        );
        return Ok(());
    }
    Err(format!(
        "go-fixtures is not what Go {} writes (`cargo xtask fixtures` writes it anew; compare with {}):\n{}",
        go_toolchain::PINNED,
        out.display(),
        differences.join("\n")
    )
    .into())
}

/// Runs the generator with the pinned Go; gives the folder it wrote to.
fn generate() -> Outcome<PathBuf> {
    let target = go_toolchain::target_dir();
    let root = go_toolchain::workspace_root();
    let go = Go::pinned(&target)?;
    let peer = go.build(&root.join("interop/go"), &target)?;
    let generator = go.build(&fixtures_dir().join("generator"), &target)?;
    // A folder of our own: two checks may run at once.
    let out = target.join(format!("go-fixtures/{}", std::process::id()));
    step::fresh_dir(&out)?;
    step::run(
        Command::new(generator)
            .arg("-out")
            .arg(&out)
            .arg("-peer")
            .arg(peer),
    )?;
    generate_json(&go, &target, &out.join("json"))?;
    Ok(out)
}

/// What encoding/json makes of values, that of Go 1.27 and that of before, and which characters it takes for the same.
fn generate_json(go: &Go, target: &Path, out: &Path) -> Outcome {
    let source = fixtures_dir().join("json-generator");
    let current = go.build(&source, target)?;
    let classic = go.build_experiment(&source, target, "nojsonv2")?;
    step::fresh_dir(out)?;
    for (name, command) in [
        ("values.json", &mut Command::new(&current)),
        ("values.classic.json", &mut Command::new(classic)),
        ("fold.txt", Command::new(&current).arg("fold")),
    ] {
        fs::write(out.join(name), step::output_of(command)?)?;
    }
    Ok(())
}

fn fixtures_dir() -> PathBuf {
    go_toolchain::workspace_root().join("go-fixtures")
}

type Files = BTreeMap<String, Vec<u8>>;

/// The manifest and the files of the fixture folders under `dir`, by name.
fn files_of(dir: &Path) -> Outcome<Files> {
    let failed =
        |path: &Path, error: std::io::Error| format!("cannot read {}: {error}", path.display());
    let mut names = vec!["manifest.json".to_string()];
    for folder in FOLDERS {
        let path = dir.join(folder);
        for entry in fs::read_dir(&path).map_err(|error| failed(&path, error))? {
            let name = entry.map_err(|error| failed(&path, error))?.file_name();
            names.push(format!("{folder}/{}", name.to_string_lossy()));
        }
    }
    let mut files = Files::new();
    for name in names {
        let path = dir.join(&name);
        let bytes = fs::read(&path).map_err(|error| failed(&path, error))?;
        files.insert(name, bytes);
    }
    Ok(files)
}

fn differences(committed: &Files, made: &Files) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, bytes) in made {
        match committed.get(name) {
            None => lines.push(format!("  {name}: not committed")),
            Some(old) if old != bytes => {
                let same = old.iter().zip(bytes).take_while(|(a, b)| a == b).count();
                lines.push(format!(
                    "  {name}: {} bytes committed, {} written, different from byte {same} on",
                    old.len(),
                    bytes.len()
                ));
            }
            Some(_) => {}
        }
    }
    for name in committed.keys().filter(|name| !made.contains_key(*name)) {
        lines.push(format!("  {name}: committed, no longer written"));
    }
    lines
}

const FOLDERS: [&str; 4] = ["values", "decodes", "sessions", "json"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_difference_is_named() {
        let files = |list: &[(&str, &[u8])]| -> Files {
            list.iter()
                .map(|(name, bytes)| (name.to_string(), bytes.to_vec()))
                .collect()
        };
        let committed = files(&[("same", b"1"), ("changed", b"abc"), ("gone", b"1")]);
        let made = files(&[("same", b"1"), ("changed", b"abX"), ("new", b"1")]);
        assert_eq!(
            differences(&committed, &made),
            [
                "  changed: 3 bytes committed, 3 written, different from byte 2 on",
                "  new: not committed",
                "  gone: committed, no longer written",
            ]
        );
    }
}
