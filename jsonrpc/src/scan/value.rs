//! One value, a byte at a time: where it ends, and whether it is JSON at all.

use super::{
    SyntaxError, is_blank,
    number::{Number, Step},
};
use crate::search::string_end;

/// How deep Go lets values nest; deeper is a syntax error, whatever our own limits say.
pub(crate) const GO_MAX_DEPTH: usize = 10_000;

/// Scans one value. What comes before and after it, white space included, is the caller's.
#[derive(Debug, Default)]
pub(crate) struct ValueScanner {
    state: State,
    /// The containers around the place that is scanned, outermost first.
    open: Vec<Container>,
    /// How many containers the caller has opened around the value.
    outside: usize,
}

/// How far [`ValueScanner::scan`] came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scanned {
    /// All bytes belong to the value, and it goes on.
    More,
    /// The value ends before this many bytes.
    End(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Array,
    Object,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// A value must begin.
    #[default]
    Value,
    /// After `[`: a value or `]`.
    FirstElement,
    /// After `{`: a key or `}`.
    FirstKey,
    /// After `,` in an object.
    Key,
    /// After a key.
    Colon,
    /// After a value in a container.
    AfterValue,
    String(StringState),
    Literal {
        text: &'static str,
        matched: usize,
    },
    Number(Number),
}

#[derive(Clone, Copy, Debug)]
struct StringState {
    is_key: bool,
    escape: Escape,
}

#[derive(Clone, Copy, Debug)]
enum Escape {
    None,
    Backslash,
    /// After `\u`: the digits so far.
    Hex {
        digits: [u8; 4],
        count: usize,
    },
}

impl ValueScanner {
    /// For a value inside of `outside` containers.
    pub(crate) fn new(outside: usize) -> Self {
        Self {
            outside,
            ..Self::default()
        }
    }

    /// Makes ready for the next value; keeps its memory.
    pub(crate) fn reset(&mut self) {
        self.state = State::Value;
        self.open.clear();
    }

