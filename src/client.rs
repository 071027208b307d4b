//! The client.

mod call;

use std::{fmt, mem, sync::Arc, time::Duration};

use bytes::BytesMut;
use netrpc_gob as gob;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::ToSocketAddrs,
    sync::mpsc,
};

use self::call::{Done, Loan};
pub use self::call::{Finished, PendingCall};
use crate::{
    codec::{ClientFormat, DecodeReply, EncodeArgs, gob::Gob},
    connection::Outgoing,
    dispatch::CancelArgs,
    error::{CallError, ConnectError},
    limits::Limits,
    transport::{self, client::Shared},
};

/// Calls methods of one server: Go's `rpc.Client`. Clones are handles on the same connection, for as many tasks as you like.
///
/// When the last handle is dropped, the connection is closed and the calls that still wait fail.
pub struct Client<C: ClientFormat = Gob> {
    handle: Arc<Handle<C>>,
}

struct Handle<C: ClientFormat> {
    shared: Arc<Shared<C>>,
}

/// What a [`Client`] can be told before it connects.
#[derive(Clone, Debug)]
pub struct ClientBuilder<C: ClientFormat = Gob> {
    format: C,
    limits: Limits,
    connect_timeout: Option<Duration>,
    call_timeout: Option<Duration>,
    send_cancel: Option<fn(&mut Outgoing<C>)>,
}

impl Client<Gob> {
    /// Connects over TCP: Go's `rpc.Dial`.
    ///
    /// # Errors
    /// No address answered, or none within 5 seconds.
    pub async fn connect(address: impl ToSocketAddrs) -> Result<Self, ConnectError> {
        Self::builder().connect(address).await
    }

    /// Connects to a server behind HTTP, at Go's `DefaultRPCPath`, which is `/_goRPC_`: Go's `rpc.DialHTTP`.
    ///
    /// # Errors
    /// As [`connect`](Self::connect); or the server answered `CONNECT` in another way than Go's, or not within 5 seconds.
    #[cfg(feature = "http")]
    pub async fn connect_http(address: impl ToSocketAddrs) -> Result<Self, ConnectError> {
        Self::builder().connect_http(address).await
    }

    /// A client on a connection that is there already: Go's `NewClient`.
    ///
    /// # Panics
    /// Outside of a tokio runtime, whose task the connection will be.
    pub fn new<S>(stream: S) -> Self
    where
        S: AsyncRead + AsyncWrite + Send + 'static,
    {
        Self::builder().start(stream)
    }

    /// A client with other than the default settings.
    pub fn builder() -> ClientBuilder<Gob> {
        ClientBuilder {
            format: Gob::new(),
            limits: Limits::default(),
            connect_timeout: Some(CONNECT_TIMEOUT),
            call_timeout: Some(CALL_TIMEOUT),
            send_cancel: None,
        }
    }
}

impl<C: ClientFormat> Client<C> {
    /// A client that speaks another format than gob: Go's `NewClientWithCodec`.
    ///
    /// # Panics
    /// Outside of a tokio runtime, whose task the connection will be.
    pub fn with_codec<S>(format: C, stream: S) -> Self
    where
        S: AsyncRead + AsyncWrite + Send + 'static,
    {
        Client::builder().codec(format).start(stream)
    }

    /// Calls a method and waits for its reply: Go's `Client.Call`. Nothing is sent before the future is polled; dropping it gives
    /// the call up.
    ///
    /// # Errors
    /// What the server answered ([`CallError::ServerError`]), or how the call ended without an answer.
    pub async fn call<A, R>(&self, service_method: &str, args: &A) -> Result<R, CallError>
    where
        A: ?Sized,
        R: Send + 'static,
        C::Encoder: EncodeArgs<A>,
        C::Decoder: DecodeReply<R>,
    {
        self.start(service_method, args).await
    }

    /// Calls a method and merges its reply into a value, as Go's `Client.Call` does: what the reply leaves out, such as fields
    /// that are zero, stays as it is.
    ///
    /// # Errors
    /// As [`call`](Self::call). The value is then as it was, but for what was decoded before an error in the reply itself.
    pub async fn call_into<A, R>(
        &self,
        service_method: &str,
        args: &A,
        reply: &mut R,
    ) -> Result<(), CallError>
    where
        A: ?Sized,
        R: Send + 'static,
        C::Encoder: EncodeArgs<A>,
        C::Decoder: DecodeReply<R>,
    {
        let lent = mem::replace(reply, C::Decoder::zero_reply().map_err(CallError::Encode)?);
        let call = PendingCall::start(&self.handle.shared, service_method, args, Some(lent));
        Loan::new(reply, call).settle().await
    }

    /// Starts a call at once, without waiting for anything: Go's `Client.Go`. Any number of calls may be under way.
    ///
    /// A failure to start is the future's output, as in Go.
    pub fn start<R, A>(&self, service_method: &str, args: &A) -> PendingCall<R, C>
    where
        A: ?Sized,
        R: Send + 'static,
        C::Encoder: EncodeArgs<A>,
        C::Decoder: DecodeReply<R>,
    {
        PendingCall::start(&self.handle.shared, service_method, args, None)
    }

