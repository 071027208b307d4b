//! Where the reply of one call arrives.

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use crate::{
    caught::catch,
    codec::{DecodeReply, ResponseDecoder},
    error::{CallError, CodecError},
};

/// The end of one call, with the reply's type hidden from all but the codec: what Go keeps in `Call.Reply`, `Call.Error` and
/// `Call.Done`.
pub trait PendingReply<D: ResponseDecoder>: Send + Sync {
    /// Decodes the reply and ends the call. The waker, if any, is to be woken once no lock is held.
    ///
    /// # Errors
    /// The reply cannot be decoded: the call has failed with it, and the connection ends, unless all that the reply lacks is
    /// a registered name ([`CodecErrorKind::NotRegistered`](crate::CodecErrorKind::NotRegistered)).
    fn deliver(&self, decoder: &mut D, body: D::Body) -> (Option<Waker>, Result<(), CodecError>);

    /// Ends the call without a reply.
    fn fail(&self, error: CallError) -> Option<Waker>;
}

/// The end of a call that one task waits for.
pub struct ReplyCell<R>(Mutex<State<R>>);

struct State<R> {
    /// The reply; before it comes, what it will be merged into.
    value: Option<R>,
    outcome: Option<Result<(), CallError>>,
    waker: Option<Waker>,
}

impl<R> ReplyCell<R> {
    /// A call that waits. The reply will be merged into `value` if there is one, as Go does.
    pub fn new(value: Option<R>) -> Self {
        Self(Mutex::new(State {
            value,
            outcome: None,
            waker: None,
        }))
    }

    /// Whether the call has ended, and how. The value stays for [`take_value`](Self::take_value).
    pub fn poll_outcome(&self, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        let mut state = self.lock();
        if let Some(outcome) = state.outcome.take() {
            return Poll::Ready(outcome);
        }
        if !state
            .waker
            .as_ref()
            .is_some_and(|waker| waker.will_wake(cx.waker()))
        {
            state.waker = Some(cx.waker().clone());
        }
        Poll::Pending
    }

    /// The reply after a success; before it, or after a failure, what the reply would have been merged into.
    pub fn take_value(&self) -> Option<R> {
        self.lock().value.take()
    }

    /// A value is decoded while the lock is held, so that a caller who gives up never loses the value that it lent: it waits
    /// here for the moment that decoding takes.
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<R, D> PendingReply<D> for ReplyCell<R>
where
    R: Send,
    D: DecodeReply<R>,
{
    fn deliver(&self, decoder: &mut D, body: D::Body) -> (Option<Waker>, Result<(), CodecError>) {
        let mut state = self.lock();
        let decoded = catch(|| match &mut state.value {
            Some(value) => decoder.decode_reply_into(body, value),
            None => decoder
                .decode_reply(body)
                .map(|value| state.value = Some(value)),
        });
        let decoded = decoded.unwrap_or_else(|| Err(CodecError::panicked("decoding")));
        state.outcome = Some(decoded.clone().map_err(CallError::ReadingBody));
        (state.waker.take(), decoded)
    }

    fn fail(&self, error: CallError) -> Option<Waker> {
        let mut state = self.lock();
        state.outcome = Some(Err(error));
        state.waker.take()
    }
}

impl<R> fmt::Debug for ReplyCell<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyCell").finish_non_exhaustive()
    }
}
