//! Go's `Parse`, with its texts.

use super::super::text::{quote_start, split_once};
use super::Url;
use super::escape::{Part, escape, unescape};
use super::host::parse_authority;
use crate::marshal::PayloadError;

/// The URL that a text says.
pub(super) fn parse(text: &[u8]) -> Result<Url, PayloadError> {
    let (before, fragment) = split_once(text, b'#').unwrap_or((text, b""));
    let mut url = parse_before_fragment(before).map_err(|error| failure(before, &error))?;
    if !fragment.is_empty() {
        let decoded = unescape(fragment, Part::Fragment).map_err(|error| failure(text, &error))?;
        url.raw_fragment = raw(fragment, &decoded, Part::Fragment);
        url.fragment = decoded;
    }
    Ok(url)
}

fn failure(text: &[u8], error: &PayloadError) -> PayloadError {
    PayloadError::new(format!("parse {}: {error}", quote_start(text)))
}

fn parse_before_fragment(text: &[u8]) -> Result<Url, PayloadError> {
    let mut url = Url::default();
    if text.iter().any(u8::is_ascii_control) {
        let text = "net/url: invalid control character in URL";
        return Err(PayloadError::new(text));
    }
    if text == b"*" {
        url.path = text.to_vec();
        return Ok(url);
    }
    let (scheme, rest) = split_scheme(text)?;
    url.scheme = scheme.to_ascii_lowercase();
    let (rest, query) = match split_once(rest, b'?') {
        Some((rest, query)) => {
            url.force_query = query.is_empty();
            (rest, query)
        }
        None => (rest, &b""[..]),
    };
    url.raw_query = query.to_vec();

    if rest.first() != Some(&b'/') {
        if !url.scheme.is_empty() {
            url.opaque = rest.to_vec();
            return Ok(url);
        }
        let segment = rest.split(|byte| *byte == b'/').next().unwrap_or_default();
        if segment.contains(&b':') {
            let text = "first path segment in URL cannot contain colon";
            return Err(PayloadError::new(text));
        }
    }

    let mut path = rest;
    let has_scheme = !url.scheme.is_empty();
    match rest.strip_prefix(b"//") {
        Some(after) if has_scheme || after.first() != Some(&b'/') => {
            let end = after.iter().position(|byte| *byte == b'/');
            let (authority, after) = after.split_at(end.unwrap_or(after.len()));
            (url.user, url.host) = parse_authority(&url.scheme, authority)?;
            path = after;
        }
        _ => url.omit_host = has_scheme && rest.first() == Some(&b'/'),
    }
    url.path = unescape(path, Part::Path)?;
    url.raw_path = raw(path, &url.path, Part::Path);
    Ok(url)
}

/// The scheme, empty if there is none, and what follows its colon.
fn split_scheme(text: &[u8]) -> Result<(&[u8], &[u8]), PayloadError> {
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !b"+-.".contains(byte));
    let Some((scheme, [b':', rest @ ..])) = end.and_then(|end| text.split_at_checked(end)) else {
        return Ok((b"", text));
    };
    match scheme.first() {
        None => Err(PayloadError::new("missing protocol scheme")),
        Some(first) if first.is_ascii_alphabetic() => Ok((scheme, rest)),
        Some(_) => Ok((b"", text)),
    }
}

/// How a part was written, if not as Go would write it.
fn raw(written: &[u8], decoded: &[u8], part: Part) -> Vec<u8> {
    if escape(decoded, part).eq(written.iter().copied()) {
        Vec::new()
    } else {
        written.to_vec()
    }
}
