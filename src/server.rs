//! The server.

mod builder;
mod requests;

use std::{
    fmt,
    sync::{Arc, LazyLock},
};

use bytes::BytesMut;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    sync::watch,
};

pub use self::{builder::ServerBuilder, requests::Requests};
use crate::{
    codec::{DecodeArgs, EncodeReply, ServerFormat, gob::Gob},
    connection::ServerConnection,
    dispatch::{ConnectionInfo, Handler, Parameters, Registry, Service, ServiceInfo, method_fn},
    error::{RegisterError, ServeError},
    limits::Limits,
    transport::{self, server::Running},
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
    running: Running,
    stopping: watch::Sender<bool>,
}

impl Server<Gob> {
    /// A server that speaks gob and offers no method yet: Go's `NewServer`.
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// A server with other than the default settings.
    pub fn builder() -> ServerBuilder<Gob> {
        ServerBuilder::new(Gob::new()).understand_cancel()
    }
}

impl<C: ServerFormat> Server<C> {
    /// A server that speaks another format than gob.
    pub fn with_codec(format: C) -> Self {
        Server::builder().codec(format).build()
    }

    /// Offers a service under its own name: Go's `Register`. Services may be added while connections are served; one that is
    /// in an `Arc` may be offered by several servers, of different formats, too.
    ///
    /// # Errors
    /// The name is taken, or none that Go would export; or there is no method, or one whose name no client could call.
    pub fn register<S>(&self, service: S) -> Result<(), RegisterError>
    where
        S: Service<C::Codec>,
    {
        self.shared.registry.register_service(service)
    }

    /// Offers a service under another name than its own, which may have dots in it: Go's `RegisterName`.
    ///
    /// # Errors
    /// The name is taken or empty; or there is no method, or one whose name no client could call.
    pub fn register_as<S>(&self, name: &str, service: S) -> Result<(), RegisterError>
    where
        S: Service<C::Codec>,
    {
        self.shared.registry.register_service_as(name, service)
    }

    /// Offers an async function under a name such as `Arith.Multiply`, split at its last dot. It takes what the client sends,
    /// and a [`Context`](crate::Context) before that if it likes.
    ///
    /// A method's error may be anything that can be displayed; one with an empty text is no error to Go, and answers the zero
    /// value. A method that panics costs its own call an error and nothing else.
    ///
    /// # Errors
    /// The name is taken, or is not made of two parts.
    pub fn register_fn<T, H>(&self, service_method: &str, handler: H) -> Result<(), RegisterError>
    where
        T: Parameters,
        H: Handler<T>,
        C::Codec: DecodeArgs<T::Args> + EncodeReply<H::Reply>,
    {
        self.shared
            .registry
            .register(service_method, method_fn(handler))
    }

    /// The services and their methods with Go's spelling of their types and how often each was called, sorted by name: what Go
    /// shows at `/debug/rpc`.
    pub fn services(&self) -> Vec<ServiceInfo> {
        self.shared.registry.services()
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
                    let connection = server.connection(ConnectionInfo::new().with_peer_addr(peer));
                    match server
                        .serve_until(connection, stream, BytesMut::new(), stop)
                        .await
                    {
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
        self.serve_conn_with(stream, ConnectionInfo::new()).await
    }

    /// As [`serve_conn`](Self::serve_conn), for methods that want to know who calls: what is known of the connection goes into
    /// their [`Context`](crate::Context).
    ///
    /// # Errors
    /// The connection did not end by the client's will.
    pub async fn serve_conn_with<S>(
        &self,
        stream: S,
        info: ConnectionInfo,
    ) -> Result<(), ServeError>
    where
        S: AsyncRead + AsyncWrite,
    {
        let connection = self.connection(info);
        self.serve_until(connection, stream, BytesMut::new(), self.stopping())
            .await
    }

    /// As [`serve_conn`](Self::serve_conn), with a codec that was made for this connection: Go's `ServeCodec`.
    ///
    /// # Errors
    /// The connection did not end by the client's will.
    pub async fn serve_codec<S>(&self, codec: C::Codec, stream: S) -> Result<(), ServeError>
    where
        S: AsyncRead + AsyncWrite,
    {
        self.serve_codec_with(codec, stream, ConnectionInfo::new())
            .await
    }

    /// As [`serve_codec`](Self::serve_codec), for methods that want to know who calls.
    ///
    /// # Errors
    /// The connection did not end by the client's will.
    pub async fn serve_codec_with<S>(
        &self,
        codec: C::Codec,
        stream: S,
        info: ConnectionInfo,
    ) -> Result<(), ServeError>
    where
        S: AsyncRead + AsyncWrite,
    {
        let connection = self.connection_of(codec, info);
        self.serve_until(connection, stream, BytesMut::new(), self.stopping())
            .await
    }

    /// The requests of one connection, to be served one at a time: Go's `ServeRequest`.
    ///
    /// ```
    /// # async fn serve(server: netrpc::Server, stream: tokio::net::TcpStream) -> Result<(), netrpc::ServeError> {
    /// let mut requests = server.requests(stream);
    /// requests.serve_request().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn requests<S>(&self, stream: S) -> Requests<C::Codec, S>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.requests_with(stream, ConnectionInfo::new())
    }

    /// As [`requests`](Self::requests), for methods that want to know who calls.
    pub fn requests_with<S>(&self, stream: S, info: ConnectionInfo) -> Requests<C::Codec, S>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let Shared {
            running, stopping, ..
        } = &*self.shared;
        Requests::new(
            self.connection(info),
            *running,
            stopping.subscribe(),
            stream,
        )
    }

    /// Takes no more connections and requests, neither now nor later; answers the calls that run and closes their connections.
    /// What is to be waited for are the futures that serve.
    pub fn shutdown(&self) {
        self.shared.stopping.send_replace(true);
    }

    #[cfg(feature = "http")]
    pub(crate) fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    #[cfg(feature = "http")]
    pub(crate) fn is_shut_down(&self) -> bool {
        *self.shared.stopping.borrow()
    }

    pub(crate) fn connection(&self, info: ConnectionInfo) -> ServerConnection<C::Codec> {
        self.connection_of(self.shared.format.server_codec(&self.shared.limits), info)
    }

    fn connection_of(&self, codec: C::Codec, info: ConnectionInfo) -> ServerConnection<C::Codec> {
        let Shared {
            registry, limits, ..
        } = &*self.shared;
        ServerConnection::new(codec, Arc::clone(registry), limits.clone()).with_info(info)
    }

    /// The bytes `early` of the stream have been read already.
    pub(crate) async fn serve_until<S>(
        &self,
        connection: ServerConnection<C::Codec>,
        stream: S,
        early: BytesMut,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServeError>
    where
        S: AsyncRead + AsyncWrite,
    {
        let Shared {
            limits, running, ..
        } = &*self.shared;
        transport::server::serve(connection, stream, early, limits, *running, stop).await
    }

    pub(crate) fn stopping(&self) -> impl Future<Output = ()> + use<C> {
        let mut stopping = self.shared.stopping.subscribe();
        async move { drop(stopping.wait_for(|stopping| *stopping).await) }
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

/// One server for the whole program: Go's `DefaultServer`, that its package's functions are about.
///
/// ```
/// netrpc::default_server().register_fn("Text.Length", |text: String| async move { Ok::<_, String>(text.len() as i64) })?;
/// # Ok::<(), netrpc::RegisterError>(())
/// ```
pub fn default_server() -> &'static Server {
    static SERVER: LazyLock<Server> = LazyLock::new(Server::new);
    &SERVER
}
