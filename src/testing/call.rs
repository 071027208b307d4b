//! One of the calls that the rules are tried with.

use std::fmt;

use crate::codec::RequestHeader;

/// One call.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) method: String,
    pub(super) seq: u64,
    /// Which sample is its argument, and its reply.
    pub(super) sample: usize,
    /// What it fails with.
    pub(super) error: Option<String>,
}

impl Call {
    /// The `n`th call, with a method and a number that no other has.
    pub(super) fn new(n: u64, sample: usize) -> Self {
        let index = usize::try_from(n).unwrap_or(usize::MAX);
        let names = METHODS.len();
        Self {
            method: METHODS
                .get(index % names)
                .map_or_else(String::new, ToString::to_string),
            seq: SEQS.get(index).copied().unwrap_or(n),
            sample,
            error: None,
        }
    }

    pub(super) fn request(&self) -> RequestHeader {
        RequestHeader {
            service_method: self.method.clone(),
            seq: self.seq,
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, call {}", self.method, self.seq)
    }
}

/// Go takes whatever stands before and behind the last dot, and calls without one too.
const METHODS: [&str; 5] = [
    "Arith.Multiply",
    "a.b.C",
    "X",
    "Odd name.\"<&>\\",
    "Wörter.名前",
];
/// Go's clients count from 0, others need not.
const SEQS: [u64; 6] = [0, 1, u64::MAX, 127, (1 << 53) + 1, 1 << 32];
