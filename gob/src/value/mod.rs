//! Values without a Rust type: [`Value`] decodes from any stream, says of what [`Type`] it is, and encodes to the
//! same again.
//!
//! ```text
//! a peer's definitions -> known -> table (types by id, shared by all values of the stream) <- builder
//! bytes -> decode -> node (24 bytes each, no types) + table -> view -> parts, content -> print, equal, lookup, serde
//!                                                            -> describe (types), encode -> bytes
//! ```
//!
//! Nothing here but serde recurses on a value's or a type's nesting, and what decoding keeps is in proportion to the bytes
//! received: zero values are not made, but [seen](ValueRef).
//!
//! # What is kept
//!
//! All that gob transmits: strings that are not UTF-8, the bits of floats, which fields of a struct were there, the
//! order of a map's entries and those that came twice, names of interface values. What gob does not transmit is not
//! known: pointers, the widths of numbers, packages, whether a slice is nil or empty. Of a type with a marshaling
//! method the bytes are [kept](TypeKind::Opaque), whatever they mean; times, big numbers, URLs and addresses of Go's library are
//! shown as such where their types are named, and [`ValueRef::unmarshal`] reads any.
//!
//! # A server that does not know its types
//!
//! A `Value` stands wherever a type can, as the arguments of a method and as its reply. As a part of another type
//! it takes whatever the peer sends there, and is sent as an `interface {}`.
//!
//! ```
//! use netrpc_gob::value::Value;
//! use netrpc_gob::{Gob, StreamDecoder, StreamEncoder};
//!
//! #[derive(Gob)]
//! struct Event { at: u64, what: What }
//! #[derive(Gob)]
//! struct What { verb: String }
//!
//! #[derive(Gob)]
//! struct AnyEvent { at: u64, what: Value }
//!
//! let mut sender = StreamEncoder::new(Vec::new());
//! sender.encode(&Event { at: 7, what: What { verb: "start".into() } })?;
//! let event: AnyEvent = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
//! assert_eq!(event.what.to_string(), r#"What{Verb:"start"}"#);
//! # Ok::<(), netrpc_gob::Error>(())
//! ```

mod builder;
mod clone;
mod content;
mod decode;
mod describe;
mod encode;
mod equal;
mod forms;
#[cfg(feature = "serde")]
mod from_value;
mod hashes;
mod head;
#[cfg(feature = "serde")]
mod json;
mod known;
#[cfg(test)]
mod linear;
mod lookup;
mod make;
mod marshaled;
mod node;
mod parts;
mod place;
mod print;
mod shown;
mod spelling;
mod table;
mod types;
mod view;
mod zero;

pub use crate::marshal::Marshaler;
pub use builder::TypeBuilder;
pub use content::{Content, InterfaceRef};
pub(crate) use describe::KnownForms;
#[cfg(feature = "serde")]
pub use from_value::from_value;
pub(crate) use known::KnownTypes;
pub use parts::{Elements, Entries, Fields};
pub use table::Id;
pub use types::{Type, TypeKind};
pub use view::ValueRef;

use node::Node;

/// A Go value of any type, with its type.
///
/// Decoded from a stream, or made by hand with a type from a [`TypeBuilder`]; looked at through a [`ValueRef`].
/// Values are equal if Go decodes the same from them, floats compared by their bits and all entries of a map, also of a key
/// that came twice.
///
/// ```
/// use netrpc_gob::value::Value;
/// use netrpc_gob::{Encoder, StreamDecoder};
///
/// // What Go sends for map[string]int{"a": 1}.
/// let bytes = b"\x0d\x7f\x04\x01\x02\xff\x80\x00\x01\x0c\x01\x04\x00\x00\x07\xff\x80\x00\x01\x01\x61\x02";
/// let value: Value = StreamDecoder::new(bytes.as_slice()).decode()?;
/// assert_eq!(value.to_string(), r#"map[string]int{"a":1}"#);
/// assert_eq!(value.view().get("a").unwrap().as_i64(), Some(1));
///
/// let mut again = Vec::new();
/// Encoder::new().encode(&value, &mut again)?;
/// assert_eq!(again, bytes);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
pub struct Value {
    of: Type,
    node: Node,
}

impl Value {
    /// The value's type.
    pub fn ty(&self) -> &Type {
        &self.of
    }

    /// The value, to look at.
    pub fn view(&self) -> ValueRef<'_> {
        ValueRef {
            table: self.of.table.as_ref(),
            id: self.of.id,
            node: &self.node,
        }
    }
}

impl<'v> From<&'v Value> for ValueRef<'v> {
    fn from(value: &'v Value) -> Self {
        value.view()
    }
}
