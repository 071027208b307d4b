//! The server.

use std::{fmt, sync::Arc, time::Duration};

use bytes::BytesMut;
use netrpc_gob as gob;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    sync::watch,
};

use crate::{
    codec::{DecodeArgs, EncodeReply, ServerFormat, gob::Gob},
    connection::ServerConnection,
    dispatch::{Handler, Registry, method_fn},
    error::{RegisterError, ServeError},
    limits::Limits,
    transport,
};

/// Answers calls: Go's `rpc.Server`. Clones are handles on the same server.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = netrpc::Server::new();
/// server.register_fn("Text.Length", |text: String| async move { Ok::<_, String>(text.len() as i64) })?;
///
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// let address = listener.local_addr()?;
/// tokio::spawn(async move { server.serve(listener).await });
///
/// let client = netrpc::Client::connect(address).await?;
/// let length: i64 = client.call("Text.Length", "gopher").await?;
/// assert_eq!(length, 6);
/// # Ok(())
/// # }
/// ```
pub struct Server<C: ServerFormat = Gob> {
    shared: Arc<Shared<C>>,
}

struct Shared<C: ServerFormat> {
    format: C,
    registry: Arc<Registry<C::Codec>>,
    limits: Limits,
    inline_budget: Duration,
    stopping: watch::Sender<bool>,
}

/// What a [`Server`] can be told before it is made.
#[derive(Clone, Debug)]
pub struct ServerBuilder<C = Gob> {
    format: C,
    limits: Limits,
    inline_budget: Duration,
}

impl Server<Gob> {
    /// A server that speaks gob and offers no method yet: Go's `NewServer`.
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// A server with other than the default settings.
    pub fn builder() -> ServerBuilder<Gob> {
        ServerBuilder {
            format: Gob::new(),
            limits: Limits::default(),
            inline_budget: INLINE_BUDGET,
        }
    }
}

impl<C: ServerFormat> Server<C> {
    /// A server that speaks another format than gob: Go's `ServeCodec`.
    pub fn with_codec(format: C) -> Self {
        Server::builder().codec(format).build()
    }

    /// Offers an async function under a name such as `Arith.Multiply`, split at its last dot: Go's `Register` and
    /// `RegisterName`, one method at a time. Methods may be added while connections are served.
    ///
    /// A method's error may be anything that can be displayed; one with an empty text is no error to Go, and answers the zero
    /// value. A method that panics costs its own call an error and nothing else.
    ///
    /// # Errors
    /// The name is taken, or is not made of two parts.
    pub fn register_fn<A, H>(&self, service_method: &str, handler: H) -> Result<(), RegisterError>
    where
        A: Send + 'static,
        H: Handler<A>,
        C::Codec: DecodeArgs<A> + EncodeReply<H::Reply>,
    {
        self.shared
            .registry
            .register(service_method, method_fn(handler))
    }

    /// The methods by name, to serve them on a [`ServerConnection`] of your own or to add a hand-made
    /// [`Method`](crate::dispatch::Method).
    pub fn registry(&self) -> &Arc<Registry<C::Codec>> {
        &self.shared.registry
    }

    /// Accepts and serves connections until [`shutdown`](Self::shutdown), then waits for them: Go's `Accept`.
    ///
    /// An error of accepting is logged and waited out; Go's loop ends there. When this future is dropped, no more connections are
    /// accepted and those that are open end as with `shutdown`.
    pub async fn serve(&self, listener: TcpListener) {
        let limit = self.shared.limits.max_connections;
        transport::tcp::accept(
            listener,
            limit,
            self.stopping(),
            |stream, peer, mut running| {
                let server = self.clone();
                async move {
                    // The sender never sends: this is the end of it.
                    let stop = async move { drop(running.changed().await) };
                    match server.serve_until(stream, BytesMut::new(), stop).await {
                        Ok(()) => {}
                        // Somebody has set up one of the two wrongly, and waits for an answer.
                        Err(error) if error.is_other_protocol() => {
                            tracing::warn!(%peer, "{error}");
                        }
                        Err(error) => tracing::debug!(%peer, "{error}"),
                    }
                }
            },
        )
        .await;
    }

    /// A stand-in.
    pub fn services(&self) -> Vec<crate::dispatch::ServiceInfo> {
        Vec::new()
    }

    /// Accepts and serves connections of HTTP as [`serve`](Self::serve) does plain ones: Go's `HandleHTTP` with `http.Serve`. RPC is
    /// at `/_goRPC_` (Go's `DefaultRPCPath`) and the debug page at `/debug/rpc` (Go's `DefaultDebugPath`);
    /// [`http`](Self::http) is for other paths, and for the ports of other servers.
    #[cfg(feature = "http")]
    pub async fn serve_http(&self, listener: TcpListener) {
        self.http().serve(listener).await;
    }

