//! A relay between clients and a server that writes down what passes on the first connection.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::Failure;

/// Bytes from client to server, and back.
type Passed = (Vec<u8>, Vec<u8>);

/// A relay; it ends, with its connections, when this is dropped.
#[derive(Debug)]
pub struct Relay {
    address: SocketAddr,
    first: oneshot::Receiver<Passed>,
    _task: JoinSet<()>,
}

impl Relay {
    /// Binds a free port on loopback.
    ///
    /// # Errors
    /// There is none.
    pub async fn start(server: SocketAddr) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (sender, first) = oneshot::channel();
        let mut task = JoinSet::new();
        task.spawn(accept(listener, server, sender));
        Ok(Relay {
            address,
            first,
            _task: task,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What passed on the first connection, once both of its sides are done.
    ///
    /// # Errors
    /// The server could not be reached.
    pub async fn finish(self) -> Result<(Vec<u8>, Vec<u8>), Failure> {
        Ok(self.first.await?)
    }
}

async fn accept(listener: TcpListener, server: SocketAddr, first: oneshot::Sender<Passed>) {
    let (mut connections, mut first) = (JoinSet::new(), Some(first));
    while let Ok((client, _)) = listener.accept().await {
        let first = first.take();
        connections.spawn(async move {
            let Ok(server) = TcpStream::connect(server).await else {
                return;
            };
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            let passed = tokio::join!(pass(from_client, to_server), pass(from_server, to_client));
            if let Some(first) = first {
                // Nobody may want to know.
                let _ = first.send(passed);
            }
        });
    }
}

/// One direction, until its end.
async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf) -> Vec<u8> {
    let (mut passed, mut buffer) = (Vec::new(), vec![0; 64 << 10]);
    // A side that resets the connection has ended it like one that closes it: what passed is recorded.
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        let bytes = buffer.get(..read).unwrap_or_default();
        passed.extend_from_slice(bytes);
        // A side that reads no more may still be told what the other says; it is recorded all the same.
        let _ = to.write_all(bytes).await;
    }
    let _ = to.shutdown().await;
    passed
}
