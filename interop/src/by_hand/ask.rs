//! A raw client: bytes to a server, and what it answers.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::Failure;

/// Sends `bytes` twice: with nothing behind them, for the answers, and with a further request behind them, to see
/// whether the connection goes on.
///
/// # Errors
/// The server cannot be reached.
pub async fn ask(address: SocketAddr, bytes: &[u8]) -> Result<String, Failure> {
    let mut line = Line::connect(address).await?;
    line.send(bytes).await?;
    line.close_write().await?;
    let mut transcript = answers(line.rest().await);
    let goes_on = further_is_answered(address, bytes).await?;
    transcript.push_str(if goes_on { "goes on\n" } else { "ends\n" });
    Ok(transcript)
}

async fn further_is_answered(address: SocketAddr, bytes: &[u8]) -> Result<bool, Failure> {
    let mut line = Line::connect(address).await?;
    // A server that has closed the connection takes no more: that is one way of ending it.
    if line.send(bytes).await.is_err() || line.send(FURTHER.as_bytes()).await.is_err() {
        return Ok(false);
    }
    while let Some(answer) = line.next().await {
        if answer == FURTHER_ANSWER {
            return Ok(true);
        }
    }
    Ok(false)
}

const FURTHER: &str = r#"{"method":"Arith.Add","params":[{"A":40,"B":2}],"id":"further"}"#;
const FURTHER_ANSWER: &str = r#"{"id":"further","result":{"C":42},"error":null}"#;

/// The lines of a server, sorted: calls may be answered in any order.
pub(super) fn answers(mut lines: Vec<String>) -> String {
    if lines.is_empty() {
        return "nothing\n".into();
    }
    lines.sort();
    lines.iter().map(|line| format!("< {line}\n")).collect()
}

/// A connection to a server that answers in lines.
pub(super) struct Line {
    stream: BufReader<TcpStream>,
}

impl Line {
    pub(super) async fn connect(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        // What is written apart is to arrive apart.
        stream.set_nodelay(true)?;
        Ok(Line {
            stream: BufReader::new(stream),
        })
    }

    pub(super) async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.stream.flush().await
    }

    pub(super) async fn close_write(&mut self) -> io::Result<()> {
        self.stream.shutdown().await
    }

    /// The next line without its end; `None` when the connection has ended, in whatever way.
    pub(super) async fn next(&mut self) -> Option<String> {
        let mut line = Vec::new();
        match self.stream.read_until(b'\n', &mut line).await {
            Ok(1..) => Some(show(&line)),
            Ok(0) | Err(_) => None,
        }
    }

    /// All lines until the connection ends.
    pub(super) async fn rest(mut self) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some(line) = self.next().await {
            lines.push(line);
        }
        lines
    }

    /// As `rest`, while `bytes` are on their way.
    pub(super) async fn send_and_read_all(self, bytes: &[u8]) -> Result<Vec<String>, Failure> {
        let (read, mut write) = self.stream.into_inner().into_split();
        let send = async {
            write.write_all(bytes).await?;
            write.shutdown().await
        };
        let read = async {
            let mut all = Vec::new();
            BufReader::new(read).read_to_end(&mut all).await?;
            Ok::<_, io::Error>(all)
        };
        let ((), all) = tokio::try_join!(send, read)?;
        Ok(all
            .split_inclusive(|byte| *byte == b'\n')
            .map(show)
            .collect())
    }
}

fn show(line: &[u8]) -> String {
    match (line.strip_suffix(b"\n"), std::str::from_utf8(line)) {
        (Some(_), Ok(line)) => line.trim_end_matches('\n').into(),
        (Some(line), Err(_)) => format!("bytes {}", line.escape_ascii()),
        (None, _) => format!("{} (no newline)", line.escape_ascii()),
    }
}
