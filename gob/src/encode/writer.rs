//! Where a value is written, part by part. Its messages are in `message`, interface values in `interface`.

use super::stream::Stream;
use crate::encode::Encode;
use crate::error::Error;
use crate::limits::Limits;
use crate::marshal::{Marshal, Payload};
use crate::stack::StackMark;
use crate::wire::{put_int, put_uint};

/// Appends the parts of one value. Handed to [`Encode::encode`].
///
/// [`GobType`](crate::GobType) has an example.
#[derive(Debug)]
pub struct Writer<'a> {
    pub(super) out: &'a mut Vec<u8>,
    depth: usize,
    start: StackMark,
    limits: &'a Limits,
    pub(super) stream: &'a mut Stream,
}

/// The fields of one struct value, in order; those left out only raise the next field's delta.
#[derive(Debug)]
pub struct StructWriter {
    delta: u64,
}

impl<'a> Writer<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>, stream: &'a mut Stream, limits: &'a Limits) -> Self {
        let start = StackMark::here();
        Writer {
            out,
            depth: 0,
            start,
            limits,
            stream,
        }
    }

    /// Appends an unsigned integer.
    #[inline]
    pub fn uint(&mut self, value: u64) {
        put_uint(self.out, value);
    }

    /// Appends a signed integer.
    #[inline]
    pub fn int(&mut self, value: i64) {
        put_int(self.out, value);
    }

    /// Appends a count and so many bytes: a string or a `[]byte`.
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) {
        put_uint(self.out, bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }

    /// Appends what a value makes of itself, behind its length.
    ///
    /// # Errors
    /// The value's own.
    pub fn payload<T: Marshal>(&mut self, value: &T) -> Result<(), Error> {
        let slot = self.stream.lengths.open(self.out, 1);
        if let Err(error) = value.marshal(&mut Payload::new(self.out)) {
            return Err(Error::unencodable(error.to_string()));
        }
        self.stream.lengths.close(&slot, self.out);
        Ok(())
    }

    /// Appends a struct value field by field; [`StructWriter::end`] closes it.
    ///
    /// # Errors
    /// Nesting over the limit.
    #[inline]
    pub fn begin_struct(&mut self) -> Result<StructWriter, Error> {
        self.enter()?;
        Ok(StructWriter { delta: 1 })
    }

    /// Appends the count and elements of a slice or array.
    ///
    /// # Errors
    /// Those of the elements, a nil among them, or nesting over the limit.
    pub fn sequence<T: Encode>(&mut self, elements: &[T]) -> Result<(), Error> {
        self.enter()?;
        self.uint(elements.len() as u64);
        T::encode_elements(elements, self)?;
        self.leave();
        Ok(())
    }

    /// Appends the count and entries of a map, in the order of the iterator.
    ///
    /// # Errors
    /// Those of the entries, a nil among them, or nesting over the limit.
    pub fn map<'m, K: Encode + 'm, V: Encode + 'm>(
        &mut self,
        entries: impl ExactSizeIterator<Item = (&'m K, &'m V)>,
    ) -> Result<(), Error> {
        self.enter()?;
        self.uint(entries.len() as u64);
        for (key, value) in entries {
            let nil = "gob: encodeReflectValue: nil element";
            self.element(key, nil).map_err(|error| error.in_map(""))?;
            self.element(value, nil).map_err(|error| error.in_map(""))?;
        }
        self.leave();
        Ok(())
    }

    /// Appends elements one by one.
    pub(crate) fn elements<'e, T: Encode + 'e>(
        &mut self,
        elements: impl IntoIterator<Item = &'e T>,
    ) -> Result<(), Error> {
        for (index, element) in elements.into_iter().enumerate() {
            self.element(element, "gob: encodeArray: nil element")
                .map_err(|error| error.in_element(index))?;
        }
        Ok(())
    }

    /// Appends a value that is a part of a container, where most nil pointers have no form.
    #[inline]
    fn element<T: Encode>(&mut self, element: &T, nil: &'static str) -> Result<(), Error> {
        if !element.is_nil() {
            return element.encode(self);
        }
        match T::nil_payload() {
            Some(payload) => {
                self.bytes(payload);
                Ok(())
            }
            None => Err(Error::unencodable(nil)),
        }
    }

    /// Appends bytes that lie apart.
    pub(crate) fn byte_elements<'e, T: Encode + 'e>(
        &mut self,
        elements: impl ExactSizeIterator<Item = &'e T>,
    ) {
        put_uint(self.out, elements.len() as u64);
        self.out.extend(elements.map(T::to_byte));
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

    /// And up again.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }
}

impl StructWriter {
    /// Appends the next field, unless its value is one that Go leaves out.
    ///
    /// # Errors
    /// Those of the field, with `name` on their path.
    #[inline]
    pub fn field<T: Encode + ?Sized>(
        &mut self,
        writer: &mut Writer<'_>,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if value.is_omitted() {
            self.delta += 1;
            return Ok(());
        }
        writer.uint(self.delta);
        self.delta = 1;
        match value.encode(writer) {
            Ok(()) => Ok(()),
            Err(error) => Err(error.in_field(name)),
        }
    }

    /// Ends the struct.
    #[inline]
    pub fn end(self, writer: &mut Writer<'_>) {
        writer.out.push(0);
        writer.leave();
    }
}
