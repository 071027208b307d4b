//! What the example programs share, and the blocks of Rust in the guide as tests.
//!
//! The programs are in folders of their own beside this one, each with its Go halves: `../README.md` lists them.

pub mod arith;
pub mod delve;
pub mod messagepack;
pub mod till;
