//! `[]byte`: a count and the bytes as they are. Here only what slices of bytes share; see `slice`.

use crate::encode::{Encode, Writer};
use crate::types::Kind;
use crate::types::{GobType, type_ref};

/// The kind of a slice of `T`.
pub(super) const fn slice_kind<T: GobType>() -> Kind {
    if T::IS_BYTE {
        Kind::Bytes(type_ref::<T>())
    } else {
        Kind::Slice(type_ref::<T>())
    }
}

/// Appends a slice of bytes in one piece where they lie in one.
pub(super) fn encode_bytes<T: Encode>(elements: &[T], writer: &mut Writer<'_>) {
    match T::bytes_of(elements) {
        Some(bytes) => writer.bytes(bytes),
        None => writer.byte_elements(elements.iter()),
    }
}
