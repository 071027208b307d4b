//! Dynamic types become entries of [`SentTypes`]: ids in the order in which Go hands them out, names by the place
//! of first use (spec 1.5, 1.6). No recursion: a peer chooses how long a chain of types is that we send back.
//!
//! A type is found again by its table and place in it. One that was made anew, as a program may do for every
//! call, is found by its form.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use super::spelling::{bare, go_string};
use super::table::{Basic, Definition, Form, Id, Shape, Table, form};
use super::types::Type;
use crate::error::Error;
use crate::steps::step;
use crate::types::{Described, Part, SentTypes, Shape as SentShape, TypeKey};

/// Dynamic types of one stream that are the same as others that were sent.
#[derive(Debug, Default)]
pub(crate) struct KnownForms {
    /// By table and place in it: only a shorter way to what the fingerprints lead to as well.
    twins: HashMap<TypeKey, usize>,
    by_fingerprint: HashMap<u128, usize>,
    /// Tables of which types were described: their other types are new, even if they look the same.
    tables: HashSet<u64>,
    /// Types that were looked at for fingerprints of further types of such tables.
    spent: usize,
    states: [RandomState; 2],
}

impl KnownForms {
    /// Forgets what lies at `types` and behind it.
    pub(crate) fn rollback(&mut self, types: usize) {
        self.twins.retain(|_, position| *position < types);
        self.by_fingerprint.retain(|_, position| *position < types);
    }

    /// They stay when what was described is forgotten.
    fn insert_table(&mut self, serial: u64) {
        if self.tables.len() >= MAX_TWINS {
            self.tables.clear();
        }
        self.tables.insert(serial);
    }

    fn insert_twin(&mut self, key: TypeKey, position: usize) {
        if self.twins.len() >= MAX_TWINS {
            self.twins.clear();
        }
        self.twins.insert(key, position);
    }
}

impl SentTypes {
    /// Describes the type of a value that says itself of which type it is.
    ///
    /// # Errors
    /// A Go name that went with another shape.
    pub(crate) fn describe_dynamic(&mut self, of: &Type) -> Result<Described, Error> {
        let (table, id) = match (of.form(), &of.table) {
            (Form::Basic(basic), _) => return Ok(predeclared(basic)),
            (_, Some(table)) => (table, base(table, of.id)),
            // Types outside of tables are predeclared.
            (_, None) => return Ok(predeclared(Basic::Interface)),
        };
        let key = key(table, id);
        let twin = || self.dynamic.twins.get(&key).copied();
        let position = match self.position(key).or_else(twin) {
            Some(position) => position,
            None => self.find_or_describe(table, id)?,
        };
        let part = Part::Defined(position).behind(pointers(table, of.id));
        Ok(Described {
            part,
            id: self.id_of(part),
            is_struct: of.struct_fields().is_some(),
        })
    }

    #[cold]
    fn find_or_describe(&mut self, table: &Arc<Table>, of: Id) -> Result<usize, Error> {
        let is_first = !self.dynamic.tables.contains(&table.serial());
        // A type of a known table is new; its fingerprint is for other tables, as far as that costs little.
        let fingerprint = if is_first || self.dynamic.spent < MAX_SPENT {
            Some(self.fingerprint(table, of))
        } else {
            None
        };
        let twin = fingerprint.filter(|_| is_first);
        if let Some(position) = twin.and_then(|twin| self.dynamic.by_fingerprint.get(&twin)) {
            let position = *position;
            self.dynamic.insert_twin(key(table, of), position);
            return Ok(position);
        }
        let name = match table.get(of) {
            Some(definition) if definition.is_wire_name => definition.name.to_string(),
            // Go asks the type that was passed, behind its pointers.
            Some(definition) => bare(&definition.name).to_owned(),
            None => String::new(),
        };
        let mut describing = Describing {
            types: self,
            table,
            open: Vec::new(),
            named: Vec::new(),
        };
        let position = describing.run(of, name);
        let named = describing.named;
        for (name, position) in named {
            self.check_given_name(name, position, std::any::type_name::<super::Value>())?;
        }
        if let Some(fingerprint) = fingerprint {
            self.dynamic.by_fingerprint.insert(fingerprint, position);
        }
        self.dynamic.insert_table(table.serial());
        Ok(position)
    }

