//! Hashes of the entries of maps, for comparing maps whose entries come in another order.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher};
use std::mem::discriminant;

use super::head::{Floats, Head};
use super::node::Node;
use super::table::{Form, Id, form};
use super::view::ValueRef;
use crate::steps::step;

/// Hashes of the entries of all maps in two values that have several, by where the map's nodes lie.
pub(crate) struct Hashes {
    state: RandomState,
    by_map: HashMap<usize, Vec<u64>>,
}

/// A value whose parts are hashed one by one.
struct Open<'v> {
    value: ValueRef<'v>,
    next: usize,
    hasher: DefaultHasher,
    /// Of a map: the hash of the key that came last, and those of the entries.
    key: u64,
    entries: Vec<u64>,
}

impl Hashes {
    pub(crate) fn of(roots: (ValueRef<'_>, ValueRef<'_>)) -> Self {
        let mut hashes = Hashes {
            state: RandomState::new(),
            by_map: HashMap::new(),
        };
        hashes.add(roots.0);
        hashes.add(roots.1);
        hashes
    }

    /// Those of one map, in the order of its entries.
    pub(crate) fn of_map(&self, map: ValueRef<'_>) -> &[u64] {
        let place = map_place(map);
        self.by_map.get(&place).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, root: ValueRef<'_>) {
        let mut open = vec![self.open(root)];
        while let Some(top) = open.last_mut() {
            step();
            if let Some(part) = top.next_part() {
                let part = self.open(part);
                open.push(part);
                continue;
            }
            let Some(top) = open.pop() else { return };
            let hash = top.hasher.finish();
            if top.entries.len() > 1 {
                self.by_map.insert(map_place(top.value), top.entries);
            }
            if let Some(parent) = open.last_mut() {
                parent.add(hash, &self.state);
            }
        }
    }

    fn open<'v>(&self, value: ValueRef<'v>) -> Open<'v> {
        let mut hasher = self.state.build_hasher();
        match value.head() {
            Head::Scalar(bits) => bits.hash(&mut hasher),
            Head::Floats(one, other) => (one.to_bits(), other.to_bits()).hash(&mut hasher),
            Head::Bytes(bytes) => bytes.hash(&mut hasher),
            Head::List(_, nodes) | Head::Map(_, _, nodes) => nodes.len().hash(&mut hasher),
            Head::Interface(interface) => {
                interface.name.bytes().hash(&mut hasher);
                hash_type(interface.value.view(), &mut hasher);
            }
            Head::Fields(..) => {}
            Head::Nil => hasher.write_u8(1),
        }
        Open {
            value,
            next: 0,
            hasher,
            key: 0,
            entries: Vec::new(),
        }
    }
}

impl<'v> Open<'v> {
    fn next_part(&mut self) -> Option<ValueRef<'v>> {
        loop {
            let next = self.next;
            self.next += 1;
            return match self.value.head() {
                Head::List(of, nodes) => Some(self.value.part(of, nodes.get(next)?)),
                Head::Map(key, element, nodes) => {
                    let of = if next % 2 == 0 { key } else { element };
                    Some(self.value.part(of, nodes.get(next)?))
                }
                Head::Fields(fields, present) => {
                    let (number, node) = present.get(next)?;
                    let of = fields
                        .get(*number as usize)
                        .map_or(Id::INTERFACE, |field| field.of);
                    let part = self.value.part(of, node);
                    if part.is_like_absent(Floats::ByBits) {
                        continue;
                    }
                    number.hash(&mut self.hasher);
                    Some(part)
                }
                Head::Interface(interface) if next == 0 => Some(interface.value.view()),
                _ => None,
            };
        }
    }

    /// Takes the hash of the part that came last. Entries of a map count in any order.
    fn add(&mut self, hash: u64, state: &RandomState) {
        if !matches!(self.value.form(), Form::Map(..)) {
            hash.hash(&mut self.hasher);
        } else if self.next % 2 == 1 {
            self.key = hash;
        } else {
            self.entries.push(state.hash_one((self.key, hash)));
            if self.entries.len() == self.value.len() {
                let all = self
                    .entries
                    .iter()
                    .fold(0u64, |sum, hash| sum.wrapping_add(*hash));
                all.hash(&mut self.hasher);
            }
        }
    }
}

/// What a type is made of, as far as it tells empty values apart: itself and its parts, but not theirs.
fn hash_type(value: ValueRef<'_>, hasher: &mut DefaultHasher) {
    let hash_form = |of: Form<'_>, hasher: &mut DefaultHasher| {
        discriminant(&of).hash(hasher);
        if let Form::Basic(basic) = of {
            basic.hash(hasher);
        }
    };
    let of = value.form();
    hash_form(of, hasher);
    let parts = match of {
        Form::Slice(element) | Form::Array(element, _) => [Some(element), None],
        Form::Map(key, element) => [Some(key), Some(element)],
        _ => [None, None],
    };
    for part in parts.into_iter().flatten() {
        hash_form(form(value.table, part), hasher);
    }
}

fn map_place(map: ValueRef<'_>) -> usize {
    match map.node {
        Node::List(nodes) => nodes.as_ptr().addr(),
        _ => 0,
    }
}
