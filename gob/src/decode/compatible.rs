//! Whether values of a peer's type can be stored in ours: Go's `compatibleType` (spec 2.5). Numbers keep
//! their kind (signed, unsigned, float), whatever their width; nothing is converted.

use std::any::TypeId;

use crate::types::id;
use crate::types::{Kind, ReceivedTypes, TypeInfo, WireId};

/// Whether values of the peer's type `id` can be stored in the type `info`.
pub(super) fn is_compatible(info: &'static TypeInfo, id: WireId, types: &ReceivedTypes) -> bool {
    let compared = Vec::new();
    Compatibility { types, compared }.check(info, id)
}

struct Compatibility<'t> {
    types: &'t ReceivedTypes,
    /// Types met on the way; each is compared once.
    compared: Vec<(TypeId, WireId)>,
}

impl Compatibility<'_> {
    fn check(&mut self, info: &'static TypeInfo, id: WireId) -> bool {
        let base = info.base();
        let definition = self.types.get(id).map(|received| &received.definition);
        if definition.is_some_and(|definition| definition.external.is_some()) {
            return false;
        }
        if let Some(basic) = base.basic_id() {
            return basic == id;
        }
        let identity = base.identity();
        if let Some((_, with)) = self
            .compared
            .iter()
            .find(|(compared, _)| *compared == identity)
        {
            return *with == id;
        }
        self.compared.push((identity, id));
        match base.underlying() {
            Kind::Array(element, len) => match definition.and_then(|definition| definition.array) {
                Some((remote, remote_len)) => {
                    i64::try_from(len) == Ok(remote_len) && self.check(element(), remote)
                }
                None => false,
            },
            Kind::Map(key, element) => match definition.and_then(|definition| definition.map) {
                Some((remote_key, remote)) => {
                    self.check(key(), remote_key) && self.check(element(), remote)
                }
                None => false,
            },
            Kind::Slice(element) => {
                let slice = definition.and_then(|definition| definition.slice);
                match slice.or(id::builtin_slice_element(id)) {
                    Some(remote) => self.check(element(), remote),
                    None => false,
                }
            }
            // Fields are compared by name when the plan is made.
            Kind::Struct(..) => true,
            _ => false,
        }
    }
}
