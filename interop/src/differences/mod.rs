//! Where ours is meant to differ from Go. Tests enforce the list both ways: a difference that is not on
//! it fails, and so does one on it that does not occur.

mod by_hand;
mod gob;
mod json;

use go_toolchain::Version;

use crate::Format;

pub use by_hand::{ARGUMENTS, REQUESTS, RESPONSES};

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
pub fn all(format: Format) -> &'static [Difference] {
    match format {
        Format::Gob => gob::DIFFERENCES,
        Format::Json => json::DIFFERENCES,
    }
}

/// Scenarios in which a Go server older than this dies, so that there is nothing to compare with.
pub const GO_SERVER_DIES_BEFORE: &[(&str, Version)] = &[
    // A reply pointer left nil: a panic in reflect with 1.21.13 and 1.22.10, answered by 1.27.3.
    ("nil_pointer_reply", Version::new(1, 23, 0)),
];

/// What the transcript of a pairing must be, given Go's own.
///
/// # Errors
/// What a difference is about does not stand in Go's transcript.
pub fn expected(
    listed: &[Difference],
    scenario: &str,
    go: &str,
    client_is_ours: bool,
    server_is_ours: bool,
) -> Result<String, String> {
    let mut expected = String::from(go);
    for difference in listed
        .iter()
        .filter(|difference| difference.scenario == scenario)
    {
        let applies = match difference.with {
            Side::Client => client_is_ours,
            Side::Server => server_is_ours,
            Side::Both => client_is_ours && server_is_ours,
        };
        if !applies {
            continue;
        }
        if !expected.contains(difference.go) {
            return Err(format!("Go no longer says {:?}", difference.go));
        }
        expected = expected.replace(difference.go, difference.ours);
    }
    Ok(expected)
}
