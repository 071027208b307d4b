//! Go's `HandleHTTP`: a server behind HTTP, alone on its port or among the pages of another server.
//!
//! ```text
//! HTTP request ─ HttpService ─┬─ CONNECT of the RPC path: 200, and the connection is one of RPC from there on
//!                             ├─ debug path: a page of the services, their methods and how often they were called
//!                             └─ 405 or 404, as Go answers
//! ```

mod answer;
mod page;

use std::{
    convert::Infallible,
    fmt,
    future::{Ready, ready},
    mem,
    net::SocketAddr,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::{Bytes, BytesMut};
use http::{Extensions, HeaderValue, Method, Request, Response, StatusCode, request::Parts};
use http_body_util::Full;
use hyper::{ext::ReasonPhrase, upgrade::OnUpgrade};
use hyper_util::rt::TokioIo;
use tokio::{
    net::TcpListener,
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower_service::Service;

use self::answer::{last_of, not_found, text, with_type};
use crate::{
    codec::{ServerFormat, gob::Gob},
    dispatch::ConnectionInfo,
    error::ServeError,
    go_text,
    server::Server,
    transport::{self, http::Exchange},
};

/// Where Go's `HandleHTTP` serves RPC.
pub const DEFAULT_RPC_PATH: &str = "/_goRPC_";
/// Where Go's `HandleHTTP` serves the debug page.
pub const DEFAULT_DEBUG_PATH: &str = "/debug/rpc";

/// A [`Server`] behind HTTP: Go's `Server.HandleHTTP`. Made by [`Server::http`].
///
/// It is a [`tower_service::Service`], which can be mounted in an axum router or any other server on hyper that lets connections
/// be upgraded. There, each connection of RPC is a task of its own, that heeds [`Server::shutdown`] and nobody waits for.
///
/// ```
/// # async fn serve(server: netrpc::Server) -> std::io::Result<()> {
/// use axum::{Router, routing::get};
///
/// let app = Router::new()
///     .route("/", get(async || "not RPC"))
///     .fallback_service(server.http());
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// axum::serve(listener, app).await
/// # }
/// ```
///
/// At most [`Limits::max_connections`](crate::Limits::max_connections) connections that came through a service and its clones are
/// ones of RPC at a time; `CONNECT` is answered 503 beyond that, and after a shutdown.
///
/// A method finds in [`Context::extensions`](crate::Context::extensions) what the client said as it asked for RPC, as the
/// [`Parts`] of its `CONNECT` with the headers and the query, and what the HTTP server knew of the connection, such as axum's
/// `ConnectInfo`. A [`SocketAddr`] among the request's extensions is the peer's address, a `TlsPeer` who it is.
///
/// ```
/// # fn main() -> Result<(), netrpc::RegisterError> {
/// use http::{header::AUTHORIZATION, request::Parts};
/// use netrpc::{Context, Server};
///
/// let server = Server::new();
/// server.register_fn("Vault.Open", |context: Context, _: ()| async move {
///     let asked = context.extensions().get::<Parts>().ok_or("not by HTTP")?;
///     let token = asked.headers.get(AUTHORIZATION).ok_or("who are you?")?;
///     Ok::<_, &str>(token == "Bearer open sesame")
/// })?;
/// # Ok(())
/// # }
/// ```
///
/// Paths are matched exactly, without the query, so a service that is mounted by route has to be told where:
///
/// ```
/// # fn app(server: netrpc::Server) -> axum::Router {
/// let rpc = server.http().with_rpc_path("/rpc").with_debug_path("/rpc/debug");
/// axum::Router::new()
///     .route_service("/rpc", rpc.clone())
///     .route_service("/rpc/debug", rpc)
/// # }
/// ```
pub struct HttpService<C: ServerFormat = Gob> {
    server: Server<C>,
    rpc_path: Arc<str>,
    /// Unless there is no page.
    debug_path: Option<Arc<str>>,
    /// As many as connections of RPC may be open.
    places: Arc<Semaphore>,
}

/// HTTP.
impl<C: ServerFormat> Server<C> {
    /// Accepts and serves connections of HTTP, as [`serve`](Self::serve) does plain ones: Go's `HandleHTTP` with `http.Serve`. RPC is
    /// at `/_goRPC_` (Go's `DefaultRPCPath`) and the debug page at `/debug/rpc` (Go's `DefaultDebugPath`); [`http`](Self::http) is
    /// for other paths, and for the ports of other servers.
    pub async fn serve_http(&self, listener: TcpListener) {
        self.http().serve(listener).await;
    }

    /// This server behind HTTP, to be mounted in another HTTP server: Go's `Server.HandleHTTP`.
    pub fn http(&self) -> HttpService<C> {
        HttpService::new(self.clone())
    }
}

/// A connection on its way from HTTP to RPC.
struct Upgrade {
    on: OnUpgrade,
    extensions: Extensions,
    place: OwnedSemaphorePermit,
}

impl<C: ServerFormat> HttpService<C> {
    pub(crate) fn new(server: Server<C>) -> Self {
        let places = server.limits().max_connections;
        Self {
            rpc_path: DEFAULT_RPC_PATH.into(),
            debug_path: Some(DEFAULT_DEBUG_PATH.into()),
            places: Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))),
            server,
        }
    }

    /// Where connections become RPC: `/_goRPC_`, Go's `DefaultRPCPath`.
    #[must_use]
    pub fn with_rpc_path(mut self, path: impl Into<Arc<str>>) -> Self {
        self.rpc_path = path.into();
        self
    }

    /// Where the debug page is: `/debug/rpc`, Go's `DefaultDebugPath`. With the query `format=json` it is JSON.
    #[must_use]
    pub fn with_debug_path(mut self, path: impl Into<Arc<str>>) -> Self {
        self.debug_path = Some(path.into());
        self
    }

    /// Has no debug page, which tells strangers what the server can do; Go's `HandleHTTP` always has one. A
    /// [`with_debug_path`](Self::with_debug_path) behind this brings it back.
    ///
    /// ```
    /// # async fn serve(server: netrpc::Server, listener: tokio::net::TcpListener) {
    /// server.http().without_debug_page().serve(listener).await;
    /// # }
    /// ```
    #[must_use]
    pub fn without_debug_page(mut self) -> Self {
        self.debug_path = None;
        self
    }

    /// Accepts and serves connections as [`Server::serve_http`], at the paths of this service.
    pub async fn serve(&self, listener: TcpListener) {
        let limit = self.server.limits().max_connections;
        transport::tcp::accept(
            listener,
            limit,
            self.server.stopping(),
            |stream, peer, running| {
                let service = self.clone();
                async move {
                    // The sender never sends: this is the end of it.
                    let stop = || {
                        let mut running = running.clone();
                        async move { drop(running.changed().await) }
                    };
                    let answer = |mut request: Request<_>| {
                        request.extensions_mut().insert(peer);
                        service.answer(request)
                    };
                    let limits = service.server.limits();
                    match transport::http::converse(stream, limits, answer, stop()).await {
                        Ok(Some(upgrade)) => service.serve_upgrade(upgrade, stop()).await,
                        Ok(None) => {}
                        // The client is told by the answer, and strangers can do all of this at will.
                        Err(error) if error.is_parse_too_large() => {
                            let text =
                                "rpc: client's HTTP head is too long (Limits::max_http_head)";
                            tracing::debug!(%peer, "{text}");
                        }
                        Err(error) if error.is_timeout() => {
                            let text = "rpc: client asks for nothing (Limits::handshake_timeout)";
                            tracing::debug!(%peer, "{text}");
                        }
                        Err(error) if error.is_parse() => {
                            tracing::debug!(%peer, "rpc: client speaks no HTTP: {error}");
                        }
                        Err(error) => tracing::debug!(%peer, "{error}"),
                    }
                }
            },
        )
        .await;
    }

    fn answer<B>(&self, request: Request<B>) -> Exchange<Upgrade> {
        if request.method() == Method::CONNECT {
            return self.connect(request.into_parts().0);
        }
        let path = request.uri().path();
        let response = if path == &*self.rpc_path {
            text(StatusCode::METHOD_NOT_ALLOWED, go_text::MUST_CONNECT)
        } else if Some(path) == self.debug_path.as_deref() {
            self.page(request.uri().query().unwrap_or_default())
        } else {
            not_found()
        };
        (response, None)
    }

    /// Good answers to CONNECT have no body in HTTP, so it gets no debug page, unlike in Go.
    fn connect(&self, mut head: Parts) -> Exchange<Upgrade> {
        if head.uri.path() != &*self.rpc_path {
            return (last_of(&head, not_found()), None);
        }
        let mut extensions = mem::take(&mut head.extensions);
        let on = extensions.remove::<OnUpgrade>();
        let place = Arc::clone(&self.places).try_acquire_owned().ok();
        let place = place.filter(|_| !self.server.is_shut_down());
        let (Some(on), Some(place)) = (on, place) else {
            let response = text(StatusCode::SERVICE_UNAVAILABLE, UNAVAILABLE);
            return (last_of(&head, response), None);
        };
        extensions.insert(unshared(head));
        let mut response = Response::new(Full::default());
        let connected = ReasonPhrase::from_static(go_text::CONNECTED.as_bytes());
        response.extensions_mut().insert(connected);
        let upgrade = Upgrade {
            on,
            extensions,
            place,
        };
        (response, Some(upgrade))
    }

    fn page(&self, query: &str) -> Response<Full<Bytes>> {
        let services = self.server.services();
        if query.split('&').any(|parameter| parameter == "format=json") {
            let page = page::json(&services);
            return with_type(Response::new(page.into()), "application/json");
        }
        let page = page::html(&services);
        with_type(Response::new(page.into()), "text/html; charset=utf-8")
    }

    async fn serve_upgrade(&self, upgrade: Upgrade, stop: impl Future<Output = ()>) {
        let Upgrade {
            on,
            extensions,
            place,
        } = upgrade;
        let peer = extensions.get::<SocketAddr>().copied();
        let mut info = ConnectionInfo::new();
        if let Some(peer) = peer {
            info = info.with_peer_addr(peer);
        }
        #[cfg(feature = "tls")]
        if let Some(peer) = extensions.get::<crate::TlsPeer>() {
            info = info.with_tls_peer(peer.clone());
        }
        *info.extensions_mut() = extensions;
        let connection = self.server.connection(info);
        let result = match on.await.map(transport::http::take_over) {
            Ok(Ok((stream, early))) => {
                self.server
                    .serve_until(connection, stream, early, stop)
                    .await
            }
            Ok(Err(upgraded)) => {
                let stream = TokioIo::new(upgraded);
                self.server
                    .serve_until(connection, stream, BytesMut::new(), stop)
                    .await
            }
            Err(error) => {
                let peer = peer.map(|peer| peer.to_string()).unwrap_or_default();
                tracing::debug!("{}{peer}: {error}", go_text::HIJACKING);
                Ok(())
            }
        };
        drop(place);
        log(peer, result);
    }
}

