//! Bytes that should be text, in errors and where a `str` is asked for.

use std::borrow::Cow;

use crate::go_quote::quote;

/// Go's `%q`; of a long text the start alone, as an error must not be many times what a peer has sent.
pub(super) fn quote_start(text: &[u8]) -> String {
    quote_start_by(quote, text)
}

/// The same with other quotes than Go's `%q`.
pub(super) fn quote_start_by(quote: fn(&[u8]) -> String, text: &[u8]) -> String {
    match text.get(..MAX_QUOTED) {
        Some(start) if text.len() > MAX_QUOTED => quote(start) + "...",
        _ => quote(text),
    }
}

/// The text as it is; of a long one the start alone.
pub(super) fn start(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_QUOTED {
        return text.into();
    }
    let end = (0..=MAX_QUOTED).rev().find(|&at| text.is_char_boundary(at));
    format!("{}...", text.get(..end.unwrap_or(0)).unwrap_or("")).into()
}

/// Both sides of the first `byte`.
pub(super) fn split_once(text: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|&other| other == byte)?;
    split_around(text, at)
}

/// Both sides of the last `byte`.
pub(super) fn rsplit_once(text: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().rposition(|&other| other == byte)?;
    split_around(text, at)
}

/// What stands before a place, and what stands behind the byte there.
fn split_around(text: &[u8], at: usize) -> Option<(&[u8], &[u8])> {
    Some((text.get(..at)?, text.get(at.checked_add(1)?..)?))
}

/// More of a text than anyone reads in an error.
const MAX_QUOTED: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_quoted_at_their_start() {
        assert_eq!(quote_start(&[b'a'; MAX_QUOTED]).len(), MAX_QUOTED + 2);
        let quoted = quote_start(&vec![0xff; 1 << 20]);
        assert_eq!(quoted.len(), 4 * MAX_QUOTED + 5);
        assert!(quoted.ends_with(r#"\xff"..."#));
        let long = "é".repeat(MAX_QUOTED);
        assert_eq!(start(&long).len(), MAX_QUOTED + 3);
        let shifted = format!("a{long}");
        assert_eq!(start(&shifted).len(), MAX_QUOTED + 2);
        assert_eq!(start("é"), "é");
    }
}
