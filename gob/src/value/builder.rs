//! [`TypeBuilder`]: Go types made by hand.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::table::{Definition, Field, Id, Shape, Table};
use super::types::{Type, is_type_name};
use crate::error::Error;
use crate::marshal::Marshaler;

/// Makes Go types, for values that are to be encoded without a Rust type.
///
/// Types are put together from the inside: every method gives the [`Id`] by which others refer to the new type.
/// As in Go, types without a name are one type if they are made alike.
/// A type that refers to itself is declared first and defined later. Names are Go's, with the package's path, as
/// `main.Point`; what is sent is made from them by Go's rules.
///
/// ```
/// use netrpc_gob::Encoder;
/// use netrpc_gob::value::{Id, TypeBuilder, Value};
///
/// // type Point struct { X int; Y int }
/// let mut types = TypeBuilder::new();
/// let point = types.structure([("X", Id::INT), ("Y", Id::INT)]);
/// let point = types.named("main.Point", point);
/// let point = types.build(point)?;
///
/// let value = Value::structure(&point, [("X", Value::from(22)), ("Y", Value::from(33))])?;
/// let mut bytes = Vec::new();
/// Encoder::new().encode(&value, &mut bytes)?;
/// // What Go sends for Point{22, 33}.
/// assert_eq!(bytes, b"\x1e\x7f\x03\x01\x01\x05Point\x01\xff\x80\x00\x01\x02\x01\x01X\x01\x04\x00\x01\x01Y\x01\x04\x00\x00\x00\
///                     \x07\xff\x80\x01\x2c\x01\x42\x00");
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct TypeBuilder {
    drafts: Vec<Draft>,
    literals: HashMap<DraftShape, Id>,
}

#[derive(Debug)]
struct Draft {
    name: Box<str>,
    shape: Option<DraftShape>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum DraftShape {
    /// The form of another type.
    As(Id),
    Slice(Id),
    Array(Id, u64),
    Map(Id, Id),
    Struct(Vec<(Box<str>, Id)>),
    Opaque(Marshaler),
    Pointer(Id),
}

impl TypeBuilder {
    /// Starts without types but the predeclared ones.
    pub fn new() -> Self {
        TypeBuilder::default()
    }

    /// `[]element`; `[]byte` if the element is `uint8`.
    pub fn slice(&mut self, element: Id) -> Id {
        self.literal(DraftShape::Slice(element))
    }

    /// `[len]element`.
    pub fn array(&mut self, len: u64, element: Id) -> Id {
        self.literal(DraftShape::Array(element, len))
    }

    /// `map[key]element`.
    pub fn map(&mut self, key: Id, element: Id) -> Id {
        self.literal(DraftShape::Map(key, element))
    }

    /// `*to`. Gob sends what a pointer points to. As a field a pointer may be nil, and `[]*main.Point` is another
    /// type to Go than `[]main.Point`.
    pub fn pointer(&mut self, to: Id) -> Id {
        self.literal(DraftShape::Pointer(to))
    }

    /// `struct { ... }` with these fields.
    pub fn structure<N: Into<Box<str>>>(
        &mut self,
        fields: impl IntoIterator<Item = (N, Id)>,
    ) -> Id {
        let fields = fields.into_iter().map(|(name, of)| (name.into(), of));
        self.literal(DraftShape::Struct(fields.collect()))
    }

    /// `type name underlying`.
    pub fn named(&mut self, name: &str, underlying: Id) -> Id {
        self.push(name, Some(DraftShape::As(underlying)))
    }

    /// `type name` with a marshaling method, whose values are opaque bytes.
    pub fn opaque(&mut self, name: &str, marshaler: Marshaler) -> Id {
        self.push(name, Some(DraftShape::Opaque(marshaler)))
    }

    /// A type to be [defined](Self::define) later, for types that refer to themselves.
    pub fn declare(&mut self, name: &str) -> Id {
        self.push(name, None)
    }

    /// `type declared underlying`.
    pub fn define(&mut self, declared: Id, underlying: Id) {
        let draft = declared
            .slot()
            .and_then(|slot| self.drafts.get_mut(slot as usize));
        if let Some(draft) = draft {
            draft.shape = Some(DraftShape::As(underlying));
        }
    }

    /// Ends building; gives the type `root`.
    ///
    /// # Errors
    /// See [`build_all`](Self::build_all).
    pub fn build(self, root: Id) -> Result<Type, Error> {
        let [of] = self.build_all([root])?;
        Ok(of)
    }

