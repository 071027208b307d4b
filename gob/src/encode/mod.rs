//! Encoding: [`Encode`] says how a type is written, [`Writer`] knows where, [`Encoder`] keeps the
//! types that the peer has been told about.

mod encoder;
mod interface;
mod message;
mod stream;
mod writer;

pub use encoder::{Checkpoint, Encoder};
pub(crate) use interface::{Enclosing, MAX_NAME};
pub use writer::{StructWriter, Writer};

use crate::error::Error;
use crate::types::GobType;
use crate::value::Type;

/// A type that can be written in gob.
///
/// Derived by `#[derive(Gob)]`. By hand it is only needed for types that are another type on the wire:
/// convert, then call that type's method.
///
/// [`GobType`] has an example.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be encoded as gob",
    label = "not encodable",
    note = "put `#[derive(Gob)]` on your own types; integers, floats, `String`, `Vec<T>`, arrays, maps, `Option<T>` and `Box<T>` can be encoded already",
    note = "tuples have no counterpart in Go: use a struct with named fields",
    note = "the objects of a trait are a Go interface by `netrpc_gob::interface!`"
)]
pub trait Encode: GobType {
    /// Appends the value as an element: without type and field number, zero or not (spec 1.9).
    ///
    /// # Errors
    /// A nil where gob has none, or nesting over the limit.
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error>;

    /// Whether a struct field with this value is left out (spec 1.8).
    fn is_omitted(&self) -> bool;

    /// Whether this is a nil pointer, at any level.
    fn is_nil(&self) -> bool {
        false
    }

    /// Whether a struct field with a pointer to this value is left out.
    #[doc(hidden)]
    fn is_omitted_in_pointer(&self) -> bool {
        self.is_omitted()
    }

    /// What stands for a nil of this type in a slice, an array or a map, if anything does.
    #[doc(hidden)]
    fn nil_payload() -> Option<&'static [u8]> {
        None
    }

    /// The same for a nil pointer to this type.
    #[doc(hidden)]
    fn nil_pointer_payload() -> Option<&'static [u8]> {
        None
    }

    /// The type of a value that says itself of which type it is.
    #[doc(hidden)]
    fn dynamic_type(&self) -> Option<&Type> {
        None
    }

    /// As [`encode`](Self::encode), where such a value stands behind its own type.
    #[doc(hidden)]
    fn encode_concrete(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.encode(writer)
    }

    /// Appends the elements of a slice, without their count.
    #[doc(hidden)]
    fn encode_elements(elements: &[Self], writer: &mut Writer<'_>) -> Result<(), Error>
    where
        Self: Sized,
    {
        writer.elements(elements)
    }

    /// The byte of a type with [`GobType::IS_BYTE`].
    #[doc(hidden)]
    fn to_byte(&self) -> u8 {
        0
    }

    /// The bytes of a slice, where they lie in one piece.
    #[doc(hidden)]
    fn bytes_of(_elements: &[Self]) -> Option<&[u8]>
    where
        Self: Sized,
    {
        None
    }
}
