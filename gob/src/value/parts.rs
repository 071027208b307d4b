//! The parts of a value, one after the other.

use std::slice;

use super::node::Node;
use super::table::{Field, Form, Id};
use super::view::{NIL, ValueRef};

/// The elements of a slice or array.
#[derive(Clone, Debug)]
pub struct Elements<'v> {
    of: ValueRef<'v>,
    nodes: slice::Iter<'v, Node>,
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
    key: ValueRef<'v>,
    element: ValueRef<'v>,
    nodes: slice::ChunksExact<'v, Node>,
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
    of: ValueRef<'v>,
    number: u32,
    fields: slice::Iter<'v, Field>,
    /// Those that were transmitted and do not lie behind `number`.
    present: &'v [(u32, Node)],
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

impl<'v> ValueRef<'v> {
    /// The elements of a slice or array; none for the rest.
    pub fn elements(self) -> Elements<'v> {
        let (of, nodes) = match (self.form(), self.node) {
            (Form::Slice(element) | Form::Array(element, _), Node::List(nodes)) => {
                (element, &**nodes)
            }
            _ => (Id::INTERFACE, &[][..]),
        };
        Elements {
            of: self.part(of, &NIL),
            nodes: nodes.iter(),
        }
    }

    /// The entries of a map, in the order in which they came; none for the rest. A peer may send a key twice.
    pub fn entries(self) -> Entries<'v> {
        let (key, element, nodes) = match (self.form(), self.node) {
            (Form::Map(key, element), Node::List(nodes)) => (key, element, &**nodes),
            _ => (Id::INTERFACE, Id::INTERFACE, &[][..]),
        };
        Entries {
            key: self.part(key, &NIL),
            element: self.part(element, &NIL),
            nodes: nodes.chunks_exact(2),
        }
    }

    /// All fields of a struct with their names, those that are zero included; none for the rest.
    pub fn fields(self) -> Fields<'v> {
        let (fields, present) = match (self.form(), self.node) {
            (Form::Struct(fields), Node::Fields(present)) => (fields, &**present),
            (Form::Struct(fields), _) => (fields, &[][..]),
            _ => (&[][..], &[][..]),
        };
        Fields {
            of: self,
            number: 0,
            fields: fields.iter(),
            present,
        }
    }

    /// The fields of a struct that were transmitted, with their names: in proportion to what came, however many
    /// fields the type has.
    pub fn present_fields(self) -> impl Iterator<Item = (&'v str, ValueRef<'v>)> {
        let fields = match self.form() {
            Form::Struct(fields) => fields,
            _ => &[],
        };
        self.present_nodes()
            .iter()
            .filter_map(move |(number, node)| {
                let field = fields.get(*number as usize)?;
                Some((&*field.name, self.part(field.of, node)))
            })
    }
}
