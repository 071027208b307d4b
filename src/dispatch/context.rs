//! What a method may know of its call beside the arguments.

use std::{
    collections::{HashMap, hash_map::Entry},
    fmt,
    future::Future,
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Instant,
};

use http::Extensions;
use tokio_util::sync::CancellationToken;

use super::ConnectionInfo;
use crate::go_text;

/// What a method may know of its call beside the arguments: a method that wants it takes it before them. Go's `net/rpc` has
/// nothing like it; its fork keegancsmith/rpc passes a `context.Context`.
///
/// A method runs to its end whatever becomes of its client, as in Go, unless it looks here and stops by itself:
///
/// ```
/// use netrpc::{Cancelled, Context, Server};
///
/// # async fn search(_: String) -> i64 { 1 }
/// let server = Server::new();
/// server.register_fn("Index.Search", |context: Context, text: String| async move {
///     context.run(search(text)).await
/// })?;
/// # Ok::<(), netrpc::RegisterError>(())
/// ```
#[derive(Clone)]
pub struct Context {
    seq: u64,
    deadline: Option<Instant>,
    connection: Arc<ConnectionInfo>,
    cancellation: CancellationToken,
}

/// Why a method need not go on. The texts are those of Go's `context.Canceled` and `context.DeadlineExceeded`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Cancelled {
    /// The client has given the call up, or its connection is lost.
    #[error("{}", go_text::CONTEXT_CANCELED)]
    Cancelled,
    /// The call has taken longer than methods may.
    #[error("{}", go_text::CONTEXT_DEADLINE_EXCEEDED)]
    DeadlineExceeded,
}

impl Context {
    /// The client's number for the call; this side's, if the client's ids are no numbers, as JSON-RPC allows.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Where the client is, if its connection has addresses.
    pub fn peer_addr(&self) -> Option<SocketAddr> {
        self.connection.peer_addr()
    }

    /// Who the client is, if its connection is TLS and said so.
    #[cfg(feature = "tls")]
    pub fn tls_peer(&self) -> Option<&super::TlsPeer> {
        self.connection.tls_peer()
    }

    /// What else is known of the connection: whatever was put there when it was accepted.
    pub fn extensions(&self) -> &Extensions {
        self.connection.extensions()
    }

    /// When the method shall be done: as long after its request arrived as `ServerBuilder::method_timeout` says.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Is cancelled when the client gives the call up (`_goRPC_.Cancel`) or its connection is lost, to hand on to what the method
    /// starts. It knows nothing of the deadline.
    pub fn cancellation(&self) -> &CancellationToken {
        &self.cancellation
    }

    /// Why the method need not go on, if it need not.
    #[cfg(feature = "tokio")]
    pub fn reason(&self) -> Option<Cancelled> {
        if self.cancellation.is_cancelled() {
            return Some(Cancelled::Cancelled);
        }
        let now = tokio::time::Instant::now().into_std();
        self.deadline
            .filter(|deadline| *deadline <= now)
            .map(|_| Cancelled::DeadlineExceeded)
    }

