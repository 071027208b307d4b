//! A relay between a client and a server that writes down what passes, for one connection.

use std::net::SocketAddr;

use interop::Failure;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Bytes from client to server, and back.
type Recorded = (Vec<u8>, Vec<u8>);

/// A relay for one connection.
pub(crate) struct Relay {
    address: SocketAddr,
    task: JoinHandle<std::io::Result<Recorded>>,
}

impl Relay {
    pub(crate) async fn start(server: SocketAddr) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            let (client, _) = listener.accept().await?;
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = TcpStream::connect(server).await?.into_split();
            let requests = tokio::spawn(pass(from_client, to_server));
            let replies = pass(from_server, to_client).await;
            Ok((requests.await?, replies))
        });
        Ok(Relay { address, task })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What has passed, once both sides are done.
    pub(crate) async fn finish(self) -> Result<Recorded, Failure> {
        Ok(self.task.await??)
    }
}

/// One direction, until its end.
async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf) -> Vec<u8> {
    let (mut passed, mut buffer) = (Vec::new(), vec![0; 64 << 10]);
    // A side that resets the connection has ended it like one that closes it: what passed is recorded.
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        let bytes = buffer.get(..read).unwrap_or_default();
        passed.extend_from_slice(bytes);
        if to.write_all(bytes).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
    passed
}