fn log(peer: Option<SocketAddr>, result: Result<(), ServeError>) {
    if let Err(error) = result {
        if error.is_other_protocol() {
            tracing::warn!(?peer, "{error}");
        } else {
            tracing::debug!(?peer, "{error}");
        }
    }
}

/// The same head in memory of its own: hyper's parts are slices of the buffer that it has read them into, all of which they would
/// keep for as long as the connection lasts.
fn unshared(mut head: Parts) -> Parts {
    let headers = head.headers.iter().filter_map(|(name, value)| {
        let mut own = HeaderValue::from_bytes(value.as_bytes()).ok()?;
        own.set_sensitive(value.is_sensitive());
        Some((name.clone(), own))
    });
    head.headers = headers.collect();
    if let Ok(own) = head.uri.to_string().parse() {
        head.uri = own;
    }
    head
}

impl<C: ServerFormat, B> Service<Request<B>> for HttpService<C> {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (response, upgrade) = self.answer(request);
        if let Some(upgrade) = upgrade {
            let service = self.clone();
            tokio::spawn(async move {
                let stop = service.server.stopping();
                service.serve_upgrade(upgrade, stop).await;
            });
        }
        ready(Ok(response))
    }
}

impl<C: ServerFormat> Clone for HttpService<C> {
    fn clone(&self) -> Self {
        Self {
            server: self.server.clone(),
            rpc_path: Arc::clone(&self.rpc_path),
            debug_path: self.debug_path.clone(),
            places: Arc::clone(&self.places),
        }
    }
}

impl<C: ServerFormat> fmt::Debug for HttpService<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpService")
            .field("server", &self.server)
            .field("rpc_path", &self.rpc_path)
            .field("debug_path", &self.debug_path)
            .finish_non_exhaustive()
    }
}

const UNAVAILABLE: &str = "503 cannot CONNECT\n";
