//! How much stack a value under way has taken. Frames differ with the user's types and with the build, so
//! that counting levels alone does not bound it.

/// Where a value began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StackMark(usize);

impl StackMark {
    /// Here.
    #[inline(always)]
    pub(crate) fn here() -> Self {
        let local = 0u8;
        StackMark(std::ptr::from_ref(&local).addr())
    }

    /// Bytes of stack between the mark and here.
    #[inline(always)]
    pub(crate) fn used(self) -> usize {
        StackMark::here().0.abs_diff(self.0)
    }
}
