//! Builds Go's half: the harness, and a file with the types.

use std::fs;
use std::path::{Path, PathBuf};

use go_toolchain::Go;

use crate::Failure;

/// Builds the harness together with `types` under the target directory.
pub(crate) fn build(
    go: &Go,
    name: &str,
    types: &[(&str, &str)],
    target: &Path,
) -> Result<Built, Failure> {
    // Names of our own: two runs may go on at once.
    let folder = target
        .join("oracle")
        .join(format!("{name}-{}", std::process::id()));
    let failed = |error| format!("cannot write {}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    for (file, text) in HARNESS.iter().chain(types) {
        fs::write(folder.join(file), text).map_err(failed)?;
    }
    let program = go.build(&folder, target)?;
    Ok(Built { folder, program })
}

/// Go's half, built. Dropping it removes the program and its source.
#[derive(Debug)]
pub(crate) struct Built {
    folder: PathBuf,
    program: PathBuf,
}

impl Built {
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }
}

impl Drop for Built {
    fn drop(&mut self) {
        // A long run makes hundreds of programs of megabytes each; what cannot be removed does no harm.
        let _ = fs::remove_file(&self.program);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

const HARNESS: [(&str, &str); 7] = [
    ("go.mod", include_str!("../go/harness/go.mod")),
    ("main.go", include_str!("../go/harness/main.go")),
    ("judge.go", include_str!("../go/harness/judge.go")),
    ("dump.go", include_str!("../go/harness/dump.go")),
    ("facts.go", include_str!("../go/harness/facts.go")),
    ("random.go", include_str!("../go/harness/random.go")),
    ("shapes.go", include_str!("../go/harness/shapes.go")),
];
