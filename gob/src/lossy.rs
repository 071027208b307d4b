//! Bytes as text, as Go's own conversions have it: U+FFFD for each byte that is not UTF-8, where Rust's have one
//! for a whole sequence that is cut short.

use std::borrow::Cow;

/// The bytes as text.
pub(crate) fn to_text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => {
            let mut text = String::with_capacity(text_len(bytes));
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
            }
            text.into()
        }
    }
}

/// How many bytes that text has.
pub(crate) fn text_len(bytes: &[u8]) -> usize {
    let replacement = char::REPLACEMENT_CHARACTER.len_utf8();
    bytes
        .utf8_chunks()
        .map(|chunk| chunk.valid().len() + replacement * chunk.invalid().len())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bad_byte_becomes_a_letter_as_in_go() {
        // `[]rune(s)` in Go.
        let cases: &[(&[u8], &str)] = &[
            (b"", ""),
            (b"plain", "plain"),
            (b"a\xffb", "a\u{fffd}b"),
            // A euro sign that is cut short: Rust's own conversion has one letter for it.
            (b"\xe2\x82", "\u{fffd}\u{fffd}"),
            // Half of a surrogate pair.
            (b"\xed\xa0\x80", "\u{fffd}\u{fffd}\u{fffd}"),
            (
                b"\xf0\x9f\x98x\xf0\x9f\x98\x80",
                "\u{fffd}\u{fffd}\u{fffd}x\u{1f600}",
            ),
        ];
        for (bytes, text) in cases {
            assert_eq!(to_text(bytes), *text, "{bytes:x?}");
            assert_eq!(text_len(bytes), text.len(), "{bytes:x?}");
        }
    }
}
