//! The guide in `docs/`: its chapters and the list of them, and that no name of Go's is forgotten. Its blocks of Rust are doctests
//! of this crate.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn the_summary_lists_every_chapter_and_nothing_else() {
    let listed: BTreeSet<String> = links(&read("SUMMARY.md")).into_iter().collect();
    let files: BTreeSet<String> = fs::read_dir(chapters())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md") && name != "SUMMARY.md")
        .collect();
    assert_eq!(listed, files);
}

#[test]
fn what_chapters_link_to_is_there() {
    for chapter in links(&read("SUMMARY.md")) {
        for link in links(&read(&chapter)) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            assert!(chapters().join(file).is_file(), "{chapter}: {link}");
            let is_there = anchor.is_empty() || anchors(&read(file)).contains(anchor);
            assert!(is_there, "{chapter}: {link}");
        }
    }
}

#[test]
fn every_chapter_is_a_doctest() {
    let lib = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let lib = fs::read_to_string(lib).unwrap();
    for chapter in links(&read("SUMMARY.md")) {
        assert!(lib.contains(&format!("\"{chapter}\"")), "{chapter}");
    }
}

#[test]
fn every_exported_name_of_net_rpc_and_jsonrpc_has_its_row() {
    let text = read("from-go.md");
    // The first column of the tables: names between backticks.
    let named: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .filter_map(|row| row.split(" | ").next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    let missing: Vec<&&str> = NAMES
        .iter()
        .filter(|name| !named.contains(**name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_limit_is_told_of() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/limits.rs");
    let source = fs::read_to_string(source).unwrap();
    let chapter = read("limits.md");
    let fields = source.lines().filter_map(|line| {
        let (name, _) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
        Some(name)
    });
    let missing: Vec<&str> = fields
        .filter(|name| !chapter.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What mdBook makes of headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            let title = title.replace(' ', "-");
            title.replace(|c: char| !c.is_alphanumeric() && c != '-' && c != '_', "")
        })
        .collect()
}

/// `go doc -all net/rpc` and `go doc -all net/rpc/jsonrpc`; fields of headers are with their types.
const NAMES: &[&str] = &[
    "DefaultRPCPath",
    "DefaultDebugPath",
    "DefaultServer",
    "ErrShutdown",
    "Accept",
    "HandleHTTP",
    "Register",
    "RegisterName",
    "ServeCodec",
    "ServeConn",
    "ServeRequest",
    "Call",
    "Call.ServiceMethod",
    "Call.Args",
    "Call.Reply",
    "Call.Error",
    "Call.Done",
    "Client",
    "Dial",
    "DialHTTP",
    "DialHTTPPath",
    "NewClient",
    "NewClientWithCodec",
    "Client.Call",
    "Client.Close",
    "Client.Go",
    "ClientCodec",
    "Request",
    "Response",
    "Server",
    "NewServer",
    "Server.Accept",
    "Server.HandleHTTP",
    "Server.Register",
    "Server.RegisterName",
    "Server.ServeCodec",
    "Server.ServeConn",
    "Server.ServeHTTP",
    "Server.ServeRequest",
    "ServerCodec",
    "ServerError",
    "ReadRequestHeader",
    "ReadRequestBody",
    "WriteResponse",
    "WriteRequest",
    "ReadResponseHeader",
    "ReadResponseBody",
    "Close",
    "jsonrpc.Dial",
    "jsonrpc.NewClient",
    "jsonrpc.NewClientCodec",
    "jsonrpc.NewServerCodec",
    "jsonrpc.ServeConn",
];

/// Where links point to: `[text](target)`.
fn links(text: &str) -> Vec<String> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(str::to_owned)
        .collect()
}

fn read(chapter: &str) -> String {
    fs::read_to_string(chapters().join(chapter))
        .unwrap_or_else(|error| panic!("{chapter}: {error}"))
}

fn chapters() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src")
}
