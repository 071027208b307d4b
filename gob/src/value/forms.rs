//! Whether types are the same on the wire: by joining those that have to be equal (Hopcroft and Karp's
//! algorithm), so that graphs which refer to themselves are compared in proportion to their size.

use std::collections::HashMap;
use std::sync::Arc;

use super::table::{Form, Id, Table, form};
use crate::steps::step;

/// Types of which it is known, or assumed until a difference shows, that they are the same: a forest whose trees are
/// sets.
#[derive(Default)]
pub(crate) struct Forms {
    parents: HashMap<Place, Place>,
}

/// A type, by where its table lies.
type Place = (usize, Id);
type Side<'t> = (Option<&'t Arc<Table>>, Id);

impl Forms {
    /// Whether the types are the same. After a difference nothing more is to be asked.
    pub(crate) fn join(&mut self, one: Side<'_>, other: Side<'_>) -> bool {
        let (table, other_table) = (one.0, other.0);
        let mut pending = vec![(one.1, other.1)];
        while let Some((one, other)) = pending.pop() {
            step();
            let forms = (form(table, one), form(other_table, other));
            if let (Form::Basic(one), Form::Basic(other)) = forms {
                if one == other {
                    continue;
                }
                return false;
            }
            let one = self.root((address(table), one));
            let other = self.root((address(other_table), other));
            if one == other {
                continue;
            }
            self.parents.insert(one, other);
            match forms {
                (Form::Slice(one), Form::Slice(other)) => pending.push((one, other)),
                (Form::Array(one, len), Form::Array(other, other_len)) if len == other_len => {
                    pending.push((one, other));
                }
                (Form::Map(key, element), Form::Map(other_key, other)) => {
                    pending.extend([(key, other_key), (element, other)]);
                }
                (Form::Struct(fields), Form::Struct(others)) if fields.len() == others.len() => {
                    for (field, other) in fields.iter().zip(others) {
                        if field.name != other.name {
                            return false;
                        }
                        pending.push((field.of, other.of));
                    }
                }
                (Form::Opaque(one), Form::Opaque(other)) if one == other => {}
                _ => return false,
            }
        }
        true
    }

    fn root(&mut self, place: Place) -> Place {
        let mut root = place;
        while let Some(parent) = self.parents.get(&root) {
            step();
            root = *parent;
        }
        // The next one has a short way.
        let mut at = place;
        while at != root {
            match self.parents.insert(at, root) {
                Some(next) => at = next,
                None => break,
            }
        }
        root
    }
}

fn address(table: Option<&Arc<Table>>) -> usize {
    table.map_or(0, |table| Arc::as_ptr(table).addr())
}