    /// The form of a type, of its parts and of their names: a hash of 128 bits, so that two of them are never the
    /// same by chance.
    fn fingerprint(&mut self, table: &Arc<Table>, root: Id) -> u128 {
        let states = &self.dynamic.states;
        let mut hashers = [0, 1].map(|index| states.get(index).map(BuildHasher::build_hasher));
        let mut write = |of: &dyn Fn(&mut dyn Hasher)| {
            for hasher in hashers.iter_mut().flatten() {
                of(hasher);
            }
        };
        // Types by their number, in the order in which they are met.
        let mut numbers = HashMap::from([(root, 0)]);
        let mut met = vec![root];
        let mut next = 0;
        while let Some(id) = met.get(next) {
            next += 1;
            step();
            let Some(of) = table.get(*id) else { continue };
            write(&|mut hasher| {
                (&of.name, of.is_wire_name, std::mem::discriminant(&of.shape)).hash(&mut hasher);
            });
            match &of.shape {
                Shape::Array(_, len) => write(&|mut hasher| len.hash(&mut hasher)),
                Shape::Opaque(marshaler) => write(&|mut hasher| marshaler.hash(&mut hasher)),
                Shape::Struct(fields) => write(&|mut hasher| {
                    fields.len().hash(&mut hasher);
                    fields.iter().for_each(|field| field.name.hash(&mut hasher));
                }),
                _ => {}
            }
            for part in (0..).map_while(|index| of.shape.part(index)) {
                let is_slot = part.slot().is_some();
                let number = match numbers.get(&part) {
                    Some(number) => *number,
                    None if is_slot => {
                        let number = met.len();
                        numbers.insert(part, number);
                        met.push(part);
                        number
                    }
                    None => 0,
                };
                let predeclared = if is_slot { None } else { Some(part) };
                write(&|mut hasher| (number, predeclared).hash(&mut hasher));
            }
        }
        self.dynamic.spent = self.dynamic.spent.saturating_add(met.len());
        hashers
            .iter()
            .flatten()
            .fold(0, |hash, hasher| hash << 64 | u128::from(hasher.finish()))
    }
}

/// Types of one table under description.
struct Describing<'s, 't> {
    types: &'s mut SentTypes,
    table: &'t Arc<Table>,
    open: Vec<Open<'t>>,
    /// Go's full names of the types that were described.
    named: Vec<(String, usize)>,
}

/// A type whose parts are being described.
struct Open<'t> {
    position: usize,
    of: &'t Definition,
    next: usize,
    /// Of a map, once it is described.
    key: Option<Part>,
}

/// What the place of a part says about its name.
#[derive(Clone, Copy)]
enum Place {
    Field,
    SliceElement,
    Other,
}

