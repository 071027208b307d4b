//! The program, run as a user runs it.

use std::process::Command;

#[test]
fn the_demo_finds_every_byte_to_be_gos_without_a_go_at_hand() {
    let output = Command::new(env!("CARGO_BIN_EXE_netrpc"))
        .arg("demo")
        // No toolchain is found there: what needs a live Go is tested in the interop crate.
        .env("PATH", env!("CARGO_MANIFEST_DIR"))
        .env_remove("NETRPC_GO")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    for pairing in ["Rust -> Rust", "captured Go -> Rust", "Rust -> captured Go"] {
        let rows: Vec<_> = text
            .lines()
            .filter(|line| line.starts_with(pairing))
            .collect();
        assert_eq!(rows.len(), 4, "{pairing}\n{text}");
        assert!(rows.iter().all(|row| row.contains(" same ")), "{text}");
    }
    assert!(text.contains("No Go was found"), "{text}");
}

#[test]
fn a_go_that_was_asked_for_and_does_not_run_is_an_error() {
    let output = Command::new(env!("CARGO_BIN_EXE_netrpc"))
        .arg("demo")
        .env("NETRPC_GO", "no-such-go")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{text}");
    assert!(
        text.contains("NETRPC_GO: cannot run no-such-go: "),
        "{text}"
    );
}
