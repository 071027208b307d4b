//! The types that we have told a peer about: ids in Go's order, definitions in pre-order, each once
//! (spec 1.6, 1.7). How they come about is said by `describe`.

use std::any::TypeId;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::id::{self, WireId};
use super::info::TypeInfo;
use super::wire_type::{self, External};
use crate::value::KnownForms;
use crate::wire::put_int;

/// The types of one stream, as a fresh Go process would number them.
#[derive(Debug)]
pub(crate) struct SentTypes {
    by_key: HashMap<TypeKey, usize, BuildHasherDefault<TypeIdHasher>>,
    types: Vec<SentType>,
    next_id: WireId,
    /// What was done, to be undone from the end.
    log: Vec<Change>,
    /// What the header of a value needs, by the static type that was passed to encode.
    pub(super) tops: HashMap<TypeId, TopType, BuildHasherDefault<TypeIdHasher>>,
    /// Go's full names that types were given by their authors, and where the first type with it lies.
    pub(super) given_names: HashMap<String, (usize, &'static str)>,
    /// The names of interface values, and the first type that went by it.
    pub(super) registered_names: HashMap<Box<str>, RegisteredName>,
    /// Types that only their values know.
    pub(crate) dynamic: KnownForms,
    /// Types described by the call under way, whose names are not checked yet.
    pub(super) unchecked: Vec<(usize, &'static TypeInfo)>,
}

/// What makes two types one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TypeKey {
    /// The identity of a Rust type.
    Static(TypeId),
    /// The fingerprint of a type that only its value knows.
    Dynamic(u128),
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

/// A static type that was at the top of a value or of an interface value.
#[derive(Debug)]
pub(super) struct TopType {
    pub(super) described: Described,
    /// The name of interface values that hold it, once it was checked.
    pub(super) name: Option<Box<str>>,
}

/// See [`SentTypes::registered_names`].
#[derive(Debug)]
pub(super) struct RegisteredName {
    pub(super) part: Part,
    /// What Rust calls the type.
    pub(super) rust_name: &'static str,
}

/// A point to return to: changes before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SentMark(usize);

#[derive(Debug)]
enum Change {
    /// A type was added, which was given this id or one behind it.
    Added(WireId),
    /// The type at this position was sent.
    Sent(usize),
    /// An interface value had this name for the first time.
    Registered(Box<str>),
}

#[derive(Debug)]
struct SentType {
    key: TypeKey,
    /// 0 while the type's parts are being described.
    id: WireId,
    name: String,
    shape: Shape,
    is_sent: bool,
}

/// How values of a type are built.
#[derive(Debug)]
pub(crate) enum Shape {
    Slice(Part),
    Array(Part, usize),
    Map(Part, Part),
    Struct(Vec<SentField>),
    /// A type that marshals itself.
    #[allow(
        dead_code,
        reason = "static types that marshal themselves are still to come"
    )]
    External(External),
}

/// Name and type of a field.
pub(crate) type SentField = (Cow<'static, [u8]>, Part);

/// A part of a type: predeclared, or another entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Predeclared(WireId),
    Defined(usize),
}

impl SentTypes {
    pub(crate) fn new(first_id: WireId) -> Self {
        SentTypes {
            by_key: HashMap::default(),
            types: Vec::new(),
            next_id: first_id,
            log: Vec::new(),
            tops: HashMap::default(),
            given_names: HashMap::new(),
            registered_names: HashMap::new(),
            dynamic: KnownForms::default(),
            unchecked: Vec::new(),
        }
    }

    #[inline]
    pub(crate) fn mark(&self) -> SentMark {
        SentMark(self.log.len())
    }

    /// Forgets what was described and sent since `mark`.
    #[cold]
    pub(crate) fn rollback(&mut self, mark: SentMark) {
        for change in self.log.drain(mark.0.min(self.log.len())..).rev() {
            match change {
                Change::Added(id) => {
                    self.next_id = id;
                    if let Some(forgotten) = self.types.pop() {
                        self.by_key.remove(&forgotten.key);
                    }
                }
                Change::Sent(position) => {
                    if let Some(of) = self.types.get_mut(position) {
                        of.is_sent = false;
                    }
                }
                Change::Registered(name) => drop(self.registered_names.remove(&name)),
            }
        }
        self.unchecked.clear();
        self.dynamic.rollback(self.types.len());
        let is_known = |position: usize| position < self.types.len();
        self.tops
            .retain(|_, top| top.described.position.is_none_or(is_known));
        for top in self.tops.values_mut() {
            top.name = None;
        }
        self.given_names
            .retain(|_, (position, _)| is_known(*position));
    }

