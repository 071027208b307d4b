//! By which methods a type makes its own bytes, and what of that is seen on the wire.

use crate::types::TypeRef;

/// The Go interface by which a type makes its own bytes.
///
/// ```
/// use netrpc_gob::value::{Content, Marshaler, TypeBuilder, Value};
///
/// let mut types = TypeBuilder::new();
/// let time = types.opaque("time.Time", Marshaler::Gob);
/// let time = types.build(time)?;
/// // What Go's `Time.GobEncode` makes of midnight, 2024-01-01, UTC.
/// let time = Value::opaque(&time, [1, 0, 0, 0, 14, 221, 35, 247, 128, 0, 0, 0, 0, 255, 255])?;
/// assert!(matches!(time.view().content(), Content::Opaque(Marshaler::Gob, bytes) if bytes.len() == 15));
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marshaler {
    /// `gob.GobEncoder`, as `time.Time` and `big.Int` have.
    Gob,
    /// `encoding.BinaryMarshaler`, as `url.URL` and `netip.Addr` have.
    Binary,
    /// `encoding.TextMarshaler`, which Go reads past and never sends.
    Text,
}

/// The marshaling methods of a Go type.
///
/// Gob looks for `GobEncoder` first, then for `encoding.BinaryMarshaler`.
#[derive(Clone, Copy, Debug)]
pub struct Methods {
    pub(crate) by: Marshaler,
    pub(crate) on_pointer: bool,
    pub(crate) exposed: &'static [TypeRef],
}

impl Methods {
    /// Methods of this interface, with receivers that are values: a field with the zero value is left out.
    pub const fn new(by: Marshaler) -> Self {
        Methods {
            by,
            on_pointer: false,
            exposed: &[],
        }
    }

    /// The receivers are pointers: a field is never left out, and values at the top and in interfaces go as pointers.
    pub const fn on_pointer(mut self) -> Self {
        self.on_pointer = true;
        self
    }

    /// The types of the exported fields that the Go type has. Go sends their definitions, of which no value ever comes.
    pub const fn exposing(mut self, types: &'static [TypeRef]) -> Self {
        self.exposed = types;
        self
    }
}
