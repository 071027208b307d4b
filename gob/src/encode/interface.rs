//! Interface values: a name, the concrete type's id, a count, the value. Definitions that are needed for the
//! first time come right behind the name, and cut what is under way there: the message, or the chunk of the
//! interface value around (Go's `encodeInterface`, `sendTypeDescriptor`; spec 1.10).

use std::any::TypeId;

use super::message::{Lengths, Slot};
use super::stream::Stream;
use super::writer::Writer;
use crate::encode::Encode;
use crate::error::Error;
use crate::interface::Registry;
use crate::types::{Described, SentTypes};
use crate::value::Type;
use crate::wire::put_int;

/// What an interface value under way lies in. Handed back to [`Writer::end_interface`].
#[must_use]
#[derive(Debug)]
pub(crate) struct Enclosing(Slot);

impl Writer<'_> {
    /// Appends an interface value that is nil.
    #[inline]
    pub fn nil_interface(&mut self) {
        self.uint(0);
    }

    /// Appends an interface value that holds `value`; `name` is what the peer has registered its type under.
    ///
    /// # Errors
    /// Those of the value, a nil pointer, nesting over the limit, or a name that went with another shape of
    /// value on this stream.
    pub fn interface<T: Encode + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        if value.is_nil() {
            // Go's prefix is doubled.
            let text = format!(
                "gob: gob: cannot encode nil pointer of type {} inside interface",
                T::TYPE.go_string()
            );
            return Err(Error::unencodable(text));
        }
        let key = TypeId::of::<T::Identity>();
        let of = match value.dynamic_type() {
            Some(of) => self.stream.types.describe_dynamic(of)?,
            None => self.stream.types.concrete(key, T::TYPE, name)?,
        };
        let outer = self.begin_interface(name.as_bytes(), of)?;
        if !of.is_struct {
            self.uint(0);
        }
        if let Err(error) = value.encode_concrete(self) {
            return Err(error.in_concrete(name));
        }
        self.end_interface(outer);
        Ok(())
    }

    /// The encoder's registry.
    pub(crate) fn registry(&self) -> Option<&Registry> {
        self.stream.registry.as_deref()
    }

    /// Describes a type that only its value knows.
    pub(crate) fn describe_dynamic(&mut self, of: &Type) -> Result<Described, Error> {
        self.stream.types.describe_dynamic(of)
    }

    /// Appends all of an interface value that stands before the value in it: behind it come fields, or a zero
    /// byte and an element, and [`end_interface`](Self::end_interface).
    pub(crate) fn begin_interface(
        &mut self,
        name: &[u8],
        of: Described,
    ) -> Result<Enclosing, Error> {
        if name.is_empty() || name.len() > MAX_NAME {
            return Err(bad_name(name.len()));
        }
        self.enter()?;
        self.bytes(name);
        if !self.stream.types.is_sent(of.part) {
            self.define(of)?;
        }
        put_int(self.out, i64::from(of.id));
        let inner = self.stream.lengths.open(self.out, 1);
        Ok(Enclosing(std::mem::replace(&mut self.stream.slot, inner)))
    }

    /// Ends an interface value.
    pub(crate) fn end_interface(&mut self, outer: Enclosing) {
        let inner = std::mem::replace(&mut self.stream.slot, outer.0);
        self.stream.lengths.close(&inner, self.out);
        self.leave();
    }

    /// Cuts what is under way by definitions, or puts them aside to come first.
    #[cold]
    fn define(&mut self, of: Described) -> Result<(), Error> {
        let Stream {
            types,
            slot,
            lengths,
            hoisted,
            ..
        } = &mut *self.stream;
        if let Some(hoisted) = hoisted {
            return put_definitions(of, types, hoisted);
        }
        let out = &mut *self.out;
        types.send(of.part, &mut |types, position| {
            types.put_definition(position, out);
            lengths.cut(slot, out);
        })
    }
}

/// Appends the definitions that values of a type need and that were not sent yet, each as a message.
pub(super) fn put_definitions(
    of: Described,
    types: &mut SentTypes,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let mut lengths = Lengths::default();
    types.send(of.part, &mut |types, position| {
        let slot = lengths.open(out, 1);
        types.put_definition(position, out);
        lengths.close(&slot, out);
        lengths.settle(out);
    })
}

#[cold]
fn bad_name(len: usize) -> Error {
    Error::unencodable(match len {
        0 => "gob: the name of an interface value is empty".into(),
        _ => format!("gob: name of an interface value too long ({len} bytes, at most {MAX_NAME})"),
    })
}

/// Go refuses to decode longer ones.
pub(crate) const MAX_NAME: usize = 1024;
