//! The types that we have told a peer about: ids in Go's order, names by first use, definitions in
//! pre-order, each once (spec 1.5 to 1.7).

use std::any::TypeId;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::id::{self, WireId};
use super::info::{Field, Kind, TypeInfo, TypeRef};
use super::wire_type;
use crate::error::{Error, ErrorKind};
use crate::wire::put_int;

/// The types of one stream, as a fresh Go process would number them.
#[derive(Debug)]
pub(crate) struct SentTypes {
    by_identity: HashMap<TypeId, usize, BuildHasherDefault<TypeIdHasher>>,
    types: Vec<SentType>,
    next_id: WireId,
}

/// A type as a value's header needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Described {
    /// Where the definition lies; `None` for predeclared types.
    pub(crate) position: Option<usize>,
    pub(crate) id: WireId,
    /// Whether values are fields rather than a single element behind a zero byte.
    pub(crate) is_struct: bool,
}

/// A point to return to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SentMark {
    types: usize,
    next_id: WireId,
}

impl SentMark {
    /// Whether the type at `position` was described before the mark.
    pub(crate) fn contains(self, position: usize) -> bool {
        position < self.types
    }
}

#[derive(Debug)]
struct SentType {
    identity: TypeId,
    /// 0 while the type's parts are being described.
    id: WireId,
    name: String,
    shape: Shape,
    is_sent: bool,
}

#[derive(Debug)]
enum Shape {
    Slice(Part),
    Array(Part, usize),
    Map(Part, Part),
    Struct(&'static [Field], Vec<Part>),
}

/// A part of a type: predeclared, or another entry.
#[derive(Clone, Copy, Debug)]
enum Part {
    Predeclared(WireId),
    Defined(usize),
}

impl SentTypes {
    pub(crate) fn new(first_id: WireId) -> Self {
        SentTypes {
            by_identity: HashMap::default(),
            types: Vec::new(),
            next_id: first_id,
        }
    }

    pub(crate) fn mark(&self) -> SentMark {
        SentMark {
            types: self.types.len(),
            next_id: self.next_id,
        }
    }

    /// Forgets what was described since `mark`.
    pub(crate) fn rollback(&mut self, mark: SentMark) {
        for forgotten in self.types.drain(mark.types.min(self.types.len())..) {
            self.by_identity.remove(&forgotten.identity);
        }
        self.next_id = mark.next_id;
    }

    /// Describes a type met at the top of a value.
    pub(crate) fn describe_top(&mut self, info: &'static TypeInfo) -> Result<Described, Error> {
        let base = info.base();
        let part = self.describe(base.name(), info)?;
        let is_struct = matches!(base.underlying(), Kind::Struct(..));
        Ok(match part {
            Part::Predeclared(id) => Described {
                position: None,
                id,
                is_struct,
            },
            Part::Defined(position) => Described {
                position: Some(position),
                id: self.id_of(part),
                is_struct,
            },
        })
    }

    /// Calls `put` with each definition that the type at `position` needs and that was not sent yet, in
    /// pre-order: the type, then its parts.
    pub(crate) fn send(&mut self, position: usize, put: &mut impl FnMut(&SentTypes, usize)) {
        let Some(of) = self.types.get_mut(position) else {
            return;
        };
        if of.is_sent {
            return;
        }
        of.is_sent = true;
        put(self, position);
        for index in 0.. {
            match self.types.get(position).and_then(|of| of.shape.part(index)) {
                Some(Part::Defined(part)) => self.send(part, put),
                Some(Part::Predeclared(_)) => {}
                None => break,
            }
        }
    }

    /// Appends `int(-id) wireType`.
    pub(crate) fn put_definition(&self, position: usize, out: &mut Vec<u8>) {
        let Some(SentType {
            id, name, shape, ..
        }) = self.types.get(position)
        else {
            return;
        };
        put_int(out, -i64::from(*id));
        match shape {
            Shape::Slice(element) => wire_type::put_slice(out, name, *id, self.id_of(*element)),
            Shape::Array(element, len) => {
                wire_type::put_array(out, name, *id, self.id_of(*element), *len);
            }
            Shape::Map(key, element) => {
                wire_type::put_map(out, name, *id, self.id_of(*key), self.id_of(*element));
            }
            Shape::Struct(fields, parts) => {
                let ids = parts.iter().map(|part| self.id_of(*part));
                let fields: Vec<_> = fields.iter().map(|field| field.name).zip(ids).collect();
                wire_type::put_struct(out, name, *id, fields.into_iter());
            }
        }
    }

