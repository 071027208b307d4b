//! Maps: a count, then key and element by turns. A Rust map is never nil, so it is never left out;
//! `Option<HashMap<..>>` is the map that may be nil.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo, identity, type_ref};

impl<K: GobType, V: GobType, S> GobType for HashMap<K, V, S> {
    type Identity = identity::Map<K::Identity, V::Identity>;
    const TYPE: &'static TypeInfo =
        &TypeInfo::new::<Self>(GoName::Unnamed, Kind::Map(type_ref::<K>(), type_ref::<V>()));
    const IS_MAP: bool = true;
}

impl<K: Encode, V: Encode, S> Encode for HashMap<K, V, S> {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.map(self.iter())
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl<K, V, S> Decode for HashMap<K, V, S>
where
    K: Decode + Eq + Hash,
    V: Decode,
    S: BuildHasher + Default,
{
    fn zero() -> Self {
        HashMap::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        let spare = if self.is_empty() { HASH_SPARE } else { 0 };
        reader.map(plan, spare, |key, value| drop(self.insert(key, value)))
    }
}

impl<K: GobType, V: GobType> GobType for BTreeMap<K, V> {
    type Identity = identity::Map<K::Identity, V::Identity>;
    const TYPE: &'static TypeInfo =
        &TypeInfo::new::<Self>(GoName::Unnamed, Kind::Map(type_ref::<K>(), type_ref::<V>()));
    const IS_MAP: bool = true;
}

impl<K: Encode, V: Encode> Encode for BTreeMap<K, V> {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.map(self.iter())
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl<K: Decode + Ord, V: Decode> Decode for BTreeMap<K, V> {
    fn zero() -> Self {
        BTreeMap::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        let spare = if self.is_empty() { BTREE_SPARE } else { 0 };
        reader.map(plan, spare, |key, value| drop(self.insert(key, value)))
    }
}

/// Entries, beside the first, for which a hash map makes room at once, and the leaf of a B-tree does.
pub(super) const HASH_SPARE: usize = 3;
pub(super) const BTREE_SPARE: usize = 10;
