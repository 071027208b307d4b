//! Base64 as Go's `base64.StdEncoding` reads it: line ends are ignored, spare bits too, padding must be there.

use base64::{
    Engine,
    alphabet::STANDARD,
    decoded_len_estimate,
    engine::{GeneralPurpose, GeneralPurposeConfig},
};

/// The bytes, or where Go says that the text is at fault.
pub(super) fn decode(text: &str) -> Result<Vec<u8>, String> {
    // `ENGINE.decode` would ask for zeroed memory, for which glibc passes by the pieces that it keeps at hand.
    let mut bytes = Vec::with_capacity(decoded_len_estimate(text.len()));
    if ENGINE.decode_vec(text, &mut bytes).is_ok() {
        return Ok(bytes);
    }
    decode_as_go(text.as_bytes())
        .map_err(|offset| format!("illegal base64 data at input byte {offset}"))
}

static ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// Go's way through text that is not plain base64, step by step, for its line ends and its offsets.
fn decode_as_go(text: &[u8]) -> Result<Vec<u8>, usize> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut at = 0;
    while at < text.len() {
        at = decode_quantum(text, at, &mut bytes)?;
    }
    Ok(bytes)
}

/// Takes four characters, or the last ones before the end.
fn decode_quantum(text: &[u8], start: usize, bytes: &mut Vec<u8>) -> Result<usize, usize> {
    let mut at = start;
    let mut bits = 0_u32;
    let mut count = 0;
    while count < 4 {
        let Some(&character) = text.get(at) else {
            return if count == 0 { Ok(at) } else { Err(at - count) };
        };
        at += 1;
        match character {
            b'\r' | b'\n' => {}
            b'=' => {
                at = padding(text, at, count)?;
                if at < text.len() {
                    return Err(at);
                }
                break;
            }
            _ => {
                bits = bits << 6 | six_bits(character).ok_or(at - 1)?;
                count += 1;
            }
        }
    }
    let [_, decoded @ ..] = (bits << (6 * (4 - count))).to_be_bytes();
    bytes.extend(decoded.iter().take(count.saturating_sub(1)));
    Ok(at)
}

/// Steps over what may follow the first padding character.
fn padding(text: &[u8], at: usize, count: usize) -> Result<usize, usize> {
    if count < 2 {
        return Err(at - 1);
    }
    let mut at = skip_line_ends(text, at);
    if count == 2 {
        match text.get(at) {
            None => return Err(text.len()),
            Some(b'=') => at += 1,
            Some(_) => return Err(at - 1),
        }
    }
    Ok(skip_line_ends(text, at))
}

fn skip_line_ends(text: &[u8], at: usize) -> usize {
    at + text
        .iter()
        .skip(at)
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count()
}

fn six_bits(character: u8) -> Option<u32> {
    Some(u32::from(match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_go_reads_it() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("AAH/", &[0, 1, 255]),
            ("AAH/\n", &[0, 1, 255]),
            ("A\r\nAH\n/", &[0, 1, 255]),
            ("aGk=", b"hi"),
            ("aGl=", b"hi"),
            ("AQ==", &[1]),
            ("AQ=\n=\n", &[1]),
        ] {
            assert_eq!(decode(text).as_deref(), Ok(bytes), "{text:?}");
        }
        for (text, offset) in [
            ("***", 0),
            ("AAH", 0),
            ("aGk", 0),
            ("a-_=", 1),
            ("AAAAAQ=", 7),
            ("AQ==x", 4),
            ("A===", 1),
            ("AQ=x", 2),
            ("AAH/A", 4),
        ] {
            assert_eq!(
                decode(text),
                Err(format!("illegal base64 data at input byte {offset}")),
                "{text:?}"
            );
        }
    }
}
