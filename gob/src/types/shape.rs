//! How the types that we have told a peer about are built.

use std::borrow::Cow;

use super::id::WireId;
use super::info::TypeRef;
use crate::marshal::Marshaler;

/// How values of a type are built.
#[derive(Debug)]
pub(crate) enum Shape {
    Slice(Part),
    Array(Part, usize),
    Map(Part, Part),
    Struct(Vec<SentField>),
    /// A type that makes its own bytes, and what else is sent with its definition.
    Marshaler(Marshaler, &'static [TypeRef]),
}

/// Name and type of a field.
pub(crate) type SentField = (Cow<'static, [u8]>, Part);

/// A part of a type: predeclared, or another entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Predeclared(WireId),
    Defined(usize),
    /// A type that makes its own bytes, behind so many pointers.
    Pointed(usize, u8),
}

impl Part {
    /// Where the definition lies; `None` for predeclared types.
    pub(crate) fn position(self) -> Option<usize> {
        match self {
            Part::Predeclared(_) => None,
            Part::Defined(position) | Part::Pointed(position, _) => Some(position),
        }
    }

    /// The same behind pointers, which matter to types that make their own bytes.
    pub(crate) fn behind(self, pointers: u8) -> Part {
        match self {
            Part::Defined(position) if pointers > 0 => Part::Pointed(position, pointers),
            part => part,
        }
    }
}

impl Shape {
    pub(crate) fn part(&self, index: usize) -> Option<Part> {
        match self {
            Shape::Slice(element) | Shape::Array(element, _) => (index == 0).then_some(*element),
            Shape::Map(key, element) => [*key, *element].get(index).copied(),
            Shape::Struct(fields) => fields.get(index).map(|(_, part)| *part),
            Shape::Marshaler(..) => None,
        }
    }
}