    /// Goes on with the next bytes of the value.
    pub(crate) fn scan(&mut self, bytes: &[u8]) -> Result<Scanned, SyntaxError> {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let (consumed, ended) = self.step(rest)?;
            at += consumed;
            if ended {
                return Ok(Scanned::End(at));
            }
        }
        Ok(Scanned::More)
    }

    /// The input is over: whether the value may end here, as only numbers may.
    pub(crate) fn may_end(&self) -> bool {
        self.open.is_empty() && matches!(self.state, State::Number(number) if number.may_end())
    }

    /// Takes at least one byte of `rest`, or finds that the value ended before it.
    fn step(&mut self, rest: &[u8]) -> Result<(usize, bool), SyntaxError> {
        let byte = rest.first().copied().unwrap_or_default();
        match self.state {
            State::String(string) => return self.string(string, rest),
            State::Number(number) => match number.step(byte) {
                Step::Goes(number) => {
                    self.state = State::Number(number);
                    // Most of a long number are digits that change nothing.
                    let digits = rest
                        .iter()
                        .skip(1)
                        .take_while(|byte| number.stays_at(**byte))
                        .count();
                    return Ok((1 + digits, false));
                }
                Step::Ends => return Ok((0, self.value_ended())),
                Step::Wrong => {
                    return Err(SyntaxError::character(rest, "in numeric literal"));
                }
            },
            State::Literal { text, matched } => {
                if text.as_bytes().get(matched) != Some(&byte) {
                    return Err(SyntaxError::literal(rest, text, matched));
                }
                if matched + 1 == text.len() {
                    return Ok((1, self.value_ended()));
                }
                self.state = State::Literal {
                    text,
                    matched: matched + 1,
                };
                return Ok((1, false));
            }
            _ => {}
        }
        if is_blank(byte) {
            return Ok((1, false));
        }
        match (self.state, byte) {
            (State::FirstElement, b']') | (State::FirstKey, b'}') => return Ok((1, self.close())),
            (State::FirstKey | State::Key, b'"') => {
                self.state = State::String(StringState::new(true))
            }
            (State::FirstKey | State::Key, _) => {
                return Err(SyntaxError::character(
                    rest,
                    "looking for beginning of object key string",
                ));
            }
            (State::Colon, b':') => self.state = State::Value,
            (State::Colon, _) => return Err(SyntaxError::character(rest, "after object key")),
            (State::AfterValue, _) => return self.after_value(byte, rest),
            _ => self.begin_value(byte, rest)?,
        }
        Ok((1, false))
    }

    fn begin_value(&mut self, byte: u8, rest: &[u8]) -> Result<(), SyntaxError> {
        self.state = match byte {
            b'{' => {
                self.open(Container::Object)?;
                State::FirstKey
            }
            b'[' => {
                self.open(Container::Array)?;
                State::FirstElement
            }
            b'"' => State::String(StringState::new(false)),
            b'-' | b'0'..=b'9' => State::Number(Number::begin(byte)),
            b't' => State::Literal {
                text: "true",
                matched: 1,
            },
            b'f' => State::Literal {
                text: "false",
                matched: 1,
            },
            b'n' => State::Literal {
                text: "null",
                matched: 1,
            },
            _ => {
                return Err(SyntaxError::character(
                    rest,
                    "looking for beginning of value",
                ));
            }
        };
        Ok(())
    }

    fn after_value(&mut self, byte: u8, rest: &[u8]) -> Result<(usize, bool), SyntaxError> {
        match (self.open.last(), byte) {
            (Some(Container::Object), b',') => self.state = State::Key,
            (Some(Container::Array), b',') => self.state = State::Value,
            (Some(Container::Object), b'}') | (Some(Container::Array), b']') => {
                return Ok((1, self.close()));
            }
            (Some(Container::Array), _) => {
                return Err(SyntaxError::character(rest, "after array element"));
            }
            _ => return Err(SyntaxError::character(rest, "after object key:value pair")),
        }
        Ok((1, false))
    }

    fn string(&mut self, string: StringState, rest: &[u8]) -> Result<(usize, bool), SyntaxError> {
        let byte = rest.first().copied().unwrap_or_default();
        match string.escape {
            Escape::None => {}
            Escape::Backslash => {
                let escape = match byte {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Escape::None,
                    b'u' => Escape::Hex {
                        digits: [0; 4],
                        count: 0,
                    },
                    _ => return Err(SyntaxError::escape(&[byte])),
                };
                self.state = State::String(StringState { escape, ..string });
                return Ok((1, false));
            }
            Escape::Hex { mut digits, count } => {
                if let Some(digit) = digits.get_mut(count) {
                    *digit = byte;
                }
                if !byte.is_ascii_hexdigit() {
                    let seen = digits.get(..=count).unwrap_or_default();
                    return Err(SyntaxError::escape(&[b"u", seen].concat()));
                }
                let escape = if count == 3 {
                    Escape::None
                } else {
                    Escape::Hex {
                        digits,
                        count: count + 1,
                    }
                };
                self.state = State::String(StringState { escape, ..string });
                return Ok((1, false));
            }
        }
        let Some(plain) = string_end(rest) else {
            return Ok((rest.len(), false));
        };
        match rest.get(plain) {
            Some(b'"') => {
                if string.is_key {
                    self.state = State::Colon;
                    return Ok((plain + 1, false));
                }
                Ok((plain + 1, self.value_ended()))
            }
            Some(b'\\') => {
                self.state = State::String(StringState {
                    escape: Escape::Backslash,
                    ..string
                });
                Ok((plain + 1, false))
            }
            _ => Err(SyntaxError::character(
                rest.get(plain..).unwrap_or_default(),
                "in string",
            )),
        }
    }

    fn open(&mut self, container: Container) -> Result<(), SyntaxError> {
        if self.outside + self.open.len() == GO_MAX_DEPTH {
            return Err(SyntaxError::too_deep());
        }
        self.open.push(container);
        Ok(())
    }

    fn close(&mut self) -> bool {
        self.open.pop();
        self.value_ended()
    }

    /// Whether the value that just ended is the one that is scanned.
    fn value_ended(&mut self) -> bool {
        self.state = State::AfterValue;
        self.open.is_empty()
    }
}

impl StringState {
    fn new(is_key: bool) -> Self {
        Self {
            is_key,
            escape: Escape::None,
        }
    }
}
