//! Arrays. One of a fixed length that comes too short is filled with zeros, as in Go.

use std::slice;

use serde::de::{DeserializeSeed, IntoDeserializer, SeqAccess};

use super::decoder::Decoder;
use crate::{
    search::numbers_end,
    values::error::{Error, Result},
};

pub(super) struct Elements<'a, 'de, 'r> {
    decoder: &'a mut Decoder<'de, 'r>,
    /// How many elements the type has, where that is fixed.
    length: Option<usize>,
    next: usize,
    ended: bool,
}

impl<'a, 'de, 'r> Elements<'a, 'de, 'r> {
    /// The elements after an opening bracket.
    pub(super) fn new(decoder: &'a mut Decoder<'de, 'r>, length: Option<usize>) -> Self {
        Self {
            decoder,
            length,
            next: 0,
            ended: false,
        }
    }

    /// Those of `null`.
    pub(super) fn none(decoder: &'a mut Decoder<'de, 'r>, length: Option<usize>) -> Self {
        Self {
            decoder,
            length,
            next: 0,
            ended: true,
        }
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de, '_> {
    type Error = Error;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if !self.ended {
            match (self.decoder.peek(), self.next) {
                (b']', _) => self.ended = true,
                (b',', 1..) => self.decoder.advance(1),
                (_, 0) => {}
                _ => return Err(Error::corrupt()),
            }
        }
        let index = self.next;
        self.next += 1;
        if self.ended {
            let missing = self.length.is_some_and(|length| index < length);
            return if missing {
                self.decoder.zero(seed).map(Some)
            } else {
                Ok(None)
            };
        }
        self.decoder.charge(size_of::<T::Value>())?;
        self.decoder
            .part(seed)
            .map(Some)
            .map_err(|error| error.inside_index(index))
    }

    fn size_hint(&self) -> Option<usize> {
        numbers_ahead(self.decoder.rest).filter(|_| !self.ended)
    }
}

/// How many numbers stand before the bracket that closes their array, if they are few and nothing else is there: they find
/// their room at once.
fn numbers_ahead(rest: &[u8]) -> Option<usize> {
    let ahead = rest.get(..LOOK_AHEAD).unwrap_or(rest);
    match ahead.split_at_checked(numbers_end(ahead)?)? {
        (numbers @ [_, ..], [b']', ..]) => {
            Some(1 + numbers.iter().filter(|byte| **byte == b',').count())
        }
        _ => None,
    }
}

/// Longer arrays are not looked through twice.
const LOOK_AHEAD: usize = 256;

/// Bytes, for what asked for a sequence of them.
pub(super) struct Bytes<'a> {
    left: slice::Iter<'a, u8>,
}

impl<'a> Bytes<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { left: bytes.iter() }
    }
}

impl<'de> SeqAccess<'de> for Bytes<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(byte) = self.left.next() else {
            return Ok(None);
        };
        seed.deserialize((*byte).into_deserializer()).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_arrays_of_numbers_are_counted_ahead() {
        assert_eq!(numbers_ahead(b"1]"), Some(1));
        assert_eq!(numbers_ahead(b"-500,0.5,12345678],\"a\":[1]"), Some(3));
        let long = "1,".repeat(LOOK_AHEAD) + "1]";
        for other in ["]", "", "1,2", "\"a\",1]", "[1],2]", "1e3]", long.as_str()] {
            assert_eq!(numbers_ahead(other.as_bytes()), None, "{other}");
        }
    }
}
