//! What callers share with the task of their connection.

use std::{
    fmt, mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    task::Waker,
    time::Duration,
};

use tokio::{sync::watch, time::Instant};

use crate::{
    codec::{ClientFormat, EncodeArgs, ResponseDecoder},
    connection::{Outgoing, PendingReply},
    error::CallError,
};

type Reply<C> = Arc<dyn PendingReply<<C as ClientFormat>::Decoder>>;

/// The queue of requests and the calls that wait, under one short lock.
pub(crate) struct Shared<C: ClientFormat> {
    pub(super) state: Mutex<State<C>>,
    pub(super) call_timeout: Option<Duration>,
    pub(super) undelivered: Arc<AtomicU64>,
    pub(super) ended: watch::Sender<bool>,
}

pub(super) struct State<C: ClientFormat> {
    pub(super) outgoing: Outgoing<C>,
    /// The connection's task.
    pub(super) waker: Option<Waker>,
    /// Whether the task must be woken for a new call.
    pub(super) asleep: bool,
}

impl<C: ClientFormat> Shared<C> {
    /// Puts a request into the queue, whole, and sees that the task will send it.
    pub(crate) fn start<A: ?Sized>(
        &self,
        service_method: &str,
        args: &A,
        reply: impl FnOnce(u64) -> Reply<C>,
    ) -> Result<u64, CallError>
    where
        C::Encoder: EncodeArgs<A>,
    {
        let deadline = self
            .call_timeout
            .and_then(|time| Instant::now().checked_add(time))
            .map(Instant::into_std);
        let mut state = self.lock();
        let started = state.outgoing.start(service_method, args, deadline, reply);
        wake_for_output(state);
        started
    }

    /// Nobody waits for this call any more.
    pub(crate) fn forget(&self, seq: u64) {
        let mut state = self.lock();
        state.outgoing.forget(seq);
        // The server may be told of it.
        wake_for_output(state);
    }

    /// Ends every call that waits, and has the task close the connection.
    pub(crate) fn close(&self) -> Result<(), CallError> {
        let mut state = self.lock();
        let ended = state.outgoing.close()?;
        let waker = state.waker.take();
        drop(state);
        fail_all(ended, &CallError::Shutdown);
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(())
    }

    /// Waits until the connection's task has let go of the socket.
    pub(crate) async fn ended(&self) {
        // The sender lives in `self`, so the only way out is the value.
        let _ = self.ended.subscribe().wait_for(|ended| *ended).await;
    }

    pub(crate) fn undelivered(&self) -> &Arc<AtomicU64> {
        &self.undelivered
    }

    pub(crate) fn undelivered_count(&self) -> u64 {
        self.undelivered.load(Ordering::Relaxed)
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes the task if it sleeps and there is something to send; without the lock, which it wants at once.
fn wake_for_output<C: ClientFormat>(mut state: MutexGuard<'_, State<C>>) {
    let has_output = state.outgoing.has_output();
    if has_output && mem::take(&mut state.asleep) {
        let waker = state.waker.clone();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// To be called without a lock: a woken caller may run at once and want it.
pub(super) fn fail_all<D: ResponseDecoder>(
    calls: Vec<Arc<dyn PendingReply<D>>>,
    error: &CallError,
) {
    for call in calls {
        if let Some(waker) = call.fail(error.clone()) {
            waker.wake();
        }
    }
}

impl<C: ClientFormat> fmt::Debug for Shared<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lock().outgoing.fmt(f)
    }
}