    /// Starts a call whose end is sent into a channel that many calls may share: Go's `Done` channel. Answers the number by
    /// which to know it again.
    ///
    /// As in Go, a channel that is full when the call ends loses it; that is logged and counted
    /// ([`undelivered`](Self::undelivered)). Give it room for as many calls as are under way.
    ///
    /// # Errors
    /// The call did not start, and nothing will be sent.
    pub fn start_on<R, A>(
        &self,
        service_method: &str,
        args: &A,
        done: &mpsc::Sender<Finished<R>>,
    ) -> Result<u64, CallError>
    where
        A: ?Sized,
        R: Send + 'static,
        C::Encoder: EncodeArgs<A>,
        C::Decoder: DecodeReply<R>,
    {
        let shared = &self.handle.shared;
        shared.start(service_method, args, |seq| {
            Arc::new(Done::new(seq, done, shared.undelivered()))
        })
    }

    /// How many ended calls found no room in the channel of [`start_on`](Self::start_on).
    pub fn undelivered(&self) -> u64 {
        self.handle.shared.undelivered_count()
    }

    /// Fails the calls that wait, closes the connection and waits until that is done: Go's `Client.Close`.
    ///
    /// # Errors
    /// [`CallError::Shutdown`] if it was closed before.
    pub async fn close(&self) -> Result<(), CallError> {
        let closed = self.handle.shared.close();
        self.handle.shared.ended().await;
        closed
    }
}

impl ClientBuilder<Gob> {
    /// The types that trait objects in arguments and replies may have, and their names: Go's `gob.Register`, for this client
    /// alone. [`Server::builder`](crate::Server::builder)'s method of this name has an example.
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

impl<C: ClientFormat> ClientBuilder<C> {
    /// Another format than gob. Say [`send_cancel`](Self::send_cancel) after it.
    pub fn codec<D: ClientFormat>(self, format: D) -> ClientBuilder<D> {
        let Self {
            limits,
            connect_timeout,
            call_timeout,
            ..
        } = self;
        ClientBuilder {
            format,
            limits,
            connect_timeout,
            call_timeout,
            send_cancel: None,
        }
    }

    /// Tells the server of calls that are dropped, have timed out or are ended by a close, by calling `_goRPC_.Cancel`, as
    /// Go's fork keegancsmith/rpc does. A server that knows no such method, like Go's own, loses nothing by it.
    #[must_use]
    pub fn send_cancel(mut self) -> Self
    where
        C::Encoder: EncodeArgs<CancelArgs>,
    {
        self.send_cancel = Some(Outgoing::send_cancel);
        self
    }

    /// What the server may cost.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How long [`connect`](Self::connect) may take: 5 seconds; `None` leaves it to the system.
    #[must_use]
    pub fn connect_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = time.into();
        self
    }

    /// How long a call may wait for its reply: 30 seconds; `None` is for ever, as in Go.
    #[must_use]
    pub fn call_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.call_timeout = time.into();
        self
    }

    /// Connects over TCP: Go's `rpc.Dial`.
    ///
    /// # Errors
    /// No address answered, or none in time.
    pub async fn connect(self, address: impl ToSocketAddrs) -> Result<Client<C>, ConnectError> {
        let (stream, _) = transport::tcp::connect(address, self.connect_timeout).await?;
        Ok(self.start(stream))
    }

    /// Connects to a server behind HTTP, at Go's `DefaultRPCPath`, which is `/_goRPC_`: Go's `rpc.DialHTTP`.
    ///
    /// # Errors
    /// As [`connect`](Self::connect); or the server answered `CONNECT` in another way than Go's, or not in time.
    #[cfg(feature = "http")]
    pub async fn connect_http(self, address: impl ToSocketAddrs) -> Result<Client<C>, ConnectError>
    where
        C: ClientFormat,
    {
        self.connect_http_path(address, crate::http::DEFAULT_RPC_PATH)
            .await
    }

    /// Connects to a server behind HTTP, at a path of its own: Go's `rpc.DialHTTPPath`.
    ///
    /// # Errors
    /// As [`connect_http`](Self::connect_http); or the path cannot stand in an HTTP request.
    #[cfg(feature = "http")]
    pub async fn connect_http_path(
        self,
        address: impl ToSocketAddrs,
        path: &str,
    ) -> Result<Client<C>, ConnectError> {
        let (stream, early) = transport::http::connect(
            address,
            path,
            self.limits.max_http_head,
            self.connect_timeout,
        )
        .await?;
        Ok(self.start_after(early, stream))
    }

    /// A client on a connection that is there already: Go's `NewClientWithCodec`.
    ///
    /// # Panics
    /// Outside of a tokio runtime, whose task the connection will be.
    pub fn start<S>(self, stream: S) -> Client<C>
    where
        S: AsyncRead + AsyncWrite + Send + 'static,
    {
        self.start_after(BytesMut::new(), stream)
    }

    /// The bytes `early` of the connection have been read already.
    fn start_after<S>(self, early: BytesMut, stream: S) -> Client<C>
    where
        S: AsyncRead + AsyncWrite + Send + 'static,
    {
        let mut halves = Outgoing::with_incoming(&self.format, &self.limits);
        if let Some(send_cancel) = self.send_cancel {
            send_cancel(&mut halves.0);
        }
        let shared =
            transport::client::start(halves, stream, early, &self.limits, self.call_timeout);
        Client {
            handle: Arc::new(Handle { shared }),
        }
    }
}

impl<C: ClientFormat> Drop for Handle<C> {
    fn drop(&mut self) {
        // An error says that `close` was called before.
        let _ = self.shared.close();
    }
}

impl<C: ClientFormat> Clone for Client<C> {
    fn clone(&self) -> Self {
        Self {
            handle: Arc::clone(&self.handle),
        }
    }
}

impl<C: ClientFormat> fmt::Debug for Client<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.handle.shared).finish()
    }
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const CALL_TIMEOUT: Duration = Duration::from_secs(30);
