//! One call on its way, and where its reply goes.

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
};

use tokio::sync::mpsc::{self, error::TrySendError};

use crate::{
    caught::catch,
    codec::{ClientFormat, DecodeReply, EncodeArgs, gob::Gob},
    connection::{PendingReply, ReplyCell},
    error::{CallError, CodecError},
    transport::client::Shared,
};

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

/// The end of a call that was started with [`Client::start_on`](crate::Client::start_on).
#[derive(Debug)]
pub struct Finished<R> {
    /// What `start_on` answered.
    pub seq: u64,
    /// What the server did.
    pub reply: Result<R, CallError>,
}

impl<R, C: ClientFormat> PendingCall<R, C> {
    /// The reply will be merged into `value`, if there is one.
    pub(super) fn start<A>(
        shared: &Arc<Shared<C>>,
        service_method: &str,
        args: &A,
        value: Option<R>,
    ) -> Self
    where
        A: ?Sized,
        R: Send + 'static,
        C::Encoder: EncodeArgs<A>,
        C::Decoder: DecodeReply<R>,
    {
        let cell = Arc::new(ReplyCell::new(value));
        let stage = match shared.start(service_method, args, |_| Arc::clone(&cell) as _) {
            Ok(seq) => Stage::Waiting(seq),
            Err(error) => Stage::Failed(error),
        };
        Self {
            shared: Arc::clone(shared),
            cell,
            stage,
        }
    }

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
pub(super) struct Loan<'a, R, C: ClientFormat> {
    owner: &'a mut R,
    call: PendingCall<R, C>,
}

impl<'a, R, C: ClientFormat> Loan<'a, R, C> {
    /// `call` was started with what `owner` held.
    pub(super) fn new(owner: &'a mut R, call: PendingCall<R, C>) -> Self {
        Self { owner, call }
    }

    /// Waits for the call; the value goes back when this future ends or is dropped.
    pub(super) async fn settle(mut self) -> Result<(), CallError> {
        poll_fn(|cx| self.call.poll_outcome(cx)).await
    }
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
pub(super) struct Done<R> {
    seq: u64,
    done: mpsc::Sender<Finished<R>>,
    undelivered: Arc<AtomicU64>,
}

impl<R> Done<R> {
    pub(super) fn new(
        seq: u64,
        done: &mpsc::Sender<Finished<R>>,
        undelivered: &Arc<AtomicU64>,
    ) -> Self {
        Self {
            seq,
            done: done.clone(),
            undelivered: Arc::clone(undelivered),
        }
    }

    fn send(&self, reply: Result<R, CallError>) {
        let seq = self.seq;
        let sent = self.done.try_send(Finished { seq, reply });
        if let Err(TrySendError::Full(_)) = sent {
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
        let decoded = catch(|| decoder.decode_reply(body));
        let decoded = decoded.unwrap_or_else(|| Err(CodecError::panicked("decoding")));
        let (reply, decoded) = match decoded {
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

impl<R, C: ClientFormat> fmt::Debug for PendingCall<R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingCall").finish_non_exhaustive()
    }
}