    /// Calls `put` with each definition that the type at `position` needs and that was not sent yet, in
    /// pre-order: the type, then its parts. No recursion: a peer chooses how long a chain of types is that
    /// we send back.
    pub(crate) fn send(&mut self, position: usize, put: &mut impl FnMut(&SentTypes, usize)) {
        if !self.send_one(position, put) {
            return;
        }
        let mut open = vec![(position, 0)];
        while let Some((position, next)) = open.last_mut() {
            let part = self
                .types
                .get(*position)
                .and_then(|of| of.shape.part(*next));
            *next += 1;
            match part {
                Some(Part::Defined(part)) => {
                    if self.send_one(part, put) {
                        open.push((part, 0));
                    }
                }
                Some(Part::Predeclared(_)) => {}
                None => drop(open.pop()),
            }
        }
    }

    /// Whether the type was not sent before.
    fn send_one(&mut self, position: usize, put: &mut impl FnMut(&SentTypes, usize)) -> bool {
        match self.types.get_mut(position) {
            Some(of) if !of.is_sent => of.is_sent = true,
            _ => return false,
        }
        self.log.push(Change::Sent(position));
        put(self, position);
        true
    }

    /// Whether a value of this type can be sent without a definition.
    pub(crate) fn is_sent(&self, position: usize) -> bool {
        self.types.get(position).is_some_and(|of| of.is_sent)
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
            Shape::Struct(fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, part)| (&**name, self.id_of(*part)));
                wire_type::put_struct(out, name, *id, fields);
            }
            Shape::External(external) => wire_type::put_external(out, name, *id, *external),
        }
    }

    /// The type with this key, if it was described.
    pub(crate) fn position(&self, key: TypeKey) -> Option<usize> {
        self.by_key.get(&key).copied()
    }

    /// Adds a type, still without an id; its shape may be a placeholder that is settled later, so that its
    /// parts can refer to it.
    pub(crate) fn add(&mut self, key: TypeKey, name: String, shape: Shape) -> usize {
        let position = self.types.len();
        self.log.push(Change::Added(self.next_id));
        self.by_key.insert(key, position);
        self.types.push(SentType {
            key,
            id: 0,
            name,
            shape,
            is_sent: false,
        });
        position
    }

    /// Gives the type the next id unless it has one.
    pub(crate) fn number(&mut self, position: usize) {
        if let Some(of) = self.types.get_mut(position).filter(|of| of.id == 0) {
            of.id = self.next_id;
            self.next_id += 1;
        }
    }

    /// Notes the first type that an interface value of this name holds.
    pub(super) fn register(&mut self, name: &str, part: Part, rust_name: &'static str) {
        self.log.push(Change::Registered(name.into()));
        let registered = RegisteredName { part, rust_name };
        self.registered_names.insert(name.into(), registered);
    }

    pub(crate) fn number_part(&mut self, part: Part) {
        if let Part::Defined(position) = part {
            self.number(position);
        }
    }

    pub(crate) fn shape(&self, position: usize) -> Option<&Shape> {
        self.types.get(position).map(|of| &of.shape)
    }

    pub(crate) fn shape_mut(&mut self, position: usize) -> Option<&mut Shape> {
        self.types.get_mut(position).map(|of| &mut of.shape)
    }

    pub(crate) fn settle(&mut self, position: usize, shape: Shape) {
        if let Some(of) = self.shape_mut(position) {
            *of = shape;
        }
    }

    /// 0 for a type that has no id yet.
    pub(crate) fn id_of(&self, part: Part) -> WireId {
        match part {
            Part::Predeclared(id) => id,
            Part::Defined(position) => self.types.get(position).map_or(0, |of| of.id),
        }
    }
}

impl Shape {
    pub(crate) fn part(&self, index: usize) -> Option<Part> {
        match self {
            Shape::Slice(element) | Shape::Array(element, _) => (index == 0).then_some(*element),
            Shape::Map(key, element) => [*key, *element].get(index).copied(),
            Shape::Struct(fields) => fields.get(index).map(|(_, part)| *part),
            Shape::External(_) => None,
        }
    }
}

/// A `TypeId` is a hash already, and so is a fingerprint.
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

    fn write_u128(&mut self, value: u128) {
        self.0 ^= value as u64;
    }

    /// The discriminant of a [`TypeKey`].
    fn write_isize(&mut self, _: isize) {}
}

/// The first id of Go 1.21 and newer.
pub(crate) const DEFAULT_FIRST_ID: WireId = id::FIRST_USER;
