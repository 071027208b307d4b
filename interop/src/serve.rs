//! A server of ours that listens.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::{JoinHandle, JoinSet};

use crate::Failure;
use crate::services::{self, Gates};

/// A listening server; it ends, with its connections, when this is dropped.
#[derive(Debug)]
pub struct Serving {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Serving {
    /// Binds a free port on loopback.
    ///
    /// # Errors
    /// There is none.
    pub async fn start() -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            let gates = Arc::new(Gates::default());
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(serve_connection(stream, Arc::clone(&gates)));
            }
        });
        Ok(Serving { address, task })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// As in the Go peer, each connection has a registry of its own, since `Peer.Drop` ends its connection.
async fn serve_connection(stream: TcpStream, gates: Arc<Gates>) {
    let dropped = Arc::new(Notify::new());
    let server = match services::server(&gates, &dropped) {
        Ok(server) => server,
        Err(error) => panic!("the names of the services are good: {error}"),
    };
    tokio::select! {
        // How a connection ends is the client's business here: its transcript says it.
        _ = server.serve_conn(stream) => {}
        () = dropped.notified() => {}
    }
}
