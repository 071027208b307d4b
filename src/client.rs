//! The client.

use std::{
    fmt,
    future::{Future, poll_fn},
    mem,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, Waker, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::ToSocketAddrs,
    sync::mpsc,
};

use crate::{
    codec::{ClientFormat, DecodeReply, EncodeArgs, gob::Gob},
    connection::{PendingReply, ReplyCell},
    error::{CallError, CodecError, ConnectError},
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
pub struct ClientBuilder<C = Gob> {
    format: C,
    limits: Limits,
    connect_timeout: Option<Duration>,
    call_timeout: Option<Duration>,
}

/// A call that is on its way: Go's `Call`, a future of its reply. Dropping it gives the call up; the request still goes out
/// whole, and its reply is skipped.
#[must_use = "a call whose future is dropped is given up"]
pub struct PendingCall<R, C: ClientFormat = Gob> {
    shared: Arc<Shared<C>>,
    cell: Arc<ReplyCell<R>>,
    stage: Stage,
}

enum Stage {
    Waiting(u64),
    /// It never started.
    Failed(CallError),
    Ended,
}

/// The end of a call that was started with [`Client::start_on`].
#[derive(Debug)]
pub struct Finished<R> {
    /// What `start_on` answered.
    pub seq: u64,
    /// What the server did.
    pub reply: Result<R, CallError>,
}

impl Client<Gob> {
    /// Connects over TCP: Go's `rpc.Dial`.
    ///
    /// # Errors
    /// No address answered, or none within 5 seconds.
    pub async fn connect(address: impl ToSocketAddrs) -> Result<Self, ConnectError> {
        Self::builder().connect(address).await
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
            format: Gob,
            limits: Limits::default(),
            connect_timeout: Some(CONNECT_TIMEOUT),
            call_timeout: Some(CALL_TIMEOUT),
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
        let lent = mem::replace(reply, C::Decoder::zero_reply());
        let mut loan = Loan {
            owner: reply,
            call: self.start_with(service_method, args, Some(lent)),
        };
        poll_fn(|cx| loan.call.poll_outcome(cx)).await
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
        self.start_with(service_method, args, None)
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
            let undelivered = Arc::clone(shared.undelivered());
            Arc::new(Done {
                seq,
                done: done.clone(),
                undelivered,
            })
        })
    }

    fn start_with<R, A>(
        &self,
        service_method: &str,
        args: &A,
        value: Option<R>,
    ) -> PendingCall<R, C>
    where
        A: ?Sized,
        R: Send + 'static,
        C::Encoder: EncodeArgs<A>,
        C::Decoder: DecodeReply<R>,
    {
        let shared = Arc::clone(&self.handle.shared);
        let cell = Arc::new(ReplyCell::new(value));
        let stage = match shared.start(service_method, args, |_| Arc::clone(&cell) as _) {
            Ok(seq) => Stage::Waiting(seq),
            Err(error) => Stage::Failed(error),
        };
        PendingCall {
            shared,
            cell,
            stage,
        }
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

impl<C> ClientBuilder<C> {
    /// Another format than gob.
    pub fn codec<D>(self, format: D) -> ClientBuilder<D> {
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
        }
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
    pub async fn connect(self, address: impl ToSocketAddrs) -> Result<Client<C>, ConnectError>
    where
        C: ClientFormat,
    {
        let stream = transport::tcp::connect(address, self.connect_timeout).await?;
        Ok(self.start(stream))
    }

    /// A client on a connection that is there already: Go's `NewClientWithCodec`.
    ///
    /// # Panics
    /// Outside of a tokio runtime, whose task the connection will be.
    pub fn start<S>(self, stream: S) -> Client<C>
    where
        C: ClientFormat,
        S: AsyncRead + AsyncWrite + Send + 'static,
    {
        let shared =
            transport::client::start(&self.format, stream, &self.limits, self.call_timeout);
        Client {
            handle: Arc::new(Handle { shared }),
        }
    }
}

impl<R, C: ClientFormat> PendingCall<R, C> {
    fn poll_outcome(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        let outcome = match mem::replace(&mut self.stage, Stage::Ended) {
            Stage::Waiting(seq) => match self.cell.poll_outcome(cx) {
                Poll::Ready(outcome) => outcome,
                Poll::Pending => {
                    self.stage = Stage::Waiting(seq);
                    return Poll::Pending;
                }
            },
            Stage::Failed(error) => Err(error),
            Stage::Ended => panic!("a call was polled after it had ended"),
        };
        Poll::Ready(outcome)
    }
}

impl<R, C: ClientFormat> Future for PendingCall<R, C> {
    type Output = Result<R, CallError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        ready!(self.poll_outcome(cx))?;
        Poll::Ready(self.cell.take_value().ok_or(CallError::Shutdown))
    }
}

impl<R, C: ClientFormat> Drop for PendingCall<R, C> {
    fn drop(&mut self) {
        if let Stage::Waiting(seq) = self.stage {
            self.shared.forget(seq);
        }
    }
}

/// A value that a call borrows to merge its reply into.
struct Loan<'a, R, C: ClientFormat> {
    owner: &'a mut R,
    call: PendingCall<R, C>,
}

impl<R, C: ClientFormat> Drop for Loan<'_, R, C> {
    /// However the call ends, dropped in the middle too, the value goes back to its owner.
    fn drop(&mut self) {
        if let Some(value) = self.call.cell.take_value() {
            *self.owner = value;
        }
    }
}

/// The end of a call that goes into a channel.
struct Done<R> {
    seq: u64,
    done: mpsc::Sender<Finished<R>>,
    undelivered: Arc<AtomicU64>,
}

impl<R> Done<R> {
    fn send(&self, reply: Result<R, CallError>) {
        let seq = self.seq;
        if self.done.try_send(Finished { seq, reply }).is_err() {
            self.undelivered.fetch_add(1, Ordering::Relaxed);
            tracing::warn!(
                seq,
                "rpc: discarding Call reply due to insufficient Done chan capacity"
            );
        }
    }
}

impl<R, D> PendingReply<D> for Done<R>
where
    R: Send,
    D: DecodeReply<R>,
{
    fn deliver(&self, decoder: &mut D, body: D::Body) -> (Option<Waker>, Result<(), CodecError>) {
        let (reply, decoded) = match decoder.decode_reply(body) {
            Ok(reply) => (Ok(reply), Ok(())),
            Err(error) => (Err(CallError::ReadingBody(error.clone())), Err(error)),
        };
        self.send(reply);
        (None, decoded)
    }

    fn fail(&self, error: CallError) -> Option<Waker> {
        self.send(Err(error));
        None
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

impl<R, C: ClientFormat> fmt::Debug for PendingCall<R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingCall").finish_non_exhaustive()
    }
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const CALL_TIMEOUT: Duration = Duration::from_secs(30);
