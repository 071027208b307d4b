//! The ids of the calls that a server works on, to be echoed as they came.

use crate::values::append_compacted;

/// Numbers the calls of one connection, and keeps the client's id of each until it is answered.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// By `seq`.
    calls: Vec<Option<Id>>,
    free: Vec<usize>,
}

/// What a client calls a call. JSON-RPC allows any value, Go's clients send small numbers.
#[derive(Debug, PartialEq, Eq)]
enum Id {
    Null,
    Number(u64),
    Text(Box<[u8]>),
}

impl Ids {
    /// A number for a call with this id, for as long as it is worked on. The id is valid JSON; `None` is no id.
    pub(super) fn insert(&mut self, id: Option<&[u8]>) -> u64 {
        let id = Some(id.map_or(Id::Null, Id::new));
        let seq = match self.free.pop() {
            Some(seq) => {
                if let Some(place) = self.calls.get_mut(seq) {
                    *place = id;
                }
                seq
            }
            None => {
                self.calls.push(id);
                self.calls.len() - 1
            }
        };
        seq as u64
    }

    /// Appends the id of a call; false if there is no such call.
    pub(super) fn append(&self, seq: u64, out: &mut Vec<u8>) -> bool {
        match self.place(seq) {
            Some(Id::Null) => out.extend_from_slice(b"null"),
            Some(Id::Number(number)) => {
                out.extend_from_slice(itoa::Buffer::new().format(*number).as_bytes())
            }
            Some(Id::Text(text)) => out.extend_from_slice(text),
            None => return false,
        }
        true
    }

    /// The id of a call, if it is a number as those of Go's clients are.
    pub(super) fn number(&self, seq: u64) -> Option<u64> {
        match self.place(seq) {
            Some(Id::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The call is answered.
    pub(super) fn remove(&mut self, seq: u64) {
        let Ok(seq) = usize::try_from(seq) else {
            return;
        };
        if self.calls.get_mut(seq).and_then(Option::take).is_some() {
            self.free.push(seq);
        }
    }

    fn place(&self, seq: u64) -> Option<&Id> {
        self.calls.get(usize::try_from(seq).ok()?)?.as_ref()
    }
}

impl Id {
    fn new(text: &[u8]) -> Self {
        if text.iter().all(u8::is_ascii_digit) {
            if let Some(number) = std::str::from_utf8(text)
                .ok()
                .and_then(|digits| digits.parse().ok())
            {
                return Self::Number(number);
            }
        }
        let mut compacted = Vec::with_capacity(text.len());
        append_compacted(&mut compacted, text);
        Self::Text(compacted.into_boxed_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echo(ids: &Ids, seq: u64) -> String {
        let mut out = Vec::new();
        assert!(ids.append(seq, &mut out));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn ids_are_echoed_in_any_order_and_their_numbers_used_again() {
        let mut ids = Ids::default();
        let texts = [
            "7",
            "\"a\"",
            "18446744073709551615",
            "18446744073709551616",
            "-0",
            "{ \"a\" : [1, 2] }",
            "1.50",
        ];
        let numbers: Vec<u64> = texts
            .iter()
            .map(|text| ids.insert(Some(text.as_bytes())))
            .collect();
        for (seq, text) in numbers.iter().zip(texts).rev() {
            assert_eq!(echo(&ids, *seq), text.replace([' '], ""));
            ids.remove(*seq);
            assert!(!ids.append(*seq, &mut Vec::new()));
            ids.remove(*seq);
        }
        let again = ids.insert(None);
        assert!(numbers.contains(&again));
        assert_eq!(echo(&ids, again), "null");
        assert!(!ids.append(u64::MAX, &mut Vec::new()));
    }
}
