//! Runs the example programs, ours and Go's.

#![allow(dead_code, reason = "each test file uses a part")]

use std::{
    path::{Path, PathBuf},
    process::{Output, Stdio},
    time::Duration,
};

use go_toolchain::{Go, target_dir};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

/// One of the example programs that wait for calls. It is killed when this is dropped.
pub(crate) struct Server {
    /// What it printed first, one for each port.
    pub(crate) addresses: Vec<String>,
    _process: Child,
}

impl Server {
    /// Starts it and waits until it has said where it listens, in as many lines as it has `ports`.
    pub(crate) async fn start(program: &Path, ports: usize) -> Self {
        Self::run(&mut Command::new(program), ports).await
    }

    /// As [`start`](Self::start), with arguments.
    pub(crate) async fn run(command: &mut Command, ports: usize) -> Self {
        let program = PathBuf::from(command.as_std().get_program());
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut addresses = Vec::new();
        for _ in 0..ports {
            let line = bounded(&program, lines.next_line()).await.unwrap();
            addresses.push(line.expect("it says where it listens"));
        }
        Self {
            addresses,
            _process: process,
        }
    }
}

/// What a program prints that ends by itself, and well.
pub(crate) async fn output_of(program: &Path, arguments: &[String]) -> String {
    let output = run(Command::new(program).args(arguments)).await;
    assert!(
        output.status.success(),
        "{} {arguments:?}: {}\n{}",
        program.display(),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A program's end and all that it wrote.
pub(crate) async fn run(command: &mut Command) -> Output {
    command.stdin(Stdio::null()).kill_on_drop(true);
    let program = PathBuf::from(command.as_std().get_program());
    bounded(&program, command.output()).await.unwrap()
}

/// A bound on a hang, not a measure of speed.
pub(crate) async fn bounded<T>(program: &Path, future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(120), future)
        .await
        .unwrap_or_else(|_| panic!("{} hangs", program.display()))
}

/// Builds the Go program in that folder of the examples.
pub(crate) fn go_program(folder: &str) -> PathBuf {
    let target = target_dir();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let go = Go::find_or_fetch(&target).unwrap_or_else(|error| panic!("{error}"));
    go.build(&source, &target)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Our half and Go's half of one example.
pub(crate) struct Pair {
    pub(crate) rust: PathBuf,
    pub(crate) go: PathBuf,
}

impl Pair {
    pub(crate) fn new(rust: &str, go_folder: &str) -> Self {
        Self {
            rust: rust.into(),
            go: go_program(go_folder),
        }
    }

    fn both(&self) -> [(&'static str, &PathBuf); 2] {
        [("Go", &self.go), ("ours", &self.rust)]
    }
}

/// Both clients print the same before both servers; what that is.
pub(crate) async fn same_in_every_pairing(server: &Pair, ports: usize, client: &Pair) -> String {
    let mut expected = None;
    for (server_side, server) in server.both() {
        for (client_side, client) in client.both() {
            let server = Server::start(server, ports).await;
            let printed = output_of(client, &server.addresses).await;
            let expected = expected.get_or_insert_with(|| printed.clone());
            assert_eq!(
                printed, *expected,
                "client: {client_side}, server: {server_side}"
            );
        }
    }
    expected.unwrap()
}
