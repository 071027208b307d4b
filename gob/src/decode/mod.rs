//! Decoding: [`Decode`] says how a type is read, [`Plan`] how the peer's type maps onto ours,
//! [`Reader`] holds one value's bytes, [`Decoder`] keeps what a stream has taught us.
//!
//! Decoding merges into a value: what was not transmitted stays (spec 2.7).

mod compatible;
mod containers;
mod decoder;
mod interface;
mod plan;
mod plans;
mod reader;

pub use decoder::Decoder;
pub use interface::InterfaceName;
pub use plan::Plan;
pub use reader::{Reader, StructReader};

use crate::error::Error;
use crate::types::GobType;

/// A type that can be read from gob.
///
/// Derived by `#[derive(Gob)]`. By hand it is only needed for types that are another type on the wire:
/// decode that one, then convert.
///
/// [`GobType`] has an example.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from gob",
    label = "not decodable",
    note = "put `#[derive(Gob)]` on your own types; integers, floats, `String`, `Vec<T>`, arrays, maps, `Option<T>` and `Box<T>` can be decoded already",
    note = "tuples have no counterpart in Go: use a struct with named fields",
    note = "a Go interface, such as an enum with `#[derive(Gob)]`, may be nil: decode an `Option` of it"
)]
pub trait Decode: GobType + Sized {
    /// Bytes that [`zero`](Self::zero) allocates beside the value itself: those of a `Box` in it.
    #[doc(hidden)]
    const ZERO_BYTES: usize = 0;

    /// Go's zero value, into which a fresh value is decoded: fields that are zero are not transmitted.
    fn zero() -> Self;

    /// Reads a value that is an element of something, merging it into `self`.
    ///
    /// # Errors
    /// Bytes that contradict their type, numbers out of range, a limit. `self` keeps what was stored
    /// before.
    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error>;

    /// Reads the elements of a slice into `elements`, merging with those that are there.
    #[doc(hidden)]
    fn decode_elements(
        elements: &mut Vec<Self>,
        reader: &mut Reader<'_>,
        plan: Plan,
    ) -> Result<(), Error> {
        reader.slice(elements, plan)
    }

    /// The value of a byte, for types with [`GobType::IS_BYTE`].
    ///
    /// # Errors
    /// A byte that is none of the type's constants.
    #[doc(hidden)]
    fn from_byte(_byte: u8) -> Result<Self, Error> {
        Ok(Self::zero())
    }
}

/// What `Option` can hold in a value that is decoded: what a Go pointer points to, or a Go interface, both of
/// which may be nil.
///
/// A type with [`Decode`] has it; so has an enum with `#[derive(Gob)]`, which has no other zero value, and
/// the `Box<dyn Trait>` of [`interface!`](crate::interface!).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from gob",
    label = "not decodable",
    note = "put `#[derive(Gob)]` on your own types; integers, floats, `String`, `Vec<T>`, arrays, maps, `Option<T>` and `Box<T>` can be decoded already",
    note = "for a `Box<dyn Trait>`, see `netrpc_gob::interface!`"
)]
pub trait Optional: GobType + Sized {
    /// Reads a value into `slot`.
    ///
    /// # Errors
    /// Those of [`Decode::decode`].
    fn decode_optional(
        slot: &mut Option<Self>,
        reader: &mut Reader<'_>,
        plan: Plan,
    ) -> Result<(), Error>;
}

/// Merges into a value that is there.
impl<T: Decode> Optional for T {
    #[inline]
    fn decode_optional(
        slot: &mut Option<Self>,
        reader: &mut Reader<'_>,
        plan: Plan,
    ) -> Result<(), Error> {
        let value = match slot {
            Some(value) => value,
            None => {
                reader.charge(T::ZERO_BYTES)?;
                slot.insert(T::zero())
            }
        };
        value.decode(reader, plan)
    }
}
