//! The parts of JSON text: strings without their escapes, and numbers.

use std::{borrow::Cow, str};

use crate::{
    scan::number_length,
    search::{quote_or_escape, string_end},
};

/// Reads a string after its opening quote; returns it with what follows the closing quote. `None` is no string.
///
/// As in Go, halves of surrogate pairs and bytes that are not UTF-8 become U+FFFD.
pub(super) fn read_string(rest: &[u8]) -> Option<(Cow<'_, str>, &[u8])> {
    let (plain, after) = split_at_special(rest)?;
    if let Some((b'"', after)) = after.split_first() {
        return Some((lossy(plain), after));
    }
    let mut text = lossy(plain).into_owned();
    let mut rest = after;
    loop {
        let after = match rest.split_first()? {
            (b'"', after) => return Some((Cow::Owned(text), after)),
            (b'\\', after) => append_unescaped(&mut text, after)?,
            _ => return None,
        };
        let (plain, after) = split_at_special(after)?;
        text.push_str(&lossy(plain));
        rest = after;
    }
}

/// Steps over a string after its opening quote.
pub(super) fn skip_string(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let after = rest.get(quote_or_escape(rest)?..)?;
        match after {
            [b'"', after @ ..] => return Some(after),
            [_, _, after @ ..] => rest = after,
            _ => return None,
        }
    }
}

/// Splits a number from what follows it. `None` is no number.
pub(super) fn split_number(rest: &[u8]) -> Option<(&str, &[u8])> {
    let (number, after) = rest.split_at(number_length(rest)?);
    Some((str::from_utf8(number).ok()?, after))
}

/// Splits before the first quote, backslash or control character.
fn split_at_special(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    string_end(rest).map(|at| rest.split_at(at))
}

/// Valid UTF-8 as it is; each byte that is not part of any becomes a U+FFFD of its own, as Go has it.
fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    let first_error = match str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error,
    };
    let mut text = String::with_capacity(bytes.len() + 8);
    let mut rest = bytes;
    let mut error = first_error;
    loop {
        let (valid, invalid) = rest.split_at(error.valid_up_to());
        text.push_str(str::from_utf8(valid).unwrap_or_default());
        let broken = error.error_len().unwrap_or(invalid.len());
        text.extend(std::iter::repeat_n(char::REPLACEMENT_CHARACTER, broken));
        rest = invalid.get(broken..).unwrap_or_default();
        match str::from_utf8(rest) {
            Ok(valid) => {
                text.push_str(valid);
                return Cow::Owned(text);
            }
            Err(next) => error = next,
        }
    }
}

/// Appends what the escape after a backslash stands for, and returns what follows it.
fn append_unescaped<'a>(text: &mut String, rest: &'a [u8]) -> Option<&'a [u8]> {
    let (&escape, after) = rest.split_first()?;
    text.push(match escape {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let (character, after) = read_unicode(after)?;
            text.push(character);
            return Some(after);
        }
        b'"' | b'\\' | b'/' => char::from(escape),
        _ => return None,
    });
    Some(after)
}

/// Reads the digits after `\u`, and those of a second half that belongs to it.
fn read_unicode(rest: &[u8]) -> Option<(char, &[u8])> {
    let (unit, after) = read_unit(rest)?;
    if let Some(character) = char::from_u32(unit) {
        return Some((character, after));
    }
    let pair = match after {
        [b'\\', b'u', second @ ..] if unit < 0xdc00 => {
            read_unit(second).filter(|(low, _)| (0xdc00..0xe000).contains(low))
        }
        _ => None,
    };
    match pair {
        Some((low, after)) => Some((
            char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00))?,
            after,
        )),
        None => Some((char::REPLACEMENT_CHARACTER, after)),
    }
}

fn read_unit(rest: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, after) = rest.split_first_chunk::<4>()?;
    let unit = digits.iter().try_fold(0, |unit, digit| {
        Some(unit << 4 | char::from(*digit).to_digit(16)?)
    })?;
    Some((unit, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_lose_their_escapes_as_in_go() {
        for (json, text) in [
            (&br#"""#[..], ""),
            (br#"plain""#, "plain"),
            (br#"\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
            (br#"\u0041\u00e9\u20AC""#, "Aé€"),
            (br#"a\u0000\ud83d\ude00\ud800x""#, "a\0😀\u{fffd}x"),
            (br#"\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
            (br#"\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            (br#"\ud83d\n""#, "\u{fffd}\n"),
            (b"bad\xffutf\"", "bad\u{fffd}utf"),
            (
                b"\xed\xa0\x80 \xf4\x90\x80\x80 \xc0\x80 \xe2\x28\"",
                "\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd} \u{fffd}(",
            ),
            (
                b"\xe2\x82\\n\xe2\x82\"",
                "\u{fffd}\u{fffd}\n\u{fffd}\u{fffd}",
            ),
        ] {
            let (read, rest) = read_string(json).unwrap();
            assert_eq!(read, text);
            assert!(rest.is_empty());
            assert_eq!(skip_string(json), Some(&b""[..]));
        }
    }

    #[test]
    fn a_string_without_an_end_is_none() {
        for json in [&b""[..], b"abc", b"\\", b"\\u12", b"\\ud800\\u12"] {
            assert_eq!(read_string(json), None);
        }
    }

    #[test]
    fn what_no_string_may_hold_makes_it_none() {
        for json in [
            &b"a\nb\""[..],
            b"a\\n\x1f\"",
            b"\\x41\"",
            b"\\'\"",
            b"\\u+123\"",
            b"\\u 123\"",
            b"\\ud83d\\u+e00\"",
        ] {
            assert_eq!(read_string(json), None);
        }
    }
}