    /// This server behind HTTP, to be mounted in another HTTP server: Go's `Server.HandleHTTP`.
    #[cfg(feature = "http")]
    pub fn http(&self) -> crate::http::HttpService<C> {
        crate::http::HttpService::new(self.clone())
    }

    /// Serves one connection until its client hangs up, or has ended its half, and all its calls are answered: Go's
    /// `ServeConn`. Takes whatever can be read and written, such as a TCP, Unix or TLS stream.
    ///
    /// Methods run in this task while they are quick, and else in tasks of their own, which this future does not take down with it
    /// when it is dropped.
    ///
    /// # Errors
    /// The connection did not end by the client's will.
    pub async fn serve_conn<S>(&self, stream: S) -> Result<(), ServeError>
    where
        S: AsyncRead + AsyncWrite,
    {
        self.serve_until(stream, BytesMut::new(), self.stopping())
            .await
    }

    /// Takes no more connections and requests, neither now nor later; answers the calls that run and closes their connections.
    /// What is to be waited for are the futures that serve.
    pub fn shutdown(&self) {
        self.shared.stopping.send_replace(true);
    }

    /// The bytes `early` of the connection have been read already.
    pub(crate) async fn serve_until<S>(
        &self,
        stream: S,
        early: BytesMut,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServeError>
    where
        S: AsyncRead + AsyncWrite,
    {
        let Shared {
            format,
            registry,
            limits,
            inline_budget,
            ..
        } = &*self.shared;
        let codec = format.server_codec(limits);
        let connection = ServerConnection::new(codec, Arc::clone(registry), limits.clone());
        transport::server::serve(connection, stream, early, limits, *inline_budget, stop).await
    }

    #[cfg(feature = "http")]
    pub(crate) fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    #[cfg(feature = "http")]
    pub(crate) fn is_shut_down(&self) -> bool {
        *self.shared.stopping.borrow()
    }

    pub(crate) fn stopping(&self) -> impl Future<Output = ()> + use<C> {
        let mut stopping = self.shared.stopping.subscribe();
        async move { drop(stopping.wait_for(|stopping| *stopping).await) }
    }
}

impl ServerBuilder<Gob> {
    /// The types that trait objects in arguments and replies may have, and their names: Go's `gob.Register`, for this server
    /// alone.
    ///
    /// ```
    /// use netrpc::{Gob, Server, gob::{Object, Registry}};
    ///
    /// trait Shape: Object + Send {
    ///     fn area(&self) -> f64;
    /// }
    /// netrpc::gob::interface!(dyn Shape, "main.Shape");
    ///
    /// #[derive(Gob)]
    /// struct Square { side: f64 }
    ///
    /// impl Shape for Square {
    ///     fn area(&self) -> f64 { self.side * self.side }
    /// }
    ///
    /// let mut registry = Registry::new();
    /// registry.register_name("main.Square", |square: Square| -> Box<dyn Shape> { Box::new(square) })?;
    /// let server = Server::builder().gob_registry(registry).build();
    /// server.register_fn("Shapes.Area", |shape: Option<Box<dyn Shape>>| async move {
    ///     shape.map(|shape| shape.area()).ok_or("no shape")
    /// })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn gob_registry(mut self, registry: impl Into<Arc<gob::Registry>>) -> Self {
        self.format = self.format.with_registry(registry);
        self
    }

    /// Sends type definitions in front of the value that needs them, not in its middle as Go does; see
    /// [`Gob::with_definitions_first`].
    #[must_use]
    pub fn definitions_first(mut self) -> Self {
        self.format = self.format.with_definitions_first();
        self
    }
}

impl<C> ServerBuilder<C> {
    /// Another format than gob.
    pub fn codec<D>(self, format: D) -> ServerBuilder<D> {
        ServerBuilder {
            format,
            limits: self.limits,
            inline_budget: self.inline_budget,
        }
    }

    /// What clients may cost.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How long a connection's task runs methods itself, each time that requests arrive, before it gives the rest of them to
    /// tasks of their own: 20 µs. Zero gives every call a task, as Go does; more suits methods that are many and short.
    #[must_use]
    pub fn inline_budget(mut self, time: Duration) -> Self {
        self.inline_budget = time;
        self
    }

    /// The server, with no methods yet.
    pub fn build(self) -> Server<C>
    where
        C: ServerFormat,
    {
        Server {
            shared: Arc::new(Shared {
                format: self.format,
                registry: Arc::default(),
                limits: self.limits,
                inline_budget: self.inline_budget,
                stopping: watch::Sender::new(false),
            }),
        }
    }
}

impl Default for Server<Gob> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: ServerFormat> Clone for Server<C> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<C: ServerFormat> fmt::Debug for Server<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("methods", &self.shared.registry)
            .finish_non_exhaustive()
    }
}

const INLINE_BUDGET: Duration = Duration::from_micros(20);
