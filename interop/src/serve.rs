//! A server of ours that listens.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use netrpc::codec::ServerFormat;
use netrpc::codec::gob::Gob;
use netrpc::{Limits, RegisterError, ServeError, Server};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tracing::Dispatch;
use tracing::instrument::WithSubscriber as _;

use crate::counted::Counted;
use crate::format::address_of;
use crate::lines::NotedLines;
use crate::notes::Notes;
use crate::said::Said;
use crate::services::{self, Gates};
use crate::{Failure, Route, interfaces};

/// A server that listens on a port for each route, with the same services behind them. It ends, with its
/// connections, when this is dropped.
#[derive(Debug)]
pub struct Serving {
    addresses: Vec<SocketAddr>,
    _tasks: JoinSet<()>,
}

/// What the services `Arith` and `a.b` are made of.
#[derive(Clone, Copy, Debug)]
pub enum Made {
    /// `register_fn`, a method at a time.
    OfFunctions,
    /// `#[netrpc::service]`, on a trait and on an `impl` block.
    ByTheMacro,
}

impl Serving {
    /// Binds free ports on loopback.
    ///
    /// # Errors
    /// There are none.
    pub async fn start() -> Result<Self, Failure> {
        Self::start_with(Made::OfFunctions).await
    }

    /// As [`start`](Self::start), with the choice of what `Arith` is made of.
    ///
    /// # Errors
    /// As `start`.
    pub async fn start_with(made: Made) -> Result<Self, Failure> {
        let gates = Arc::new(Gates::default());
        let mut tasks = JoinSet::new();
        let mut addresses = Vec::new();
        for route in Route::ALL {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            addresses.push(listener.local_addr()?);
            if let Some(path) = route.http_path() {
                let server = gob(&gates, &Arc::default(), made)?;
                services::register_gob(&server)?;
                let http = server.http().with_rpc_path(path);
                tasks.spawn(async move { http.serve(listener).await });
                continue;
            }
            tasks.spawn(accept(route, listener, Arc::clone(&gates), made));
        }
        Ok(Serving {
            addresses,
            _tasks: tasks,
        })
    }

    /// Where it listens.
    ///
    /// # Panics
    /// There is no such route.
    pub fn address(&self, route: impl Into<Route>) -> SocketAddr {
        address_of(route.into(), &self.addresses)
    }
}

/// What the connections of one listener have in common.
#[derive(Clone)]
struct Shared {
    gates: Arc<Gates>,
    made: Made,
    said: Said,
    notes: Notes,
}

async fn accept(route: Route, listener: TcpListener, gates: Arc<Gates>, made: Made) {
    let shared = Shared {
        gates,
        made,
        said: Said::default(),
        notes: Notes::default(),
    };
    let log = Dispatch::new(shared.said.clone());
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let serve = serve_connection(route, stream, shared.clone());
        connections.spawn(serve.with_subscriber(log.clone()));
    }
}

/// As in the Go peer, each connection has a registry of its own, since `Peer.Drop` ends its connection.
async fn serve_connection(route: Route, stream: TcpStream, shared: Shared) {
    let Shared {
        gates,
        made,
        said,
        notes,
    } = shared;
    let dropped = Arc::new(Notify::new());
    let serve = async {
        // How a connection ends is the client's business here: its transcript says it.
        match route {
            Route::Http | Route::HttpElsewhere => {
                unreachable!("those are served by `HttpService::serve`, which accepts for itself")
            }
            Route::Gob => {
                let server = gob(&gates, &dropped, made)?;
                services::register_gob(&server)?;
                services::register_log(&server, said)?;
                let _ = server.serve_conn(stream).await;
            }
            Route::Cancelling => {
                let server = gob(&gates, &dropped, made)?;
                services::register_patient(&server, &gates)?;
                // As Go's peer, with a codec that it was given.
                let codec = Gob::new().server_codec(&Limits::default());
                let _ = server.serve_codec(codec, stream).await;
            }
            Route::Counted => {
                let server = gob(&gates, &dropped, made)?;
                let (stream, sizes) = Counted::new(stream);
                services::register_writes(&server, sizes)?;
                let _ = server.serve_conn(stream).await;
            }
            Route::OneAtATime => {
                let server = gob(&gates, &dropped, made)?;
                let errors = Arc::new(Mutex::new(Vec::new()));
                services::register_requests(&server, &errors)?;
                let keep = |served: &Result<(), ServeError>| {
                    if let Err(ServeError::Refused(text)) = served {
                        let mut errors = errors.lock().unwrap_or_else(PoisonError::into_inner);
                        errors.push(text.clone());
                    }
                };
                serve_requests(&server, stream, keep).await;
            }
            Route::Lines => {
                let format = NotedLines(notes.first());
                let server = lines(format.clone(), &gates, &dropped, made, &notes)?;
                let codec = format.server_codec(&Limits::default());
                let _ = server.serve_codec(codec, stream).await;
            }
            Route::LinesOneAtATime => {
                let format = NotedLines(notes.first());
                let server = lines(format.clone(), &gates, &dropped, made, &notes)?;
                let note = |served: &Result<(), ServeError>| format.0.add_result("served", served);
                serve_requests(&server, stream, note).await;
            }
            Route::Json => {
                let server = netrpc_jsonrpc::server();
                services::register(&server, &gates, &dropped, made)?;
                services::register_json(&server)?;
                let _ = netrpc_jsonrpc::serve_conn(&server, stream).await;
            }
        }
        Ok::<_, RegisterError>(())
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

fn gob(gates: &Arc<Gates>, dropped: &Arc<Notify>, made: Made) -> Result<Server, RegisterError> {
    let server = Server::builder()
        .gob_registry(interfaces::registry())
        .build();
    services::register(&server, gates, dropped, made)?;
    Ok(server)
}

fn lines(
    format: NotedLines,
    gates: &Arc<Gates>,
    dropped: &Arc<Notify>,
    made: Made,
    notes: &Notes,
) -> Result<Server<NotedLines>, RegisterError> {
    let server = Server::with_codec(format);
    services::register(&server, gates, dropped, made)?;
    services::register_codec(&server, notes)?;
    Ok(server)
}

/// Takes one request after the other, and passes on what was said of them.
async fn serve_requests<F: ServerFormat>(
    server: &Server<F>,
    stream: TcpStream,
    said: impl Fn(&Result<(), ServeError>),
) {
    let mut requests = server.requests(stream);
    loop {
        let served = requests.serve_request().await;
        said(&served);
        if !matches!(served, Ok(()) | Err(ServeError::Refused(_))) {
            return;
        }
    }
}
