//! From a call's own task back to its connection.

use std::{
    mem,
    sync::{Mutex, PoisonError},
    task::{Context, Waker},
};

use crate::{codec::ServerCodec, connection::Call};

/// Calls on their way back from their tasks to their connection.
pub(super) struct Finished<K: ServerCodec>(Mutex<FinishedQueue<K>>);

struct FinishedQueue<K: ServerCodec> {
    calls: Vec<Call<K>>,
    waker: Option<Waker>,
}

impl<K: ServerCodec> Finished<K> {
    pub(super) fn push(&self, call: Call<K>) {
        let waker = {
            let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            queue.calls.push(call);
            queue.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Whether there are any; if not, the task is woken when there are.
    pub(super) fn poll(&self, cx: &mut Context<'_>) -> bool {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if queue.calls.is_empty() {
            queue.waker = Some(cx.waker().clone());
        }
        !queue.calls.is_empty()
    }

    pub(super) fn take(&self, empty: &mut Vec<Call<K>>) {
        mem::swap(
            &mut self.0.lock().unwrap_or_else(PoisonError::into_inner).calls,
            empty,
        );
    }
}

impl<K: ServerCodec> Default for Finished<K> {
    fn default() -> Self {
        Self(Mutex::new(FinishedQueue {
            calls: Vec::new(),
            waker: None,
        }))
    }
}
