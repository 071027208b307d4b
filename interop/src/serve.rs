//! A server of ours that listens.

use std::net::SocketAddr;
use std::sync::Arc;

use netrpc::Server;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::services::{self, Gates};
use crate::{Failure, Format, interfaces};

/// A server that listens on two ports, one for each format, with the same services behind them. It ends, with its
/// connections, when this is dropped.
#[derive(Debug)]
pub struct Serving {
    gob: SocketAddr,
    json: SocketAddr,
    _tasks: JoinSet<()>,
}

impl Serving {
    /// Binds two free ports on loopback.
    ///
    /// # Errors
    /// There are none.
    pub async fn start() -> Result<Self, Failure> {
        let gates = Arc::new(Gates::default());
        let mut tasks = JoinSet::new();
        let mut listen = async |format| {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let address = listener.local_addr()?;
            tasks.spawn(accept(format, listener, Arc::clone(&gates)));
            Ok::<_, Failure>(address)
        };
        Ok(Serving {
            gob: listen(Format::Gob).await?,
            json: listen(Format::Json).await?,
            _tasks: tasks,
        })
    }

    /// Where it listens.
    pub fn address(&self, format: Format) -> SocketAddr {
        match format {
            Format::Gob => self.gob,
            Format::Json => self.json,
        }
    }
}

async fn accept(format: Format, listener: TcpListener, gates: Arc<Gates>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(serve_connection(format, stream, Arc::clone(&gates)));
    }
}

/// As in the Go peer, each connection has a registry of its own, since `Peer.Drop` ends its connection.
async fn serve_connection(format: Format, stream: TcpStream, gates: Arc<Gates>) {
    let dropped = Arc::new(Notify::new());
    let serve = async {
        // How a connection ends is the client's business here: its transcript says it.
        match format {
            Format::Gob => {
                let server = Server::builder()
                    .gob_registry(interfaces::registry())
                    .build();
                services::register(&server, &gates, &dropped)?;
                services::register_gob(&server)?;
                let _ = server.serve_conn(stream).await;
            }
            Format::Json => {
                let server = netrpc_jsonrpc::server();
                services::register(&server, &gates, &dropped)?;
                services::register_json(&server)?;
                let _ = netrpc_jsonrpc::serve_conn(&server, stream).await;
            }
        }
        Ok::<_, netrpc::RegisterError>(())
    };
    tokio::select! {
        served = serve => {
            if let Err(error) = served {
                panic!("the names of the services are good: {error}");
            }
        }
        () = dropped.notified() => {}
    }
}
