use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::find::stay_in;
use crate::pinned::run;
use crate::{Error, Go, scratch_name};

impl Go {
    /// Builds the Go program in `source` and gives the path of the executable.
    ///
    /// The executable's name has a hash of the sources and the Go version in it, so that it is
    /// built once, and again when either changes.
    ///
    /// # Errors
    /// The sources cannot be read or do not compile; the text has what the compiler said.
    pub fn build(&self, source: &Path, target: &Path) -> Result<PathBuf, Error> {
        self.build_experiment(source, target, "")
    }

    /// As [`Go::build`], with a `GOEXPERIMENT`: `nojsonv2` brings back the encoding/json of Go 1.26.
    ///
    /// # Errors
    /// As [`Go::build`].
    pub fn build_experiment(
        &self,
        source: &Path,
        target: &Path,
        experiment: &str,
    ) -> Result<PathBuf, Error> {
        self.build_with(&["build"], source, target, experiment)
    }

    /// Builds the test program of the Go package in `source`: what `go test` would run.
    ///
    /// # Errors
    /// As [`Go::build`].
    pub fn build_tests(&self, source: &Path, target: &Path) -> Result<PathBuf, Error> {
        self.build_with(&["test", "-c"], source, target, "")
    }

    fn build_with(
        &self,
        subcommand: &[&str],
        source: &Path,
        target: &Path,
        experiment: &str,
    ) -> Result<PathBuf, Error> {
        let home = target.join("go");
        let programs = home.join("programs");
        fs::create_dir_all(&programs).map_err(|error| {
            Error::new(format!("cannot create {}: {error}", programs.display()))
        })?;
        let name = source
            .file_name()
            .and_then(OsStr::to_str)
            .unwrap_or("program");
        let hash = fingerprint(source, &format!("{}{experiment}", self.version))?;
        let suffix = std::env::consts::EXE_SUFFIX;
        let program = programs.join(format!("{name}-{hash:016x}{suffix}"));
        // Tests that begin at once want the same programs, and the library compiled but once.
        let _building = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
        if program.is_file() {
            return Ok(program);
        }
        eprintln!(
            "go-toolchain: building {} with Go {}",
            source.display(),
            self.version
        );
        let scratch = programs.join(scratch_name("half-built"));
        let mut command = Command::new(&self.program);
        command
            .args(subcommand)
            .args(["-trimpath", "-o"])
            .arg(&scratch)
            .arg(".")
            .current_dir(source);
        stay_in(target, &mut command);
        command.env("GOEXPERIMENT", experiment);
        run(&mut command, &format!("cannot build {}", source.display()))?;
        fs::rename(&scratch, &program)
            .map_err(|error| Error::new(format!("cannot name {}: {error}", program.display())))?;
        Ok(program)
    }
}

static BUILDING: Mutex<()> = Mutex::new(());

/// FNV-1a over the Go version and the names and bytes of all files of the program, sorted by name.
fn fingerprint(source: &Path, version: &str) -> Result<u64, Error> {
    let failed = |error| Error::new(format!("cannot read {}: {error}", source.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(source).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(version.as_bytes());
    for path in files {
        add(path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .as_bytes());
        add(&fs::read(&path).map_err(failed)?);
    }
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_source_or_another_go_is_another_program() {
        let dir = crate::target_dir().join("go").join(scratch_name("test"));
        fs::create_dir_all(&dir).expect("the target directory is writable");
        let hash_of = |text: &str, version: &str| {
            fs::write(dir.join("main.go"), text).expect("writable");
            fingerprint(&dir, version).expect("readable")
        };
        let first = hash_of("package main", "1.27.3");
        assert_eq!(first, hash_of("package main", "1.27.3"));
        assert_ne!(first, hash_of("package main //", "1.27.3"));
        assert_ne!(first, hash_of("package main", "1.21.0"));
        fs::remove_dir_all(&dir).expect("ours");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_with_its_name() {
        let error = fingerprint(Path::new("no/such/folder"), "1.27.3").expect_err("not there");
        assert!(error.to_string().contains("no/such/folder"));
    }
}
