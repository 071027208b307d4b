//! Sets are maps without elements: `map[K]struct{}`.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use super::map::{BTREE_SPARE, HASH_SPARE};
use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo, identity, type_ref};

impl<K: GobType, S> GobType for HashSet<K, S> {
    type Identity = identity::Map<K::Identity, ()>;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Self>(
        GoName::Unnamed,
        Kind::Map(type_ref::<K>(), type_ref::<()>()),
    );
    const IS_MAP: bool = true;
}

impl<K: Encode, S> Encode for HashSet<K, S> {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.map(self.iter().map(|key| (key, &())))
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl<K: Decode + Eq + Hash, S: BuildHasher + Default> Decode for HashSet<K, S> {
    fn zero() -> Self {
        HashSet::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        let spare = if self.is_empty() { HASH_SPARE } else { 0 };
        reader.map(plan, spare, |key, ()| {
            self.insert(key);
        })
    }
}

impl<K: GobType> GobType for BTreeSet<K> {
    type Identity = identity::Map<K::Identity, ()>;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Self>(
        GoName::Unnamed,
        Kind::Map(type_ref::<K>(), type_ref::<()>()),
    );
    const IS_MAP: bool = true;
}

impl<K: Encode> Encode for BTreeSet<K> {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.map(self.iter().map(|key| (key, &())))
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl<K: Decode + Ord> Decode for BTreeSet<K> {
    fn zero() -> Self {
        BTreeSet::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        let spare = if self.is_empty() { BTREE_SPARE } else { 0 };
        reader.map(plan, spare, |key, ()| {
            self.insert(key);
        })
    }
}
