//! Arrays. One of a fixed length that comes too short is filled with zeros, as in Go.

use serde::de::{DeserializeSeed, SeqAccess};

use super::{decoder::Decoder, zero::Zero};
use crate::values::error::{Error, Result};

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

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if !self.ended {
            match self.decoder.peek() {
                b']' => self.ended = true,
                b',' => self.decoder.advance(1),
                _ => {}
            }
        }
        let index = self.next;
        self.next += 1;
        if self.ended {
            let missing = self.length.is_some_and(|length| index < length);
            return if missing {
                seed.deserialize(Zero).map(Some)
            } else {
                Ok(None)
            };
        }
        self.decoder.charge(std::mem::size_of::<T::Value>())?;
        seed.deserialize(&mut *self.decoder)
            .map(Some)
            .map_err(|error| error.inside_index(index))
    }
}
