//! Counts what decoding does, in the test build alone: that work stays in proportion to the bytes received is
//! shown by counting, not by timing.

#[cfg(test)]
thread_local! {
    static TAKEN: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One turn of a loop whose length a peer chooses.
#[inline(always)]
pub(crate) fn step() {
    #[cfg(test)]
    TAKEN.with(|taken| taken.set(taken.get() + 1));
}

/// What this thread has counted while `work` ran.
#[cfg(test)]
pub(crate) fn taken(work: impl FnOnce()) -> u64 {
    let before = TAKEN.with(std::cell::Cell::get);
    work();
    TAKEN.with(std::cell::Cell::get) - before
}
