//! The script starts three daemons, calls pass through them, and it leaves nothing behind.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use support::{go_program, output_of, run};
use tokio::{net::TcpStream, process::Command};

#[tokio::test]
async fn texts_go_down_the_chain_and_answers_and_errors_come_back() {
    let chain = Chain::new("calls");
    let address = chain.start().await;
    for client in [
        PathBuf::from(env!("CARGO_BIN_EXE_chain-client")),
        go_program("chain/go-client"),
    ] {
        let ask = async |text: &str| output_of(&client, &[address.clone(), text.to_owned()]).await;
        assert_eq!(ask("hi").await, "a(b(c(hi)))\n", "{}", client.display());
        assert_eq!(
            ask("").await,
            "error: a: b: c: nothing to pass\n",
            "{}",
            client.display()
        );
    }
    chain.stop().await;
    for name in ["a", "b", "c"] {
        let log = fs::read_to_string(chain.dir.join(format!("{name}.log"))).unwrap();
        let log: Vec<&str> = log.lines().collect();
        let expected = [
            "started",
            "passing \"hi\"",
            "passing \"\"",
            "passing \"hi\"",
            "passing \"\"",
            "stopped",
        ];
        assert_eq!(log, expected.map(|line| format!("{name}: {line}")));
    }
}

#[tokio::test]
async fn stop_leaves_nothing_running_and_start_begins_anew() {
    let chain = Chain::new("twice");
    for _ in 0..2 {
        let address = chain.start().await;
        let status = chain.script("status").await;
        assert_eq!(status.status.code(), Some(0), "{status:?}");
        let again = chain.script("start").await;
        assert_eq!(again.status.code(), Some(1), "{again:?}");
        assert_eq!(text(&again.stderr), "chain: a runs already\n");

        chain.stop().await;
        let status = chain.script("status").await;
        assert_eq!(status.status.code(), Some(3), "{status:?}");
        assert_eq!(
            text(&status.stdout),
            "a is stopped\nb is stopped\nc is stopped\n"
        );
        TcpStream::connect(&address).await.unwrap_err();
        for left in ["pid", "address", "said"] {
            assert!(!chain.dir.join(format!("a.{left}")).exists(), "{left}");
        }
    }
    chain.stop().await;
}

#[tokio::test]
async fn of_two_that_start_the_chain_at_once_one_does() {
    let chain = Chain::new("race");
    let (first, second) = tokio::join!(chain.script("start"), chain.script("start"));
    let mut codes = [first.status.code(), second.status.code()];
    codes.sort_unstable();
    assert_eq!(codes, [Some(0), Some(1)], "{first:?}\n{second:?}");
    let status = chain.script("status").await;
    assert_eq!(status.status.code(), Some(0), "{status:?}");
    chain.stop().await;
}

#[tokio::test]
async fn a_daemon_that_does_not_start_takes_the_others_down() {
    let mut chain = Chain::new("broken");
    chain.go_node = "/bin/false".into();
    let started = chain.script("start").await;
    assert_eq!(started.status.code(), Some(1), "{started:?}");
    assert!(text(&started.stderr).starts_with("chain: b does not start: "));
    let status = chain.script("status").await;
    assert_eq!(
        text(&status.stdout),
        "a is stopped\nb is stopped\nc is stopped\n"
    );
}

/// A folder of its own for the script. What still runs in it ends with it.
struct Chain {
    dir: PathBuf,
    go_node: PathBuf,
}

impl Chain {
    fn new(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("chain-{name}"));
        let _ = fs::remove_dir_all(&dir);
        Self {
            dir,
            go_node: go_program("chain/go-node"),
        }
    }

    /// Where the first of them listens.
    async fn start(&self) -> String {
        let started = self.script("start").await;
        assert!(started.status.success(), "{started:?}");
        text(&started.stdout).trim().to_owned()
    }

    async fn stop(&self) {
        let stopped = self.script("stop").await;
        assert!(stopped.status.success(), "{stopped:?}");
        assert_eq!(text(&stopped.stderr), "");
    }

    async fn script(&self, what: &str) -> Output {
        run(&mut Command::from(self.command(what))).await
    }

    fn command(&self, what: &str) -> std::process::Command {
        let mut command = std::process::Command::new("bash");
        command
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("chain/run.sh"))
            .arg(what)
            .env("CHAIN_DIR", &self.dir)
            .env("CHAIN_RUST_NODE", env!("CARGO_BIN_EXE_chain-node"))
            .env("CHAIN_GO_NODE", &self.go_node);
        command
    }
}

impl Drop for Chain {
    fn drop(&mut self) {
        // After a failed assertion.
        let _ = self.command("stop").output();
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}
