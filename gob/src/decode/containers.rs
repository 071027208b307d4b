//! Slices, arrays and maps: a count, and so many parts.

use super::plan::{Plan, Sequence};
use super::reader::Reader;
use crate::decode::Decode;
use crate::error::{Error, ErrorKind};
use crate::limits::TOO_BIG;

impl Reader<'_> {
    /// Reads count and elements of a slice, merging with those that are there.
    pub(crate) fn slice<T: Decode>(
        &mut self,
        elements: &mut Vec<T>,
        plan: Plan,
    ) -> Result<(), Error> {
        if T::IS_BYTE {
            let bytes = self.bytes("[]uint8")?;
            if elements.capacity() < bytes.len() {
                self.charge(bytes.len().saturating_mul(size_of::<T>() + T::ZERO_BYTES))?;
            }
            elements.clear();
            elements.reserve_exact(bytes.len());
            for (index, byte) in bytes.iter().enumerate() {
                match T::from_byte(*byte) {
                    Ok(element) => elements.push(element),
                    Err(error) => return Err(error.in_element(index)),
                }
            }
            return Ok(());
        }
        self.enter()?;
        let (count, sequence) = self.begin_slice(elements, plan)?;
        for index in 0..count {
            if self.message.is_empty() {
                return Err(too_short::<T>(count as u64, sequence));
            }
            if index >= elements.len() {
                elements.push(T::zero());
            }
            let Some(element) = elements.get_mut(index) else {
                break;
            };
            if let Err(error) = element.decode(self, sequence.element) {
                return Err(self.in_element(error, index, sequence));
            }
        }
        self.leave();
        Ok(())
    }

    /// Reads the count of a slice and makes room: Go reuses a slice with the capacity, and starts a fresh
    /// one otherwise.
    #[inline]
    pub(crate) fn begin_slice<T: Decode>(
        &mut self,
        elements: &mut Vec<T>,
        plan: Plan,
    ) -> Result<(usize, Sequence), Error> {
        let sequence = self.plans.sequence(plan);
        let count = self.uint()?;
        let size = size_of::<T>().max(1);
        if count > (TOO_BIG / size) as u64 {
            return Err(Error::corrupt(format!(
                "gob: {} slice too big: {count} elements of {} bytes",
                T::TYPE.go_string(),
                size_of::<T>()
            )));
        }
        // An element takes a byte at least, so no honest count exceeds what is left of the frame.
        let left = self.left();
        let count = count as usize;
        if count > left {
            return Err(too_short::<T>(count as u64, sequence));
        }
        // What the elements hold beside themselves may be there already, but that is rare.
        self.charge(count.saturating_mul(T::ZERO_BYTES))?;
        if elements.capacity() < count {
            self.charge(count.saturating_mul(size_of::<T>()))?;
            elements.clear();
            elements.reserve_exact(count);
        } else {
            elements.truncate(count);
        }
        Ok((count, sequence))
    }

    /// Reads count and elements of an array.
    pub(crate) fn array<T: Decode>(&mut self, elements: &mut [T], plan: Plan) -> Result<(), Error> {
        self.enter()?;
        let sequence = self.plans.sequence(plan);
        if self.uint()? != elements.len() as u64 {
            return Err(Error::corrupt("gob: length mismatch in decodeArray"));
        }
        let count = elements.len();
        for (index, element) in elements.iter_mut().enumerate() {
            if self.message.is_empty() {
                return Err(too_short::<T>(count as u64, sequence));
            }
            if let Err(error) = element.decode(self, sequence.element) {
                return Err(self.in_element(error, index, sequence));
            }
        }
        self.leave();
        Ok(())
    }

    /// Reads count and entries of a map: each is decoded fresh and handed to `insert`. With the first one the map makes room
    /// for `spare` more.
    pub(crate) fn map<K: Decode, V: Decode>(
        &mut self,
        plan: Plan,
        spare: usize,
        mut insert: impl FnMut(K, V),
    ) -> Result<(), Error> {
        self.enter()?;
        let (key_plan, element_plan) = self.plans.map(plan);
        let count = self.uint()?;
        // Go reads the count into an int; a negative one is no entries.
        let count = if count > i64::MAX as u64 { 0 } else { count };
        let entry = size_of::<K>() + size_of::<V>();
        if count > 0 {
            self.charge(spare.saturating_mul(entry))?;
        }
        for _ in 0..count {
            if self.message.is_empty() {
                return Err(Error::eof());
            }
            self.charge(entry + K::ZERO_BYTES + V::ZERO_BYTES + MAP_ENTRY)?;
            let mut key = K::zero();
            if let Err(error) = key.decode(self, key_plan) {
                return Err(error.in_map("key of "));
            }
            let mut element = V::zero();
            if let Err(error) = element.decode(self, element_plan) {
                return Err(error.in_map("element of "));
            }
            insert(key, element);
        }
        self.leave();
        Ok(())
    }

    /// Puts the index onto the path of an element's error. Go's loop for exactly `[]string` has a text of its
    /// own for a string that is too long.
    #[cold]
    fn in_element(&self, error: Error, index: usize, sequence: Sequence) -> Error {
        let error = match self.overlong {
            Some(len) if sequence.is_basic => Error::corrupt(format!(
                "gob: length of string exceeds input size ({len} bytes)"
            )),
            _ => error,
        };
        error.in_element(index)
    }
}

#[cold]
pub(crate) fn too_short<T: Decode>(count: u64, sequence: Sequence) -> Error {
    let basic = if sequence.is_basic {
        format!("{} ", T::TYPE.go_string())
    } else {
        String::new()
    };
    let text = format!(
        "gob: decoding {basic}array or slice: length exceeds input size ({count} elements)"
    );
    Error::new(ErrorKind::Corrupt, text)
}

/// What a map keeps beside key and element, roughly.
const MAP_ENTRY: usize = 16;
