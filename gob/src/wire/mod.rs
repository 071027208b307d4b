//! The primitives: unsigned and signed integers, floats and counted bytes (spec 1.1).
//!
//! Writers append to a `Vec<u8>`; readers take from the front of a slice.

mod float;
mod uint;

pub(crate) use float::{float_from_bits, float_to_bits};
pub(crate) use uint::{
    UintError, int_from_uint, put_int, put_uint, take_int, take_uint, uint_len, write_uint_at,
};
