//! What stands between `//` and the path: user, host and port.

use super::super::netip::parse_addr;
use super::super::text::{quote_start, rsplit_once, split_once};
use super::escape::{Part, unescape};
use super::userinfo::Userinfo;
use crate::marshal::PayloadError;

/// User and host. The host is looked at first, as in Go, whose error wins.
pub(super) fn parse_authority(
    scheme: &[u8],
    authority: &[u8],
) -> Result<(Option<Userinfo>, Vec<u8>), PayloadError> {
    let Some((user, host)) = rsplit_once(authority, b'@') else {
        return Ok((None, parse_host(scheme, authority)?));
    };
    let host = parse_host(scheme, host)?;
    if !user.iter().all(|byte| is_of_user(*byte)) {
        return Err(PayloadError::new("net/url: invalid userinfo"));
    }
    let user = match split_once(user, b':') {
        Some((username, password)) => {
            let username = unescape(username, Part::User)?;
            let password = unescape(password, Part::User)?;
            Userinfo {
                username,
                password: Some(password),
            }
        }
        None => Userinfo {
            username: unescape(user, Part::User)?,
            password: None,
        },
    };
    Ok((Some(user), host))
}

/// RFC 3986's userinfo, and `@`, as passwords have it.
fn is_of_user(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(&byte)
}

fn parse_host(scheme: &[u8], host: &[u8]) -> Result<Vec<u8>, PayloadError> {
    match host.iter().rposition(|byte| *byte == b'[') {
        Some(0) => return parse_literal(host),
        Some(_) => return Err(PayloadError::new("invalid IP-literal")),
        None => {}
    }
    // http has one colon in front of its port; elsewhere there may be lists of hosts, each with a port (golang.org/issue/78077).
    let colon = match scheme {
        b"http" | b"https" => host.iter().position(|byte| *byte == b':'),
        _ => host.iter().rposition(|byte| *byte == b':'),
    };
    if let Some(port) = colon.and_then(|colon| host.get(colon..)) {
        check_port(port)?;
    }
    unescape(host, Part::Host)
}

/// An IPv6 address in brackets, and a port.
fn parse_literal(host: &[u8]) -> Result<Vec<u8>, PayloadError> {
    let Some((address, port)) = rsplit_once(host, b']') else {
        return Err(PayloadError::new("missing ']' in host"));
    };
    check_port(port)?;
    let address = address.get(1..).unwrap_or_default();
    let zone = address.windows(3).position(|triple| triple == b"%25");
    let (before, zone) = address.split_at(zone.unwrap_or(address.len()));
    let mut unescaped = unescape(before, Part::Host)?;
    unescaped.extend(unescape(zone, Part::Zone)?);
    let addr = parse_addr(&unescaped)
        .map_err(|error| PayloadError::new(format!("invalid host: {error}")))?;
    if addr.is_4() {
        return Err(PayloadError::new("invalid IP-literal"));
    }
    unescaped.insert(0, b'[');
    unescaped.push(b']');
    unescaped.extend_from_slice(port);
    Ok(unescaped)
}

/// Nothing, or a colon and digits, which may be none.
fn check_port(port: &[u8]) -> Result<(), PayloadError> {
    match port {
        [] => Ok(()),
        [b':', digits @ ..] if digits.iter().all(u8::is_ascii_digit) => Ok(()),
        _ => {
            let text = format!("invalid port {} after host", quote_start(port));
            Err(PayloadError::new(text))
        }
    }
}
