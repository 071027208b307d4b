//! Damages streams. Most damage to a length in front of a message ends the stream at once and proves little,
//! so insertions and removals mostly keep the lengths right.

use fastrand::Rng;

/// A stream with one to three changes.
pub(crate) fn mutate(stream: &[u8], other: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut made = stream.to_vec();
    let changes = *rng.choice(&[1, 1, 1, 2, 3]).unwrap_or(&1);
    for _ in 0..changes {
        change(&mut made, other, rng);
    }
    made
}

fn change(stream: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    if stream.is_empty() {
        stream.push(rng.u8(..));
        return;
    }
    let at = rng.usize(..stream.len());
    match rng.u8(0..20) {
        0..5 => set(stream, at, rng.u8(..)),
        5..8 => {
            let bit = 1 << rng.u8(0..8);
            let byte = stream.get(at).copied().unwrap_or_default();
            set(stream, at, byte ^ bit);
        }
        8..11 => {
            // Neighbours of a number: an id, a count, a delta.
            let byte = stream.get(at).copied().unwrap_or_default();
            let step = *rng.choice(&[1, 2, 255, 254]).unwrap_or(&1);
            set(stream, at, byte.wrapping_add(step));
        }
        11..13 => {
            let number = *rng.choice(NUMBERS).unwrap_or(&&[0][..]);
            let removed = rng.usize(..2).min(stream.len() - at);
            splice(stream, at, removed, number, rng);
        }
        13..15 => {
            let removed = rng.usize(1..9).min(stream.len() - at);
            splice(stream, at, removed, &[], rng);
        }
        15..17 => {
            let inserted: Vec<_> = (0..rng.usize(1..5)).map(|_| rng.u8(..)).collect();
            splice(stream, at, 0, &inserted, rng);
        }
        17 => {
            // A part again, or a part of another stream.
            let from = if rng.bool() || other.is_empty() {
                &stream[..]
            } else {
                other
            };
            let start = rng.usize(..from.len());
            let end = (start + rng.usize(1..40)).min(from.len());
            let part = from.get(start..end).unwrap_or_default().to_vec();
            splice(stream, at, 0, &part, rng);
        }
        18 => stream.truncate(at),
        _ => {
            let messages = messages(stream);
            move_message(stream, &messages, rng);
        }
    }
}

fn set(stream: &mut [u8], at: usize, byte: u8) {
    if let Some(place) = stream.get_mut(at) {
        *place = byte;
    }
}

/// Replaces bytes, and mostly makes the length of the message that they are in right again.
fn splice(stream: &mut Vec<u8>, at: usize, removed: usize, inserted: &[u8], rng: &mut Rng) {
    let keep_length = rng.u8(0..5) > 0;
    let found = messages(stream)
        .into_iter()
        .find(|message| (message.body..message.end).contains(&at));
    match found {
        Some(message) if keep_length && at + removed <= message.end => {
            stream.splice(at..at + removed, inserted.iter().copied());
            let len = message.end - message.body - removed + inserted.len();
            stream.splice(message.start..message.body, length(len));
        }
        _ => {
            stream.splice(at..at + removed, inserted.iter().copied());
        }
    }
}

/// Removes a message, sends it twice, or exchanges it with the next.
fn move_message(stream: &mut Vec<u8>, messages: &[Message], rng: &mut Rng) {
    let Some(index) = (!messages.is_empty()).then(|| rng.usize(..messages.len())) else {
        return;
    };
    let Some(message) = messages.get(index) else {
        return;
    };
    let bytes = stream
        .get(message.start..message.end)
        .unwrap_or_default()
        .to_vec();
    match (rng.u8(0..3), messages.get(index + 1)) {
        (0, _) => {
            stream.drain(message.start..message.end);
        }
        (1, Some(next)) => {
            stream.splice(next.end..next.end, bytes);
            stream.drain(message.start..message.end);
        }
        _ => {
            stream.splice(message.end..message.end, bytes);
        }
    }
}

struct Message {
    start: usize,
    body: usize,
    end: usize,
}

/// The messages of a stream, as far as its lengths make sense.
fn messages(stream: &[u8]) -> Vec<Message> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some((len, width)) = read_length(stream.get(start..).unwrap_or_default()) {
        let body = start + width;
        let Some(end) = body.checked_add(len).filter(|end| *end <= stream.len()) else {
            break;
        };
        found.push(Message { start, body, end });
        start = end;
    }
    found
}

fn read_length(input: &[u8]) -> Option<(usize, usize)> {
    let first = *input.first()?;
    if first < 0x80 {
        return Some((usize::from(first), 1));
    }
    let count = usize::from(first.wrapping_neg());
    let bytes = input.get(1..1 + count).filter(|_| count <= 4)?;
    let len = bytes
        .iter()
        .fold(0, |len, byte| len << 8 | usize::from(*byte));
    Some((len, 1 + count))
}

fn length(len: usize) -> Vec<u8> {
    if len < 0x80 {
        return vec![len as u8];
    }
    let bytes = (len as u32).to_be_bytes();
    let skip = bytes.iter().take_while(|byte| **byte == 0).count();
    let mut out = vec![((4 - skip) as u8).wrapping_neg()];
    out.extend(bytes.iter().skip(skip));
    out
}

/// Numbers that counts, lengths, ids and deltas do not expect.
const NUMBERS: &[&[u8]] = &[
    &[0x00],
    &[0x01],
    &[0x7f],
    &[0xff, 0x80],
    &[0xff, 0x03],
    &[0xfe, 0xff, 0xff],
    &[0xfd, 0x7f, 0xff, 0xff],
    &[0xfc, 0xff, 0xff, 0xff, 0xff],
    &[0xf8, 0x80, 0, 0, 0, 0, 0, 0, 0],
    &[0xf8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0xf7, 0x01],
    &[0x80],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_messages_are_read_and_written() {
        for len in [0, 1, 127, 128, 255, 256, 65_535, 65_536, 1 << 20] {
            let written = length(len);
            assert_eq!(read_length(&written), Some((len, written.len())), "{len}");
        }
    }

    #[test]
    fn most_insertions_and_removals_leave_the_lengths_right() {
        let stream = [3, 4, 0, 2, 4, 5, 0, 0, 0];
        let mut rng = Rng::with_seed(1);
        let mut whole = 0;
        for _ in 0..100 {
            let mut made = stream.to_vec();
            splice(&mut made, 2, 1, &[7, 8, 9], &mut rng);
            let found = messages(&made);
            whole += u32::from(found.last().is_some_and(|last| last.end == made.len()));
        }
        assert!(whole > 60, "{whole}");
    }
}
