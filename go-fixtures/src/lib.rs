//! Bytes captured from Go, and the manifest that says what they are.
//!
//! ```
//! let fixtures = go_fixtures::Manifest::load();
//! let point = fixtures.value("point_twice").expect("captured");
//! assert_eq!(point.first_id, 64);
//! let stream = point.bytes();
//! assert_eq!(point.items.last().map(|item| item.end), Some(stream.len()));
//! ```
//!
//! For tests: what is not there or not readable panics with the file's name.

use std::fs;
use std::path::Path;

use serde::Deserialize;

/// All fixtures.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// The Go that wrote them: `go1.27.3`.
    pub go: String,
    /// Streams of values: what Go's encoder sends.
    pub values: Vec<ValueStream>,
    /// Streams good and bad, and what Go's decoder answers to them.
    pub decodes: Vec<DecodeStream>,
    /// Whole net/rpc sessions.
    pub sessions: Vec<Session>,
}

/// What one fresh Go process sends for some values, one encoder, one after the other.
#[derive(Clone, Debug, Deserialize)]
pub struct ValueStream {
    /// The fixture's name, and that of its file.
    pub name: String,
    /// The sections of the catalogue of Go's behaviour that it shows, separated by spaces.
    pub sections: String,
    file: String,
    /// The id of the first type that the stream defines: 64, or 65 as older Go has it.
    pub first_id: u32,
    /// Declarations of the Go types, as Go source.
    pub go_types: String,
    /// Declarations of the Rust twins, for who writes the test; empty when std's types do, or when Rust has none.
    pub rust_types: String,
    /// The values in the order in which they are sent.
    pub items: Vec<ValueItem>,
}

/// One value of a [`ValueStream`].
#[derive(Clone, Debug, Deserialize)]
pub struct ValueItem {
    /// The value as Go source.
    pub go: String,
    /// The equal Rust value, for who writes the test; empty where Rust has no twin.
    pub rust: String,
    /// The offset in the stream after the value.
    pub end: usize,
    /// What the encoder answered instead of sending it; empty when it was sent. What it had sent by then is in the stream.
    #[serde(default)]
    pub error: String,
    /// What Go makes of it in a value that already held something.
    pub into: Option<Into>,
}

/// The value that a [`ValueItem`] is decoded into, before and after.
#[derive(Clone, Debug, Deserialize)]
pub struct Into {
    /// The value before, as Go source.
    pub go: String,
    /// The value before, as Rust.
    pub rust: String,
    /// The value after, as Go's encoding/json prints it.
    pub merged_json: String,
    /// The value after, as Rust.
    pub merged_rust: String,
}

/// A stream and what Go's `Decode` into one type answers, called until the stream has ended.
#[derive(Clone, Debug, Deserialize)]
pub struct DecodeStream {
    /// The fixture's name, and that of its file.
    pub name: String,
    /// The sections of the catalogue of Go's behaviour that it shows, separated by spaces.
    pub sections: String,
    file: String,
    /// How the stream was made, as Go source.
    pub wire: String,
    /// What it is decoded into, as Go source; `nil` skips.
    pub go_into: String,
    /// Declarations of the Go types, as Go source.
    pub go_types: String,
    /// The Rust twin of the type.
    pub rust_into: String,
    /// One for each call of `Decode`, each into a zero value.
    pub answers: Vec<DecodeAnswer>,
}

/// What one call of Go's `Decode` answered.
#[derive(Clone, Debug, Deserialize)]
pub struct DecodeAnswer {
    /// How many bytes of the stream had been read by then.
    pub end: usize,
    /// The error's text; empty when there was a value.
    #[serde(default)]
    pub error: String,
    /// The value, as Go's encoding/json prints it; empty when there was an error or the value was skipped.
    #[serde(default)]
    pub json: String,
}

/// Both directions of one connection.
#[derive(Clone, Debug, Deserialize)]
pub struct Session {
    /// The scenario of `interop/go`, or the script of the generator.
    pub name: String,
    /// Who was at the other end of Go's client.
    pub kind: SessionKind,
    /// What it shows, in words.
    pub shows: String,
    c2s: String,
    s2c: String,
    /// The calls, in the order in which the client printed them (`interop/go/README.md` has the notation).
    pub calls: Vec<SessionCall>,
    /// How the connection ended, where requests were written by hand: `eof`.
    #[serde(default)]
    pub end: String,
}

