use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::version::Version;
use crate::{Error, Go};

impl Go {
    /// The Go of `NETRPC_GO` (the path of a `go` program), else the `go` on PATH, when it is 1.21 or newer.
    ///
    /// One that is too old or does not run is named on stderr and passed over.
    pub fn find() -> Option<Self> {
        let candidate = match env::var_os("NETRPC_GO") {
            Some(path) if !path.is_empty() => PathBuf::from(path),
            _ => on_path("go")?,
        };
        match Self::at(&candidate) {
            Ok(go) if go.version >= Version::OLDEST => Some(go),
            Ok(go) => {
                eprintln!(
                    "go-toolchain: {} is Go {}, older than {}: passed over",
                    candidate.display(),
                    go.version,
                    Version::OLDEST
                );
                None
            }
            Err(error) => {
                eprintln!("go-toolchain: {error}");
                None
            }
        }
    }

    /// The Go whose `go` program is at `program`; asks it for its version.
    pub(crate) fn at(program: &Path) -> Result<Self, Error> {
        let output = Command::new(program)
            .arg("version")
            .env("GOTOOLCHAIN", "local")
            .output()
            .map_err(|error| Error::new(format!("cannot run {}: {error}", program.display())))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let version = Version::parse(&text).ok_or_else(|| {
            Error::new(format!(
                "`{} version` printed no version: {text:?}",
                program.display()
            ))
        })?;
        Ok(Self {
            program: program.to_path_buf(),
            version,
        })
    }
}

/// The first program of that name in the directories of PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(&name))
        .find(|path| path.is_file())
}
