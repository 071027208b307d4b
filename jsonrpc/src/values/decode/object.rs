//! Objects, as structs and as maps.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess};

use super::{decoder::Decoder, key::KeyDecoder, needed::needed_of};
use crate::values::{
    error::{Error, FieldList, Reason, Result},
    fold::same_name,
};

/// The fields of a struct, found as Go finds them: by exactly their name, else by one that differs in case alone.
///
/// A field that is `null` is as good as one that does not come. One that comes twice shall count as it came last: reading
/// stops with [`Reason::Duplicate`], and begins again with an index by which the
/// last of each is found beforehand.
pub(super) struct Fields<'a, 'de, 'r> {
    decoder: &'a mut Decoder<'de, 'r>,
    fields: &'static [&'static str],
    list: FieldList,
    seen: Seen,
    /// Where the value of each field is that counts; empty while reading goes straight ahead.
    last: Vec<Option<usize>>,
    /// The field that is likely to come next, as peers send them in order.
    likely: usize,
    is_first: bool,
    ended: bool,
    /// The places of the fields that must not be missing, as far as they were not looked at; none before the end.
    needed: Option<&'r [usize]>,
    /// That of the value that comes next.
    key: Cow<'de, str>,
    /// That value did not come, and is to be zero.
    is_zero: bool,
}

/// What a key that was just read is.
enum Key {
    Field(usize),
    /// Not one of ours.
    Unknown,
}

impl<'a, 'de, 'r> Fields<'a, 'de, 'r> {
    /// The fields after an opening bracket.
    pub(super) fn new(
        decoder: &'a mut Decoder<'de, 'r>,
        fields: &'static [&'static str],
        list: FieldList,
    ) -> Result<Self> {
        let mut access = Self::none(decoder, fields, list);
        access.ended = false;
        if access.decoder.skip_index.is_some() {
            let start = access.decoder.rest;
            access.find_last()?;
            access.decoder.rest = start;
        }
        Ok(access)
    }

    /// Those of `null`.
    pub(super) fn none(
        decoder: &'a mut Decoder<'de, 'r>,
        fields: &'static [&'static str],
        list: FieldList,
    ) -> Self {
        Self {
            decoder,
            fields,
            list,
            seen: Seen::default(),
            last: Vec::new(),
            likely: 0,
            is_first: true,
            ended: true,
            needed: None,
            key: Cow::Borrowed(""),
            is_zero: false,
        }
    }

    /// Reads the next key, up to its value.
    #[inline]
    fn next_key(&mut self) -> Result<Option<Key>> {
        let field = self.likely;
        match self.fields.get(field) {
            Some(name) if self.decoder.is_plain_key(name, self.is_first) => {
                self.is_first = false;
                self.key = Cow::Borrowed(name);
                self.likely += 1;
                Ok(Some(Key::Field(field)))
            }
            _ => self.next_unlikely_key(),
        }
    }

    fn next_unlikely_key(&mut self) -> Result<Option<Key>> {
        if !self.decoder.comes_key(&mut self.is_first)? {
            return Ok(None);
        }
        self.key = self.decoder.string()?;
        self.decoder.expect(b':')?;
        let Some(field) = self.find(&self.key) else {
            return Ok(Some(Key::Unknown));
        };
        self.likely = field + 1;
        Ok(Some(Key::Field(field)))
    }

    fn find(&self, key: &str) -> Option<usize> {
        let exact = self.fields.iter().position(|field| *field == key);
        exact.or_else(|| self.fields.iter().position(|field| same_name(field, key)))
    }

    fn find_last(&mut self) -> Result<()> {
        self.last = vec![None; self.fields.len()];
        while let Some(key) = self.next_key()? {
            let is_null = self.decoder.peek() == b'n';
            let offset = self.decoder.offset();
            match key {
                Key::Field(field) if !is_null => {
                    if let Some(last) = self.last.get_mut(field) {
                        *last = Some(offset);
                    }
                }
                _ => {}
            }
            self.decoder.skip()?;
        }
        self.likely = 0;
        self.is_first = true;
        Ok(())
    }

    /// Whether the value that comes next is the one that counts for its field.
    #[inline]
    fn counts(&mut self, field: usize) -> Result<bool> {
        if self.decoder.peek() == b'n' {
            return Ok(false);
        }
        if self.last.is_empty() {
            return if self.seen.contains(field) {
                Err(Error::new(Reason::Duplicate))
            } else {
                Ok(true)
            };
        }
        Ok(self.last.get(field).copied().flatten() == Some(self.decoder.offset()))
    }

    /// A field that did not come and must not be missing. Each is looked at once, whatever their number.
    fn next_needed(&mut self) -> Option<&'static str> {
        let mut needed = match self.needed {
            Some(needed) => needed,
            None => needed_of(self.decoder.needed, self.list),
        };
        let mut field = None;
        while let (None, Some((place, rest))) = (field, needed.split_first()) {
            needed = rest;
            if !self.seen.contains(*place) {
                field = self.fields.get(*place).copied();
            }
        }
        self.needed = Some(needed);
        field
    }
}

