//! Our static types become entries of [`SentTypes`]: ids in Go's order, names by first use (spec 1.5, 1.6),
//! and one shape to a name.

use std::any::TypeId;
use std::borrow::Cow;
use std::collections::HashSet;

use super::info::{Kind, TypeInfo, TypeRef};
use super::sent::{Described, SentTypes, TopType, TypeKey};
use super::shape::{Part, Shape};
use crate::error::Error;

impl SentTypes {
    /// The type at the top of a value, if it was there before.
    #[inline]
    pub(crate) fn known_top(&self, key: TypeId) -> Option<Described> {
        self.tops.get(&key).map(|top| top.described)
    }

    /// Describes the type at the top of a value, or of an interface value.
    #[inline]
    pub(crate) fn top(&mut self, key: TypeId, info: &'static TypeInfo) -> Result<Described, Error> {
        match self.tops.get(&key) {
            Some(top) => Ok(top.described),
            None => self.describe_top(key, info),
        }
    }

    /// The same for what an interface value holds, under the name `name`.
    #[inline]
    pub(crate) fn concrete(
        &mut self,
        key: TypeId,
        info: &'static TypeInfo,
        name: &str,
    ) -> Result<Described, Error> {
        match self.tops.get(&key) {
            Some(TopType {
                described,
                name: Some(known),
            }) if **known == *name => Ok(*described),
            _ => self.describe_concrete(key, info, name),
        }
    }

    #[cold]
    fn describe_top(&mut self, key: TypeId, info: &'static TypeInfo) -> Result<Described, Error> {
        let base = info.base();
        let part = self.describe(base.name(), info)?;
        self.check_names()?;
        let part = match base.underlying() {
            // A method with a pointer for a receiver is not found on what is passed by value.
            Kind::Marshaler(methods) if methods.on_pointer => part.behind(1),
            _ => part,
        };
        let described = Described {
            part,
            id: self.id_of(part),
            is_struct: matches!(base.underlying(), Kind::Struct(..)),
        };
        let name = None;
        self.tops.insert(key, TopType { described, name });
        Ok(described)
    }

    #[cold]
    fn describe_concrete(
        &mut self,
        key: TypeId,
        info: &'static TypeInfo,
        name: &str,
    ) -> Result<Described, Error> {
        let described = self.top(key, info)?;
        let part = described.part;
        match self.registered_names.get(name) {
            None => self.register(name, part, info.rust_name()),
            Some(first) if self.is_same_shape(first.part, part) => {}
            Some(first) => return Err(two_shapes(name, first.rust_name, info.rust_name())),
        }
        if let Some(top) = self.tops.get_mut(&key) {
            top.name = Some(name.into());
        }
        Ok(described)
    }

    /// Go's `getType` and `newTypeObject`: `name` is what the place of first use gives the type.
    fn describe(&mut self, name: String, info: &'static TypeInfo) -> Result<Part, Error> {
        let base = info.base();
        if let Some(id) = base.basic_id() {
            return Ok(Part::Predeclared(id));
        }
        let key = TypeKey::Static(base.identity());
        let pointers = match base.underlying() {
            Kind::Marshaler(_) => info.pointers(),
            _ => 0,
        };
        if let Some(position) = self.position(key) {
            return Ok(Part::Defined(position).behind(pointers));
        }
        // A placeholder keeps the entry's position while its parts, which may refer to it, are described.
        let none = Part::Predeclared(0);
        let position = match base.underlying() {
            Kind::Struct([], true) => {
                let text = format!("gob: type {} has no exported fields", base.go_string());
                return Err(Error::unencodable(text));
            }
            Kind::Struct(fields, _) => {
                let position = self.add(key, name, Shape::Struct(Vec::with_capacity(fields.len())));
                // A struct takes its id before its fields are visited.
                self.number(position);
                for field in fields {
                    let part = self.describe(name_in_field(field.of), (field.of)())?;
                    // Mutual recursion can reach a field's type before it has its id.
                    self.number_part(part);
                    if let Some(Shape::Struct(parts)) = self.shape_mut(position) {
                        parts.push((Cow::Borrowed(field.name.as_bytes()), part));
                    }
                }
                position
            }
            Kind::Marshaler(methods) => {
                let shape = Shape::Marshaler(methods.by, methods.exposed);
                let position = self.add(key, name, shape);
                self.number(position);
                position
            }
            Kind::Slice(element) => {
                let position = self.add(key, name, Shape::Slice(none));
                let part = self.describe(element().name(), element())?;
                self.number(position);
                self.number_part(part);
                self.settle(position, Shape::Slice(part));
                position
            }
            Kind::Array(element, len) => {
                let position = self.add(key, name, Shape::Array(none, len));
                let part = self.describe(String::new(), element())?;
                self.number(position);
                self.settle(position, Shape::Array(part, len));
                position
            }
            Kind::Map(of_key, element) => {
                let position = self.add(key, name, Shape::Map(none, none));
                let of_key = self.describe(String::new(), of_key())?;
                let element = self.describe(String::new(), element())?;
                self.number(position);
                self.settle(position, Shape::Map(of_key, element));
                position
            }
            _ => {
                let text = format!(
                    "can't represent recursive pointer type {}",
                    info.go_string()
                );
                return Err(Error::unencodable(text));
            }
        };
        self.unchecked.push((position, base));
        Ok(Part::Defined(position).behind(pointers))
    }

