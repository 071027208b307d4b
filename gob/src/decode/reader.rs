//! One value's bytes, and what is needed to read them.

use std::ops::Range;

use super::plan::{FieldPlan, Plan, Plans, Sequence};
use crate::decode::Decode;
use crate::error::{Error, ErrorKind};
use crate::framing::{Definitions, Frame, Walk, Walked};
use crate::limits::{Limits, TOO_BIG};
use crate::stack::StackMark;
use crate::types::ReceivedTypes;
use crate::wire::{int_from_uint, take_uint};

/// Takes the parts of one value from its bytes. Handed to [`Decode::decode`].
#[derive(Debug)]
pub struct Reader<'a> {
    /// What is left of the message under way.
    message: &'a [u8],
    /// All bytes of the frame, and where the next message starts in them.
    frame: &'a [u8],
    next_message: usize,
    plans: &'a Plans,
    types: &'a mut ReceivedTypes,
    walk: &'a mut Walk,
    limits: &'a Limits,
    depth: usize,
    start: StackMark,
    /// Bytes that may still be allocated.
    budget: usize,
    /// The count that ended the value because it exceeded the message.
    overlong: Option<u64>,
}

/// The fields of one struct value, as they come.
#[derive(Debug)]
pub struct StructReader {
    plan: Plan,
    /// Field number of the last field plus one.
    next: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        frame: &Frame,
        bytes: &'a [u8],
        plans: &'a Plans,
        types: &'a mut ReceivedTypes,
        walk: &'a mut Walk,
        limits: &'a Limits,
    ) -> Self {
        let Range { start, end } = frame.first;
        Reader {
            message: bytes.get(start..end).unwrap_or_default(),
            frame: bytes,
            next_message: end,
            plans,
            types,
            walk,
            limits,
            depth: 0,
            start: StackMark::here(),
            budget: limits.max_decoded,
            overlong: None,
        }
    }

    /// Bytes of the frame that were read.
    pub(crate) fn position(&self) -> usize {
        self.next_message - self.message.len()
    }

    /// Bytes that were counted for the value.
    pub(crate) fn charged(&self) -> usize {
        self.limits.max_decoded - self.budget
    }

    /// Takes an unsigned integer.
    ///
    /// # Errors
    /// The end of the message, or an impossible length.
    #[inline]
    pub fn uint(&mut self) -> Result<u64, Error> {
        match take_uint(&mut self.message) {
            Ok(value) => Ok(value),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes a signed integer.
    ///
    /// # Errors
    /// The end of the message, or an impossible length.
    #[inline]
    pub fn int(&mut self) -> Result<i64, Error> {
        self.uint().map(int_from_uint)
    }

    /// Takes a count and so many bytes: a string or a `[]byte`; `type_name` is for the error text.
    ///
    /// # Errors
    /// A count that exceeds the message.
    #[inline]
    pub fn bytes(&mut self, type_name: &str) -> Result<&'a [u8], Error> {
        let len = self.uint()?;
        let split = usize::try_from(len)
            .ok()
            .and_then(|len| self.message.split_at_checked(len));
        match split {
            Some((bytes, rest)) => {
                self.message = rest;
                Ok(bytes)
            }
            None => {
                self.overlong = Some(len);
                // The number in Go's text is always 0.
                let text = format!("gob: bad {type_name} slice length: 0");
                Err(Error::corrupt(text))
            }
        }
    }

    /// Counts memory that is about to be allocated for the value.
    ///
    /// # Errors
    /// More than the limit for one value.
    #[inline]
    pub fn charge(&mut self, bytes: usize) -> Result<(), Error> {
        match self.budget.checked_sub(bytes) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => {
                let what = "memory of a decoded value";
                Err(Error::limit(what, self.limits.max_decoded, "decoded"))
            }
        }
    }

    /// Reads the fields of a struct value.
    ///
    /// # Errors
    /// Nesting over the limit.
    #[inline]
    pub fn begin_struct(&mut self, plan: Plan) -> Result<StructReader, Error> {
        self.enter()?;
        Ok(StructReader { plan, next: 0 })
    }

    /// The index of our field that comes next, and its plan; `None` at the end of the struct. Fields that
    /// we do not have are skipped.
    ///
    /// # Errors
    /// Field numbers that make no sense, or a skipped value that is corrupt.
    #[inline]
    pub fn next_field(&mut self, fields: &mut StructReader) -> Result<Option<(u16, Plan)>, Error> {
        loop {
            // Go takes the end of the message for the end of the struct.
            if self.message.is_empty() {
                break;
            }
            let delta = self.uint()?;
            if delta == 0 {
                break;
            }
            let number = usize::try_from(delta - 1)
                .ok()
                .and_then(|delta| fields.next.checked_add(delta));
            let planned = number.and_then(|number| self.plans.field(fields.plan, number));
            fields.next = number.map_or(usize::MAX, |number| number.saturating_add(1));
            match planned {
                Some(FieldPlan::Read { index, plan }) => return Ok(Some((index, plan))),
                Some(FieldPlan::Skip(id)) => self.skip(id)?,
                None => return Err(bad_delta(delta)),
            }
        }
        self.leave();
        Ok(None)
    }

    /// Puts the name of the field that came last onto the path of its error.
    #[cold]
    pub fn in_field(&self, fields: &StructReader, error: Error) -> Error {
        error.in_field(
            self.plans
                .field_name(fields.plan, fields.next.wrapping_sub(1)),
        )
    }

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
            elements.extend(bytes.iter().map(|byte| T::from_byte(*byte)));
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
        let left = self.frame.len() - self.position();
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

    /// Reads count and entries of a map: each is decoded fresh and handed to `insert`.
    pub(crate) fn map<K: Decode, V: Decode>(
        &mut self,
        plan: Plan,
        mut insert: impl FnMut(K, V),
    ) -> Result<(), Error> {
        self.enter()?;
        let (key_plan, element_plan) = self.plans.map(plan);
        let count = self.uint()?;
        // Go reads the count into an int; a negative one is no entries.
        let count = if count > i64::MAX as u64 { 0 } else { count };
        for _ in 0..count {
            if self.message.is_empty() {
                return Err(Error::eof());
            }
            self.charge(
                size_of::<K>() + size_of::<V>() + K::ZERO_BYTES + V::ZERO_BYTES + MAP_ENTRY,
            )?;
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

    /// One level deeper.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<(), Error> {
        if self.depth >= self.limits.max_depth || self.start.used() > self.limits.max_stack {
            return Err(self.limits.too_deep(self.depth));
        }
        self.depth += 1;
        Ok(())
    }

    /// And up again; after an error nobody reads on.
    #[inline]
    pub(crate) fn leave(&mut self) {
        // An impl by hand may ask for a field behind the last one.
        self.depth = self.depth.saturating_sub(1);
    }

    /// Passes over an element of the peer's type `id`.
    #[cold]
    fn skip(&mut self, id: crate::types::WireId) -> Result<(), Error> {
        self.walk.start_element(id, &mut self.message, self.types)?;
        self.finish_walk()
    }

    /// Passes over the value of the frame.
    pub(crate) fn skip_top(&mut self, id: crate::types::WireId) -> Result<(), Error> {
        self.walk.start_top(id, &mut self.message, self.types)?;
        self.finish_walk()
    }

    fn finish_walk(&mut self) -> Result<(), Error> {
        while self.walk.run(
            &mut self.message,
            self.types,
            Definitions::Ignore,
            self.limits,
        )? == Walked::NeedsMessage
        {
            self.advance()?;
        }
        Ok(())
    }

    /// Goes on with the next message of the frame.
    fn advance(&mut self) -> Result<(), Error> {
        let mut rest = self.frame.get(self.next_message..).unwrap_or_default();
        let before = rest.len();
        let len = take_uint(&mut rest).map_err(|_| Error::unexpected_eof())? as usize;
        let message = rest.get(..len).ok_or_else(Error::unexpected_eof)?;
        self.next_message += before - rest.len() + len;
        self.message = message;
        Ok(())
    }
}

#[cold]
fn bad_delta(delta: u64) -> Error {
    Error::corrupt(if delta > i64::MAX as u64 {
        "gob: decode: corrupted data: negative delta"
    } else {
        "gob: bad data: field numbers out of bounds"
    })
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