    /// Waits until the method need not go on: Go's `<-ctx.Done()`.
    #[cfg(feature = "tokio")]
    pub async fn cancelled(&self) -> Cancelled {
        let deadline = async {
            match self.deadline {
                Some(deadline) => tokio::time::sleep_until(deadline.into()).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = self.cancellation.cancelled() => Cancelled::Cancelled,
            () = deadline => Cancelled::DeadlineExceeded,
        }
    }

    /// Waits until the client has given the call up, or its connection is lost.
    #[cfg(not(feature = "tokio"))]
    pub async fn cancelled(&self) -> Cancelled {
        self.cancellation.cancelled().await;
        Cancelled::Cancelled
    }

    /// Runs `work` until it is done or the method need not go on; then `work` is dropped where it is.
    ///
    /// # Errors
    /// The call was given up, or has taken too long.
    pub async fn run<F: Future>(&self, work: F) -> Result<F::Output, Cancelled> {
        let mut work = pin!(work);
        let mut cancelled = pin!(self.cancelled());
        std::future::poll_fn(|cx| {
            if let Poll::Ready(reason) = cancelled.as_mut().poll(cx) {
                return Poll::Ready(Err(reason));
            }
            work.as_mut().poll(cx).map(Ok)
        })
        .await
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("seq", &self.seq)
            .field("deadline", &self.deadline)
            .field("connection", &self.connection)
            .field("is_cancelled", &self.cancellation.is_cancelled())
            .finish()
    }
}

/// The contexts of one connection's calls: methods ask for theirs, and the client may give them up.
pub(crate) struct Contexts {
    connection: Arc<ConnectionInfo>,
    /// The parent of all calls' tokens.
    connected: CancellationToken,
    /// Of calls whose method asked for its context, by `Seq`. Of calls that run at a time under one `Seq`, the one that began
    /// last is here.
    running: HashMap<u64, (ContextId, CancellationToken)>,
    /// Of the call that begins now, if it is among them.
    begun: Option<ContextId>,
    next_number: u64,
    /// Of calls that begin now.
    deadline: Option<Instant>,
}

/// By which to find a call's context again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ContextId {
    client_seq: u64,
    /// A client may use its own number twice.
    number: u64,
}

/// Who calls, while a call begins.
pub struct Caller<'a> {
    contexts: &'a mut Contexts,
    seq: u64,
    /// Whether the client knows the call by that number.
    by_number: bool,
}

impl Contexts {
    pub(crate) fn new(connection: ConnectionInfo) -> Self {
        Self {
            connection: Arc::new(connection),
            connected: CancellationToken::new(),
            running: HashMap::new(),
            begun: None,
            next_number: 0,
            deadline: None,
        }
    }

    pub(crate) fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
    }

    /// Of the call that this side calls `seq`, and the client `client_seq`.
    pub(crate) fn caller(&mut self, seq: u64, client_seq: Option<u64>) -> Caller<'_> {
        Caller {
            contexts: self,
            seq: client_seq.unwrap_or(seq),
            by_number: client_seq.is_some(),
        }
    }

    /// What the call that has just begun shall be [forgotten](Self::forget) by, if it asked for its context.
    pub(crate) fn take_begun(&mut self) -> Option<ContextId> {
        self.begun.take()
    }

    /// The call has ended.
    pub(crate) fn forget(&mut self, id: ContextId) {
        if let Entry::Occupied(found) = self.running.entry(id.client_seq) {
            if found.get().0 == id {
                found.remove();
            }
        }
    }

    /// Whether no call that asked for its context is running.
    #[cfg(test)]
    pub(crate) fn is_idle(&self) -> bool {
        self.running.is_empty()
    }

    /// Nobody will take the answers.
    pub(crate) fn cancel_all(&mut self) {
        self.connected.cancel();
    }
}

impl Drop for Contexts {
    fn drop(&mut self) {
        self.cancel_all();
    }
}

impl Caller<'_> {
    /// What [`Context::seq`] will be.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// What is known of the connection.
    pub fn connection(&self) -> &ConnectionInfo {
        &self.contexts.connection
    }

    /// The context of the call that begins.
    pub fn context(&mut self) -> Context {
        let cancellation = self.contexts.connected.child_token();
        if self.by_number {
            let id = ContextId {
                client_seq: self.seq,
                number: self.contexts.next_number,
            };
            self.contexts.next_number = id.number.wrapping_add(1);
            self.contexts.begun = Some(id);
            let running = (id, cancellation.clone());
            self.contexts.running.insert(self.seq, running);
        }
        Context {
            seq: self.seq,
            deadline: self.contexts.deadline,
            connection: Arc::clone(&self.contexts.connection),
            cancellation,
        }
    }

    /// The client has given up the call `seq`; if there is none such, it has ended already.
    pub fn cancel(&mut self, seq: u64) {
        if let Some((_, cancellation)) = self.contexts.running.get(&seq) {
            cancellation.cancel();
        }
    }
}

impl fmt::Debug for Caller<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("seq", &self.seq)
            .field("connection", &self.contexts.connection)
            .finish_non_exhaustive()
    }
}
