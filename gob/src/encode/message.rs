//! Messages under construction, and the values of interfaces inside them: each stands behind a slot for its
//! length, in one buffer, so that nothing is copied on the way out of a nested value.
//!
//! A slot is usually right at once. Where it is too narrow, that is noted, and one pass over the finished
//! value makes room for all of them: moving each body by itself would move the innermost of `n` nested values
//! `n` times.

use crate::wire::{uint_len, write_uint_at};

/// The lengths that did not fit their slots.
#[derive(Debug, Default)]
pub(crate) struct Lengths {
    wide: Vec<Wide>,
    /// Bytes that they lack together.
    lacking: usize,
}

/// A message or a chunk of one that is being written.
#[derive(Debug, Default)]
pub(crate) struct Slot {
    start: usize,
    width: usize,
    /// [`Lengths::lacking`] when it was opened.
    lacking: usize,
}

#[derive(Debug)]
struct Wide {
    start: usize,
    width: usize,
    len: u64,
}

impl Lengths {
    /// Leaves room for the length of a value's first message.
    #[inline]
    pub(crate) fn open_first(&mut self, out: &mut Vec<u8>, width: usize) -> Slot {
        if self.lacking != 0 {
            // A value that failed has left something.
            self.restart();
        }
        self.open(out, width)
    }

    #[cold]
    fn restart(&mut self) {
        self.wide.clear();
        self.lacking = 0;
    }

    /// Leaves room for a length of `width` bytes.
    #[inline]
    pub(crate) fn open(&self, out: &mut Vec<u8>, width: usize) -> Slot {
        let start = out.len();
        out.extend_from_slice(&[0; 9]);
        out.truncate(start + width);
        Slot {
            start,
            width,
            lacking: self.lacking,
        }
    }

    /// Writes the length, or notes that it does not fit. Returns the width that it takes.
    #[inline]
    pub(crate) fn close(&mut self, slot: &Slot, out: &mut Vec<u8>) -> usize {
        let len = out.len() - slot.start - slot.width + (self.lacking - slot.lacking);
        let len = len as u64;
        let width = uint_len(len);
        if width == slot.width {
            if let Some(slot) = out.get_mut(slot.start..) {
                write_uint_at(slot, len);
            }
        } else {
            self.misfit(slot, len, width, out);
        }
        width
    }

    /// Ends a message or chunk and begins the next.
    pub(crate) fn cut(&mut self, slot: &mut Slot, out: &mut Vec<u8>) {
        self.close(slot, out);
        *slot = self.open(out, 1);
    }

    #[cold]
    fn misfit(&mut self, slot: &Slot, len: u64, width: usize, out: &mut Vec<u8>) {
        let Slot {
            start, width: room, ..
        } = *slot;
        let Some(surplus) = room.checked_sub(width) else {
            self.lacking += width - room;
            let width = room;
            self.wide.push(Wide { start, width, len });
            return;
        };
        // Too wide a guess: only the first message of a value has one.
        out.drain(start..start + surplus);
        for wide in self.wide.iter_mut().filter(|wide| wide.start > start) {
            wide.start -= surplus;
        }
        if let Some(slot) = out.get_mut(start..) {
            write_uint_at(slot, len);
        }
    }

    /// Makes room for the lengths that did not fit, and writes them.
    #[inline]
    pub(crate) fn settle(&mut self, out: &mut Vec<u8>) {
        if self.lacking != 0 {
            self.widen(out);
        }
    }

    #[cold]
    fn widen(&mut self, out: &mut Vec<u8>) {
        let mut from = out.len();
        out.resize(from + self.lacking, 0);
        let mut to = out.len();
        self.wide.sort_unstable_by_key(|wide| wide.start);
        while let Some(Wide { start, width, len }) = self.wide.pop() {
            let body = start + width;
            to -= from - body;
            out.copy_within(body..from, to);
            to -= uint_len(len);
            if let Some(slot) = out.get_mut(to..) {
                write_uint_at(slot, len);
            }
            from = start;
        }
        self.restart();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes `body` behind a slot, or whatever `inner` appends.
    fn wrap(
        lengths: &mut Lengths,
        out: &mut Vec<u8>,
        width: usize,
        inner: impl FnOnce(&mut Lengths, &mut Vec<u8>),
    ) {
        let slot = lengths.open(out, width);
        inner(lengths, out);
        lengths.close(&slot, out);
    }

    fn wrapped(body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        crate::wire::put_uint(&mut bytes, body.len() as u64);
        bytes.extend_from_slice(body);
        bytes
    }

    #[test]
    fn lengths_count_the_room_that_lengths_inside_them_will_take() {
        for len in [0, 1, 125, 126, 127, 128, 250, 254, 255, 256, 65_530, 70_000] {
            for guess in [1, 2, 3, 9] {
                let payload = vec![7; len];
                let mut expected = payload.clone();
                for _ in 0..5 {
                    expected = wrapped(&[&[1], expected.as_slice(), &[2]].concat());
                }
                let mut lengths = Lengths::default();
                let mut out = vec![0xaa];
                let nest = |lengths: &mut Lengths, out: &mut Vec<u8>| {
                    fn level(lengths: &mut Lengths, out: &mut Vec<u8>, left: usize, of: &[u8]) {
                        out.push(1);
                        if left == 0 {
                            out.extend_from_slice(of);
                        } else {
                            wrap(lengths, out, 1, |lengths, out| {
                                level(lengths, out, left - 1, of)
                            });
                        }
                        out.push(2);
                    }
                    level(lengths, out, 4, &payload);
                };
                wrap(&mut lengths, &mut out, guess, nest);
                lengths.settle(&mut out);
                assert_eq!(out.split_off(1), expected, "{len} bytes, guess {guess}");
            }
        }
    }

    #[test]
    fn lengths_beside_each_other_are_settled_in_their_places() {
        let mut lengths = Lengths::default();
        let (mut out, mut expected) = (Vec::new(), Vec::new());
        for len in [3, 200, 5, 1000, 0, 128] {
            let body = vec![len as u8; len];
            wrap(&mut lengths, &mut out, 1, |_, out| {
                out.extend_from_slice(&body)
            });
            expected.extend(wrapped(&body));
        }
        lengths.settle(&mut out);
        assert_eq!(out, expected);
    }
}