    /// Go's `getType` and `newTypeObject`: `name` is what the place of first use gives the type.
    fn describe(&mut self, name: String, info: &'static TypeInfo) -> Result<Part, Error> {
        let base = info.base();
        if let Some(id) = base.basic_id() {
            return Ok(Part::Predeclared(id));
        }
        let identity = base.identity();
        if let Some(position) = self.by_identity.get(&identity) {
            return Ok(Part::Defined(*position));
        }
        let position = self.types.len();
        let add = |id, shape| {
            self.by_identity.insert(identity, position);
            self.types.push(SentType {
                identity,
                id,
                name,
                shape,
                is_sent: false,
            });
        };
        // A placeholder keeps the entry's position while its parts, which may refer to it, are described.
        match base.underlying() {
            Kind::Struct([], true) => {
                let text = format!("gob: type {} has no exported fields", base.go_string());
                return Err(Error::new(ErrorKind::Unencodable, text));
            }
            Kind::Struct(fields, _) => {
                add(0, Shape::Struct(fields, Vec::with_capacity(fields.len())));
                // A struct takes its id before its fields are visited.
                self.number(position);
                for field in fields {
                    let part = self.describe(name_in_field(field.of), (field.of)())?;
                    // Mutual recursion can reach a field's type before it has its id.
                    self.number_part(part);
                    if let Some(Shape::Struct(_, parts)) = self.shape(position) {
                        parts.push(part);
                    }
                }
            }
            Kind::Slice(element) => {
                add(0, Shape::Slice(Part::Predeclared(0)));
                let part = self.describe(element().name(), element())?;
                self.number(position);
                self.number_part(part);
                self.settle(position, Shape::Slice(part));
            }
            Kind::Array(element, len) => {
                add(0, Shape::Array(Part::Predeclared(0), len));
                let part = self.describe(String::new(), element())?;
                self.number(position);
                self.settle(position, Shape::Array(part, len));
            }
            Kind::Map(key, element) => {
                add(0, Shape::Map(Part::Predeclared(0), Part::Predeclared(0)));
                let key = self.describe(String::new(), key())?;
                let element = self.describe(String::new(), element())?;
                self.number(position);
                self.settle(position, Shape::Map(key, element));
            }
            _ => {
                let text = format!(
                    "can't represent recursive pointer type {}",
                    info.go_string()
                );
                return Err(Error::new(ErrorKind::Unencodable, text));
            }
        }
        Ok(Part::Defined(position))
    }

    /// Gives the entry the next id unless it has one.
    fn number(&mut self, position: usize) {
        if let Some(of) = self.types.get_mut(position).filter(|of| of.id == 0) {
            of.id = self.next_id;
            self.next_id += 1;
        }
    }

    fn number_part(&mut self, part: Part) {
        if let Part::Defined(position) = part {
            self.number(position);
        }
    }

    fn shape(&mut self, position: usize) -> Option<&mut Shape> {
        self.types.get_mut(position).map(|of| &mut of.shape)
    }

    fn settle(&mut self, position: usize, shape: Shape) {
        if let Some(of) = self.shape(position) {
            *of = shape;
        }
    }

    fn id_of(&self, part: Part) -> WireId {
        match part {
            Part::Predeclared(id) => id,
            Part::Defined(position) => self.types.get(position).map_or(0, |of| of.id),
        }
    }
}

impl Shape {
    fn part(&self, index: usize) -> Option<Part> {
        match self {
            Shape::Slice(element) | Shape::Array(element, _) => (index == 0).then_some(*element),
            Shape::Map(key, element) => [*key, *element].get(index).copied(),
            Shape::Struct(_, parts) => parts.get(index).copied(),
        }
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

/// A `TypeId` is a hash already.
#[derive(Debug, Default)]
pub(crate) struct TypeIdHasher(u64);

impl Hasher for TypeIdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 ^= value;
    }
}

/// The first id of Go 1.21 and newer.
pub(crate) const DEFAULT_FIRST_ID: WireId = id::FIRST_USER;