/// Who was at the other end of Go's client.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// Go's server: both directions are what Go sends.
    Server,
    /// Replies made by hand: the client's direction and what it made of the replies are Go's.
    Script,
}

/// One call of a [`Session`], in the notation of the transcripts.
#[derive(Clone, Debug, Deserialize)]
pub struct SessionCall {
    /// Its Seq.
    pub seq: u64,
    /// Its ServiceMethod.
    pub method: String,
    /// Its argument.
    pub args: String,
    /// `ok`, `error` (what the server answered) or `failed` (what the client found by itself).
    pub outcome: String,
    /// The reply, or the error's text in quotes.
    pub text: String,
}

impl Manifest {
    /// Reads the manifest that lies beside this crate's sources.
    ///
    /// # Panics
    /// It is not there, or is no manifest.
    pub fn load() -> Self {
        match serde_json::from_slice(&read("manifest.json")) {
            Ok(manifest) => manifest,
            Err(error) => panic!("go-fixtures/manifest.json: {error}"),
        }
    }

    /// The value stream of that name.
    pub fn value(&self, name: &str) -> Option<&ValueStream> {
        self.values.iter().find(|entry| entry.name == name)
    }

    /// The decoder's stream of that name.
    pub fn decode(&self, name: &str) -> Option<&DecodeStream> {
        self.decodes.iter().find(|entry| entry.name == name)
    }

    /// The session of that name.
    pub fn session(&self, name: &str) -> Option<&Session> {
        self.sessions.iter().find(|entry| entry.name == name)
    }
}

impl ValueStream {
    /// The whole stream.
    pub fn bytes(&self) -> Vec<u8> {
        read(&self.file)
    }
}

impl DecodeStream {
    /// The whole stream.
    pub fn bytes(&self) -> Vec<u8> {
        read(&self.file)
    }
}

impl Session {
    /// What the client sent.
    pub fn client_to_server(&self) -> Vec<u8> {
        read(&self.c2s)
    }

    /// What the server sent.
    pub fn server_to_client(&self) -> Vec<u8> {
        read(&self.s2c)
    }
}

fn read(file: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => panic!("cannot read {}: {error}", path.display()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_fixture_has_its_files_and_a_name_of_its_own() {
        let manifest = Manifest::load();
        let mut files = HashSet::from(["manifest.json".to_string()]);
        for entry in &manifest.values {
            assert_eq!(
                entry.items.last().map(|item| item.end),
                Some(entry.bytes().len()),
                "{}",
                entry.name
            );
            assert!(files.insert(entry.file.clone()), "{}", entry.name);
        }
        for entry in &manifest.decodes {
            assert_eq!(
                entry.answers.last().map(|answer| answer.end),
                Some(entry.bytes().len()),
                "{}",
                entry.name
            );
            assert!(files.insert(entry.file.clone()), "{}", entry.name);
        }
        for entry in &manifest.sessions {
            entry.client_to_server();
            entry.server_to_client();
            assert!(files.insert(entry.c2s.clone()), "{}", entry.name);
            assert!(files.insert(entry.s2c.clone()), "{}", entry.name);
        }
        for folder in ["values", "decodes", "sessions"] {
            let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for file in fs::read_dir(dir).expect("a folder of fixtures") {
                let name = file.expect("readable").file_name();
                let name = format!("{folder}/{}", name.to_string_lossy());
                assert!(files.contains(&name), "{name} is in no entry");
            }
        }
    }

    #[test]
    fn the_golden_session_is_what_the_catalogue_says() {
        let manifest = Manifest::load();
        let session = manifest.session("add_twice").expect("recorded");
        assert_eq!(session.kind, SessionKind::Server);
        assert_eq!(session.client_to_server().len(), 101 + 25);
        assert_eq!(session.server_to_client().len(), 105 + 23);
        let lines: Vec<_> = session
            .calls
            .iter()
            .map(|call| (call.seq, call.outcome.as_str(), call.text.as_str()))
            .collect();
        assert_eq!(lines, [(0, "ok", "{C:15}"), (1, "ok", "{C:15}")]);
    }
}
