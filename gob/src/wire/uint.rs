//! Unsigned integers: one byte up to 0x7f, else the negated byte count and that many big-endian bytes
//! (Go's `encodeUint`, `decodeUintReader`). Signed ones put the sign into the lowest bit.

use byteorder::{BigEndian, ByteOrder};

/// The longest unsigned integer on the wire: the count byte and eight more.
const MAX_UINT_LEN: usize = 9;

/// Why no unsigned integer could be taken from the front of a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UintError {
    /// The buffer is empty: Go's `io.EOF`.
    Empty,
    /// The count byte asks for more bytes (`wanted`) than there are (`left`).
    Short {
        /// Bytes that the count byte announces.
        wanted: usize,
        /// Bytes behind the count byte.
        left: usize,
    },
    /// The count byte is 0x80 to 0xf7: more than eight bytes.
    TooLong,
}

/// Appends `value`, without a branch on its width once it is above 0x7f.
#[inline]
pub(crate) fn put_uint(out: &mut Vec<u8>, value: u64) {
    if value <= 0x7f {
        out.push(value as u8);
        return;
    }
    let (bytes, len) = encode_long(value);
    out.extend_from_slice(&bytes);
    out.truncate(out.len() - (MAX_UINT_LEN - len));
}

/// Appends `value` as Go's `encodeInt` does.
#[inline]
pub(crate) fn put_int(out: &mut Vec<u8>, value: i64) {
    put_uint(out, int_to_uint(value));
}

/// Bytes that [`put_uint`] appends for `value`.
#[inline]
pub(crate) fn uint_len(value: u64) -> usize {
    if value <= 0x7f {
        1
    } else {
        encode_long(value).1
    }
}

/// Writes `value` over the start of `slot`, which has room for it.
#[inline]
pub(crate) fn write_uint_at(slot: &mut [u8], value: u64) {
    if value <= 0x7f {
        if let Some(first) = slot.first_mut() {
            *first = value as u8;
        }
        return;
    }
    let (bytes, len) = encode_long(value);
    for (to, from) in slot.iter_mut().zip(bytes.iter().take(len)) {
        *to = *from;
    }
}

/// Takes an unsigned integer from the front of `input`. On an error `input` stays as it is.
#[inline]
pub(crate) fn take_uint(input: &mut &[u8]) -> Result<u64, UintError> {
    match input.split_first() {
        Some((&byte, rest)) if byte <= 0x7f => {
            *input = rest;
            Ok(u64::from(byte))
        }
        Some((&byte, rest)) => take_long(input, byte, rest),
        None => Err(UintError::Empty),
    }
}

/// Takes a signed integer from the front of `input`.
#[inline]
pub(crate) fn take_int(input: &mut &[u8]) -> Result<i64, UintError> {
    take_uint(input).map(int_from_uint)
}

/// Go's `toInt`: the lowest bit says whether the rest is complemented.
#[inline]
pub(crate) fn int_from_uint(value: u64) -> i64 {
    let half = (value >> 1) as i64;
    if value & 1 == 0 { half } else { !half }
}