impl<'t> Describing<'_, 't> {
    fn run(&mut self, root: Id, name: String) -> usize {
        let mut last = 0;
        self.begin(root, name);
        while let Some(open) = self.open.last_mut() {
            step();
            let place = match open.of.shape {
                Shape::Struct(_) => Place::Field,
                Shape::Slice(_) => Place::SliceElement,
                _ => Place::Other,
            };
            let part = open.of.shape.part(open.next);
            match part {
                Some(part) => match self.known(part) {
                    Some(part) => self.put(part),
                    None => {
                        let name = self.name(part, place);
                        // `put` follows when it is described.
                        if !self.begin(base(self.table, part), name) {
                            self.put(Part::Predeclared(Basic::Interface.wire_id()));
                        }
                    }
                },
                None => {
                    last = open.position;
                    self.open.pop();
                    self.types.number(last);
                    if !self.open.is_empty() {
                        self.put(Part::Defined(last));
                    }
                }
            }
        }
        last
    }

    /// A type that needs no description any more.
    fn known(&self, id: Id) -> Option<Part> {
        let id = base(self.table, id);
        if let Form::Basic(basic) = form(Some(self.table), id) {
            return Some(Part::Predeclared(basic.wire_id()));
        }
        self.types.position(key(self.table, id)).map(Part::Defined)
    }

    /// Adds a type, and opens it for its parts; not if there is no such type.
    fn begin(&mut self, id: Id, name: String) -> bool {
        let Some(of) = self.table.get(id) else {
            return false;
        };
        let none = Part::Predeclared(0);
        let (shape, is_numbered_first) = match &of.shape {
            Shape::Slice(_) | Shape::Basic(_) | Shape::Pointer(_) => {
                (SentShape::Slice(none), false)
            }
            Shape::Array(_, len) => (SentShape::Array(none, *len as usize), false),
            Shape::Map(..) => (SentShape::Map(none, none), false),
            Shape::Struct(fields) => (SentShape::Struct(Vec::with_capacity(fields.len())), true),
            Shape::Opaque(marshaler) => (SentShape::Marshaler(*marshaler, &[]), true),
        };
        let position = self.types.add(key(self.table, id), name, shape);
        if is_numbered_first {
            self.types.number(position);
        }
        if !of.is_wire_name && !of.name.is_empty() {
            self.named.push((of.name.to_string(), position));
        }
        self.open.push(Open {
            position,
            of,
            next: 0,
            key: None,
        });
        true
    }

    /// Takes the description of the part that is next in the type that was opened last.
    fn put(&mut self, part: Part) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let (position, index) = (open.position, open.next);
        open.next += 1;
        let of = open.of.shape.part(index);
        let part = part.behind(of.map_or(0, |of| pointers(self.table, of)));
        match &open.of.shape {
            Shape::Struct(fields) => {
                // Mutual recursion can reach a field's type before it has its id.
                self.types.number_part(part);
                let name = fields.get(index).map_or("", |field| &field.name);
                let name = name.as_bytes().to_vec();
                if let Some(SentShape::Struct(parts)) = self.types.shape_mut(position) {
                    parts.push((name.into(), part));
                }
            }
            Shape::Slice(_) => {
                self.types.number(position);
                self.types.number_part(part);
                self.types.settle(position, SentShape::Slice(part));
            }
            Shape::Array(_, len) => {
                self.types.number(position);
                self.types
                    .settle(position, SentShape::Array(part, *len as usize));
            }
            Shape::Map(..) => match open.key {
                None => open.key = Some(part),
                Some(key) => {
                    self.types.number(position);
                    self.types.settle(position, SentShape::Map(key, part));
                }
            },
            _ => {}
        }
    }

    /// The name that Go sends for a type that is first met here.
    fn name(&self, part: Id, place: Place) -> String {
        let of = base(self.table, part);
        let definition = |id| self.table.get(id);
        let own_name = |id| definition(id).map_or("", |of: &Definition| &*of.name);
        if definition(of).is_some_and(|of| of.is_wire_name) {
            return own_name(of).to_owned();
        }
        match place {
            Place::Field if own_name(of).is_empty() => go_string(Some(self.table), of),
            Place::Field => bare(own_name(of)).to_owned(),
            // Pointers are not looked through, and have no name.
            Place::SliceElement => bare(own_name(part)).to_owned(),
            Place::Other => String::new(),
        }
    }
}

/// A table is never given the number of another one.
fn key(table: &Arc<Table>, id: Id) -> TypeKey {
    TypeKey::Dynamic(u128::from(table.serial()) << 64 | id.slot().map_or(0, u128::from))
}

fn predeclared(basic: Basic) -> Described {
    Described {
        part: Part::Predeclared(basic.wire_id()),
        id: basic.wire_id(),
        is_struct: false,
    }
}

/// The type behind pointers.
fn base(table: &Arc<Table>, id: Id) -> Id {
    let mut id = id;
    while let Some(Shape::Pointer(to)) = table.get(id).map(|of| &of.shape) {
        id = *to;
    }
    id
}

/// Pointers in front of a type that makes its own bytes; in front of others they do not matter.
fn pointers(table: &Arc<Table>, id: Id) -> u8 {
    let (mut id, mut count) = (id, 0u8);
    loop {
        match table.get(id) {
            Some(of) => match of.shape {
                Shape::Pointer(to) => (id, count) = (to, count.saturating_add(1)),
                Shape::Opaque(_) => return count.saturating_add(of.is_pointer.into()),
                _ => return 0,
            },
            None => return 0,
        }
    }
}

/// Types of other tables that are remembered, and tables.
const MAX_TWINS: usize = 16 << 10;
/// See [`KnownForms::spent`].
const MAX_SPENT: usize = 64 << 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::DEFAULT_FIRST_ID;
    use crate::value::TypeBuilder;

    #[test]
    fn values_that_are_never_sent_leave_nothing_that_grows() {
        let mut sent = SentTypes::new(DEFAULT_FIRST_ID);
        for _ in 0..=MAX_TWINS {
            let mut types = TypeBuilder::new();
            let list = types.slice(Id::INT);
            let list = types.build(list).unwrap();
            let mark = sent.mark();
            sent.describe_dynamic(&list).unwrap();
            sent.rollback(mark);
        }
        assert!(sent.dynamic.tables.len() <= MAX_TWINS);
        assert!(sent.dynamic.twins.is_empty() && sent.dynamic.by_fingerprint.is_empty());
    }
}
