//! Finds where a JSON value ends, and whether it is JSON at all.
//!
//! The scanner keeps its place between reads, also in the middle of a token, and never starts over: at most it looks twice at
//! the bytes of one token in one read. What it has let through, the decoder behind it takes for valid.

mod envelope;
#[cfg(test)]
mod envelope_tests;
mod number;
mod syntax_error;
mod token;
mod value;
#[cfg(test)]
mod value_tests;

#[cfg(test)]
use self::value::GO_MAX_DEPTH;
use self::value::{Scanned, ValueScanner};
pub(crate) use self::{
    envelope::{Envelope, EnvelopeError, Found, Message, Wanted},
    number::{number_length, small_decimal, small_integer},
    syntax_error::SyntaxError,
};

/// Checks that `text` is one JSON value, with white space around it at most.
pub(crate) fn check(text: &[u8]) -> Result<(), SyntaxError> {
    let rest = skip(text, 0)?;
    match rest.iter().position(|byte| !is_blank(*byte)) {
        None => Ok(()),
        Some(at) => Err(SyntaxError::character(
            rest.get(at..).unwrap_or_default(),
            "after top-level value",
        )),
    }
}

/// Steps over the value that `text` begins with, which lies inside of `outside` containers.
pub(crate) fn skip(text: &[u8], outside: usize) -> Result<&[u8], SyntaxError> {
    let mut scanner = ValueScanner::new(outside);
    match scanner.scan(text)? {
        Scanned::End(end) => Ok(text.get(end..).unwrap_or_default()),
        Scanned::More if scanner.may_end() => Ok(&[]),
        Scanned::More => Err(SyntaxError::unexpected_end()),
    }
}

/// What JSON takes for white space.
pub(crate) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}