    /// Ends building; gives several types that share parts.
    ///
    /// # Errors
    /// A type that was declared and never defined, or is only a pointer to itself or another name of itself; two types
    /// of one name; a name that is none; fields that Go would not send, since their name does not start with
    /// an upper-case letter, or of one name.
    pub fn build_all<const N: usize>(self, roots: [Id; N]) -> Result<[Type; N], Error> {
        let mut names = HashSet::new();
        let table = Table::new();
        for (slot, draft) in self.drafts.iter().enumerate() {
            let name = &draft.name;
            if !name.is_empty() && !is_type_name(name) {
                return Err(Error::unencodable(format!(
                    "gob: {name:?} is no name of a type"
                )));
            }
            if !name.is_empty() && !names.insert(name) {
                return Err(Error::unencodable(format!(
                    "gob: two types are called {name}"
                )));
            }
            let definition = Definition {
                name: name.clone(),
                is_wire_name: false,
                is_pointer: false,
                shape: self.shape(Id::of_slot(slot as u32))?,
            };
            table.set(slot as u32, definition);
        }
        for root in roots {
            if root.basic().is_none() && table.get(root).is_none() {
                return Err(Error::unencodable(
                    "gob: the id is of no type of this builder",
                ));
            }
        }
        Ok(roots.map(|id| Type {
            table: id.slot().map(|_| Arc::clone(&table)),
            id,
        }))
    }

    fn literal(&mut self, shape: DraftShape) -> Id {
        if let Some(id) = self.literals.get(&shape) {
            return *id;
        }
        let id = self.push("", Some(shape.clone()));
        self.literals.insert(shape, id);
        id
    }

    fn push(&mut self, name: &str, shape: Option<DraftShape>) -> Id {
        let id = Id::of_slot(self.drafts.len() as u32);
        self.drafts.push(Draft {
            name: name.into(),
            shape,
        });
        id
    }

    fn draft(&self, id: Id) -> Option<&Draft> {
        self.drafts.get(id.slot()? as usize)
    }

    fn check(&self, id: Id) -> Result<Id, Error> {
        match self.draft(id) {
            Some(_) => Ok(id),
            None if id.basic().is_some() => Ok(id),
            None => Err(Error::unencodable(
                "gob: the id is of no type of this builder",
            )),
        }
    }

    /// The shape behind names that stand for other types.
    fn shape(&self, id: Id) -> Result<Shape, Error> {
        let mut of = id;
        for _ in 0..=self.drafts.len() {
            let Some(draft) = self.draft(of) else {
                return Ok(Shape::Basic(self.check(of)?));
            };
            of = match &draft.shape {
                Some(DraftShape::As(other)) => *other,
                Some(shape) => return self.final_shape(shape),
                None => {
                    let text = format!("gob: type {} is declared and not defined", draft.name);
                    return Err(Error::unencodable(text));
                }
            };
        }
        Err(self.endless(id))
    }

    fn final_shape(&self, shape: &DraftShape) -> Result<Shape, Error> {
        Ok(match shape {
            DraftShape::As(other) => Shape::Basic(self.check(*other)?),
            DraftShape::Slice(element) if self.is_byte(*element) => Shape::Basic(Id::BYTES),
            DraftShape::Slice(element) => Shape::Slice(self.check(*element)?),
            DraftShape::Array(element, len) => {
                if i64::try_from(*len).is_err() {
                    return Err(Error::unencodable(
                        "gob: the length of an array is an int64",
                    ));
                }
                Shape::Array(self.check(*element)?, *len)
            }
            DraftShape::Map(key, element) => Shape::Map(self.check(*key)?, self.check(*element)?),
            DraftShape::Pointer(to) => {
                self.check_pointer(*to)?;
                Shape::Pointer(*to)
            }
            DraftShape::Opaque(marshaler) => Shape::Opaque(*marshaler),
            DraftShape::Struct(fields) => {
                let mut names = HashSet::new();
                let field = |(name, of): &(Box<str>, Id)| {
                    if !name.starts_with(char::is_uppercase) {
                        let text =
                            format!("gob: field {name:?} is not exported, so Go does not send it");
                        return Err(Error::unencodable(text));
                    }
                    if !names.insert(name.clone()) {
                        return Err(Error::unencodable(format!(
                            "gob: two fields are called {name}"
                        )));
                    }
                    Ok(Field {
                        name: name.clone(),
                        of: self.check(*of)?,
                    })
                };
                Shape::Struct(fields.iter().map(field).collect::<Result<_, _>>()?)
            }
        })
    }

    /// Whether a slice of `id` is `[]byte`: behind names, but not behind pointers.
    fn is_byte(&self, id: Id) -> bool {
        let mut of = id;
        for _ in 0..=self.drafts.len() {
            match self.draft(of).map(|draft| &draft.shape) {
                Some(Some(DraftShape::As(other))) => of = *other,
                Some(_) => return false,
                None => return of == Id::UINT8,
            }
        }
        false
    }

    /// A pointer has to lead to something else than pointers.
    fn check_pointer(&self, to: Id) -> Result<(), Error> {
        let mut of = to;
        for _ in 0..=self.drafts.len() {
            match self.draft(of).map(|draft| &draft.shape) {
                Some(Some(DraftShape::As(other) | DraftShape::Pointer(other))) => of = *other,
                _ => return self.check(of).map(drop),
            }
        }
        Err(self.endless(to))
    }

    fn endless(&self, id: Id) -> Error {
        let name = self.draft(id).map_or("", |draft| &draft.name);
        Error::unencodable(format!("can't represent recursive pointer type {name}"))
    }
}
