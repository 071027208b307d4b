//! [`Type`]: what a value's type is, to look at.

use std::sync::Arc;

use super::table::{Basic, Definition, Field, Form, Id, Shape, Table, form};
use crate::marshal::Marshaler;

/// A Go type as gob knows it, made by a peer's definitions, by a [`TypeBuilder`](super::TypeBuilder), or
/// predeclared.
///
/// A type is an id into a table that it shares with the types it refers to, so cloning one is cheap and types
/// may refer to each other in circles.
///
/// Two types are equal if gob sends their values alike: kinds, lengths and the names of fields count, names of
/// types do not, since Go sends them in part only, and neither does the width of a number.
///
/// ```
/// use netrpc_gob::value::{Id, Type, TypeBuilder, TypeKind};
///
/// let mut types = TypeBuilder::new();
/// let point = types.structure([("X", Id::INT), ("Y", Id::INT)]);
/// let point = types.named("main.Point", point);
/// let points = types.slice(point);
/// let points = types.build(points)?;
///
/// assert_eq!(points.to_string(), "[]main.Point");
/// let point = points.element().unwrap();
/// assert_eq!((point.name(), point.kind()), ("main.Point", TypeKind::Struct));
/// assert_eq!(point.field("Y"), Some(Type::INT64));
/// assert_eq!(point.declarations(), "type Point struct { X int; Y int }\n");
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone)]
pub struct Type {
    pub(crate) table: Option<Arc<Table>>,
    pub(crate) id: Id,
}

/// What sort of type it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TypeKind {
    /// `bool`.
    Bool,
    /// A signed integer of any width.
    Int,
    /// An unsigned integer of any width.
    Uint,
    /// `float32` or `float64`.
    Float,
    /// `complex64` or `complex128`.
    Complex,
    /// `string`; the bytes need not be UTF-8.
    String,
    /// A slice of bytes.
    Bytes,
    /// Any interface type.
    Interface,
    /// A slice of anything but bytes.
    Slice,
    /// An array.
    Array,
    /// A map.
    Map,
    /// A struct.
    Struct,
    /// A type that makes its own bytes.
    Opaque(Marshaler),
}

macro_rules! predeclared {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        pub const $name: Type = Type { table: None, id: Id::$name };
    )*};
}

impl Type {
    predeclared! {
        /// `bool`.
        BOOL
        /// `int`, and every signed integer that comes from a peer.
        INT
        /// `int8`.
        INT8
        /// `int16`.
        INT16
        /// `int32`.
        INT32
        /// `int64`.
        INT64
        /// `uint`, and every unsigned integer that comes from a peer.
        UINT
        /// `uint8`.
        UINT8
        /// `uint16`.
        UINT16
        /// `uint32`.
        UINT32
        /// `uint64`.
        UINT64
        /// `uintptr`.
        UINTPTR
        /// `float32`.
        FLOAT32
        /// `float64`, and every float that comes from a peer.
        FLOAT64
        /// `complex64`.
        COMPLEX64
        /// `complex128`, and every complex number that comes from a peer.
        COMPLEX128
        /// `string`.
        STRING
        /// `[]byte`.
        BYTES
        /// `interface {}`, and every interface type that comes from a peer.
        INTERFACE
    }

    /// What sort of type it is; pointers and names are looked through.
    pub fn kind(&self) -> TypeKind {
        match self.form() {
            Form::Basic(basic) => match basic {
                Basic::Bool => TypeKind::Bool,
                Basic::Int => TypeKind::Int,
                Basic::Uint => TypeKind::Uint,
                Basic::Float => TypeKind::Float,
                Basic::Complex => TypeKind::Complex,
                Basic::String => TypeKind::String,
                Basic::Bytes => TypeKind::Bytes,
                Basic::Interface => TypeKind::Interface,
            },
            Form::Slice(_) => TypeKind::Slice,
            Form::Array(..) => TypeKind::Array,
            Form::Map(..) => TypeKind::Map,
            Form::Struct(_) => TypeKind::Struct,
            Form::Opaque(marshaler) => TypeKind::Opaque(marshaler),
        }
    }

    /// The type's name: `int` for a predeclared type, `main.Point` for one that was built, `Point` for one from a
    /// peer, and empty for type literals and for types whose name Go did not send.
    pub fn name(&self) -> &str {
        if let Some(name) = self.id.predeclared_name() {
            return if self.id.basic() == Some(Basic::Interface) {
                ""
            } else {
                name
            };
        }
        match self.definition() {
            Some(of) if is_type_name(&of.name) => &of.name,
            _ => "",
        }
    }

    /// The element of a slice, array or map.
    pub fn element(&self) -> Option<Type> {
        match self.form() {
            Form::Slice(element) | Form::Array(element, _) | Form::Map(_, element) => {
                Some(self.sibling(element))
            }
            _ => None,
        }
    }

    /// What a pointer points to. Types from a peer are no pointers: gob looks through them.
    pub fn pointee(&self) -> Option<Type> {
        match self.definition()?.shape {
            Shape::Pointer(to) => Some(self.sibling(to)),
            _ => None,
        }
    }

    /// The key of a map.
    pub fn key(&self) -> Option<Type> {
        match self.form() {
            Form::Map(key, _) => Some(self.sibling(key)),
            _ => None,
        }
    }

    /// The length of an array.
    pub fn array_len(&self) -> Option<u64> {
        match self.form() {
            Form::Array(_, len) => Some(len),
            _ => None,
        }
    }

    /// The fields of a struct, in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (&str, Type)> {
        let fields = self.struct_fields().unwrap_or_default();
        fields
            .iter()
            .map(|field| (&*field.name, self.sibling(field.of)))
    }

    /// The type of a struct's field.
    pub fn field(&self, name: &str) -> Option<Type> {
        let fields = self.struct_fields()?;
        let field = fields.iter().find(|field| &*field.name == name)?;
        Some(self.sibling(field.of))
    }

    pub(crate) fn form(&self) -> Form<'_> {
        form(self.table.as_ref(), self.id)
    }

    pub(crate) fn struct_fields(&self) -> Option<&[Field]> {
        match self.form() {
            Form::Struct(fields) => Some(fields),
            _ => None,
        }
    }

    pub(crate) fn definition(&self) -> Option<&Definition> {
        self.table.as_ref()?.get(self.id)
    }

    /// Another type of the same table.
    pub(crate) fn sibling(&self, id: Id) -> Type {
        let table = if id.slot().is_some() {
            self.table.clone()
        } else {
            None
        };
        Type { table, id }
    }
}

/// Whether the name on the wire is one of a declared type. Type literals that are first met in a struct go by
/// their text: `[]int`, `map[string]bool`, `struct { A int }`.
pub(crate) fn is_type_name(name: &str) -> bool {
    let literals = ["map[", "struct {", "interface {", "func(", "chan "];
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && !literals.iter().any(|literal| name.starts_with(literal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_declared_types_are_told_from_literals() {
        let names = [
            "Point",
            "main.Point",
            "Pair[string,int]",
            "_x",
            "É",
            "mapping",
        ];
        assert!(names.into_iter().all(is_type_name));
        let literals = [
            "",
            "[]int",
            "[3]bool",
            "map[string]int",
            "struct { A int }",
            "struct {}",
            "*main.Point",
        ];
        assert!(!literals.into_iter().any(is_type_name));
    }
}
