//! Panics in users' code (methods, encoding, decoding, dropping): they cost the call that they belong to.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Runs the users' code; `None` if it panicked. What it was working on must not be relied on then.
pub(crate) fn catch<T>(run: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(value) => Some(value),
        Err(payload) => {
            // The payload is the users' as well: dropping it may panic again, with nobody to catch that.
            mem::forget(payload);
            None
        }
    }
}
