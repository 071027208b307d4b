//! Text eight bytes at a time: the bytes at which a string stops being plain, and the digits of numbers.

/// Where the first quote, backslash or control character is.
#[inline]
pub(crate) fn string_end(bytes: &[u8]) -> Option<usize> {
    let word = match bytes.first_chunk() {
        Some(word) => u64::from_le_bytes(*word),
        None => short_word(bytes),
    };
    let found = ends_string(word);
    if found != 0 {
        // Most strings are short.
        return Some(found.trailing_zeros() as usize / 8);
    }
    long_string_end(bytes.get(8..)?).map(|end| 8 + end)
}

fn long_string_end(bytes: &[u8]) -> Option<usize> {
    find(bytes, ends_string)
}

#[inline]
fn ends_string(word: u64) -> u64 {
    (below_space(word) | equals(word, b'"') | equals(word, b'\\')) & !word & HIGH_BITS
}

/// Where the first quote or backslash is.
pub(crate) fn quote_or_escape(bytes: &[u8]) -> Option<usize> {
    find(bytes, |word| {
        (equals(word, b'"') | equals(word, b'\\')) & !word & HIGH_BITS
    })
}

/// How many bytes at the front of a word need no escape in Go's strings: 8 if none of them may.
#[inline]
pub(crate) fn plain_bytes(word: [u8; 8]) -> usize {
    let word = u64::from_le_bytes(word);
    // Two pairs differ in one bit.
    let ascii = below_space(word)
        | equals(word, b'\\')
        | equals(word | (LOW_BITS * 0x04), b'"' | b'&')
        | equals(word | (LOW_BITS * 0x02), b'<' | b'>');
    let separator = equals(word ^ HIGH_BITS, 0xe2 ^ 0x80);
    let found = ((ascii & !word) | (separator & word)) & HIGH_BITS;
    found.trailing_zeros() as usize / 8
}

/// Where the first byte is that belongs to no list of numbers, as far as they have no exponents.
pub(crate) fn numbers_end(bytes: &[u8]) -> Option<usize> {
    find(bytes, |word| {
        let below = word.wrapping_sub(LOW_BITS * u64::from(b','));
        let above = word.wrapping_add(LOW_BITS * u64::from(0x7f - b'9'));
        (below | above | word) & HIGH_BITS
    })
}

/// The number that the digits at the front of a word are, and how many they are.
#[inline]
pub(crate) fn digits_of_word(word: u64) -> (i64, usize) {
    let digits = word ^ (LOW_BITS * u64::from(b'0'));
    // What is no digit is above 9 now. A sum may run over into the byte after one that is none.
    let others = ((digits.wrapping_add(LOW_BITS * 0x76)) | digits) & HIGH_BITS;
    let count = others.trailing_zeros() as usize / 8;
    // Zeros in front make eight of them. Each step joins neighbours: digits, pairs, then fours.
    let digits = digits
        .checked_shl(64 - 8 * count as u32)
        .unwrap_or_default();
    let pairs = digits.wrapping_mul(1 + (10 << 8)) >> 8;
    let fours = (pairs & 0x00ff_00ff_00ff_00ff).wrapping_mul(1 + (100 << 16)) >> 16;
    let all = (fours & 0x0000_ffff_0000_ffff).wrapping_mul(1 + (10_000 << 32)) >> 32;
    (all as i64, count)
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
    let rest = words.remainder();
    if rest.is_empty() {
        return None;
    }
    // The last word overlaps the one before it, in which nothing was found.
    let (last, start) = match bytes.last_chunk() {
        Some(last) => (u64::from_le_bytes(*last), bytes.len() - 8),
        None => (short_word(bytes), 0),
    };
    let found = hits(last);
    // A letter of the filling may be one.
    (found != 0)
        .then(|| start + found.trailing_zeros() as usize / 8)
        .filter(|place| *place < bytes.len())
}

/// Less than a word, filled with letters.
#[inline]
pub(crate) fn short_word(bytes: &[u8]) -> u64 {
    let filling = (LOW_BITS * u64::from(b'a')) << (8 * bytes.len());
    let word = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let last = u64::from(u32::from_le_bytes(*last));
            u64::from(u32::from_le_bytes(*first)) | last << (8 * (bytes.len() - 4))
        }
        _ => bytes
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    filling | word
}

/// Has the high bit of each byte that is `byte`, which is ASCII, and of others that are not.
#[inline]
fn equals(word: u64, byte: u8) -> u64 {
    (word ^ (LOW_BITS * u64::from(byte))).wrapping_sub(LOW_BITS)
}

/// Has the high bit of each byte below 0x20, and of others that are not ASCII.
#[inline]
fn below_space(word: u64) -> u64 {
    word.wrapping_sub(LOW_BITS * 0x20)
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
                    if let Ok(word) = bytes.as_slice().try_into() {
                        let special =
                            matches!(byte, 0..=0x1f | b'"' | b'\\' | b'<' | b'>' | b'&' | 0xe2);
                        assert_eq!(plain_bytes(word), if special { place } else { 8 });
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_that_fill_no_word_have_no_end() {
        for text in ["", ",", "1,2,3", "1234567", "12345678", "1,2,-3,4.5"] {
            assert_eq!(numbers_end(text.as_bytes()), None, "{text}");
        }
        assert_eq!(numbers_end(b"1,2]"), Some(3));
    }

    proptest! {
        #[test]
        fn the_first_of_several_is_found(bytes: Vec<u8>) {
            let first = |is_one: fn(&u8) -> bool| bytes.iter().position(is_one);
            prop_assert_eq!(string_end(&bytes), first(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\')));
            prop_assert_eq!(quote_or_escape(&bytes), first(|byte| matches!(byte, b'"' | b'\\')));
            prop_assert_eq!(
                numbers_end(&bytes),
                first(|byte| !matches!(byte, b',' | b'-' | b'.' | b'/' | b'0'..=b'9'))
            );
        }

        #[test]
        fn the_plain_bytes_before_the_first_special_one_are_counted(word: [u8; 8]) {
            let special = |byte: &u8| matches!(byte, 0..=0x1f | b'"' | b'\\' | b'<' | b'>' | b'&' | 0xe2);
            prop_assert_eq!(plain_bytes(word), word.iter().position(special).unwrap_or(8));
        }

        #[test]
        fn the_digits_of_a_word_are_its_number(text in "[0-9]{0,8}", after in "[^0-9]{8}") {
            let word = *format!("{text}{after}").as_bytes().first_chunk().unwrap();
            let number = text.parse().unwrap_or_default();
            prop_assert_eq!(digits_of_word(u64::from_le_bytes(word)), (number, text.len()));
        }
    }
}
