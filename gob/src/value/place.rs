//! Where values made by hand are put: in slices, maps and structs that say of which type their parts are.

use std::sync::Arc;

use super::Value;
use super::forms::Forms;
use super::node::Node;
use super::spelling::go_string;
use super::table::{Basic, Form, Id, Shape, Table, form};
use super::types::{Type, TypeKind};
use crate::error::Error;

/// Where values of one type are put.
pub(crate) struct Place<'t> {
    table: Option<&'t Arc<Table>>,
    id: Id,
    /// The type that was found to fit last.
    fits: Option<Type>,
}

impl<'t> Place<'t> {
    pub(crate) fn new(of: &'t Type, id: Id) -> Self {
        Place {
            table: of.table.as_ref(),
            id,
            fits: None,
        }
    }

    /// The node for an element, which is never left out.
    pub(crate) fn element(&mut self, value: Value) -> Result<Node, Error> {
        let node = self.field(value)?;
        match (form(self.table, self.id), &node) {
            (Form::Map(..), Node::Nil) => Ok(Node::List(Box::default())),
            (Form::Struct(_) | Form::Array(..) | Form::Opaque(_), Node::Nil) => {
                Err(Error::unencodable("gob: encodeArray: nil element"))
            }
            _ => Ok(node),
        }
    }

    /// The node for a struct's field, where a nil stays one.
    pub(crate) fn field(&mut self, mut value: Value) -> Result<Node, Error> {
        let is_interface = matches!(form(self.table, self.id), Form::Basic(Basic::Interface));
        if is_interface && value.of.kind() != TypeKind::Interface {
            value = Value::any(value)?;
        }
        self.same_form(&mut value)
    }

    /// The node of a value whose type differs in names at most.
    pub(crate) fn same_form(&mut self, value: &mut Value) -> Result<Node, Error> {
        let is_known = self.fits.as_ref().is_some_and(|fits| {
            fits.id == value.of.id && same_table(fits.table.as_ref(), value.of.table.as_ref())
        });
        let is_same = self.id == value.of.id && same_table(self.table, value.of.table.as_ref());
        if !is_known && !is_same {
            let side = (value.of.table.as_ref(), value.of.id);
            if !Forms::default().join((self.table, self.id), side) {
                let expected = go_string(self.table, self.id);
                return Err(Error::unencodable(format!(
                    "gob: {} in place of {expected}",
                    value.of
                )));
            }
            self.fits = Some(value.of.clone());
        }
        self.check_width(&value.node)?;
        Ok(std::mem::take(&mut value.node))
    }

    /// Whether a Go variable of the type can hold the number.
    fn check_width(&self, node: &Node) -> Result<(), Error> {
        let width = predeclared(self.table, self.id);
        let fits = match (width, node) {
            (Id::INT8, Node::Int(value)) => i8::try_from(*value).is_ok(),
            (Id::INT16, Node::Int(value)) => i16::try_from(*value).is_ok(),
            (Id::INT32, Node::Int(value)) => i32::try_from(*value).is_ok(),
            (Id::UINT8, Node::Uint(value)) => u8::try_from(*value).is_ok(),
            (Id::UINT16, Node::Uint(value)) => u16::try_from(*value).is_ok(),
            (Id::UINT32, Node::Uint(value)) => u32::try_from(*value).is_ok(),
            (Id::FLOAT32, Node::Float(value)) => fits_float32(*value),
            (Id::COMPLEX64, Node::Complex(re, im)) => fits_float32(*re) && fits_float32(*im),
            _ => true,
        };
        if fits {
            return Ok(());
        }
        let name = go_string(self.table, self.id);
        Err(Error::unencodable(format!(
            "value for {name:?} out of range"
        )))
    }
}

/// The predeclared type behind names.
fn predeclared(table: Option<&Arc<Table>>, id: Id) -> Id {
    let mut id = id;
    while let Some(Shape::Basic(of) | Shape::Pointer(of)) =
        table.and_then(|table| table.get(id)).map(|of| &of.shape)
    {
        id = *of;
    }
    id
}

fn fits_float32(value: f64) -> bool {
    !value.is_finite() || value.abs() <= f64::from(f32::MAX)
}

pub(crate) fn same_table(one: Option<&Arc<Table>>, other: Option<&Arc<Table>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}
