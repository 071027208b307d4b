//! The calls that wait for a reply, found by `Seq`.

use std::{collections::HashMap, fmt, mem};

/// A slab indexed by `seq & mask`, as each client numbers its calls from 0 without gaps: a lookup is one index and one
/// comparison.
///
/// Calls that outlive a whole round of the slab (a long poll among short calls) move to a map, so the slab's size follows
/// the number of calls that wait, not the distance between the oldest and the newest.
pub struct PendingCalls<T> {
    /// A power of two of them.
    slots: Vec<Option<(u64, T)>>,
    stragglers: HashMap<u64, T>,
    len: usize,
}

impl<T> PendingCalls<T> {
    /// None waits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a call under a `seq` that none of the others has.
    pub fn insert(&mut self, seq: u64, call: T) {
        if self.len >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(seq);
        if let Some(slot) = self.slots.get_mut(slot) {
            if let Some((older, straggler)) = slot.replace((seq, call)) {
                self.stragglers.insert(older, straggler);
            }
            self.len += 1;
        }
    }

    /// Takes the call with this `seq`, if it still waits.
    pub fn remove(&mut self, seq: u64) -> Option<T> {
        let slot = self.slot(seq);
        let in_slot = self
            .slots
            .get_mut(slot)
            .and_then(|slot| slot.take_if(|(found, _)| *found == seq));
        let call = match in_slot {
            Some((_, call)) => Some(call),
            None if self.stragglers.is_empty() => None,
            None => self.stragglers.remove(&seq),
        };
        if call.is_some() {
            self.len -= 1;
        }
        call
    }

    /// Takes every call that `take` answers true to, in no order.
    pub fn remove_if(&mut self, mut take: impl FnMut(u64, &T) -> bool) -> Vec<T> {
        let mut taken = Vec::new();
        for slot in &mut self.slots {
            taken.extend(
                slot.take_if(|(seq, call)| take(*seq, call))
                    .map(|(_, call)| call),
            );
        }
        let late: Vec<u64> = self
            .stragglers
            .iter()
            .filter(|(seq, call)| take(**seq, call))
            .map(|(seq, _)| *seq)
            .collect();
        taken.extend(late.iter().filter_map(|seq| self.stragglers.remove(seq)));
        self.len -= taken.len();
        taken
    }

    /// Every call that waits, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.slots
            .iter()
            .flatten()
            .map(|(_, call)| call)
            .chain(self.stragglers.values())
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn slot(&self, seq: u64) -> usize {
        // Only the low bits matter, so it does not matter either what a 32-bit usize cuts off.
        (seq as usize) & self.slots.len().wrapping_sub(1)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(MIN_SLOTS);
        let old = mem::replace(
            &mut self.slots,
            std::iter::repeat_with(|| None).take(size).collect(),
        );
        self.len = self.stragglers.len();
        for (seq, call) in old.into_iter().flatten() {
            self.insert(seq, call);
        }
    }
}

impl<T> Default for PendingCalls<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            stragglers: HashMap::new(),
            len: 0,
        }
    }
}

impl<T> fmt::Debug for PendingCalls<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingCalls")
            .field("len", &self.len)
            .field("slots", &self.slots.len())
            .finish_non_exhaustive()
    }
}

const MIN_SLOTS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_found_once_and_only_under_its_own_seq() {
        let mut pending = PendingCalls::new();
        pending.insert(0, "a");
        pending.insert(1, "b");
        assert_eq!(pending.remove(16), None);
        assert_eq!(pending.remove(1), Some("b"));
        assert_eq!(pending.remove(1), None);
        assert_eq!((pending.remove(0), pending.len()), (Some("a"), 0));
        assert_eq!(PendingCalls::<()>::new().remove(0), None);
    }

    #[test]
    fn a_long_poll_among_many_short_calls_does_not_grow_the_slab() {
        let mut pending = PendingCalls::new();
        pending.insert(0, 0);
        for seq in 1..100_000 {
            pending.insert(seq, seq);
            assert_eq!(pending.remove(seq), Some(seq));
        }
        assert_eq!(pending.slots.len(), MIN_SLOTS);
        assert_eq!(pending.remove(0), Some(0));
        assert!(pending.is_empty());
    }

    #[test]
    fn many_calls_at_once_are_all_found_again_in_any_order() {
        let mut pending = PendingCalls::new();
        for seq in 0..1_000_u64 {
            pending.insert(seq, seq);
        }
        assert_eq!(pending.iter().count(), 1_000);
        for seq in (0..1_000).rev() {
            assert_eq!(pending.remove(seq), Some(seq));
        }
        assert!(pending.is_empty());
    }

    #[test]
    fn stragglers_are_counted_and_taken_like_the_others() {
        let mut pending = PendingCalls::new();
        for round in 0..4 {
            pending.insert(round * MIN_SLOTS as u64, round);
        }
        assert_eq!((pending.len(), pending.stragglers.len()), (4, 3));
        let mut taken = pending.remove_if(|seq, _| seq < 40);
        taken.sort_unstable();
        assert_eq!((taken, pending.len()), (vec![0, 1, 2], 1));
    }
}
