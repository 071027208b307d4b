//! The debugger's process.

use std::{path::Path, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

use super::Failure;

/// Delve without a terminal, with a program that has not begun yet. It is killed when this is dropped, and the program, which does not
/// end by that, has to see it for itself.
#[derive(Debug)]
pub struct Delve {
    address: String,
    process: Child,
}

impl Delve {
    /// Starts `dlv`, and the program under it.
    ///
    /// # Errors
    /// It does not start, or does not say where it listens.
    pub async fn start(dlv: &Path, program: &Path) -> Result<Self, Failure> {
        let mut process = Command::new(dlv)
            .args(["exec", "--headless", "--api-version", "2"])
            .args(["--listen", "127.0.0.1:0", "--accept-multiclient"])
            .arg(program)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("{}: {error}", dlv.display()))?;
        let stdout = process.stdout.take().ok_or("dlv has no output")?;
        let line = BufReader::new(stdout).lines().next_line().await?;
        let address = line
            .as_deref()
            .and_then(|line| line.strip_prefix("API server listening at: "))
            .ok_or_else(|| format!("dlv does not say where it listens: {line:?}"))?;
        Ok(Self {
            address: address.to_owned(),
            process,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Waits for its end, which a client brings about.
    ///
    /// # Errors
    /// It ended badly.
    pub async fn ended(mut self) -> Result<(), Failure> {
        let status = self.process.wait().await?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("dlv: {status}").into())
        }
    }
}
