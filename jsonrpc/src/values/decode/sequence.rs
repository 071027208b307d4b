//! Arrays. One of a fixed length that comes too short is filled with zeros, as in Go.

use std::slice;

use serde::de::{DeserializeSeed, IntoDeserializer, SeqAccess};

use super::decoder::Decoder;
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
}

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