    /// Describes a type that is sent for being the type of an exported field alone.
    pub(super) fn describe_exposed(&mut self, of: TypeRef) -> Result<Part, Error> {
        let info = of();
        let part = self.describe(info.base().name(), info)?;
        self.check_names()?;
        Ok(part)
    }

    /// Compares the types that were described just now with those that have the same names.
    fn check_names(&mut self) -> Result<(), Error> {
        while let Some((position, info)) = self.unchecked.pop() {
            if let Some(name) = info.given_name() {
                self.check_given_name(name, position, info.rust_name())?;
            }
        }
        Ok(())
    }

    /// Compares the type at `position`, whose author gave it this Go name, with the first one of that name.
    pub(crate) fn check_given_name(
        &mut self,
        name: String,
        position: usize,
        rust_name: &'static str,
    ) -> Result<(), Error> {
        match self.given_names.get(&name) {
            None => drop(self.given_names.insert(name, (position, rust_name))),
            Some((first, first_rust_name)) => {
                if !self.is_same_shape(Part::Defined(*first), Part::Defined(position)) {
                    return Err(two_shapes(&name, first_rust_name, rust_name));
                }
            }
        }
        Ok(())
    }

    /// Whether values of both types are the same bytes, ids and names apart.
    fn is_same_shape(&self, left: Part, right: Part) -> bool {
        let mut compared = HashSet::new();
        let mut pending = vec![(left, right)];
        while let Some((left, right)) = pending.pop() {
            if left == right || !compared.insert((left, right)) {
                continue;
            }
            let (Some(left), Some(right)) = (left.position(), right.position()) else {
                return false;
            };
            let (Some(left), Some(right)) = (self.shape(left), self.shape(right)) else {
                return false;
            };
            let fits = match (left, right) {
                (Shape::Slice(_), Shape::Slice(_)) | (Shape::Map(..), Shape::Map(..)) => true,
                (Shape::Array(_, left), Shape::Array(_, right)) => left == right,
                (Shape::Marshaler(left, _), Shape::Marshaler(right, _)) => left == right,
                (Shape::Struct(left), Shape::Struct(right)) => {
                    let names = |(left, right): (&(_, _), &(_, _))| left.0 == right.0;
                    left.len() == right.len() && left.iter().zip(right).all(names)
                }
                _ => false,
            };
            if !fits {
                return false;
            }
            let parts = (0..).map_while(|index| Some((left.part(index)?, right.part(index)?)));
            pending.extend(parts);
        }
        true
    }
}

/// A field's type goes by its own name behind all pointers, or by its text if it has none.
fn name_in_field(of: TypeRef) -> String {
    let base = of().base();
    let name = base.name();
    if name.is_empty() {
        base.go_string()
    } else {
        name
    }
}

fn two_shapes(name: &str, first: &str, second: &str) -> Error {
    let text = format!(
        "gob: Go's {name} has one shape, and two were encoded on this stream: {first} and {second}"
    );
    Error::unencodable(text)
}
