//! The types that a peer has defined on one stream: a table by id. References stay ids, so that a
//! hostile graph costs the bytes it came in and no more.

use std::collections::BTreeMap;

use super::id::{self, WireId};
use super::wire_type::Definition;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use crate::value::KnownTypes;

/// What a peer has defined so far.
#[derive(Debug, Default)]
pub(crate) struct ReceivedTypes {
    types: Vec<ReceivedType>,
    /// Position in `types` plus one by `id - FIRST_USER`, for the ids that any known sender hands out.
    dense: Vec<u32>,
    /// The same for ids beyond.
    sparse: BTreeMap<WireId, u32>,
    /// Who refers to a type that is not defined yet.
    awaited: BTreeMap<WireId, Vec<u32>>,
    bytes: usize,
    /// The same types as those have them that need no Rust type.
    pub(crate) known: KnownTypes,
    /// Scratch of [`spread`](Self::spread).
    pending: Vec<u32>,
}

/// One type of a peer.
#[derive(Debug)]
pub(crate) struct ReceivedType {
    pub(crate) definition: Definition,
    /// Whether a value of it may hold an interface value, and so may be cut over several messages.
    pub(crate) holds_interface: bool,
    /// Bytes of the definition behind its id, as it came.
    pub(crate) len: usize,
    /// Types that refer to this one.
    referrers: Vec<u32>,
}

impl ReceivedTypes {
    /// Takes the definition of `id` from the front of `input`.
    pub(crate) fn define(
        &mut self,
        id: WireId,
        input: &mut &[u8],
        limits: &Limits,
    ) -> Result<(), Error> {
        if id < id::FIRST_USER || self.position(id).is_some() {
            return Err(Error::new(
                ErrorKind::Definition,
                "gob: duplicate type received",
            ));
        }
        if self.types.len() >= limits.max_types {
            return Err(Error::limit(
                "number of type definitions",
                limits.max_types,
                "types",
            ));
        }
        let before = input.len();
        let definition = Definition::parse(id, input, limits)?;
        let len = before - input.len();
        self.bytes = self.bytes.saturating_add(len);
        if self.bytes > limits.max_definition_bytes {
            let bound = limits.max_definition_bytes;
            return Err(Error::limit(
                "bytes of type definitions",
                bound,
                "definition_bytes",
            ));
        }
        self.insert(id, definition, len);
        Ok(())
    }

    pub(crate) fn get(&self, id: WireId) -> Option<&ReceivedType> {
        self.types.get(self.position(id)? as usize)
    }

    /// The definition at this position of the table.
    pub(crate) fn at(&self, position: u32) -> Option<&Definition> {
        let received = self.types.get(position as usize)?;
        Some(&received.definition)
    }

    /// Whether a value of `id` may hold an interface value.
    pub(crate) fn holds_interface(&self, id: WireId) -> bool {
        id == id::INTERFACE
            || self
                .get(id)
                .is_some_and(|received| received.holds_interface)
    }

    /// Whether values of `id` are fields rather than a single element behind a zero byte.
    pub(crate) fn is_struct(&self, id: WireId) -> bool {
        self.get(id)
            .is_some_and(|received| received.definition.fields.is_some())
    }

    /// How Go's error texts call the peer's type: the name it was given, which is empty for type literals.
    pub(crate) fn text(&self, id: WireId) -> String {
        match (id::builtin_name(id), self.get(id)) {
            (Some(name), _) => name.into(),
            (None, Some(received)) if received.definition.is_empty() => "unknown type".into(),
            (None, Some(received)) => received.definition.name.to_string(),
            (None, None) => "unknown type".into(),
        }
    }

    /// Whether a value of `id` can be skipped: Go asks when it makes the plan, whether or not a value
    /// comes. `known` remembers, by position, the types for which the answer was yes.
    pub(crate) fn check_skippable(&self, id: WireId, known: &mut Vec<bool>) -> Result<(), Error> {
        known.resize(self.types.len(), false);
        let mut visited = Vec::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            if (id::BOOL..=id::INTERFACE).contains(&id) {
                continue;
            }
            let position = self.position(id).map(|position| position as usize);
            let received = position.and_then(|position| self.types.get(position));
            let fault = match received {
                None => "gob: bad data: undefined type <nil>",
                Some(received) if received.definition.is_empty() => {
                    "gob: bad data: ignore can't handle type <nil>"
                }
                Some(received) => {
                    let slot = position.and_then(|position| known.get_mut(position));
                    if slot.is_some_and(|known| !std::mem::replace(known, true)) {
                        visited.extend(position);
                        pending.extend(received.definition.parts());
                    }
                    continue;
                }
            };
            for position in visited {
                if let Some(known) = known.get_mut(position) {
                    *known = false;
                }
            }
            return Err(Error::corrupt(fault));
        }
        Ok(())
    }

    /// How many types there are.
    pub(crate) fn count(&self) -> usize {
        self.types.len()
    }

    /// Position of `id` in the table.
    #[inline]
    pub(crate) fn position(&self, id: WireId) -> Option<u32> {
        let index = usize::try_from(id.checked_sub(id::FIRST_USER)?).ok()?;
        let slot = if index < DENSE {
            self.dense.get(index)
        } else {
            self.sparse.get(&id)
        };
        slot?.checked_sub(1)
    }

    fn insert(&mut self, id: WireId, definition: Definition, len: usize) {
        let position = self.types.len() as u32;
        let index = (id - id::FIRST_USER) as usize;
        if index < DENSE {
            if self.dense.len() <= index {
                self.dense.resize(index + 1, 0);
            }
            if let Some(slot) = self.dense.get_mut(index) {
                *slot = position + 1;
            }
        } else {
            self.sparse.insert(id, position + 1);
        }
        let mut holds_interface = false;
        for part in definition.parts() {
            holds_interface |= self.refer(part, position);
        }
        let referrers = self.awaited.remove(&id).unwrap_or_default();
        self.types.push(ReceivedType {
            definition,
            holds_interface: false,
            len,
            referrers,
        });
        if holds_interface {
            self.spread(position);
        }
    }

    /// Notes that the type at `position` refers to `part`; whether `part` is known to hold interfaces.
    fn refer(&mut self, part: WireId, position: u32) -> bool {
        if part < id::FIRST_USER {
            return part == id::INTERFACE;
        }
        match self
            .position(part)
            .and_then(|part| self.types.get_mut(part as usize))
        {
            Some(received) if received.holds_interface => return true,
            Some(received) => received.referrers.push(position),
            None => self.awaited.entry(part).or_default().push(position),
        }
        false
    }

    /// Marks the type at `position`, and all that reach it. Each type is marked once and each reference
    /// followed once, however a peer orders its definitions.
    fn spread(&mut self, position: u32) {
        self.pending.push(position);
        while let Some(position) = self.pending.pop() {
            let Some(received) = self.types.get_mut(position as usize) else {
                continue;
            };
            if !received.holds_interface {
                received.holds_interface = true;
                self.pending.append(&mut received.referrers);
            }
        }
    }
}

