//! Maps, sorted by key as Go sorts them: by the bytes of the key before it is escaped.

use std::ops::Range;

use serde::{Serialize, ser::SerializeMap};

use super::{super::error::Result, Encoder, key::append_key};
use crate::values::read_quoted;

/// The entries of an object. They are written as they come; when it turns out that they came out of order, their text is
/// put in order at the end.
pub(crate) struct Entries<'e, 'a> {
    encoder: &'e mut Encoder<'a>,
    sort: bool,
    order: Order,
    /// Where the first entry begins in the output.
    start: usize,
    entries: Vec<Entry>,
}

/// Where an entry is in the output, without the comma before it.
struct Entry {
    start: usize,
    /// Where the closing quote of the key is: as characters go, it is greater than some.
    key_end: usize,
    end: usize,
}

/// What is known of the order in which the entries came.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Sorted,
    /// No key has an escape: they sort by the text that was written.
    Unsorted,
    /// They sort by what the text of the key says.
    Escaped,
}

impl<'e, 'a> Entries<'e, 'a> {
    /// `count` is how many entries will come, as far as is known.
    pub(super) fn open(encoder: &'e mut Encoder<'a>, sort: bool, count: usize) -> Result<Self> {
        encoder.open(b'{')?;
        let start = encoder.out.len();
        Ok(Self {
            encoder,
            sort,
            order: Order::Sorted,
            start,
            entries: Vec::with_capacity(if sort { count.min(MAX_RESERVED) } else { 0 }),
        })
    }

    /// A key was written; its text ends with the output.
    fn note_key(&mut self, start: usize) {
        let end = self.encoder.out.len();
        let key_end = end - 1;
        let key = text(self.encoder.out, start..key_end);
        let order = match self.entries.last() {
            _ if key.contains(&b'\\') => Order::Escaped,
            Some(last) if text(self.encoder.out, last.start..last.key_end) > key => Order::Unsorted,
            _ => Order::Sorted,
        };
        self.order = self.order.max(order);
        self.entries.push(Entry {
            start,
            key_end,
            end,
        });
    }

    fn put_in_order(&mut self) {
        let out = &mut *self.encoder.out;
        let key = |entry: &Entry| text(out, entry.start..entry.key_end);
        if self.order == Order::Escaped {
            self.entries
                .sort_by_cached_key(|entry| read_quoted(text(out, entry.start..entry.end)));
        } else {
            self.entries
                .sort_by(|left, right| key(left).cmp(key(right)));
        }
        // They are put in order behind where they are, and then moved to the front.
        let unordered = self.start..out.len();
        for (position, entry) in self.entries.iter().enumerate() {
            if position > 0 {
                out.push(b',');
            }
            out.extend_from_within(entry.start..entry.end);
        }
        out.drain(unordered);
    }
}

impl SerializeMap for Entries<'_, '_> {
    type Ok = ();
    type Error = super::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        if self.encoder.out.len() > self.start {
            self.encoder.out.push(b',');
        }
        let start = self.encoder.out.len();
        append_key(self.encoder.out, key)?;
        if self.sort {
            self.note_key(start);
        }
        self.encoder.out.push(b':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.encoder.append(value)?;
        if let Some(entry) = self.entries.last_mut() {
            entry.end = self.encoder.out.len();
        }
        Ok(())
    }

    fn end(mut self) -> Result<()> {
        if self.order != Order::Sorted {
            self.put_in_order();
        }
        self.encoder.close(b'}');
        Ok(())
    }
}

fn text(out: &[u8], range: Range<usize>) -> &[u8] {
    out.get(range).unwrap_or_default()
}

/// More entries than anyone says in good faith get their space as they come.
const MAX_RESERVED: usize = 1024;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use proptest::prelude::*;

    use crate::values::to_vec;

    proptest! {
        #[test]
        fn keys_sort_by_what_they_say_whatever_their_text_needs(
            map in proptest::collection::hash_map("[ !\"#aé<\\\\\n\u{2028}\u{2029}\u{10000}]{0,3}", any::<u8>(), 0..8),
        ) {
            let map: HashMap<String, u8> = map;
            let mut sorted = String::from("{");
            for (position, (key, value)) in map.iter().collect::<BTreeMap<_, _>>().into_iter().enumerate() {
                let comma = if position > 0 { "," } else { "" };
                let key = String::from_utf8(to_vec(key).unwrap()).unwrap();
                sorted.push_str(&format!("{comma}{key}:{value}"));
            }
            sorted.push('}');
            prop_assert_eq!(String::from_utf8(to_vec(&map).unwrap()).unwrap(), sorted);
        }
    }
}