impl<'de> MapAccess<'de> for Fields<'_, 'de, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        while !self.ended {
            match self.next_key()? {
                None => self.ended = true,
                // Whether that is a fault is the type's to say.
                Some(Key::Unknown) => {
                    return seed
                        .deserialize(self.key.clone().into_deserializer())
                        .map(Some);
                }
                Some(Key::Field(field)) if self.counts(field)? => {
                    self.seen.insert(field);
                    let name = self.fields.get(field).copied().unwrap_or_default();
                    return seed.deserialize(name.into_deserializer()).map(Some);
                }
                Some(Key::Field(_)) => self.decoder.skip()?,
            }
        }
        if self.decoder.needed.is_empty() {
            return Ok(None);
        }
        let Some(needed) = self.next_needed() else {
            return Ok(None);
        };
        self.is_zero = true;
        seed.deserialize(needed.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        if self.is_zero {
            return self.decoder.zero(seed);
        }
        self.decoder
            .part(seed)
            .map_err(|error| error.inside_key(&self.key))
    }
}

/// Which fields have come.
#[derive(Default)]
struct Seen {
    first: u64,
    others: Vec<bool>,
}

impl Seen {
    #[inline]
    fn contains(&self, field: usize) -> bool {
        match field.checked_sub(64) {
            None => self.first & 1 << field != 0,
            Some(other) => self.others.get(other).copied().unwrap_or_default(),
        }
    }

    #[inline]
    fn insert(&mut self, field: usize) {
        let Some(other) = field.checked_sub(64) else {
            self.first |= 1 << field;
            return;
        };
        if self.others.len() <= other {
            self.others.resize(other + 1, false);
        }
        if let Some(place) = self.others.get_mut(other) {
            *place = true;
        }
    }
}

/// The entries of a map. A key that comes twice is handed on twice: maps keep the last.
pub(super) struct Entries<'a, 'de, 'r> {
    decoder: &'a mut Decoder<'de, 'r>,
    key: Cow<'de, str>,
    is_first: bool,
    count: usize,
    ended: bool,
}

/// A `BTreeMap` makes room for so many entries at once, and leaves half of it empty when it needs more; a `HashMap` begins
/// with less, and doubles.
const FIRST_ROOM: usize = 11;

impl<'a, 'de, 'r> Entries<'a, 'de, 'r> {
    /// The entries after an opening bracket.
    pub(super) fn new(decoder: &'a mut Decoder<'de, 'r>) -> Self {
        Self {
            decoder,
            key: Cow::Borrowed(""),
            is_first: true,
            count: 0,
            ended: false,
        }
    }

    /// Those of `null`.
    pub(super) fn none(decoder: &'a mut Decoder<'de, 'r>) -> Self {
        Self {
            ended: true,
            ..Self::new(decoder)
        }
    }

    /// Counts the memory of another entry, of this size.
    fn charge(&mut self, size: usize) -> Result<()> {
        let room = match self.count {
            0 => FIRST_ROOM,
            1..FIRST_ROOM => 0,
            _ => 2,
        };
        self.decoder.charge(room * size)
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if self.ended {
            return Ok(None);
        }
        if !self.decoder.comes_key(&mut self.is_first)? {
            self.ended = true;
            return Ok(None);
        }
        self.key = self.decoder.string()?;
        self.charge(size_of::<K::Value>())?;
        self.decoder.charge(self.key.len())?;
        self.decoder.expect(b':')?;
        let key = match &self.key {
            Cow::Borrowed(key) => KeyDecoder::new(Cow::Borrowed(key)),
            Cow::Owned(key) => KeyDecoder::new(Cow::Owned(key.clone())),
        };
        seed.deserialize(key)
            .map(Some)
            .map_err(|error| error.inside_key(&self.key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        self.charge(size_of::<V::Value>())?;
        self.count += 1;
        self.decoder
            .part(seed)
            .map_err(|error| error.inside_key(&self.key))
    }
}
