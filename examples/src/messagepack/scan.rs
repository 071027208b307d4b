//! Where a MessagePack value ends.

use netrpc::{CodecError, CodecErrorKind};
use rmp::Marker;

/// Finds the end of one value, and keeps its place while bytes arrive: each is looked at once.
///
/// Nesting takes no stack and no memory: what is open is nothing but a number of values that are still to come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    /// Bytes of whole items, and then of those that are skipped.
    offset: usize,
    missing: u64,
}

impl Scan {
    pub(super) fn new() -> Self {
        Self {
            offset: 0,
            missing: 1,
        }
    }

    /// The value's length once all of it is there. `input` begins with what it began with before.
    ///
    /// # Errors
    /// These bytes are no MessagePack, or more than `max` of them.
    pub(super) fn end(&mut self, input: &[u8], max: usize) -> Result<Option<usize>, CodecError> {
        while self.missing > 0 {
            let item = input.get(self.offset..).and_then(Item::first);
            let Some(item) = item else { break };
            let item = item?;
            self.missing = (self.missing - 1).saturating_add(item.values);
            self.offset = self.offset.saturating_add(item.bytes);
            // Every value takes a byte, so what is announced counts before it has come.
            let announced = usize::try_from(self.missing).unwrap_or(usize::MAX);
            if self.offset.saturating_add(announced) > max {
                return Err(CodecError::new(
                    CodecErrorKind::Limit,
                    format!("msgpack: a value of more than {max} bytes (netrpc::Limits)"),
                ));
            }
        }
        Ok((self.missing == 0 && self.offset <= input.len()).then_some(self.offset))
    }
}

/// A marker with its length, and for strings and the like with their bytes.
struct Item {
    bytes: usize,
    /// How many values belong to it.
    values: u64,
}

impl Item {
    /// `None` if the length has not come.
    fn first(input: &[u8]) -> Option<Result<Self, CodecError>> {
        let (marker, rest) = input.split_first()?;
        let sized = |bytes: usize| Some((bytes, 0));
        // What the marker says of itself, or the number of that many bytes behind it; `extra` for the type of an extension.
        let long = |width: usize, extra: usize| {
            let length = usize::try_from(number(rest, width)?).unwrap_or(usize::MAX);
            Some((length.saturating_add(width + extra), 0))
        };
        let many = |width: usize, each: u64| Some((width, number(rest, width)? * each));
        let parts = match Marker::from_u8(*marker) {
            Marker::FixPos(_) | Marker::FixNeg(_) | Marker::Null | Marker::True | Marker::False => {
                sized(0)
            }
            Marker::U8 | Marker::I8 => sized(1),
            Marker::U16 | Marker::I16 => sized(2),
            Marker::U32 | Marker::I32 | Marker::F32 => sized(4),
            Marker::U64 | Marker::I64 | Marker::F64 => sized(8),
            Marker::FixStr(length) => sized(usize::from(length)),
            Marker::Str8 | Marker::Bin8 => long(1, 0),
            Marker::Str16 | Marker::Bin16 => long(2, 0),
            Marker::Str32 | Marker::Bin32 => long(4, 0),
            Marker::FixExt1 => sized(2),
            Marker::FixExt2 => sized(3),
            Marker::FixExt4 => sized(5),
            Marker::FixExt8 => sized(9),
            Marker::FixExt16 => sized(17),
            Marker::Ext8 => long(1, 1),
            Marker::Ext16 => long(2, 1),
            Marker::Ext32 => long(4, 1),
            Marker::FixArray(count) => Some((0, u64::from(count))),
            Marker::Array16 => many(2, 1),
            Marker::Array32 => many(4, 1),
            Marker::FixMap(count) => Some((0, u64::from(count) * 2)),
            Marker::Map16 => many(2, 2),
            Marker::Map32 => many(4, 2),
            Marker::Reserved => {
                return Some(Err(CodecError::new(
                    CodecErrorKind::Invalid,
                    "msgpack: 0xc1 begins no value",
                )));
            }
        };
        let (bytes, values) = parts?;
        Some(Ok(Self {
            bytes: bytes.saturating_add(1),
            values,
        }))
    }
}

/// A number of that many bytes, the most significant first.
fn number(input: &[u8], width: usize) -> Option<u64> {
    let bytes = input.get(..width)?;
    Some(
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_last_part_ends_however_it_arrives() {
        for value in [
            &b"\x2a"[..],
            b"\xa3abc",
            b"\xda\x00\x03abc",
            b"\xdb\x00\x00\x00\x01a",
            b"\xc4\x02ab",
            b"\xc0",
            b"\xcb\x3f\xf8\x00\x00\x00\x00\x00\x00",
            b"\xd5\x01ab",
            b"\xc7\x03\x01abc",
            b"\x90",
            b"\x82\xa1a\x93\x01\x02\x91\x03\xa1b\x80",
            b"\xde\x00\x01\xa1a\xdd\x00\x00\x00\x02\x01\x02",
        ] {
            let mut input = value.to_vec();
            input.extend_from_slice(b"\x93\x01");
            let mut whole = Scan::new();
            assert_eq!(whole.end(&input, 100).unwrap(), Some(value.len()));
            let mut scan = Scan::new();
            for end in 0..value.len() {
                assert_eq!(scan.end(&input[..end], 100).unwrap(), None, "{value:x?}");
            }
            assert_eq!(scan.end(value, 100).unwrap(), Some(value.len()));
        }
    }

    #[test]
    fn nesting_costs_no_stack_and_counts_no_further_than_it_can() {
        let mut deep = vec![0x91; 1 << 20];
        deep.push(0);
        assert_eq!(
            Scan::new().end(&deep, usize::MAX).unwrap(),
            Some(deep.len())
        );
        let wide = b"\xdf\xff\xff\xff\xff".repeat(1_000);
        assert_eq!(Scan::new().end(&wide, usize::MAX).unwrap(), None);
    }

    #[test]
    fn a_length_over_the_limit_is_an_error_before_its_bytes_come() {
        // A string, an array and a map.
        for announced in [
            b"\xdb\x00\x00\x10\x00",
            b"\xdd\x00\x00\x10\x00",
            b"\xdf\x00\x00\x08\x00",
        ] {
            let error = Scan::new().end(announced, 4_100).unwrap_err();
            assert_eq!(error.kind(), CodecErrorKind::Limit);
            assert_eq!(
                error.to_string(),
                "msgpack: a value of more than 4100 bytes (netrpc::Limits)"
            );
            assert_eq!(Scan::new().end(announced, 4_101).unwrap(), None);
        }
    }

    #[test]
    fn the_byte_that_begins_no_value_is_an_error() {
        let error = Scan::new().end(b"\x92\x01\xc1", 100).unwrap_err();
        assert_eq!(error.kind(), CodecErrorKind::Invalid);
    }
}
