//! Go's `URL.String`.

use std::borrow::Cow;

use super::Url;
use super::escape::{Part, escape, is_escape_of};

/// All parts together, escaped.
pub(super) fn to_bytes(url: &Url) -> Vec<u8> {
    let mut out = Vec::with_capacity(capacity(url));
    if !url.scheme.is_empty() {
        out.extend_from_slice(&url.scheme);
        out.push(b':');
    }
    if url.opaque.is_empty() {
        write_host(url, &mut out);
        write_path(url, &mut out);
    } else {
        out.extend_from_slice(&url.opaque);
    }
    if url.force_query || !url.raw_query.is_empty() {
        out.push(b'?');
        out.extend_from_slice(&url.raw_query);
    }
    if !url.fragment.is_empty() {
        out.push(b'#');
        if is_escape_of(&url.raw_fragment, &url.fragment, Part::Fragment) {
            out.extend_from_slice(&url.raw_fragment);
        } else {
            out.extend(escape(&url.fragment, Part::Fragment));
        }
    }
    out
}

/// What is needed if nothing is escaped that was not when it came.
fn capacity(url: &Url) -> usize {
    let path = url.path.len().max(url.raw_path.len());
    let fragment = url.fragment.len().max(url.raw_fragment.len());
    url.scheme.len() + url.opaque.len() + url.host.len() + path + url.raw_query.len() + fragment + 8
}

fn write_host(url: &Url, out: &mut Vec<u8>) {
    let has_host = !url.host.is_empty() || url.user.is_some();
    let has_slashes = has_host || !url.scheme.is_empty() && !url.omit_host && !url.path.is_empty();
    if has_slashes {
        out.extend_from_slice(b"//");
    }
    if let Some(user) = &url.user {
        user.write(out);
        out.push(b'@');
    }
    out.extend(escape(&url.host, Part::Host));
}

fn write_path(url: &Url, out: &mut Vec<u8>) {
    let path = escaped_path(url);
    let mut path = &*path;
    let is_without_host = url.omit_host && url.host.is_empty() && url.user.is_none();
    if is_without_host && path.starts_with(b"//") {
        // Else the path would be read as a host.
        out.extend_from_slice(b"%2F");
        path = path.get(1..).unwrap_or_default();
    }
    if !path.is_empty() && path.first() != Some(&b'/') && !url.host.is_empty() {
        out.push(b'/');
    }
    if out.is_empty() {
        let segment = path.split(|byte| *byte == b'/').next().unwrap_or_default();
        if segment.contains(&b':') {
            // Else it would be read as a scheme.
            out.extend_from_slice(b"./");
        }
    }
    out.extend_from_slice(path);
}

/// Go's `EscapedPath`.
fn escaped_path(url: &Url) -> Cow<'_, [u8]> {
    if is_escape_of(&url.raw_path, &url.path, Part::Path) {
        url.raw_path.as_slice().into()
    } else if url.path == b"*" {
        b"*".into()
    } else {
        escape(&url.path, Part::Path).collect()
    }
}
