//! Boxes for a connection's next calls.

use crate::{codec::ServerCodec, dispatch::MethodCall};

/// Boxes of calls that have ended, so that the next ones cost no allocation: 64 at most for all methods together, so that an idle
/// connection stays small.
pub(super) struct SpareCalls<K: ServerCodec> {
    /// By index of the method.
    by_method: Vec<Vec<Box<dyn MethodCall<K>>>>,
    count: usize,
}

impl<K: ServerCodec> SpareCalls<K> {
    pub(super) fn new() -> Self {
        Self {
            by_method: Vec::new(),
            count: 0,
        }
    }

    pub(super) fn take(&mut self, method: usize) -> Option<Box<dyn MethodCall<K>>> {
        let spare = self.by_method.get_mut(method)?.pop()?;
        self.count -= 1;
        Some(spare)
    }

    pub(super) fn keep(&mut self, method: usize, call: Box<dyn MethodCall<K>>) {
        if self.count >= MAX_SPARE {
            if self
                .by_method
                .get(method)
                .is_some_and(|spare| !spare.is_empty())
            {
                return;
            }
            // Those of methods that are not called any more must not stand in the way.
            self.by_method.clear();
            self.count = 0;
        }
        if self.by_method.len() <= method {
            self.by_method.resize_with(method + 1, Vec::new);
        }
        if let Some(spare) = self.by_method.get_mut(method) {
            spare.push(call);
            self.count += 1;
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.by_method.iter().map(Vec::len).sum()
    }
}

/// Headers, and boxes, that a connection keeps for its next calls. More calls than this at a time are calls that wait for
/// something, beside which an allocation is nothing.
pub(super) const MAX_SPARE: usize = 64;
