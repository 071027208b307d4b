//! Zero values of structs and arrays, which Go sends in full where they are no pointers.

use std::sync::Arc;

use super::node::Node;
use super::table::{Field, Form, Id, Shape, Table, form};
use super::types::Type;
use crate::error::Error;
use crate::steps::step;

/// Makes zero values of structs and arrays, which Go sends in full.
pub(crate) struct Zeros<'t> {
    table: Option<&'t Arc<Table>>,
    /// Nodes that may still be made.
    left: u64,
}

impl<'t> Zeros<'t> {
    pub(crate) fn of(ty: &'t Type) -> Self {
        Zeros {
            table: ty.table.as_ref(),
            left: MAX_ZEROS,
        }
    }

    /// Adds those fields that are not there and that Go sends all the same.
    pub(crate) fn fill(
        &mut self,
        fields: &[Field],
        present: &mut Vec<(u32, Node)>,
        depth: usize,
    ) -> Result<(), Error> {
        let mut filled = Vec::new();
        for (number, field) in fields.iter().enumerate() {
            let number = number as u32;
            let is_there = present
                .binary_search_by_key(&number, |(number, _)| *number)
                .is_ok();
            if !is_there && self.is_always_sent(field.of) {
                let zero = self.element(field.of, depth + 1);
                filled.push((
                    number,
                    zero.map_err(|error| error.in_named_field(&field.name))?,
                ));
            }
        }
        if !filled.is_empty() {
            present.append(&mut filled);
            present.sort_by_key(|(number, _)| *number);
        }
        Ok(())
    }

    /// Structs and arrays, if it is known that the field is no pointer to one.
    fn is_always_sent(&self, id: Id) -> bool {
        let Some(of) = self.table.and_then(|table| table.get(id)) else {
            return false;
        };
        !of.is_wire_name && matches!(of.shape, Shape::Struct(_) | Shape::Array(..))
    }

    /// The zero value of a type, with `depth` levels around it.
    pub(crate) fn element(&mut self, id: Id, depth: usize) -> Result<Node, Error> {
        step();
        let shape = self
            .table
            .and_then(|table| table.get(id))
            .map(|of| &of.shape);
        let needed = match shape {
            Some(Shape::Pointer(_)) => {
                return Err(Error::unencodable("gob: encodeArray: nil element"));
            }
            Some(Shape::Array(_, len)) => len.saturating_add(1),
            _ => 1,
        };
        self.left = match self.left.checked_sub(needed) {
            Some(left) if depth <= MAX_ZERO_DEPTH => left,
            _ => {
                return Err(Error::unencodable(
                    "gob: the zero value of the type is too large",
                ));
            }
        };
        Ok(match form(self.table, id) {
            Form::Basic(_) => Node::Nil,
            Form::Slice(_) | Form::Map(..) => Node::List(Box::default()),
            Form::Array(element, len) => {
                let nodes: Result<_, _> =
                    (0..len).map(|_| self.element(element, depth + 1)).collect();
                Node::List(nodes?)
            }
            Form::Struct(fields) => {
                let mut present = Vec::new();
                self.fill(fields, &mut present, depth)?;
                Node::Fields(present.into())
            }
            Form::Opaque(_) => {
                return Err(Error::unencodable(
                    "gob: the zero value of a type with a marshaling method is not known",
                ));
            }
        })
    }
}

/// Nodes that zero values may have.
const MAX_ZEROS: u64 = 1 << 20;
/// Levels of structs and arrays in a zero value.
const MAX_ZERO_DEPTH: usize = 100;
