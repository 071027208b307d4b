//! Arrays and objects whose parts come in the order in which they are written.

use std::mem;

use serde::{Serialize, ser};

use super::{Encoder, raw};
use crate::values::{
    error::{Error, Result},
    escape::append_unquoted,
};

/// The elements of an array or the fields of an object, in the order in which they come.
pub(crate) struct Parts<'e, 'a> {
    encoder: &'e mut Encoder<'a>,
    first: bool,
    /// What ends it; nothing for a raw value, which has no brackets of its own.
    close: &'static [u8],
}

impl<'e, 'a> Parts<'e, 'a> {
    pub(super) fn open(
        encoder: &'e mut Encoder<'a>,
        bracket: u8,
        close: &'static [u8],
    ) -> Result<Self> {
        encoder.open(bracket)?;
        Ok(Self {
            encoder,
            first: true,
            close,
        })
    }

    /// The one field of a raw value.
    pub(super) fn raw(encoder: &'e mut Encoder<'a>) -> Self {
        Self {
            encoder,
            first: true,
            close: b"",
        }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        if !mem::take(&mut self.first) {
            self.encoder.out.push(b',');
        }
        self.encoder.append(value)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        if self.close.is_empty() {
            return raw::append(self.encoder.out, value);
        }
        let out = &mut *self.encoder.out;
        out.reserve(name.len() + 16);
        if mem::take(&mut self.first) {
            out.push(b'"');
        } else {
            out.extend_from_slice(b",\"");
        }
        append_unquoted(out, name.as_bytes());
        out.extend_from_slice(b"\":");
        self.encoder.append(value)
    }

    fn finish(self) -> Result<()> {
        for bracket in self.close {
            self.encoder.close(*bracket);
        }
        Ok(())
    }
}

macro_rules! parts {
    ($($part:ident $method:ident,)*) => {
        $(impl ser::$part for Parts<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                self.element(value)
            }

            fn end(self) -> Result<()> {
                self.finish()
            }
        })*
    };
}

parts! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

impl ser::SerializeStruct for Parts<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        self.field(name, value)
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}

impl ser::SerializeStructVariant for Parts<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        self.field(name, value)
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}
