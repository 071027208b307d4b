//! What Go 1.27 says to text that is no JSON.

use std::{fmt, str};

/// Text that is no JSON. Nothing after it on the same stream can be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError(String);

impl SyntaxError {
    /// The character that `rest` begins with has no business there.
    pub(crate) fn character(rest: &[u8], place: &str) -> Self {
        Self(format!("invalid character {} {place}", quote_first(rest)))
    }

    pub(super) fn literal(rest: &[u8], literal: &str, matched: usize) -> Self {
        let expected = literal.chars().nth(matched).unwrap_or_default();
        Self::character(
            rest,
            &format!("in literal {literal} (expecting '{expected}')"),
        )
    }

    /// `escape` is what follows the backslash, up to the byte that is wrong.
    pub(super) fn escape(escape: &[u8]) -> Self {
        let escape = String::from_utf8_lossy(escape);
        if escape.chars().any(|character| {
            character == '`' || character.is_control() || character == char::REPLACEMENT_CHARACTER
        }) {
            return Self(format!(
                "invalid escape sequence {:?} in string",
                format!("\\{escape}")
            ));
        }
        Self(format!("invalid escape sequence `\\{escape}` in string"))
    }

    pub(super) fn too_deep() -> Self {
        Self("exceeded max depth".to_owned())
    }

    pub(super) fn unexpected_end() -> Self {
        Self("unexpected end of JSON input".to_owned())
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SyntaxError {}

/// The first character as Go's `strconv.QuoteRune` shows it, or the first byte where there is no character.
fn quote_first(rest: &[u8]) -> String {
    let head = rest.get(..4).unwrap_or(rest);
    let valid = match str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => head
            .get(..error.valid_up_to())
            .and_then(|valid| str::from_utf8(valid).ok())
            .unwrap_or_default(),
    };
    match valid.chars().next() {
        Some('\'') => "'\\''".to_owned(),
        Some('\n') => "'\\n'".to_owned(),
        Some('\r') => "'\\r'".to_owned(),
        Some('\t') => "'\\t'".to_owned(),
        Some('\\') => "'\\\\'".to_owned(),
        Some('\u{7}') => "'\\a'".to_owned(),
        Some('\u{8}') => "'\\b'".to_owned(),
        Some('\u{b}') => "'\\v'".to_owned(),
        Some('\u{c}') => "'\\f'".to_owned(),
        Some(control) if control.is_ascii_control() => format!("'\\x{:02x}'", u32::from(control)),
        Some(hidden) if hidden.is_control() || hidden == '\u{feff}' => {
            format!("'\\u{:04x}'", u32::from(hidden))
        }
        Some(character) => format!("'{character}'"),
        None => format!("'\\x{:02x}'", rest.first().copied().unwrap_or_default()),
    }
}
