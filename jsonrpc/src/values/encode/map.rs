//! Maps, sorted by key as Go sorts them: by the bytes of the key before it is escaped.

use std::ops::Range;

use serde::{Serialize, ser::SerializeMap};

use super::{super::error::Result, Encoder, key::append_key};
use crate::values::escape::append_quoted;

/// The entries of an object. They are written as they come; when it turns out that they came out of order, their text is
/// put in order at the end.
pub(crate) struct Entries<'e, 'a> {
    encoder: &'e mut Encoder<'a>,
    sort: bool,
    in_order: bool,
    /// Where the first entry begins in the output.
    start: usize,
    /// All keys one after the other, unescaped.
    keys: String,
    entries: Vec<Entry>,
}

struct Entry {
    /// In `keys`.
    key: Range<usize>,
    /// In the output, without the comma before it.
    text: Range<usize>,
}

impl<'e, 'a> Entries<'e, 'a> {
    pub(super) fn open(encoder: &'e mut Encoder<'a>, sort: bool) -> Result<Self> {
        encoder.open(b'{')?;
        let start = encoder.out.len();
        Ok(Self {
            encoder,
            sort,
            in_order: true,
            start,
            keys: String::new(),
            entries: Vec::new(),
        })
    }

    fn key_of(&self, entry: &Entry) -> &str {
        self.keys.get(entry.key.clone()).unwrap_or_default()
    }

    fn put_in_order(&mut self) {
        let unordered = self.encoder.out.split_off(self.start);
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_by(|left, right| self.key_of(left).cmp(self.key_of(right)));
        for (position, entry) in entries.iter().enumerate() {
            if position > 0 {
                self.encoder.out.push(b',');
            }
            let text = entry.text.start - self.start..entry.text.end - self.start;
            self.encoder
                .out
                .extend_from_slice(unordered.get(text).unwrap_or_default());
        }
    }
}

impl SerializeMap for Entries<'_, '_> {
    type Ok = ();
    type Error = super::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        if self.encoder.out.len() > self.start {
            self.encoder.out.push(b',');
        }
        if !self.sort {
            self.keys.clear();
        }
        let before = self.keys.len();
        append_key(&mut self.keys, key)?;
        let start = self.encoder.out.len();
        let text = self.keys.get(before..).unwrap_or_default();
        append_quoted(self.encoder.out, text);
        self.encoder.out.push(b':');
        if self.sort {
            self.in_order &= self
                .entries
                .last()
                .is_none_or(|last| self.key_of(last) <= text);
            self.entries.push(Entry {
                key: before..self.keys.len(),
                text: start..start,
            });
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.encoder.append(value)?;
        if let Some(entry) = self.entries.last_mut() {
            entry.text.end = self.encoder.out.len();
        }
        Ok(())
    }

    fn end(mut self) -> Result<()> {
        if !self.in_order {
            self.put_in_order();
        }
        self.encoder.close(b'}');
        Ok(())
    }
}
