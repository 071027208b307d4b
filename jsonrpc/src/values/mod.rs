//! Values to and from JSON, by serde, with the conventions of Go's encoding/json.

mod decode;
mod encode;
mod error;
mod escape;
mod fold;
mod go_type;
mod number;

pub use self::{
    decode::from_slice,
    encode::to_vec,
    error::{Error, ErrorKind},
};
pub(crate) use self::{
    decode::{Place, Reader, first_element, read_quoted, zero},
    encode::append,
    escape::{append_compacted, append_quoted},
    fold::same_name,
};

/// How deep values nest where no limits are given: as `netrpc::Limits` has it by default.
const MAX_DEPTH: usize = 1_000;
/// How much memory a value may take where no limits are given: as `netrpc::Limits` has it by default.
const MAX_DECODED: usize = 64 << 20;

/// Goes one level deeper, on a new piece of stack if this one is nearly used up. How much a level takes is up to the user's
/// types: serde's code for a struct holds all of its fields.
fn deeper<R>(go: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(STACK_LEFT, STACK_PIECE, go)
}

/// So much stack must be left for the levels until the next look.
const STACK_LEFT: usize = 256 << 10;
/// A new piece of stack.
const STACK_PIECE: usize = 2 << 20;
