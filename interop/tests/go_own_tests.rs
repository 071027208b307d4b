//! Go's own tests of net/rpc and net/rpc/jsonrpc: their client before our server, our client before theirs.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fs;
use std::time::Duration;

use go_toolchain::{Go, target_dir, workspace_root};
use interop::Failure;
use interop::go_tests::{self, Fate, OurServer, Package, Program, Row, TABLE};

#[tokio::test(flavor = "multi_thread")]
async fn gos_tests_of_net_rpc_pass_before_our_server() {
    for go in gos() {
        let program = built(Program::before_our_server(&go, Package::Rpc));
        bounded(their_clients(&program, Package::Rpc)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn gos_tests_of_jsonrpc_pass_before_our_server() {
    for go in gos() {
        let program = built(Program::before_our_server(&go, Package::JsonRpc));
        bounded(their_clients(&program, Package::JsonRpc)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_client_does_before_gos_server_what_the_clients_of_gos_tests_do() {
    for go in gos() {
        for package in Package::ALL {
            let program = built(Program::as_their_server(&go, package));
            bounded(our_clients(&program, package)).await;
        }
    }
}

#[test]
fn every_test_function_of_go_has_its_row() {
    for go in gos() {
        for package in Package::ALL {
            let found = go_tests::test_functions(&go, package).unwrap_or_else(|e| panic!("{e}"));
            let known: Vec<_> = rows(package).map(|row| row.function).collect();
            assert_eq!(found, known, "{package:?} of Go {}", go.version());
        }
    }
}

#[test]
fn what_is_tested_elsewhere_is_there() {
    for row in TABLE {
        if let Fate::Elsewhere { file, test, .. } = row.fate {
            let text = fs::read_to_string(workspace_root().join(file)).unwrap();
            assert!(text.contains(&format!("fn {test}(")), "{row:?}");
        }
    }
}

fn rows(package: Package) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| row.package == package)
}

fn built(program: Result<Program, Failure>) -> Program {
    program.unwrap_or_else(|error| panic!("{error}"))
}

async fn their_clients(program: &Program, package: Package) -> Result<(), Failure> {
    let server = OurServer::start().await?;
    let passing: Vec<_> = rows(package)
        .filter(|row| matches!(row.fate, Fate::Both | Fate::TheirClient))
        .map(|row| row.function)
        .collect();
    let run = program.run(&passing, &server).await?;
    for function in passing {
        run.passed(function)?;
    }
    run.succeeded()?;
    for row in rows(package) {
        if let Fate::OurServerDiffers { text, .. } = row.fate {
            let run = program.run(&[row.function], &server).await?;
            run.failed_with(row.function, text)?;
        }
    }
    Ok(())
}

async fn our_clients(program: &Program, package: Package) -> Result<(), Failure> {
    let server = program.serve().await?;
    for row in rows(package) {
        if matches!(row.fate, Fate::TheirClient | Fate::Elsewhere { .. }) {
            continue;
        }
        let played = go_tests::play(row, &server).await;
        played.map_err(|error| format!("{}: {error}", row.function))?;
    }
    Ok(())
}

fn gos() -> [Go; 2] {
    let target = target_dir();
    [Go::find_or_fetch(&target), Go::old(&target)]
        .map(|go| go.unwrap_or_else(|error| panic!("{error}")))
}

/// A bound on a hang, not a measure of speed.
async fn bounded(test: impl Future<Output = Result<(), Failure>>) {
    let ended = tokio::time::timeout(Duration::from_secs(120), test).await;
    if let Err(error) = ended.unwrap_or_else(|_| Err("it hangs".into())) {
        panic!("{error}");
    }
}
