//! What values are compared by: the head of one, without the heads of its parts.

use super::node::{Interface, Node};
use super::table::{Basic, Field, Form, Id};
use super::view::ValueRef;

/// A value with its zero made explicit.
pub(crate) enum Head<'v> {
    Scalar(u64),
    Floats(f64, f64),
    Bytes(&'v [u8]),
    List(Id, &'v [Node]),
    Map(Id, Id, &'v [Node]),
    Fields(&'v [Field], &'v [(u32, Node)]),
    Interface(&'v Interface),
    Nil,
}

/// How floats are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Floats {
    /// NaN is itself, and the zeros differ.
    ByBits,
    /// As Go's `==`, which decides whether keys are the same.
    ByValue,
}

impl Floats {
    pub(crate) fn same(self, one: f64, other: f64) -> bool {
        match self {
            Floats::ByBits => one.to_bits() == other.to_bits(),
            Floats::ByValue => one == other,
        }
    }
}

impl<'v> ValueRef<'v> {
    pub(crate) fn head(self) -> Head<'v> {
        match (self.form(), self.node) {
            (Form::Basic(basic), node) => match (basic, node) {
                (Basic::Bool, Node::Bool(value)) => Head::Scalar(u64::from(*value)),
                (Basic::Int, Node::Int(value)) => Head::Scalar(*value as u64),
                (Basic::Uint, Node::Uint(value)) => Head::Scalar(*value),
                (Basic::Bool | Basic::Int | Basic::Uint, _) => Head::Scalar(0),
                (Basic::Float, Node::Float(value)) => Head::Floats(*value, 0.0),
                (Basic::Complex, Node::Complex(re, im)) => Head::Floats(*re, *im),
                (Basic::Float | Basic::Complex, _) => Head::Floats(0.0, 0.0),
                (Basic::String | Basic::Bytes, Node::Bytes(bytes)) => Head::Bytes(bytes),
                (Basic::String | Basic::Bytes, _) => Head::Bytes(&[]),
                (Basic::Interface, Node::Interface(interface)) => Head::Interface(interface),
                (Basic::Interface, _) => Head::Nil,
            },
            (Form::Slice(element) | Form::Array(element, _), Node::List(nodes)) => {
                Head::List(element, nodes)
            }
            (Form::Slice(element), _) => Head::List(element, &[]),
            (Form::Map(key, element), Node::List(nodes)) => Head::Map(key, element, nodes),
            (Form::Struct(fields), Node::Fields(present)) => Head::Fields(fields, present),
            (Form::Opaque(_), Node::Bytes(bytes)) => Head::Bytes(bytes),
            _ => Head::Nil,
        }
    }

    /// Whether a field with this value is the same as one that was not transmitted. By value, that is what Go
    /// leaves out (spec 1.8).
    pub(crate) fn is_like_absent(self, floats: Floats) -> bool {
        match self.head() {
            Head::Scalar(bits) => bits == 0,
            Head::Floats(re, im) => floats.same(re, 0.0) && floats.same(im, 0.0),
            Head::Bytes(bytes) => bytes.is_empty() && !matches!(self.form(), Form::Opaque(_)),
            Head::List(_, nodes) => nodes.is_empty() && matches!(self.form(), Form::Slice(_)),
            Head::Nil => true,
            _ => false,
        }
    }

    /// Whether there is more to look at than its head.
    pub(crate) fn has_parts(self) -> bool {
        matches!(
            self.node,
            Node::List(_) | Node::Fields(_) | Node::Interface(_)
        )
    }
}
