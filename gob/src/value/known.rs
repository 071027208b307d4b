//! A peer's types, taken over into the table that its values share: each once, when the first value needs it.

use std::sync::Arc;

use super::table::{Definition, Field, Id, Shape, Table};
use super::types::Type;
use crate::error::{Error, ErrorKind};
use crate::steps::step;
use crate::types::{Definition as Received, ReceivedTypes, WireId};

/// The types of one stream that values had so far.
#[derive(Debug, Default)]
pub(crate) struct KnownTypes {
    table: Option<Arc<Table>>,
    /// Slot in `table` plus one, by position among the received types.
    slots: Vec<u32>,
    count: u32,
    /// Types and parts of them that were looked at for values whose types are not all defined.
    wasted: usize,
}

/// The type of values that the peer says are of type `id`.
///
/// # Errors
/// A type that is not defined, that refers to one, or that no value can have.
pub(crate) fn known_type(types: &mut ReceivedTypes, id: WireId) -> Result<Type, Error> {
    if let Some(id) = Id::of_wire(id) {
        return Ok(Type { table: None, id });
    }
    let mut known = std::mem::take(&mut types.known);
    let result = known.find_or_import(id, types);
    types.known = known;
    result
}

impl KnownTypes {
    fn find_or_import(&mut self, id: WireId, types: &ReceivedTypes) -> Result<Type, Error> {
        let Some(position) = types.position(id) else {
            return Err(undefined());
        };
        let slot = match self.slot(position) {
            Some(slot) => slot,
            None => self.import(position, types)?,
        };
        Ok(Type {
            table: self.table.clone(),
            id: Id::of_slot(slot),
        })
    }

    fn slot(&self, position: u32) -> Option<u32> {
        self.slots.get(position as usize)?.checked_sub(1)
    }

    /// Takes over the type at `position` and all that it refers to, or nothing.
    #[cold]
    fn import(&mut self, position: u32, types: &ReceivedTypes) -> Result<u32, Error> {
        if self.wasted > MAX_WASTED {
            let text = "gob: too many values of types that are not defined";
            return Err(Error::new(ErrorKind::Limit, text));
        }
        if self.slots.len() < types.count() {
            self.slots.resize(types.count(), 0);
        }
        let first = self.count;
        let mut positions = Vec::new();
        self.reserve(position, &mut positions);
        let before = self.wasted;
        let checked = self.reserve_parts(&mut positions, types);
        if let Err(error) = checked {
            for position in positions {
                if let Some(slot) = self.slots.get_mut(position as usize) {
                    *slot = 0;
                }
            }
            self.count = first;
            return Err(error);
        }
        self.wasted = before;
        let table = Arc::clone(self.table.get_or_insert_with(Table::new));
        for (slot, position) in (first..).zip(positions) {
            if let Some(received) = types.at(position) {
                table.set(slot, self.definition(received, types));
            }
        }
        Ok(first)
    }

    fn reserve(&mut self, position: u32, positions: &mut Vec<u32>) {
        if let Some(slot) = self.slots.get_mut(position as usize) {
            self.count += 1;
            *slot = self.count;
            positions.push(position);
        }
    }

    /// Gives slots to all types that those at `positions` refer to, and adds them there.
    fn reserve_parts(
        &mut self,
        positions: &mut Vec<u32>,
        types: &ReceivedTypes,
    ) -> Result<(), Error> {
        let mut next = 0;
        while let Some(position) = positions.get(next) {
            next += 1;
            self.wasted += 1;
            step();
            let received = types.at(*position).ok_or_else(undefined)?;
            check_kind(received)?;
            for part in received.parts() {
                self.wasted += 1;
                step();
                if Id::of_wire(part).is_some() {
                    continue;
                }
                let part = types.position(part).ok_or_else(undefined)?;
                if self.slot(part).is_none() {
                    self.reserve(part, positions);
                }
            }
        }
        Ok(())
    }

    fn definition(&self, received: &Received, types: &ReceivedTypes) -> Definition {
        let id = |wire: WireId| {
            let slot = || self.slot(types.position(wire)?).map(Id::of_slot);
            Id::of_wire(wire).or_else(slot).unwrap_or(Id::INTERFACE)
        };
        let shape = if let Some((element, len)) = received.array {
            Shape::Array(id(element), len.unsigned_abs())
        } else if let Some((key, element)) = received.map {
            Shape::Map(id(key), id(element))
        } else if let Some(element) = received.slice {
            Shape::Slice(id(element))
        } else if let Some(marshaler) = received.marshaler {
            Shape::Opaque(marshaler)
        } else {
            let fields = received.fields.iter().flatten();
            let field = |field: &crate::types::RemoteField| {
                step();
                Field {
                    name: String::from_utf8_lossy(&field.name).into(),
                    of: id(field.id),
                }
            };
            Shape::Struct(fields.map(field).collect())
        };
        Definition {
            name: received.name.clone(),
            is_wire_name: true,
            is_pointer: received.is_pointer,
            shape,
        }
    }
}

/// A definition says of one kind what it is. Go takes those that say more than one, and none that says nothing.
fn check_kind(received: &Received) -> Result<(), Error> {
    if received.is_empty() {
        return Err(Error::corrupt(
            "gob: bad data: ignore can't handle type <nil>",
        ));
    }
    if received.is_of_several_kinds() {
        return Err(Error::several_kinds());
    }
    if received.array.is_some_and(|(_, len)| len < 0) {
        return Err(Error::corrupt("gob: bad data: array of negative length"));
    }
    Ok(())
}

#[cold]
fn undefined() -> Error {
    Error::corrupt("gob: bad data: undefined type <nil>")
}

/// Steps that a peer may have us take in vain with values whose types it has not defined; honest peers never do.
const MAX_WASTED: usize = 1 << 20;
