//! Where ours is meant to differ from Go. Tests enforce the list both ways: a difference that is not on
//! it fails, and so does one on it that does not occur.

mod gob;
mod json;

use go_toolchain::Version;

use crate::Format;

/// A line of a Go-Go transcript, and what stands in its place with ours on one side.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// The scenario.
    pub scenario: &'static str,
    /// On which side ours must be for the difference to show.
    pub with: Side,
    /// The line of the Go-Go transcript, once or more.
    pub go: &'static str,
    /// The line with ours, or several.
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

/// All of them.
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
/// A difference's line does not stand in Go's transcript.
pub fn expected(
    format: Format,
    scenario: &str,
    go: &str,
    client_is_ours: bool,
    server_is_ours: bool,
) -> Result<String, String> {
    let mut lines: Vec<&str> = go.lines().collect();
    for difference in all(format)
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
        let mut occurs = false;
        for line in lines.iter_mut().filter(|line| **line == difference.go) {
            *line = difference.ours;
            occurs = true;
        }
        if !occurs {
            return Err(format!("Go no longer says {:?}", difference.go));
        }
    }
    Ok(lines.iter().map(|line| format!("{line}\n")).collect())
}
