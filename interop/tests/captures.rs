//! Captured connections of Go programs: Go reads the same values from what we make of them. What we read in them is
//! looked at by the gob crate's own tests.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use go_toolchain::{Go, target_dir, workspace_root};
use netrpc::gob::value::Value;
use netrpc::gob::{ErrorKind, StreamDecoder, StreamEncoder};

#[test]
fn go_reads_the_same_values_from_captures_that_were_sent_again() {
    let target = target_dir();
    let go = Go::find_or_fetch(&target).unwrap();
    let program = go
        .build(&workspace_root().join("interop/captures-go"), &target)
        .unwrap();
    let folder = workspace_root().join("gob/tests/data/captures");
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("captures");
    fs::create_dir_all(&scratch).unwrap();
    let mut arguments: Vec<PathBuf> = Vec::new();
    let mut sent = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "bin") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let captured = stream(&bytes);
        let (again, count) = send_again(captured);
        sent += count;
        let name = path.file_stem().unwrap().to_string_lossy();
        let (theirs, ours) = (format!("{name}.captured"), format!("{name}.again"));
        fs::write(scratch.join(&theirs), captured).unwrap();
        fs::write(scratch.join(&ours), again).unwrap();
        arguments.extend([
            path.with_extension("txt"),
            scratch.join(theirs),
            scratch.join(ours),
        ]);
    }
    let output = Command::new(program).args(arguments).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    let compared = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        compared.trim(),
        sent.to_string(),
        "values compared, values sent"
    );
    assert_eq!(sent, 201);
}

/// The gob stream in a capture: it begins with the definition of a struct of id 64.
fn stream(bytes: &[u8]) -> &[u8] {
    let definition = bytes
        .windows(4)
        .position(|window| window == [0x7f, 3, 1, 1]);
    definition.map_or(&[], |at| bytes.get(at - 1..).unwrap())
}

/// What a fresh encoder sends for all values of a stream, and how many they are.
fn send_again(captured: &[u8]) -> (Vec<u8>, usize) {
    let mut values = StreamDecoder::new(captured);
    let mut again = StreamEncoder::new(Vec::new());
    for count in 0.. {
        match values.decode::<Value>() {
            Ok(value) => again.encode(&value).unwrap(),
            // A definition without a value may come last.
            Err(error) if matches!(error.kind(), ErrorKind::Eof | ErrorKind::UnexpectedEof) => {
                return (again.into_inner(), count);
            }
            Err(error) => panic!("{error:#}"),
        }
    }
    unreachable!("a stream ends")
}
