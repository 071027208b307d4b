//! Go's HTTP server and client, as processes: `http-go/`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;

use go_toolchain::{Go, target_dir, workspace_root};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

use crate::Failure;
use crate::complaints::Complaints;

/// The program, built.
#[derive(Clone, Debug)]
pub struct GoHttp {
    program: PathBuf,
}

/// Go's server. It ends when this is dropped, since its stdin ends then.
#[derive(Debug)]
pub struct GoHttpServer {
    address: SocketAddr,
    _complaints: Complaints,
    _stdin: ChildStdin,
    _process: Child,
}

impl GoHttp {
    /// Builds it with a Go that is found or fetched, and with one of the oldest release that is talked to.
    ///
    /// # Errors
    /// There is no Go to be had, with the command that gets one; or the program does not build.
    pub fn build() -> Result<[Self; 2], Failure> {
        let target = target_dir();
        let source = workspace_root().join("interop/http-go");
        let build = |go: Go| -> Result<Self, Failure> {
            let program = go.build(&source, &target)?;
            Ok(Self { program })
        };
        Ok([
            build(Go::find_or_fetch(&target)?)?,
            build(Go::old(&target)?)?,
        ])
    }

    /// Starts Go's server on a free port: services at the default paths, and none at `/rpc` and `/rpc/debug`.
    ///
    /// # Errors
    /// The process did not start, or did not say where it listens.
    pub async fn serve(&self) -> Result<GoHttpServer, Failure> {
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
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).await?;
        Ok(GoHttpServer {
            address: line.trim().parse()?,
            _complaints: complaints,
            _stdin: stdin,
            _process: process,
        })
    }

    /// Has Go's client dial, at the path if there is one, and call; what it printed.
    ///
    /// # Errors
    /// The process did not start or failed.
    pub async fn dial(&self, address: SocketAddr, path: Option<&str>) -> Result<String, Failure> {
        let output = Command::new(&self.program)
            .args(["dial", &address.to_string()])
            .args(path)
            .kill_on_drop(true)
            .output()
            .await?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}

impl GoHttpServer {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}
