//! Percent signs: which bytes need them, and where.

use super::super::text::quote_start;
use crate::marshal::PayloadError;

/// A part of a URL, as each has rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Path,
    Host,
    Zone,
    User,
    Fragment,
}

impl Part {
    /// Whether Go writes a byte as it is.
    fn is_plain(self, byte: u8) -> bool {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => true,
            b'$' | b'&' | b'+' | b',' | b':' | b';' | b'=' | b'/' | b'?' | b'@' => match self {
                Part::Path => byte != b'?',
                Part::User => !matches!(byte, b'@' | b'/' | b'?' | b':'),
                Part::Fragment => true,
                Part::Host | Part::Zone => !matches!(byte, b'/' | b'?' | b'@'),
            },
            b'!' | b'(' | b')' | b'*' => matches!(self, Part::Fragment | Part::Host | Part::Zone),
            b'\'' | b'[' | b']' | b'<' | b'>' | b'"' => matches!(self, Part::Host | Part::Zone),
            _ => false,
        }
    }

    /// Whether these are the names and addresses of hosts, which are stricter.
    fn is_host(self) -> bool {
        matches!(self, Part::Host | Part::Zone)
    }
}

/// With percent signs where a part needs them.
pub(super) fn escape(bytes: &[u8], part: Part) -> impl Iterator<Item = u8> {
    bytes.iter().flat_map(move |byte| {
        let (letters, length) = if part.is_plain(*byte) {
            ([*byte, 0, 0], 1)
        } else {
            ([b'%', upper(byte >> 4), upper(byte & 15)], 3)
        };
        letters.into_iter().take(length)
    })
}

fn upper(digit: u8) -> u8 {
    char::from_digit(digit.into(), 16).map_or(b'0', |digit| digit.to_ascii_uppercase() as u8)
}

/// Without percent signs.
pub(super) fn unescape(text: &[u8], part: Part) -> Result<Vec<u8>, PayloadError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, after @ ..] = rest {
        if *byte != b'%' {
            if part.is_host() && byte.is_ascii() && !part.is_plain(*byte) {
                let byte = quote_start(&[*byte]);
                let text = format!("invalid character {byte} in host name");
                return Err(PayloadError::new(text));
            }
            bytes.push(*byte);
            rest = after;
            continue;
        }
        let triple = rest.get(..3).unwrap_or(rest);
        let invalid = || {
            let text = format!("invalid URL escape {}", quote_start(triple));
            PayloadError::new(text)
        };
        let byte = value(triple).ok_or_else(invalid)?;
        // `%25` starts a zone (RFC 6874); else a host escapes only what is not ASCII, and a zone, besides a space, only what it
        // may have unescaped.
        let is_allowed = match part {
            _ if triple == b"%25" => true,
            Part::Host => !byte.is_ascii(),
            Part::Zone => byte == b' ' || Part::Host.is_plain(byte),
            _ => true,
        };
        if !is_allowed {
            return Err(invalid());
        }
        bytes.push(byte);
        rest = rest.get(3..).unwrap_or_default();
    }
    Ok(bytes)
}

/// The byte of a percent sign and two digits.
fn value(triple: &[u8]) -> Option<u8> {
    let [b'%', upper, lower] = triple else {
        return None;
    };
    let upper = char::from(*upper).to_digit(16)?;
    let lower = char::from(*lower).to_digit(16)?;
    Some((upper << 4 | lower) as u8)
}

/// Whether `raw` is a way to write these bytes that Go accepts.
pub(super) fn is_escape_of(raw: &[u8], bytes: &[u8], part: Part) -> bool {
    !raw.is_empty() && is_written(raw, part) && unescapes_to(raw, bytes)
}

/// Whether a text has no bytes that need a percent sign.
fn is_written(raw: &[u8], part: Part) -> bool {
    raw.iter().all(|byte| {
        let is_delimiter = matches!(
            byte,
            b'!' | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b':'
                | b'@'
        );
        is_delimiter || matches!(byte, b'[' | b']' | b'%') || part.is_plain(*byte)
    })
}

/// Whether a text is correct and, without percent signs, these bytes.
fn unescapes_to(raw: &[u8], bytes: &[u8]) -> bool {
    let mut bytes = bytes.iter();
    let mut rest = raw;
    while let [byte, after @ ..] = rest {
        let (byte, after) = match byte {
            b'%' => match rest
                .split_at_checked(3)
                .map(|(triple, after)| (value(triple), after))
            {
                Some((Some(byte), after)) => (byte, after),
                _ => return false,
            },
            _ => (*byte, after),
        };
        if bytes.next() != Some(&byte) {
            return false;
        }
        rest = after;
    }
    bytes.next().is_none()
}
