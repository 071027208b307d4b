//! Go's reading of JSON into values, for text that the scanner has let through.

mod base64;
mod decoder;
mod enums;
mod key;
mod needed;
mod number;
mod object;
mod sequence;
mod skip;
mod text;
#[cfg(test)]
mod unchecked_tests;
mod wanted;
mod zero;

use std::{borrow::Cow, marker::PhantomData, mem};

use serde::de::Deserialize;

use self::{decoder::Decoder, needed::Needed, skip::SkipIndex};
use super::{
    MAX_DECODED, MAX_DEPTH,
    error::{Error, Reason, Result},
    go_type::{go_struct_name, go_type_name},
};
use crate::scan;

/// Reads a value from JSON, as Go's `json.Unmarshal` reads it into a new variable.
///
/// # Errors
/// The text is not JSON, or not that of such a value.
pub fn from_slice<'de, T: Deserialize<'de>>(text: &'de [u8]) -> Result<T> {
    Reader::new(MAX_DEPTH, MAX_DECODED).read(text, Place::Unchecked)
}

/// What a JSON string says, quotes and all.
pub(crate) fn read_quoted(quoted: &[u8]) -> Option<Cow<'_, str>> {
    text::read_string(quoted.strip_prefix(b"\"")?).map(|(text, _)| text)
}

/// The first element of an array, with whatever follows it; `null` if it has none. Go decodes the array into `go_type`.
pub(crate) fn first_element<'a>(array: &'a [u8], go_type: &str) -> Result<&'a [u8]> {
    let mut decoder = Decoder::new(array, true, 0, 0, &[], None);
    if decoder.peek() != b'[' {
        return Err(decoder.wrong_type(go_type.to_owned()));
    }
    decoder.advance(1);
    Ok(if decoder.peek() == b']' {
        b"null"
    } else {
        decoder.rest
    })
}

/// Go's zero value of a type.
///
/// # Errors
/// The type has none that serde could say, as an enum.
pub(crate) fn zero<T: Deserialize<'static>>() -> Result<T> {
    zero::read(PhantomData).0
}

/// Reads values, and remembers what it learns about their types.
#[derive(Debug)]
pub(crate) struct Reader {
    max_depth: usize,
    max_decoded: usize,
    /// Fields without a default, which must be given a zero value when they do not come. That serde would miss them shows
    /// only when they are missing.
    needed: Vec<Needed>,
    decoded_size: usize,
}

/// Where in its message a value stands: Go's errors say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// There is no message. Nobody has looked whether the text is JSON.
    Unchecked,
    /// The value is the message's.
    Whole,
    /// The value is the first of an array of parameters.
    FirstParameter,
}

impl Reader {
    pub(crate) fn new(max_depth: usize, max_decoded: usize) -> Self {
        Self {
            max_depth,
            max_decoded,
            needed: Vec::new(),
            decoded_size: 0,
        }
    }

    /// About how much memory the value read last takes.
    pub(crate) fn decoded_size(&self) -> usize {
        self.decoded_size
    }

    /// Reads one value from `text`, which must be valid JSON except in [`Place::Unchecked`].
    ///
    /// Reading may begin again: once when a field comes twice, once for each struct that lacks a field without a default (and
    /// once in the life of the process for each such field), and once when text that was not checked is at fault.
    pub(crate) fn read<'de, T: Deserialize<'de>>(
        &mut self,
        text: &'de [u8],
        place: Place,
    ) -> Result<T> {
        let mut skip_index = None;
        let mut is_checked = place != Place::Unchecked;
        loop {
            let mut decoder = Decoder::new(
                text,
                is_checked,
                self.max_depth,
                self.max_decoded,
                &self.needed,
                skip_index.as_ref(),
            );
            decoder.counted = size_of::<T>();
            let result = T::deserialize(&mut decoder);
            self.decoded_size = size_of::<T>() + self.max_decoded - decoder.memory_left();
            let root = decoder.root();
            let error = match result {
                Ok(value) if is_checked || decoder.is_at_end() => return Ok(value),
                Ok(_) => Error::corrupt(),
                Err(error) => error,
            };
            let was_checked = mem::replace(&mut is_checked, true);
            if !was_checked {
                // As in Go, a fault of the text comes before those of the value, wherever it is.
                scan::check(text).map_err(|error| Error::new(Reason::Syntax(error.to_string())))?;
            }
            match *error.reason() {
                Reason::Duplicate if skip_index.is_none() => {
                    skip_index = Some(SkipIndex::new(text))
                }
                Reason::Missing {
                    field,
                    of: Some(of),
                } if Needed::learn(&mut self.needed, of, field) => {}
                _ if !was_checked => {}
                _ => {
                    return Err(match place {
                        Place::FirstParameter => error.inside_index(0),
                        // A pointer's type has no name in Go.
                        _ if is_option::<T>() => error.inside_root("*"),
                        _ => {
                            error.inside_root(&root.map_or_else(go_type_name::<T>, go_struct_name))
                        }
                    });
                }
            }
        }
    }
}

fn is_option<T>() -> bool {
    std::any::type_name::<T>().starts_with("core::option::Option<")
}
