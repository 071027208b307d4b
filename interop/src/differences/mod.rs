//! Where ours is meant to differ from Go. Tests enforce the list both ways: a difference that is not on
//! it fails, and so does one on it that does not occur.

mod by_hand;
mod classic;
mod gob;
mod json;
mod registrations;

use std::fmt;

use go_toolchain::Version;

use crate::{Format, Route};

pub use by_hand::{ARGUMENTS, REQUESTS, RESPONSES};
pub use registrations::REGISTRATIONS;

/// A piece of a Go-Go transcript, and what stands in its place with ours on one side.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// The scenario, or the name of what was written by hand.
    pub scenario: &'static str,
    /// On which side ours must be for the difference to show.
    pub with: Side,
    /// What the Go-Go transcript has, once or more: a part of a line, a line or several.
    pub go: &'static str,
    /// What it is with ours.
    pub ours: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// A side of a connection, or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one that calls.
    Client,
    /// The one that answers.
    Server,
    /// Both of them at once.
    Both,
}

/// Those of the scenarios.
pub fn all(route: impl Into<Route>) -> &'static [Difference] {
    match route.into().format() {
        Format::Gob => gob::DIFFERENCES,
        Format::Json => json::DIFFERENCES,
        Format::Lines => &[],
    }
}

/// Scenarios in which a Go server older than this dies, so that there is nothing to compare with.
pub const GO_SERVER_DIES_BEFORE: &[(&str, Version)] = &[
    // A reply pointer left nil: a panic in reflect with 1.21.13 and 1.22.10, answered by 1.27.3.
    ("nil_pointer_reply", Version::new(1, 23, 0)),
];

const UNDERSTANDS: &str = "ours understands what a fork of net/rpc sends to cancel calls; a method that does not look for it \
                           runs to its end all the same";

/// Which sides of a connection are ours.
#[derive(Clone, Copy, Debug)]
pub struct Pairing {
    /// The one that calls.
    pub client_is_ours: bool,
    /// The one that answers.
    pub server_is_ours: bool,
}

impl Pairing {
    /// The reference.
    pub const GO: Pairing = Pairing {
        client_is_ours: false,
        server_is_ours: false,
    };
    /// Those that are held against it.
    pub const WITH_OURS: [Pairing; 3] = [
        Pairing {
            client_is_ours: true,
            server_is_ours: false,
        },
        Pairing {
            client_is_ours: false,
            server_is_ours: true,
        },
        Pairing {
            client_is_ours: true,
            server_is_ours: true,
        },
    ];
}

impl fmt::Display for Pairing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |is_ours| if is_ours { "Rust" } else { "Go" };
        let (client, server) = (side(self.client_is_ours), side(self.server_is_ours));
        write!(f, "{client} -> {server}")
    }
}

/// Whether a pairing's transcript is Go's own, of this version, but for the listed differences.
///
/// # Errors
/// What is not the same, to be read by a person.
pub fn hold(
    listed: &[Difference],
    scenario: &str,
    pairing: Pairing,
    go: (Version, &str),
    found: &str,
) -> Result<(), String> {
    let (version, go) = go;
    let expected = if classic::has_other_texts(version) {
        let expected = expected(listed, scenario, pairing, &classic::modern(go))?;
        classic::without_places(&expected)
    } else {
        expected(listed, scenario, pairing, go)?
    };
    let found = if classic::has_other_texts(version) {
        &classic::without_places(&classic::modern(found))
    } else {
        found
    };
    if expected == found {
        Ok(())
    } else {
        Err(compare(&expected, found))
    }
}

/// What the transcript of a pairing must be, given Go's own.
fn expected(
    listed: &[Difference],
    scenario: &str,
    pairing: Pairing,
    go: &str,
) -> Result<String, String> {
    let mut expected = String::from(go);
    for difference in listed
        .iter()
        .filter(|difference| difference.scenario == scenario)
    {
        let applies = match difference.with {
            Side::Client => pairing.client_is_ours,
            Side::Server => pairing.server_is_ours,
            Side::Both => pairing.client_is_ours && pairing.server_is_ours,
        };
        if !applies {
            continue;
        }
        if !expected.contains(difference.go) {
            return Err(format!("Go no longer says {:?}\n", difference.go));
        }
        expected = expected.replace(difference.go, difference.ours);
    }
    Ok(expected)
}

/// Lines in which two transcripts differ, one of which may be a megabyte.
fn compare(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let show = |line: Option<&&str>| match line {
        Some(line) => line.chars().take(300).collect(),
        None => String::from("nothing"),
    };
    let mut text = String::new();
    for index in 0..expected.len().max(found.len()) {
        let (expected, found) = (expected.get(index), found.get(index));
        if expected != found {
            let (expected, found) = (show(expected), show(found));
            text.push_str(&format!("  expected {expected}\n  found    {found}\n"));
        }
    }
    text
}
