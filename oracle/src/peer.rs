//! Go's half as a process that can die: a stream may make gob loop for ever, or overflow Go's stack.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::Failure;
use crate::protocol::{Answer, Request};

/// A running Go half; it is started again when it has died.
#[derive(Debug)]
pub(crate) struct Peer {
    program: PathBuf,
    /// What it says when it dies.
    stderr: PathBuf,
    process: Option<Process>,
}

#[derive(Debug)]
struct Process {
    child: Child,
    stdin: ChildStdin,
    stdout: ChildStdout,
}

/// Go's half died over a request.
#[derive(Clone, Debug)]
pub(crate) struct Died {
    /// How, with the first of what it said.
    pub(crate) text: String,
    /// It was ended because the request took too long.
    pub(crate) hung: bool,
}

impl Peer {
    /// `name` is of no other peer that runs this program.
    pub(crate) fn new(program: &Path, name: &str) -> Self {
        Peer {
            program: program.to_owned(),
            stderr: program.with_extension(format!("{name}.stderr")),
            process: None,
        }
    }

    /// Answers of all requests, in order.
    pub(crate) fn ask<R: Request>(
        &mut self,
        requests: &[R],
    ) -> Result<Vec<Result<R::Answer, Died>>, Failure> {
        let mut answers = Vec::new();
        while let Some(left @ [_, ..]) = requests.get(answers.len()..) {
            let process = match &mut self.process {
                Some(process) => process,
                None => self
                    .process
                    .insert(Process::start(&self.program, &self.stderr)?),
            };
            let sent = process.send(&batch(left));
            for _ in left {
                let answer = match &sent {
                    Ok(()) => process.receive(),
                    Err(error) => Err(error.kind().into()),
                };
                match answer {
                    Ok(answer) => answers.push(Ok(R::take(&mut Answer::new(&answer))?)),
                    Err(error) => {
                        // It died over this one; another process goes on with the next.
                        if let Some(process) = self.process.take() {
                            answers.push(Err(process.end(&error, &self.stderr)));
                        }
                        break;
                    }
                }
            }
        }
        Ok(answers)
    }
}

/// Requests in one frame; each is answered with a frame of its own.
fn batch<R: Request>(requests: &[R]) -> Vec<u8> {
    let mut frame = vec![0; 4];
    frame.push(R::COMMAND);
    frame.extend((requests.len() as u32).to_le_bytes());
    for request in requests {
        request.put(&mut frame);
    }
    let len = frame.len() - 4;
    if let Some(start) = frame.first_chunk_mut() {
        *start = (len as u32).to_le_bytes();
    }
    frame
}

impl Drop for Peer {
    fn drop(&mut self) {
        if let Some(process) = self.process.take() {
            // Its stdin ends, and so does it.
            drop(process.stdin);
            let mut child = process.child;
            let _ = child.wait();
        }
        // What cannot be removed does no harm.
        let _ = fs::remove_file(&self.stderr);
    }
}

impl Process {
    fn start(program: &Path, stderr: &Path) -> Result<Self, Failure> {
        let failed = |error: io::Error| format!("cannot run {}: {error}", program.display());
        let mut child = Command::new(program)
            .env("GOMAXPROCS", "2")
            .env("GOTRACEBACK", "none")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // A stack overflow is described at length.
            .stderr(File::create(stderr).map_err(failed)?)
            .spawn()
            .map_err(failed)?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(stdin), Some(stdout)) => Ok(Process {
                child,
                stdin,
                stdout,
            }),
            _ => Err("a child process has no pipes".into()),
        }
    }

    fn send(&mut self, frame: &[u8]) -> io::Result<()> {
        self.stdin.write_all(frame)?;
        self.stdin.flush()
    }

    fn receive(&mut self) -> io::Result<Vec<u8>> {
        let mut len = [0; 4];
        self.stdout.read_exact(&mut len)?;
        let mut answer = vec![0; u32::from_le_bytes(len) as usize];
        self.stdout.read_exact(&mut answer)?;
        Ok(answer)
    }

    fn end(mut self, error: &io::Error, stderr: &Path) -> Died {
        drop(self.stdin);
        let _ = self.child.kill();
        let status = self.child.wait();
        let mut said = fs::read(stderr).unwrap_or_default();
        said.truncate(300);
        let said = String::from_utf8_lossy(&said);
        let how = match &status {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        Died {
            text: format!("{error}; {how}; {}", said.trim()),
            hung: status.is_ok_and(|status| status.code() == Some(EXIT_HANG)),
        }
    }
}

/// As in `go/harness/main.go`.
const EXIT_HANG: i32 = 3;