impl Definition {
    /// The ids that this definition refers to.
    pub(crate) fn parts(&self) -> impl Iterator<Item = WireId> + '_ {
        let fields = self.fields.iter().flatten().map(|field| field.id);
        let array = self.array.map(|(element, _)| element);
        let map = self
            .map
            .into_iter()
            .flat_map(|(key, element)| [key, element]);
        fields.chain(array).chain(self.slice).chain(map)
    }

    /// Whether it says of more than one kind that the type is of it. Go takes such a definition, and each of its
    /// readers looks for the kind that it wants: where a value ends depends on who reads it.
    pub(crate) fn is_of_several_kinds(&self) -> bool {
        let others = usize::from(self.fields.is_some()) + usize::from(self.marshaler.is_some());
        self.kinds_but_struct() + others > 1
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.marshaler.is_none() && self.fields.is_none() && self.kinds_but_struct() == 0
    }

    fn kinds_but_struct(&self) -> usize {
        usize::from(self.array.is_some())
            + usize::from(self.slice.is_some())
            + usize::from(self.map.is_some())
    }
}

/// Go senders count up from 64 in one process; a table of this many ids is found by index.
const DENSE: usize = 4 << 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::wire_type;

    fn define(types: &mut ReceivedTypes, id: WireId, body: &[u8]) {
        types.define(id, &mut &*body, &Limits::default()).unwrap();
    }

    fn slice_of(element: WireId) -> Vec<u8> {
        let mut body = Vec::new();
        wire_type::put_slice(&mut body, "", 0, element);
        body
    }

    #[test]
    fn interfaces_are_found_through_types_in_any_order_of_definition() {
        let mut types = ReceivedTypes::default();
        define(&mut types, 64, &slice_of(65));
        define(&mut types, 65, &slice_of(70_000));
        define(&mut types, 66, &slice_of(2));
        assert!(!types.holds_interface(64));
        define(&mut types, 70_000, &slice_of(id::INTERFACE));
        for id in [64, 65, 70_000, id::INTERFACE] {
            assert!(types.holds_interface(id), "{id}");
        }
        assert!(!types.holds_interface(66));
    }

    #[test]
    fn recursive_types_hold_what_their_parts_hold() {
        let mut types = ReceivedTypes::default();
        let mut node = Vec::new();
        let fields = [(&b"Next"[..], 64), (b"V", 8)];
        wire_type::put_struct(&mut node, "Node", 64, fields.into_iter());
        define(&mut types, 64, &node);
        assert!(types.holds_interface(64));
    }

    #[test]
    fn predeclared_and_defined_ids_are_duplicates() {
        let mut types = ReceivedTypes::default();
        define(&mut types, 64, &slice_of(2));
        for id in [-1, 0, 2, 63, 64] {
            let error = types
                .define(id, &mut &*slice_of(2), &Limits::default())
                .unwrap_err();
            assert_eq!(error.to_string(), "gob: duplicate type received", "{id}");
        }
        assert!(types.get(2).is_none());
        assert!(types.get(i32::MIN).is_none());
    }

    #[test]
    fn the_table_stops_at_its_limits() {
        let mut types = ReceivedTypes::default();
        let limits = Limits::default().types(1);
        types.define(64, &mut &*slice_of(2), &limits).unwrap();
        let error = types.define(65, &mut &*slice_of(2), &limits).unwrap_err();
        assert!(error.to_string().contains("Limits::types"));
        let limits = Limits::default().definition_bytes(10);
        let error = types.define(65, &mut &*slice_of(2), &limits).unwrap_err();
        assert!(error.to_string().contains("Limits::definition_bytes"));
    }
}