#[inline]
fn int_to_uint(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The count byte, the value moved to the front of the other eight, and the length in use.
#[inline]
fn encode_long(value: u64) -> ([u8; MAX_UINT_LEN], usize) {
    let count = 8 - (value.leading_zeros() / 8) as usize;
    let mut bytes = [0; MAX_UINT_LEN];
    let (head, tail) = bytes.split_at_mut(1);
    if let Some(head) = head.first_mut() {
        *head = (count as u8).wrapping_neg();
    }
    BigEndian::write_u64(tail, value << (64 - 8 * count));
    (bytes, count + 1)
}

#[inline]
fn take_long<'a>(input: &mut &'a [u8], head: u8, rest: &'a [u8]) -> Result<u64, UintError> {
    let count = usize::from(head.wrapping_neg());
    if count > 8 {
        return Err(UintError::TooLong);
    }
    // With eight bytes at hand one load and one shift do; only the end of a buffer goes byte by byte.
    let value = match rest.first_chunk::<8>() {
        Some(chunk) => BigEndian::read_u64(chunk) >> (64 - 8 * count),
        None => match rest.get(..count) {
            Some(bytes) => BigEndian::read_uint(bytes, count),
            None => {
                return Err(UintError::Short {
                    wanted: count,
                    left: rest.len(),
                });
            }
        },
    };
    *input = rest.get(count..).unwrap_or_default();
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Go's TestUintCodec table and the vectors of spec 1.1.
    const UINTS: &[(u64, &[u8])] = &[
        (0, &[0x00]),
        (7, &[0x07]),
        (0x7f, &[0x7f]),
        (0x80, &[0xff, 0x80]),
        (0xff, &[0xff, 0xff]),
        (0x100, &[0xfe, 0x01, 0x00]),
        (0xffff, &[0xfe, 0xff, 0xff]),
        (0x1_0000, &[0xfd, 0x01, 0x00, 0x00]),
        (0xff_ffff, &[0xfd, 0xff, 0xff, 0xff]),
        (0x100_0000, &[0xfc, 0x01, 0x00, 0x00, 0x00]),
        (0xffff_ffff, &[0xfc, 0xff, 0xff, 0xff, 0xff]),
        (1 << 32, &[0xfb, 0x01, 0x00, 0x00, 0x00, 0x00]),
        (1 << 56, &[0xf8, 0x01, 0, 0, 0, 0, 0, 0, 0]),
        (
            u64::MAX,
            &[0xf8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ),
    ];

    const INTS: &[(i64, &[u8])] = &[
        (0, &[0x00]),
        (1, &[0x02]),
        (-1, &[0x01]),
        (63, &[0x7e]),
        (64, &[0xff, 0x80]),
        (-64, &[0x7f]),
        (-65, &[0xff, 0x81]),
        (-129, &[0xfe, 0x01, 0x01]),
        (
            i64::MAX,
            &[0xf8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe],
        ),
        (
            i64::MIN,
            &[0xf8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ),
    ];

    #[test]
    fn unsigned_integers_are_written_as_go_writes_them() {
        for (value, bytes) in UINTS {
            let mut out = Vec::new();
            put_uint(&mut out, *value);
            assert_eq!(out, *bytes, "{value:#x}");
            assert_eq!(uint_len(*value), bytes.len());
            let mut slot = vec![0; bytes.len()];
            write_uint_at(&mut slot, *value);
            assert_eq!(slot, *bytes);
        }
    }

    #[test]
    fn unsigned_integers_are_read_whatever_follows_them() {
        for (value, bytes) in UINTS {
            for padding in [0, 1, 7, 8, 20] {
                let mut input = bytes.to_vec();
                input.extend(std::iter::repeat_n(0xaa, padding));
                let mut rest = input.as_slice();
                assert_eq!(take_uint(&mut rest), Ok(*value));
                assert_eq!(rest.len(), padding);
            }
        }
    }

    #[test]
    fn signed_integers_round_trip_in_gos_bytes() {
        for (value, bytes) in INTS {
            let mut out = Vec::new();
            put_int(&mut out, *value);
            assert_eq!(out, *bytes, "{value}");
            assert_eq!(take_int(&mut out.as_slice()), Ok(*value));
        }
    }

    #[test]
    fn forms_longer_than_needed_are_accepted() {
        for bytes in [
            &[0xff, 0x03][..],
            &[0xf8, 0, 0, 0, 0, 0, 0, 0, 3],
            &[0xfe, 0x00, 0x03],
        ] {
            assert_eq!(take_uint(&mut &*bytes), Ok(3));
        }
    }

    #[test]
    fn bad_integers_are_named_and_take_nothing() {
        let cases: &[(&[u8], UintError)] = &[
            (&[], UintError::Empty),
            (&[0xf8, 1], UintError::Short { wanted: 8, left: 1 }),
            (&[0x80, 1, 2], UintError::TooLong),
            (&[0xf7, 1, 2], UintError::TooLong),
        ];
        for (bytes, error) in cases {
            let mut rest = *bytes;
            assert_eq!(take_uint(&mut rest), Err(*error));
            assert_eq!(rest.len(), bytes.len());
        }
    }
}
