//! What a codec was asked to do: `go/notes.go`, which has those of its process where these are of a listener.

use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

/// Lines in the order in which what they say was done.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    lines: watch::Sender<Vec<String>>,
    taken: Arc<AtomicBool>,
}

impl Notes {
    /// These once, and then some that nobody asks for.
    pub(crate) fn first(&self) -> Self {
        match self.taken.swap(true, Ordering::Relaxed) {
            false => self.clone(),
            true => Notes::default(),
        }
    }

    pub(crate) fn add(&self, line: &str) {
        self.lines.send_modify(|lines| lines.push(line.into()));
    }

    /// What was done, and how it failed if it did.
    pub(crate) fn add_result<T, E: Display>(&self, what: &str, result: &Result<T, E>) {
        match result {
            Ok(_) => self.add(what),
            Err(error) => self.add(&format!("{what}: {error}")),
        }
    }

    /// All of them, once the last is this one.
    pub(crate) async fn until(&self, last: &str) -> Vec<String> {
        let mut lines = self.lines.subscribe();
        let found = lines.wait_for(|lines| lines.last().is_some_and(|line| line == last));
        // The sender is here.
        found.await.map(|lines| lines.clone()).unwrap_or_default()
    }
}
