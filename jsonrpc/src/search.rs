//! Finds the bytes at which a string stops being plain, eight at a time.

/// Where the first quote, backslash or control character is.
pub(crate) fn string_end(bytes: &[u8]) -> Option<usize> {
    find(bytes, |word| {
        below_space(word) | equals(word, b'"') | equals(word, b'\\')
    })
}

/// Where the first quote or backslash is.
pub(crate) fn quote_or_escape(bytes: &[u8]) -> Option<usize> {
    find(bytes, |word| equals(word, b'"') | equals(word, b'\\'))
}

/// Where the first byte is that may need an escape in Go's strings.
pub(crate) fn needs_escape(bytes: &[u8]) -> Option<usize> {
    find(bytes, |word| {
        below_space(word)
            | equals(word, b'"')
            | equals(word, b'\\')
            | equals(word, b'<')
            | equals(word, b'>')
            | equals(word, b'&')
            | equals(word, 0xe2)
    })
}

/// `hits` marks the bytes of a word that are looked for by their high bits. It may mark others too, but not below the first
/// that is one.
fn find(bytes: &[u8], hits: impl Fn(u64) -> u64) -> Option<usize> {
    let mut words = bytes.chunks_exact(8);
    let mut at = 0;
    for word in words.by_ref() {
        let found = hits(word.try_into().map(u64::from_le_bytes).unwrap_or_default());
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    // What is left is filled with bytes that nobody looks for.
    let mut last = [b'a'; 8];
    for (place, byte) in last.iter_mut().zip(words.remainder()) {
        *place = *byte;
    }
    let found = hits(u64::from_le_bytes(last));
    (found != 0).then(|| at + found.trailing_zeros() as usize / 8)
}

/// The bytes that are `byte`.
fn equals(word: u64, byte: u8) -> u64 {
    let zero_there = word ^ (LOW_BITS * u64::from(byte));
    zero_there.wrapping_sub(LOW_BITS) & !zero_there & HIGH_BITS
}

/// The bytes below 0x20.
fn below_space(word: u64) -> u64 {
    word.wrapping_sub(LOW_BITS * 0x20) & !word & HIGH_BITS
}

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte_is_found_or_not_at_every_place() {
        for length in 0..20 {
            for place in 0..length {
                for byte in 0..=255_u8 {
                    let mut bytes = vec![b'x'; length];
                    bytes[place] = byte;
                    let found = |is_one: bool| is_one.then_some(place);
                    assert_eq!(
                        string_end(&bytes),
                        found(matches!(byte, 0..=0x1f | b'"' | b'\\'))
                    );
                    assert_eq!(quote_or_escape(&bytes), found(matches!(byte, b'"' | b'\\')));
                    let escaped =
                        matches!(byte, 0..=0x1f | b'"' | b'\\' | b'<' | b'>' | b'&' | 0xe2);
                    assert_eq!(needs_escape(&bytes), found(escaped));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_first_of_several_is_found(bytes: Vec<u8>) {
            let first = |is_one: fn(&u8) -> bool| bytes.iter().position(is_one);
            prop_assert_eq!(string_end(&bytes), first(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\')));
            prop_assert_eq!(quote_or_escape(&bytes), first(|byte| matches!(byte, b'"' | b'\\')));
        }
    }
}
