//! `[]byte`: a count and the bytes as they are. Here only what slices of bytes share, and strings of other types; see `slice`.

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

/// Makes types that are bytes by `AsRef` go as another type: `String`, or a slice of bytes.
macro_rules! go_as_bytes {
    ($as:ty: $($rust:ty),*) => {$(
        impl $crate::GobType for $rust {
            type Identity = <$as as $crate::GobType>::Identity;
            const TYPE: &'static $crate::TypeInfo = <$as as $crate::GobType>::TYPE;
        }

        impl $crate::Encode for $rust {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::Error> {
                writer.bytes(AsRef::<[u8]>::as_ref(self));
                Ok(())
            }

            #[inline]
            fn is_omitted(&self) -> bool {
                AsRef::<[u8]>::as_ref(self).is_empty()
            }
        }
    )*};
}
pub(super) use go_as_bytes;
