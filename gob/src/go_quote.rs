//! Go's `%q`: how its error texts print a string.

use std::fmt::Write as _;

/// `text` in double quotes, with Go's escapes.
pub(crate) fn quote(text: &[u8]) -> String {
    let mut quoted = String::from("\"");
    for chunk in text.utf8_chunks() {
        for letter in chunk.valid().chars() {
            push(&mut quoted, letter);
        }
        for byte in chunk.invalid() {
            let _ = write!(quoted, "\\x{byte:02x}");
        }
    }
    quoted.push('"');
    quoted
}

fn push(quoted: &mut String, letter: char) {
    match letter {
        '"' | '\\' => {
            quoted.push('\\');
            quoted.push(letter);
        }
        '\u{7}' => quoted.push_str("\\a"),
        '\u{8}' => quoted.push_str("\\b"),
        '\u{c}' => quoted.push_str("\\f"),
        '\n' => quoted.push_str("\\n"),
        '\r' => quoted.push_str("\\r"),
        '\t' => quoted.push_str("\\t"),
        '\u{b}' => quoted.push_str("\\v"),
        _ if is_print(letter) => quoted.push(letter),
        '\0'..' ' | '\u{7f}' => {
            let _ = write!(quoted, "\\x{:02x}", letter as u32);
        }
        '\0'..='\u{ffff}' => {
            let _ = write!(quoted, "\\u{:04x}", letter as u32);
        }
        _ => {
            let _ = write!(quoted, "\\U{:08x}", letter as u32);
        }
    }
}

/// Go's `strconv.IsPrint`, as near as Rust's tables come.
pub(crate) fn is_print(letter: char) -> bool {
    if letter.is_ascii() {
        return matches!(letter, ' '..='~');
    }
    // Behind another letter, Rust prints a combining mark as it is, as Go does.
    let mut pair = String::from("a");
    pair.push(letter);
    pair.escape_debug().count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_quoted_as_go_quotes_them() {
        // `fmt.Printf("%q")` of each.
        let cases: &[(&[u8], &str)] = &[
            (b"main.Point", r#""main.Point""#),
            (b"a \"b\" \\ 'c'", r#""a \"b\" \\ 'c'""#),
            (
                b"\x07\x08\x0c\n\r\t\x0b\x00\x1f\x7f",
                r#""\a\b\f\n\r\t\v\x00\x1f\x7f""#,
            ),
            ("é日😀e\u{301}".as_bytes(), "\"é日😀e\u{301}\""),
            (
                "\u{a0}\u{ad}\u{200b}\u{e000}".as_bytes(),
                r#""\u00a0\u00ad\u200b\ue000""#,
            ),
            ("\u{e0001}".as_bytes(), r#""\U000e0001""#),
            (b"\xff\xfea\xc3", r#""\xff\xfea\xc3""#),
            ("\u{fffd}".as_bytes(), "\"\u{fffd}\""),
        ];
        for (text, quoted) in cases {
            assert_eq!(quote(text), *quoted);
        }
    }
}
