//! A scripted server: takes a client's calls and answers with bytes written by hand.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::responses::{Response, Then};
use crate::Failure;

/// A server of the scenario `three_pending`: it waits for three calls, sends a row, and answers what is still to be
/// answered.
#[derive(Debug)]
pub struct Script {
    address: SocketAddr,
    task: JoinHandle<Result<String, Failure>>,
}

impl Script {
    /// Binds a free port on loopback, for one connection.
    ///
    /// # Errors
    /// There is none.
    pub async fn start(response: Response) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            let (stream, _) = listener.accept().await?;
            play(stream, &response).await
        });
        Ok(Script { address, task })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the client sent, once it is gone.
    ///
    /// # Errors
    /// The client did not make its three calls.
    pub async fn finish(self) -> Result<String, Failure> {
        self.task.await?
    }
}

async fn play(stream: TcpStream, response: &Response) -> Result<String, Failure> {
    // What is written apart is to arrive apart.
    stream.set_nodelay(true)?;
    let (read, mut write) = stream.into_split();
    let mut requests = BufReader::new(read).lines();
    let mut transcript = String::new();
    for _ in 0..3 {
        let request = requests
            .next_line()
            .await?
            .ok_or("the client made no three calls")?;
        transcript.push_str(&format!("> {request}\n"));
    }
    match response.then {
        Then::Answer => {
            let rest = [&response.row.bytes[..], OTHERS.as_bytes()].concat();
            // A client that has seen enough takes no more.
            let _ = write.write_all(&rest).await;
        }
        Then::AnswerByteByByte => {
            for byte in response.row.bytes.iter().chain(OTHERS.as_bytes()) {
                let _ = write.write_all(&[*byte]).await;
            }
        }
        Then::Close => {
            write.write_all(&response.row.bytes).await?;
            write.shutdown().await?;
        }
    }
    // Until the connection ends, in whatever way.
    while let Ok(Some(request)) = requests.next_line().await {
        transcript.push_str(&format!("> {request}\n"));
        let _ = write.write_all(LAST.as_bytes()).await;
    }
    Ok(transcript)
}

/// The answers to the second and third calls, then to the one that is made when all three have ended.
const OTHERS: &str = "{\"id\":2,\"result\":{\"C\":22},\"error\":null}\n{\"id\":1,\"result\":{\"C\":21},\"error\":null}\n";
const LAST: &str = "{\"id\":3,\"result\":{\"C\":23},\"error\":null}\n";
