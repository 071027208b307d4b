//! [`Content`]: what a value holds, and the questions that ask for one sort of it.

use super::node::{Name, Node};
use super::parts::{Elements, Entries, Fields};
use super::table::{Basic, Form};
use super::view::ValueRef;
use crate::marshal::Marshaler;

/// What a value holds, by its [kind](super::TypeKind).
///
/// ```
/// use netrpc_gob::value::{Content, Id, TypeBuilder, Value, ValueRef};
///
/// /// How many numbers there are in a value.
/// fn numbers(value: ValueRef<'_>) -> usize {
///     match value.content() {
///         Content::Int(_) | Content::Uint(_) | Content::Float(_) => 1,
///         Content::Slice(elements) | Content::Array(elements) => elements.map(numbers).sum(),
///         Content::Map(entries) => entries.map(|(key, element)| numbers(key) + numbers(element)).sum(),
///         Content::Struct(fields) => fields.map(|(_, field)| numbers(field)).sum(),
///         Content::Interface(interface) => numbers(interface.value()),
///         _ => 0,
///     }
/// }
///
/// let mut types = TypeBuilder::new();
/// let table = types.map(Id::STRING, Id::INTERFACE);
/// let table = types.build(table)?;
/// let entries = [("a", Value::from(1isize)), ("b", Value::from("two")), ("c", Value::NIL)];
/// let table = Value::map(&table, entries.map(|(key, element)| (Value::from(key), element)))?;
/// assert_eq!(numbers(table.view()), 1);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Content<'v> {
    /// A `bool`.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    Uint(u64),
    /// A float; bits of NaN and the sign of zero are as they came.
    Float(f64),
    /// A complex number: real, then imaginary part.
    Complex(f64, f64),
    /// A string, which need not be UTF-8.
    String(&'v [u8]),
    /// A `[]byte`.
    Bytes(&'v [u8]),
    /// The elements of a slice.
    Slice(Elements<'v>),
    /// The elements of an array.
    Array(Elements<'v>),
    /// The entries of a map, in the order in which they came.
    Map(Entries<'v>),
    /// All fields of a struct, those that are zero included.
    Struct(Fields<'v>),
    /// What an interface holds.
    Interface(InterfaceRef<'v>),
    /// What a marshaler made.
    Opaque(Marshaler, &'v [u8]),
    /// A nil interface or map, or a nil pointer to a struct, array or opaque value.
    Nil,
}

/// What a non-nil interface value holds.
#[derive(Clone, Copy, Debug)]
pub struct InterfaceRef<'v> {
    pub(crate) name: &'v Name,
    value: ValueRef<'v>,
}

impl<'v> InterfaceRef<'v> {
    /// The name under which the sender has registered the type, as `main.Point`; U+FFFD in place of what is not
    /// UTF-8.
    pub fn name(self) -> &'v str {
        self.name.text()
    }

    /// The value, with its concrete type.
    pub fn value(self) -> ValueRef<'v> {
        self.value
    }
}

impl<'v> ValueRef<'v> {
    /// Whether it is a nil interface or map, or a struct, array or opaque value that was not transmitted because a
    /// pointer to it is nil.
    pub fn is_nil(self) -> bool {
        matches!(self.content(), Content::Nil)
    }

    /// What it holds.
    pub fn content(self) -> Content<'v> {
        match (self.form(), self.node) {
            (Form::Basic(Basic::Bool), Node::Bool(value)) => Content::Bool(*value),
            (Form::Basic(Basic::Bool), _) => Content::Bool(false),
            (Form::Basic(Basic::Int), Node::Int(value)) => Content::Int(*value),
            (Form::Basic(Basic::Int), _) => Content::Int(0),
            (Form::Basic(Basic::Uint), Node::Uint(value)) => Content::Uint(*value),
            (Form::Basic(Basic::Uint), _) => Content::Uint(0),
            (Form::Basic(Basic::Float), Node::Float(value)) => Content::Float(*value),
            (Form::Basic(Basic::Float), _) => Content::Float(0.0),
            (Form::Basic(Basic::Complex), Node::Complex(re, im)) => Content::Complex(*re, *im),
            (Form::Basic(Basic::Complex), _) => Content::Complex(0.0, 0.0),
            (Form::Basic(Basic::String), _) => Content::String(self.bytes()),
            (Form::Basic(Basic::Bytes), _) => Content::Bytes(self.bytes()),
            (Form::Basic(Basic::Interface), Node::Interface(interface)) => {
                Content::Interface(InterfaceRef {
                    name: &interface.name,
                    value: interface.value.view(),
                })
            }
            (Form::Slice(_), _) => Content::Slice(self.elements()),
            (Form::Array(..), Node::List(_)) => Content::Array(self.elements()),
            (Form::Map(..), Node::List(_)) => Content::Map(self.entries()),
            (Form::Struct(_), Node::Fields(_)) => Content::Struct(self.fields()),
            (Form::Opaque(marshaler), Node::Bytes(bytes)) => Content::Opaque(marshaler, bytes),
            _ => Content::Nil,
        }
    }

    /// The value of a `bool`.
    pub fn as_bool(self) -> Option<bool> {
        match self.content() {
            Content::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The value of an integer, signed or not, if it fits.
    pub fn as_i64(self) -> Option<i64> {
        match self.content() {
            Content::Int(value) => Some(value),
            Content::Uint(value) => value.try_into().ok(),
            _ => None,
        }
    }

    /// The value of an integer, signed or not, if it fits.
    pub fn as_u64(self) -> Option<u64> {
        match self.content() {
            Content::Int(value) => value.try_into().ok(),
            Content::Uint(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a float.
    pub fn as_f64(self) -> Option<f64> {
        match self.content() {
            Content::Float(value) => Some(value),
            _ => None,
        }
    }

    /// Real and imaginary part of a complex number.
    pub fn as_complex(self) -> Option<(f64, f64)> {
        match self.content() {
            Content::Complex(re, im) => Some((re, im)),
            _ => None,
        }
    }

    /// The text of a string, if it is UTF-8.
    pub fn as_str(self) -> Option<&'v str> {
        match self.content() {
            Content::String(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The bytes of a string, a `[]byte` or an opaque value.
    pub fn as_bytes(self) -> Option<&'v [u8]> {
        match self.content() {
            Content::String(bytes) | Content::Bytes(bytes) | Content::Opaque(_, bytes) => {
                Some(bytes)
            }
            _ => None,
        }
    }

    /// What an interface holds; `None` for nil.
    pub fn interface(self) -> Option<InterfaceRef<'v>> {
        match self.content() {
            Content::Interface(interface) => Some(interface),
            _ => None,
        }
    }
}
