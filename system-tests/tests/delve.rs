//! The example `delve` debugs a Go program through Debian's Delve.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

mod support;

use std::time::Duration;

use netrpc_examples::delve::{Delve, session};
use system_tests::program;

#[tokio::test]
async fn a_go_program_is_debugged_from_rust() {
    let dlv = program("/usr/bin/dlv", "delve").unwrap_or_else(|error| panic!("{error}"));
    let debuggee = support::build("delve/debuggee", &["-gcflags", "all=-N -l"], &[]);
    let source = support::examples().join("delve/debuggee/main.go");
    let whole = async {
        let delve = Delve::start(&dlv, &debuggee).await.unwrap();
        let seen = session(delve.address(), &source.canonicalize().unwrap()).await;
        let seen = seen.unwrap();
        delve.ended().await.unwrap();
        seen
    };
    // A bound on a hang, not a measure of speed.
    let seen = tokio::time::timeout(Duration::from_secs(120), whole)
        .await
        .expect("it hangs");
    assert_eq!(
        seen,
        r#"breakpoint 1 in main.count, line 24
it runs, and the state says so meanwhile
halted: it runs: false
main.count, line 24: at breakpoint 1
names = 1
label = "under <root>"
tree *main.Node = &main.Node{Name: "root", Left: &main.Node{Name: "left", Left: nil, Right: nil}, Right: &main.Node{Name: "right", Left: &main.Node{Name: "leaf", Left: nil, Right: nil}, Right: nil}}
nowhere: could not find symbol value for nowhere
detached
"#
    );
}
