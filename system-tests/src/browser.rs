//! Debian's chromium, without a window.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

/// A browser that knows nothing yet and keeps nothing.
#[derive(Debug)]
pub struct Browser {
    program: PathBuf,
    profile: PathBuf,
}

impl Browser {
    /// A browser whose files are in the folder `profile` until it is dropped; what was there before is removed.
    ///
    /// # Errors
    /// There is no chromium, with the command that installs it; or there can be no such folder.
    pub fn new(profile: PathBuf) -> Result<Self, String> {
        let program = crate::program("/usr/bin/chromium", "chromium")?;
        // Of a test that was killed, and whose number another process has now.
        let _ = fs::remove_dir_all(&profile);
        fs::create_dir_all(&profile)
            .map_err(|error| format!("cannot create {}: {error}", profile.display()))?;
        Ok(Self { program, profile })
    }

    /// The page's elements as they are after its scripts have run.
    ///
    /// # Errors
    /// The browser did not end well, with what it said.
    pub async fn dump_dom(&self, url: &str) -> Result<String, String> {
        self.run(&["--dump-dom".as_ref(), url.as_ref()]).await
    }

    /// A picture of the page as PNG, as a window of `width` times `height` shows it.
    ///
    /// # Errors
    /// The browser did not end well, with what it said, or made no picture.
    pub async fn screenshot(
        &self,
        url: &str,
        width: u32,
        height: u32,
        picture: &Path,
    ) -> Result<Vec<u8>, String> {
        let mut file = OsString::from("--screenshot=");
        file.push(picture);
        let size = format!("--window-size={width},{height}");
        self.run(&[
            &file,
            size.as_ref(),
            "--hide-scrollbars".as_ref(),
            url.as_ref(),
        ])
        .await?;
        fs::read(picture).map_err(|error| format!("no {}: {error}", picture.display()))
    }

    async fn run(&self, arguments: &[&OsStr]) -> Result<String, String> {
        let mut profile = OsString::from("--user-data-dir=");
        profile.push(&self.profile);
        let mut command = Command::new(&self.program);
        command
            .args(FLAGS)
            .arg(profile)
            .args(arguments)
            .kill_on_drop(true);
        let output = timeout(PATIENCE, command.output())
            .await
            .map_err(|_| format!("chromium did nothing for {} s", PATIENCE.as_secs()))?
            .map_err(|error| format!("cannot run {}: {error}", self.program.display()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("chromium ended with {}:\n{said}", output.status));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // What is left is in the target directory.
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// A bound on a hang.
const PATIENCE: Duration = Duration::from_secs(120);

/// No window, no sandbox (which root may not have), and no word to anybody but the page's server.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];
