//! Go's `ParseAddr`, with its texts.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use super::super::text::{quote_start, split_once};
use super::addr::{Addr, Form};
use crate::marshal::PayloadError;

/// Go's `ParseAddr`.
impl FromStr for Addr {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        parse_addr(text.as_bytes())
    }
}

/// The address that a text says.
pub(in crate::go) fn parse_addr(text: &[u8]) -> Result<Addr, PayloadError> {
    match text.iter().find(|byte| matches!(byte, b'.' | b':' | b'%')) {
        Some(b'.') => Ok(v4(text, text)?.into()),
        Some(b':') => v6(text),
        Some(_) => Err(failure(text, "missing IPv6 address", b"")),
        None => Err(failure(text, "unable to parse IP", b"")),
    }
}

/// Four numbers, `fields`, that may be the end of a longer `text`.
fn v4(text: &[u8], fields: &[u8]) -> Result<Ipv4Addr, PayloadError> {
    let mut octets = Vec::with_capacity(4);
    // The number that is being read, if it has digits.
    let mut number: Option<u8> = None;
    let mut rest = fields;
    while let [byte, after @ ..] = rest {
        match byte {
            b'0'..=b'9' => {
                let digit = byte - b'0';
                number = match number {
                    None => Some(digit),
                    Some(0) => {
                        let message = "IPv4 field has octet with leading zero";
                        return Err(failure(text, message, b""));
                    }
                    Some(number) => {
                        let larger = number.checked_mul(10).and_then(|n| n.checked_add(digit));
                        if larger.is_none() {
                            return Err(failure(text, "IPv4 field has value >255", b""));
                        }
                        larger
                    }
                };
            }
            b'.' => {
                let number = number.take();
                let Some(number) = number.filter(|_| !after.is_empty()) else {
                    let message = "IPv4 field must have at least one digit";
                    return Err(failure(text, message, rest));
                };
                if octets.len() == 3 {
                    return Err(failure(text, "IPv4 address too long", b""));
                }
                octets.push(number);
            }
            _ => return Err(failure(text, "unexpected character", rest)),
        }
        rest = after;
    }
    match octets.as_slice() {
        [a, b, c] => Ok(Ipv4Addr::new(*a, *b, *c, number.unwrap_or(0))),
        _ => Err(failure(text, "IPv4 address too short", b"")),
    }
}

/// Groups of digits, of which `::` leaves some out, perhaps with an IPv4 address as the last two, and a zone.
fn v6(text: &[u8]) -> Result<Addr, PayloadError> {
    let (address, zone) = split_once(text, b'%').unwrap_or((text, b""));
    if zone.is_empty() && address.len() < text.len() {
        return Err(failure(text, "zone must be a non-empty string", b""));
    }
    let mut octets = Vec::with_capacity(LENGTH);
    // Where `::` stands.
    let mut ellipsis = None;
    let mut rest = address;
    if let [b':', b':', after @ ..] = rest {
        ellipsis = Some(0);
        rest = after;
    }
    while octets.len() < LENGTH && !rest.is_empty() {
        let (group, after) = group(text, rest)?;
        if after.first() == Some(&b'.') {
            if ellipsis.is_none() && octets.len() != LENGTH - 4 {
                let message =
                    "embedded IPv4 address must replace the final 2 fields of the address";
                return Err(failure(text, message, rest));
            }
            if octets.len() + 4 > LENGTH {
                let message =
                    "too many hex fields to fit an embedded IPv4 at the end of the address";
                return Err(failure(text, message, rest));
            }
            octets.extend(v4(text, rest)?.octets());
            rest = b"";
            break;
        }
        octets.extend(group.to_be_bytes());
        rest = match after {
            [] => after,
            [b':'] => {
                let message = "colon must be followed by more characters";
                return Err(failure(text, message, after));
            }
            [b':', second @ ..] => match second {
                [b':', ..] if ellipsis.is_some() => {
                    return Err(failure(text, "multiple :: in address", second));
                }
                [b':', third @ ..] => {
                    ellipsis = Some(octets.len());
                    third
                }
                _ => second,
            },
            _ => {
                return Err(failure(text, "unexpected character, want colon", after));
            }
        };
    }
    if !rest.is_empty() {
        return Err(failure(text, "trailing garbage after address", rest));
    }
    match (ellipsis, LENGTH - octets.len()) {
        (Some(_), 0) => {
            let message = "the :: must expand to at least one field of zeros";
            return Err(failure(text, message, b""));
        }
        (Some(at), missing) => {
            octets.splice(at..at, std::iter::repeat_n(0, missing));
        }
        (None, _) => {}
    }
    match <[u8; LENGTH]>::try_from(octets) {
        Ok(octets) => Ok(Addr {
            form: Form::V6(Ipv6Addr::from(octets), zone.into()),
        }),
        Err(_) => Err(failure(text, "address string too short", b"")),
    }
}

/// The number of a group, and what follows its digits.
fn group<'t>(text: &[u8], rest: &'t [u8]) -> Result<(u16, &'t [u8]), PayloadError> {
    let mut group = 0;
    let mut after = rest;
    while let [digit, next @ ..] = after {
        let Some(value) = char::from(*digit).to_digit(16) else {
            break;
        };
        if rest.len() - after.len() > 3 {
            let message = "each group must have 4 or less digits";
            return Err(failure(text, message, rest));
        }
        group = group << 4 | value as u16;
        after = next;
    }
    if after.len() == rest.len() {
        let message = "each colon-separated field must have at least one digit";
        return Err(failure(text, message, rest));
    }
    Ok((group, after))
}

/// Go's text, with the part of `text` where it makes no sense any more.
fn failure(text: &[u8], message: &str, at: &[u8]) -> PayloadError {
    let text = quote_start(text);
    PayloadError::new(if at.is_empty() {
        format!("ParseAddr({text}): {message}")
    } else {
        format!("ParseAddr({text}): {message} (at {})", quote_start(at))
    })
}

/// Bytes of an IPv6 address.
const LENGTH: usize = 16;
