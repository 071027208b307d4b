//! The parts of a value, one after the other.

use std::slice;

use super::node::Node;
use super::table::Field;
use super::view::{NIL, ValueRef};

/// The elements of a slice or array.
#[derive(Clone, Debug)]
pub struct Elements<'v> {
    pub(crate) of: ValueRef<'v>,
    pub(crate) nodes: slice::Iter<'v, Node>,
}

impl<'v> Iterator for Elements<'v> {
    type Item = ValueRef<'v>;

    fn next(&mut self) -> Option<ValueRef<'v>> {
        Some(self.of.part(self.of.id, self.nodes.next()?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.nodes.size_hint()
    }
}

impl DoubleEndedIterator for Elements<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        Some(self.of.part(self.of.id, self.nodes.next_back()?))
    }
}

impl ExactSizeIterator for Elements<'_> {}

/// The entries of a map: keys with their elements.
#[derive(Clone, Debug)]
pub struct Entries<'v> {
    pub(crate) key: ValueRef<'v>,
    pub(crate) element: ValueRef<'v>,
    pub(crate) nodes: slice::ChunksExact<'v, Node>,
}

impl<'v> Entries<'v> {
    fn entry(&self, nodes: &'v [Node]) -> Option<(ValueRef<'v>, ValueRef<'v>)> {
        let [key, element] = nodes else { return None };
        Some((
            self.key.part(self.key.id, key),
            self.element.part(self.element.id, element),
        ))
    }
}

impl<'v> Iterator for Entries<'v> {
    type Item = (ValueRef<'v>, ValueRef<'v>);

    fn next(&mut self) -> Option<Self::Item> {
        let nodes = self.nodes.next()?;
        self.entry(nodes)
    }

    /// At once, however far.
    fn nth(&mut self, count: usize) -> Option<Self::Item> {
        let nodes = self.nodes.nth(count)?;
        self.entry(nodes)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.nodes.size_hint()
    }
}

impl DoubleEndedIterator for Entries<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let nodes = self.nodes.next_back()?;
        self.entry(nodes)
    }
}

impl ExactSizeIterator for Entries<'_> {}

/// The fields of a struct: names with their values.
#[derive(Clone, Debug)]
pub struct Fields<'v> {
    pub(crate) of: ValueRef<'v>,
    pub(crate) number: u32,
    pub(crate) fields: slice::Iter<'v, Field>,
    /// Those that were transmitted and do not lie behind `number`.
    pub(crate) present: &'v [(u32, Node)],
}

impl<'v> Iterator for Fields<'v> {
    type Item = (&'v str, ValueRef<'v>);

    fn next(&mut self) -> Option<Self::Item> {
        let field = self.fields.next()?;
        let node = match self.present.split_first() {
            Some(((number, node), rest)) if *number == self.number => {
                self.present = rest;
                node
            }
            _ => &NIL,
        };
        self.number += 1;
        Some((&*field.name, self.of.part(field.of, node)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.fields.size_hint()
    }
}

impl ExactSizeIterator for Fields<'_> {}
