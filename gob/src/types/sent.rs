//! The types that we have told a peer about: ids in Go's order, definitions in pre-order, each once
//! (spec 1.6, 1.7). How they come about is said by `describe`.

use std::any::TypeId;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::hasher::TypeIdHasher;
use super::id::{self, WireId};
use super::info::TypeInfo;
use super::shape::{Part, Shape};
use super::wire_type;
use crate::error::Error;
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
    /// The ids of pointers to types that make their own bytes, by their position and how many pointers there are.
    pointers: HashMap<(usize, u8), WireId>,
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
    pub(crate) part: Part,
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
    /// These pointers were given this id.
    Pointed((usize, u8), WireId),
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
    /// The id inside the definition of a type that is first sent behind pointers.
    pointer_id: Option<WireId>,
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
            pointers: HashMap::new(),
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
                        (of.is_sent, of.pointer_id) = (false, None);
                    }
                }
                Change::Pointed(pointers, id) => {
                    self.next_id = id;
                    self.pointers.remove(&pointers);
                }
                Change::Registered(name) => drop(self.registered_names.remove(&name)),
            }
        }
        self.unchecked.clear();
        self.dynamic.rollback(self.types.len());
        let is_known = |position: usize| position < self.types.len();
        // The header of a value asks no further, and a pointer that is forgotten takes its id once more.
        self.tops.retain(|_, top| match top.described.part {
            Part::Predeclared(_) => true,
            Part::Defined(position) => is_known(position),
            Part::Pointed(position, count) => {
                is_known(position) && self.pointers.contains_key(&(position, count))
            }
        });
        for top in self.tops.values_mut() {
            top.name = None;
        }
        self.given_names
            .retain(|_, (position, _)| is_known(*position));
    }

    /// Calls `put` with each definition that the type needs and that was not sent yet, in pre-order: the type, then
    /// its parts. No recursion: a peer chooses how long a chain of types is that we send back.
    ///
    /// # Errors
    /// Two shapes of one Go name.
    pub(crate) fn send(
        &mut self,
        of: Part,
        put: &mut impl FnMut(&SentTypes, usize),
    ) -> Result<(), Error> {
        let Some(position) = of.position() else {
            return Ok(());
        };
        if !self.send_one(of, put) {
            // The base may be known where its pointer is not.
            self.point(of);
            return Ok(());
        }
        let mut open = vec![(position, 0)];
        while let Some((position, next)) = open.last_mut() {
            let of = self.types.get(*position).map(|of| &of.shape);
            let part = match of {
                Some(Shape::Marshaler(_, exposed)) => match exposed.get(*next) {
                    Some(of) => Some(self.describe_exposed(*of)?),
                    None => None,
                },
                of => of.and_then(|shape| shape.part(*next)),
            };
            *next += 1;
            match part {
                Some(Part::Predeclared(_)) => {}
                Some(part @ (Part::Defined(position) | Part::Pointed(position, _))) => {
                    if self.send_one(part, put) {
                        open.push((position, 0));
                    }
                }
                None => drop(open.pop()),
            }
        }
        Ok(())
    }

    /// Whether the type was not sent before.
    fn send_one(&mut self, of: Part, put: &mut impl FnMut(&SentTypes, usize)) -> bool {
        let Some(position) = of.position() else {
            return false;
        };
        match self.types.get_mut(position) {
            Some(of) if !of.is_sent => of.is_sent = true,
            _ => return false,
        }
        self.log.push(Change::Sent(position));
        let pointer_id = self.point(of);
        if let Some(of) = self.types.get_mut(position) {
            of.pointer_id = pointer_id;
        }
        put(self, position);
        true
    }

    /// The id of pointers to a type that makes its own bytes, which they take when they are first sent.
    fn point(&mut self, of: Part) -> Option<WireId> {
        let Part::Pointed(position, count) = of else {
            return None;
        };
        if let Some(id) = self.pointers.get(&(position, count)) {
            return Some(*id);
        }
        let id = self.next_id;
        self.log.push(Change::Pointed((position, count), id));
        self.pointers.insert((position, count), id);
        self.next_id += 1;
        Some(id)
    }

    /// Whether a value of this type can be sent without a definition.
    pub(crate) fn is_sent(&self, of: Part) -> bool {
        let is_sent = |position: usize| self.types.get(position).is_some_and(|of| of.is_sent);
        match of {
            Part::Predeclared(_) => true,
            Part::Defined(position) => is_sent(position),
            Part::Pointed(position, count) => {
                is_sent(position) && self.pointers.contains_key(&(position, count))
            }
        }
    }

    /// Appends `int(-id) wireType`.
    pub(crate) fn put_definition(&self, position: usize, out: &mut Vec<u8>) {
        let Some(SentType {
            id,
            name,
            shape,
            pointer_id,
            ..
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
            Shape::Marshaler(marshaler, _) => match pointer_id {
                // A pointer has no name.
                Some(id) => wire_type::put_marshaler(out, "", *id, *marshaler),
                None => wire_type::put_marshaler(out, name, *id, *marshaler),
            },
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
            pointer_id: None,
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
        if let Some(position) = part.position() {
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
            Part::Defined(position) | Part::Pointed(position, _) => {
                self.types.get(position).map_or(0, |of| of.id)
            }
        }
    }
}

/// The first id of Go 1.21 and newer.
pub(crate) const DEFAULT_FIRST_ID: WireId = id::FIRST_USER;
