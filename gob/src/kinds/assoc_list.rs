//! A map as a list of its entries, for keys that Rust's maps do not take.

use std::fmt;

use super::map::HASH_SPARE;
use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo, identity, type_ref};

/// Go's `map[K]V` as a list of entries, for keys that are neither `Hash` nor `Ord`: floats, interfaces.
///
/// Entries keep the order in which they were added or received; Go sends those of a map in any. A key may be there
/// more than once: Go's maps can hold NaN many times, and what a peer repeats is kept. A Go map that receives the list
/// takes the last entry of a key, and so does [`get`](Self::get).
///
/// Decoding into a list adds to the entries that are there, as Go adds to a map; an entry with a key that is there
/// already comes behind the old one, which [`get`](Self::get) then passes over.
///
/// A list is never nil; `Option<AssocList<K, V>>` is the map that may be nil.
///
/// ```
/// use netrpc_gob::{AssocList, Gob, StreamDecoder, StreamEncoder};
///
/// #[derive(Gob, Debug, PartialEq)]
/// #[gob(name = "any")]
/// enum Any {
///     #[gob(name = "int")]
///     Int(isize),
///     #[gob(name = "string")]
///     Text(String),
/// }
///
/// // map[any]float64
/// let mut prices = AssocList::new();
/// prices.push(Some(Any::Int(7)), 1.5);
/// prices.push(Some(Any::Text("seven".into())), 2.5);
/// prices.push(None, 0.5);
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&prices)?;
/// let received: AssocList<Option<Any>, f64> = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
/// assert_eq!(received.get(&Some(Any::Int(7))), Some(&1.5));
/// assert_eq!(received, prices);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssocList<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> AssocList<K, V> {
    /// A list without entries.
    pub const fn new() -> Self {
        let entries = Vec::new();
        AssocList { entries }
    }

    /// Adds an entry behind the others, whether or not its key is there.
    pub fn push(&mut self, key: K, value: V) {
        self.entries.push((key, value));
    }

    /// The element of the last entry with this key, in time linear in the entries.
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: PartialEq<Q>,
    {
        let entry = self.entries.iter().rev().find(|(known, _)| known == key);
        entry.map(|(_, value)| value)
    }

    /// The entries in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.entries.iter()
    }

    /// The entries as a slice.
    pub fn as_slice(&self) -> &[(K, V)] {
        &self.entries
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<K, V> Default for AssocList<K, V> {
    fn default() -> Self {
        AssocList::new()
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for AssocList<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.entries.iter().map(|(key, value)| (key, value));
        f.debug_map().entries(entries).finish()
    }
}

impl<K, V> From<Vec<(K, V)>> for AssocList<K, V> {
    fn from(entries: Vec<(K, V)>) -> Self {
        AssocList { entries }
    }
}

impl<K, V> From<AssocList<K, V>> for Vec<(K, V)> {
    fn from(list: AssocList<K, V>) -> Self {
        list.entries
    }
}

impl<K, V> FromIterator<(K, V)> for AssocList<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Vec::from_iter(entries).into()
    }
}

impl<K, V> Extend<(K, V)> for AssocList<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        self.entries.extend(entries);
    }
}

impl<K, V> IntoIterator for AssocList<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'l, K, V> IntoIterator for &'l AssocList<K, V> {
    type Item = &'l (K, V);
    type IntoIter = std::slice::Iter<'l, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: GobType, V: GobType> GobType for AssocList<K, V> {
    type Identity = identity::Map<K::Identity, V::Identity>;
    const TYPE: &'static TypeInfo =
        &TypeInfo::new::<Self>(GoName::Unnamed, Kind::Map(type_ref::<K>(), type_ref::<V>()));
    const IS_MAP: bool = true;
}

impl<K: Encode, V: Encode> Encode for AssocList<K, V> {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.map(self.entries.iter().map(|(key, value)| (key, value)))
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl<K: Decode, V: Decode> Decode for AssocList<K, V> {
    fn zero() -> Self {
        AssocList::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        // A vector makes room for four entries at once, as a hash map does.
        let spare = if self.is_empty() { HASH_SPARE } else { 0 };
        reader.map(plan, spare, |key, value| self.push(key, value))
    }
}
