//! Strings as Go writes them: HTML characters and the line separators of JavaScript never appear bare.

use crate::search::{plain_bytes, short_word};

/// Appends `text` as a JSON string.
pub(crate) fn append_quoted(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 16);
    out.push(b'"');
    append_unquoted(out, text.as_bytes());
    out.push(b'"');
}

/// Appends a string without its quotes.
pub(crate) fn append_unquoted(out: &mut Vec<u8>, text: &[u8]) {
    let mut rest = append_plain(out, text);
    while !rest.is_empty() {
        rest = append_special(out, rest);
        rest = append_plain(out, rest);
    }
}

/// Appends what needs no escape at the front of `text`, and returns the rest.
fn append_plain<'a>(out: &mut Vec<u8>, text: &'a [u8]) -> &'a [u8] {
    let mut rest = text;
    while !rest.is_empty() {
        let (word, length) = match rest.first_chunk() {
            Some(word) => (*word, 8),
            None => (short_word(rest).to_le_bytes(), rest.len()),
        };
        let plain = plain_bytes(word).min(length);
        // A whole word at a time, of which too much is taken back, is quicker than what is wanted of it.
        out.extend_from_slice(&word);
        out.truncate(out.len() - (8 - plain));
        rest = rest.get(plain..).unwrap_or_default();
        if plain < length {
            break;
        }
    }
    rest
}

/// Appends JSON text as Go echoes it: white space between tokens is dropped, `<`, `>`, `&`, U+2028 and U+2029 in strings
/// are escaped, and everything else stays as it came, even bytes that are not UTF-8. The text must be valid JSON.
pub(crate) fn append_compacted(out: &mut Vec<u8>, text: &[u8]) {
    let mut in_string = false;
    let mut rest = text;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'"' => {
                in_string = !in_string;
                out.push(byte);
            }
            b'\\' if in_string => {
                out.push(byte);
                if let Some((&escaped, tail)) = tail.split_first() {
                    out.push(escaped);
                    rest = tail;
                }
            }
            b' ' | b'\t' | b'\r' | b'\n' if !in_string => {}
            b'<' | b'>' | b'&' if in_string => append_unicode_escape(out, u16::from(byte)),
            0xe2 if in_string => match tail {
                [0x80, last @ (0xa8 | 0xa9), tail @ ..] => {
                    append_unicode_escape(out, line_separator(*last));
                    rest = tail;
                }
                _ => out.push(byte),
            },
            _ => out.push(byte),
        }
    }
}

/// Appends the special character that `rest` begins with, and returns what follows it.
fn append_special<'a>(out: &mut Vec<u8>, rest: &'a [u8]) -> &'a [u8] {
    if let [0xe2, 0x80, last @ (0xa8 | 0xa9), tail @ ..] = rest {
        append_unicode_escape(out, line_separator(*last));
        return tail;
    }
    let Some((&byte, tail)) = rest.split_first() else {
        return rest;
    };
    match byte {
        b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        0x08 => out.extend_from_slice(b"\\b"),
        0x0c => out.extend_from_slice(b"\\f"),
        0xe2 => out.push(byte),
        _ => append_unicode_escape(out, u16::from(byte)),
    }
    tail
}

/// U+2028 and U+2029 are `e2 80 a8` and `e2 80 a9`.
fn line_separator(last_byte: u8) -> u16 {
    0x2028 + u16::from(last_byte & 1)
}

fn append_unicode_escape(out: &mut Vec<u8>, unit: u16) {
    out.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        let digit = (unit >> shift) as u8 & 0xf;
        out.push(if digit < 10 {
            b'0' + digit
        } else {
            b'a' + digit - 10
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_as_go_escapes_them() {
        for (text, quoted) in [
            ("", r#""""#),
            ("plain é 😀 \u{7f} /", "\"plain é 😀 \u{7f} /\""),
            ("<>&", r#""\u003c\u003e\u0026""#),
            (
                "\u{2028}\u{2029}\u{2027}\u{202a}…",
                "\"\\u2028\\u2029\u{2027}\u{202a}…\"",
            ),
            (
                "\0\u{1f}\n\r\t\u{8}\u{c}\"\\",
                r#""\u0000\u001f\n\r\t\b\f\"\\""#,
            ),
            ("\u{fffd}", "\"\u{fffd}\""),
        ] {
            let mut out = Vec::new();
            append_quoted(&mut out, text);
            assert_eq!(String::from_utf8_lossy(&out), quoted);
        }
    }

    #[test]
    fn a_special_character_is_escaped_wherever_it_stands() {
        for length in 0..20 {
            for place in 0..=length {
                let (before, after) = ("b".repeat(place), "a".repeat(length - place));
                for (special, escaped) in [("<", "\\u003c"), ("\u{2029}", "\\u2029"), ("…", "…")]
                {
                    let mut out = Vec::new();
                    append_quoted(&mut out, &format!("{before}{special}{after}"));
                    let quoted = format!("\"{before}{escaped}{after}\"");
                    assert_eq!(String::from_utf8_lossy(&out), quoted);
                }
            }
        }
    }

    #[test]
    fn raw_text_is_compacted_and_otherwise_left_alone() {
        for (text, compacted) in [
            (&b"{ \"a\" : [1, 2 ] }\n"[..], &b"{\"a\":[1,2]}"[..]),
            (
                b"\"<\xc3\xa9\\u00e9\\/\\u2028\xe2\x80\xa8>\"",
                b"\"\\u003c\xc3\xa9\\u00e9\\/\\u2028\\u2028\\u003e\"",
            ),
            (b"\"\\ud800 \xff \\\" <\"", b"\"\\ud800 \xff \\\" \\u003c\""),
            (b" 1.50 ", b"1.50"),
            (b"\"\xe2\x80", b"\"\xe2\x80"),
        ] {
            let mut out = Vec::new();
            append_compacted(&mut out, text);
            assert_eq!(out, compacted);
        }
    }
}
