//! Strings, numbers and words, which may be cut anywhere.

use super::{
    SyntaxError,
    number::{Number, Step, small_integer},
};
use crate::search::string_end;

/// What has come of a token.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token {
    String,
    Escape(Escape),
    Number(Number),
    /// So many letters of a word.
    Word(&'static str, usize),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Escape {
    Backslash,
    /// After `\u`: the digits so far.
    Hex {
        digits: [u8; 4],
        count: usize,
    },
}

/// Steps over the token that `rest` begins with if it is a short one and its end is there, as for most; `None` for any
/// other.
#[inline]
pub(super) fn skip_whole(rest: &[u8]) -> Option<&[u8]> {
    match rest.first()? {
        b'"' => {
            let text = rest.get(1..)?;
            text.get(string_end(text)?..)?.strip_prefix(b"\"")
        }
        b't' => rest.strip_prefix(b"true"),
        b'f' => rest.strip_prefix(b"false"),
        b'n' => rest.strip_prefix(b"null"),
        _ => match small_integer(rest) {
            (_, 0) => None,
            // What follows is no part of it, if anything does.
            (_, length) => rest.get(length..).filter(|after| !after.is_empty()),
        },
    }
}

impl Token {
    /// `byte` is the first of a string, a number or a word.
    pub(super) fn begin(byte: u8) -> Self {
        match byte {
            b'"' => Self::String,
            b't' => Self::Word("true", 1),
            b'f' => Self::Word("false", 1),
            b'n' => Self::Word("null", 1),
            _ => Self::Number(Number::begin(byte)),
        }
    }

    /// Takes what is there of the token; returns what follows it, once it has ended.
    pub(super) fn scan<'a>(&mut self, mut rest: &'a [u8]) -> Result<Option<&'a [u8]>, SyntaxError> {
        while let Some((&byte, after)) = rest.split_first() {
            match self {
                Self::String => {
                    let Some(plain) = string_end(rest) else {
                        break;
                    };
                    rest = rest.get(plain..).unwrap_or_default();
                    match rest.split_first() {
                        Some((b'"', after)) => return Ok(Some(after)),
                        Some((b'\\', after)) => {
                            *self = Self::Escape(Escape::Backslash);
                            rest = after;
                        }
                        _ => return Err(SyntaxError::character(rest, "in string")),
                    }
                }
                Self::Escape(escape) => {
                    *self = escape.step(byte)?.map_or(Self::String, Self::Escape);
                    rest = after;
                }
                Self::Number(number) => {
                    match number.step(byte) {
                        Step::Goes(further) => *number = further,
                        Step::Ends => return Ok(Some(rest)),
                        Step::Wrong => {
                            return Err(SyntaxError::character(rest, "in numeric literal"));
                        }
                    }
                    rest = after;
                }
                Self::Word(word, count) => {
                    if word.as_bytes().get(*count) != Some(&byte) {
                        return Err(SyntaxError::literal(rest, word, *count));
                    }
                    *count += 1;
                    rest = after;
                    if *count == word.len() {
                        return Ok(Some(rest));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Whether the token is one if nothing more comes.
    pub(super) fn may_end(self) -> bool {
        matches!(self, Self::Number(number) if number.may_end())
    }
}

impl Escape {
    /// What the escape is after this byte of it, unless it ends.
    fn step(self, byte: u8) -> Result<Option<Self>, SyntaxError> {
        let (mut digits, count) = match (self, byte) {
            (Self::Backslash, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                return Ok(None);
            }
            (Self::Backslash, b'u') => {
                return Ok(Some(Self::Hex {
                    digits: [0; 4],
                    count: 0,
                }));
            }
            (Self::Backslash, _) => return Err(SyntaxError::escape(&[byte])),
            (Self::Hex { digits, count }, _) => (digits, count),
        };
        if let Some(digit) = digits.get_mut(count) {
            *digit = byte;
        }
        if !byte.is_ascii_hexdigit() {
            let seen = digits.get(..=count).unwrap_or_default();
            return Err(SyntaxError::escape(&[b"u", seen].concat()));
        }
        let count = count + 1;
        Ok((count < digits.len()).then_some(Self::Hex { digits, count }))
    }
}
