use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::version::Version;
use crate::{Error, Go, target_dir};

impl Go {
    /// The Go of `NETRPC_GO` (the path of a `go` program), else the `go` on PATH, when it is 1.21 or newer.
    ///
    /// One on PATH that is too old or does not run is named on stderr and passed over.
    ///
    /// # Errors
    /// What `NETRPC_GO` names is too old or does not run: no other takes the place of one that was asked for.
    pub fn find() -> Result<Option<Self>, Error> {
        if let Some(named) = Self::named_by("NETRPC_GO")? {
            return Ok(Some(named));
        }
        let Some(candidate) = on_path("go") else {
            return Ok(None);
        };
        Ok(Self::usable(&candidate)
            .inspect_err(|error| eprintln!("go-toolchain: passed over: {error}"))
            .ok())
    }

    /// The Go whose `go` program is in an environment variable, if there is one in it.
    pub(crate) fn named_by(variable: &str) -> Result<Option<Self>, Error> {
        let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()) else {
            return Ok(None);
        };
        let named = Self::usable(Path::new(&path));
        named
            .map(Some)
            .map_err(|error| Error::new(format!("{variable}: {error}")))
    }

    fn usable(candidate: &Path) -> Result<Self, Error> {
        let go = Self::at(&real_program(candidate)?, &target_dir())?;
        if go.version < Version::OLDEST {
            let name = candidate.display();
            return Err(Error::new(format!(
                "{name} is Go {}, older than {}",
                go.version,
                Version::OLDEST
            )));
        }
        Ok(go)
    }

    /// Where its library's sources are: `GOROOT`.
    ///
    /// # Errors
    /// It does not run.
    pub fn root(&self) -> Result<PathBuf, Error> {
        let mut command = Command::new(&self.program);
        command.args(["env", "GOROOT"]);
        stay_in(&target_dir(), &mut command);
        Ok(PathBuf::from(output_of(&mut command)?.trim()))
    }

    /// The Go whose `go` program is at `program`; asks it for its version.
    pub(crate) fn at(program: &Path, target: &Path) -> Result<Self, Error> {
        let mut command = Command::new(program);
        command.arg("version");
        stay_in(target, &mut command);
        let text = output_of(&mut command)?;
        let version = Version::parse(&text)
            .ok_or_else(|| Error::new(format!("{command:?} printed no version: {text:?}")))?;
        Ok(Self {
            program: program.to_path_buf(),
            version,
        })
    }
}

/// Keeps Go's caches and counters under `target`, and its settings from reaching what we build.
pub(crate) fn stay_in(target: &Path, command: &mut Command) {
    let home = target.join("go");
    command
        .env("CGO_ENABLED", "0")
        .env("GO111MODULE", "on")
        .env("GOENV", "off")
        .env("GOFLAGS", "")
        .env("GOPROXY", "off")
        .env("GOTOOLCHAIN", "local")
        .env("GOWORK", "off")
        .env("GOCACHE", home.join("cache"))
        .env("GOPATH", home.join("path"))
        // Telemetry's counters go to the user's configuration directory.
        .env("HOME", home.join("home"))
        .env("XDG_CONFIG_HOME", home.join("home"));
}

/// Follows a version manager's shim, which needs the user's own HOME, to the program itself.
fn real_program(candidate: &Path) -> Result<PathBuf, Error> {
    let root = output_of(
        Command::new(candidate)
            .args(["env", "GOROOT"])
            .env("GOTOOLCHAIN", "local"),
    )?;
    let program = Path::new(root.trim()).join(format!("bin/go{}", env::consts::EXE_SUFFIX));
    Ok(if program.is_file() {
        program
    } else {
        candidate.to_path_buf()
    })
}

fn output_of(command: &mut Command) -> Result<String, Error> {
    let output = command.output().map_err(|error| {
        let program = command.get_program().to_string_lossy();
        Error::new(format!("cannot run {program}: {error}"))
    })?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first program of that name in the directories of PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(&name))
        .find(|path| path.is_file())
}
