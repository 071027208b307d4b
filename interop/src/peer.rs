//! Go's server and client, as processes.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use go_toolchain::{Go, Version, target_dir, workspace_root};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

use crate::complaints::Complaints;
use crate::format::address_of;
use crate::{Failure, Format, Route};

/// The Go peer's program, built.
#[derive(Clone, Debug)]
pub struct GoPeer {
    program: PathBuf,
    version: Version,
}

/// A Go server. It ends when this is dropped, since its stdin ends then.
#[derive(Debug)]
pub struct GoServer {
    addresses: Vec<SocketAddr>,
    complaints: Complaints,
    _stdin: ChildStdin,
    _process: Child,
}

impl GoPeer {
    /// Builds the peer with a Go that is found or fetched.
    ///
    /// # Errors
    /// There is no Go to be had, with the command that gets one; or the program does not build.
    pub fn build() -> Result<Self, Failure> {
        let target = target_dir();
        let go = Go::find_or_fetch(&target)?;
        Self::build_with(&go, &target)
    }

    /// Builds the peer with a Go of the oldest release that is talked to.
    ///
    /// # Errors
    /// As [`GoPeer::build`].
    pub fn build_old() -> Result<Self, Failure> {
        let target = target_dir();
        Self::build_with(&Go::old(&target)?, &target)
    }

    /// Builds the peer with this Go.
    ///
    /// # Errors
    /// The program does not build.
    pub fn build_with(go: &Go, target: &Path) -> Result<Self, Failure> {
        let program = go.build(&workspace_root().join("interop/go"), target)?;
        Ok(GoPeer {
            program,
            version: go.version(),
        })
    }

    /// The Go that the peer was built with.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Starts a server on free ports, one for each route.
    ///
    /// # Errors
    /// The process did not start, or did not say where it listens.
    pub async fn serve(&self) -> Result<GoServer, Failure> {
        let mut process = Command::new(&self.program)
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(stdin), Some(stdout)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the Go server has no pipes".into());
        };
        let complaints = Complaints::of(process.stderr.take());
        let mut lines = BufReader::new(stdout).lines();
        let mut address = async || match lines.next_line().await? {
            Some(line) => Ok::<_, Failure>(line.parse()?),
            None => Err("the Go server does not say where it listens".into()),
        };
        let mut addresses = Vec::new();
        for _ in Route::ALL {
            addresses.push(address().await?);
        }
        Ok(GoServer {
            addresses,
            complaints,
            _stdin: stdin,
            _process: process,
        })
    }

    /// Has Go's client play a scenario; its transcript.
    ///
    /// # Errors
    /// The process did not start, or the scenario failed outside of its calls.
    pub async fn play(
        &self,
        route: impl Into<Route>,
        scenario: &str,
        address: SocketAddr,
    ) -> Result<String, Failure> {
        let output = Command::new(&self.program)
            .args(flags(route.into()))
            .args(["call", &address.to_string(), scenario])
            .kill_on_drop(true)
            .output()
            .await?;
        text_of(output)
    }

    /// The Go peer's scenarios: name and kind.
    ///
    /// # Errors
    /// The process did not start.
    pub async fn list(&self, format: Format) -> Result<Vec<(String, String)>, Failure> {
        let mut command = Command::new(&self.program);
        let command = command.args(flags(format.into())).arg("list");
        let text = text_of(command.output().await?)?;
        let entries = text.lines().filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?.to_owned(), columns.next()?.to_owned()))
        });
        Ok(entries.collect())
    }

    /// What comes of registering services with Go's server.
    ///
    /// # Errors
    /// The process did not start.
    pub async fn registrations(&self) -> Result<String, Failure> {
        let mut command = Command::new(&self.program);
        text_of(command.arg("registrations").output().await?)
    }
}

fn flags(route: Route) -> Vec<&'static str> {
    let mut flags = Vec::new();
    match route.format() {
        Format::Gob => {}
        Format::Json => flags.push("-json"),
        Format::Lines => flags.push("-lines"),
    }
    if route == Route::Counted {
        flags.push("-counted");
    }
    if let Some(path) = route.http_path() {
        flags.extend(["-http", path]);
    }
    flags
}

fn text_of(output: Output) -> Result<String, Failure> {
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(format!("Go's client: {}", text.trim()).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

impl GoServer {
    /// Where it listens.
    ///
    /// # Panics
    /// There is no such route.
    pub fn address(&self, route: impl Into<Route>) -> SocketAddr {
        address_of(route.into(), &self.addresses)
    }

    /// What it has said on its stderr.
    pub fn complaints(&self) -> String {
        self.complaints.text()
    }
}
