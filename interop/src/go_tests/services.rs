//! What Go's tests serve, served by ours.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;

use axum::Router;
use netrpc::http::DEFAULT_RPC_PATH;
use netrpc::{RegisterError, Server};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::Failure;
use crate::services::register_arith;
use crate::types::{Args, Reply, Unencodable};

/// Our servers with the services of Go's tests. They end, with their connections, when this is dropped.
#[derive(Debug)]
pub struct OurServer {
    default_server: SocketAddr,
    new_server: SocketAddr,
    http: SocketAddr,
    json: SocketAddr,
    _tasks: JoinSet<()>,
}

impl OurServer {
    /// Binds free ports on loopback.
    ///
    /// # Errors
    /// There are none.
    pub async fn start() -> Result<Self, Failure> {
        static ONCE: OnceLock<Result<(), RegisterError>> = OnceLock::new();
        let default_server = netrpc::default_server();
        ONCE.get_or_init(|| register_default(default_server))
            .clone()?;
        let new_server = Server::new();
        register_new(&new_server)?;
        let json = netrpc_jsonrpc::server();
        register_json(&json)?;
        let mut tasks = JoinSet::new();
        let listen = async || {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            Ok::<_, Failure>((listener.local_addr()?, listener))
        };
        let app = Router::new()
            .route_service(DEFAULT_RPC_PATH, default_server.http())
            .route_service(NEW_PATH, new_server.http().with_rpc_path(NEW_PATH));
        let (at_http, listener) = listen().await?;
        tasks.spawn(async move { axum::serve(listener, app).await.unwrap_or_default() });
        let (at_default, listener) = listen().await?;
        tasks.spawn(async move { default_server.serve(listener).await });
        let (at_new, listener) = listen().await?;
        tasks.spawn(async move { new_server.serve(listener).await });
        let (at_json, listener) = listen().await?;
        tasks.spawn(async move { json.serve(listener).await });
        Ok(OurServer {
            default_server: at_default,
            new_server: at_new,
            http: at_http,
            json: at_json,
            _tasks: tasks,
        })
    }

    /// Where Go's tests have their `DefaultServer`.
    pub fn default_server(&self) -> SocketAddr {
        self.default_server
    }

    /// Where Go's tests have the one of `NewServer`.
    pub fn new_server(&self) -> SocketAddr {
        self.new_server
    }

    /// Where Go's tests have both behind HTTP: here in one app of axum.
    pub fn http(&self) -> SocketAddr {
        self.http
    }

    /// What Go's tests of JSON-RPC serve on a pipe.
    pub fn json(&self) -> SocketAddr {
        self.json
    }
}

/// Where Go's tests have the server of `NewServer`.
pub(super) const NEW_PATH: &str = "/foo";

fn register_default(server: &Server) -> Result<(), RegisterError> {
    register_common(server)?;
    server.register_fn("BuiltinTypes.Map", |Args { a, b }: Args| async move {
        Ok::<_, Infallible>(HashMap::from([(a, b)]))
    })?;
    server.register_fn("BuiltinTypes.Slice", |Args { a, b }: Args| async move {
        Ok::<_, Infallible>(vec![a, b])
    })?;
    server.register_fn("BuiltinTypes.Array", |Args { a, b }: Args| async move {
        Ok::<_, Infallible>([a, b])
    })?;
    server.register_fn("S.Recv", |()| async {
        Ok::<_, Infallible>(Unencodable { hidden: 1 })
    })
}

fn register_new(server: &Server) -> Result<(), RegisterError> {
    register_common(server)?;
    register_arith(server, "newServer.Arith")?;
    register_sleep(server, "newServer.Arith")
}

fn register_common(server: &Server) -> Result<(), RegisterError> {
    for service in ["Arith", "net.rpc.Arith"] {
        register_arith(server, service)?;
        register_sleep(server, service)?;
    }
    server.register_fn("Embed.Exported", |args: Args| async move {
        Ok::<_, Infallible>(Reply { c: args.a + args.b })
    })
}

fn register_json(server: &netrpc_jsonrpc::JsonServer) -> Result<(), RegisterError> {
    register_arith(server, "Arith")?;
    server.register_fn("BuiltinTypes.Map", |i: isize| async move {
        Ok::<_, Infallible>(HashMap::from([(i, i)]))
    })?;
    server.register_fn("BuiltinTypes.Slice", |i: isize| async move {
        Ok::<_, Infallible>(vec![i])
    })?;
    server.register_fn("BuiltinTypes.Array", |i: isize| async move {
        Ok::<_, Infallible>([i])
    })
}

/// The method is there to take its time, as Go's.
fn register_sleep(server: &Server, service: &str) -> Result<(), RegisterError> {
    server.register_fn(&format!("{service}.SleepMilli"), |args: Args| async move {
        tokio::time::sleep(Duration::from_millis(args.a.unsigned_abs() as u64)).await;
        Ok::<_, Infallible>(Reply::default())
    })
}
