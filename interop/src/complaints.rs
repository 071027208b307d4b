//! What a process says on its stderr: nobody wants to read it but in a test that failed.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::io::AsyncReadExt;
use tokio::process::ChildStderr;

/// What a Go process has said. It is printed where this is dropped by a panic.
#[derive(Debug)]
pub(crate) struct Complaints(Arc<Mutex<Vec<u8>>>);

impl Complaints {
    /// Listens in a task of its own, so that the process never waits for somebody to listen.
    pub(crate) fn of(stderr: Option<ChildStderr>) -> Self {
        let said = Arc::default();
        if let Some(stderr) = stderr {
            tokio::spawn(listen(stderr, Arc::clone(&said)));
        }
        Complaints(said)
    }

    /// All until now, under a title; nothing if there is nothing.
    pub(crate) fn text(&self) -> String {
        let said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &**said {
            [] => String::new(),
            said => format!("Go's server said:\n{}", String::from_utf8_lossy(said)),
        }
    }
}

impl Drop for Complaints {
    fn drop(&mut self) {
        let text = self.text();
        if thread::panicking() && !text.is_empty() {
            eprintln!("{text}");
        }
    }
}

async fn listen(mut stderr: ChildStderr, said: Arc<Mutex<Vec<u8>>>) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = stderr.read(&mut buffer).await {
        let bytes = buffer.get(..read).unwrap_or_default();
        said.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
    }
}
