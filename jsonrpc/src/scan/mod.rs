//! Finds where a JSON value ends, a byte at a time, and whether it is JSON at all.
//!
//! The scanner keeps its place between reads and never looks at a byte twice. What it has let through, the decoder behind it
//! takes for valid.

mod envelope;
#[cfg(test)]
mod envelope_tests;
mod number;
mod syntax_error;

use self::number::Number;
pub(crate) use self::{
    envelope::{Envelope, EnvelopeError, Found, Message, Wanted},
    syntax_error::SyntaxError,
};

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
                number::Step::Goes(number) => {
                    self.state = State::Number(number);
                    // Most of a long number are digits that change nothing.
                    let digits = rest
                        .iter()
                        .skip(1)
                        .take_while(|byte| number.stays_at(**byte))
                        .count();
                    return Ok((1 + digits, false));
                }
                number::Step::Ends => return Ok((0, self.value_ended())),
                number::Step::Wrong => {
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
        if matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
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
        let Some(plain) = rest
            .iter()
            .position(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\'))
        else {
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

/// Checks that `text` is one JSON value, with white space around it at most.
pub(crate) fn check(text: &[u8]) -> Result<(), SyntaxError> {
    let mut scanner = ValueScanner::new(0);
    match scanner.scan(text)? {
        Scanned::End(end) => {
            let rest = text.get(end..).unwrap_or_default().trim_ascii_start();
            if rest.is_empty() {
                Ok(())
            } else {
                Err(SyntaxError::character(rest, "after top-level value"))
            }
        }
        Scanned::More if scanner.may_end() => Ok(()),
        Scanned::More => Err(SyntaxError::unexpected_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(text: &[u8]) -> String {
        check(text).map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn what_go_takes_for_json_is_json() {
        for text in [
            "null",
            " true\n",
            "false",
            "0",
            "-0",
            "-1.5e+10",
            "1E9",
            "12345678901234567890",
            "\"\"",
            r#""\u00e9\/\\\"\ud800""#,
            "[]",
            "[ ]",
            "{}",
            "{ }",
            r#"[1,"a",[{}],null]"#,
            r#"{"a":{"b":[]},"a":1}"#,
            "\"\u{7f}\"",
            "[1\t,\r\n2]",
        ] {
            assert_eq!(verdict(text.as_bytes()), "", "{text}");
        }
        assert_eq!(verdict(b"\"\xff\xc0\""), "", "bytes that are not UTF-8");
    }

    #[test]
    fn what_is_no_json_is_answered_in_gos_words() {
        for (text, error) in [
            (&b""[..], "unexpected end of JSON input"),
            (b" ", "unexpected end of JSON input"),
            (b"nul", "unexpected end of JSON input"),
            (b"\"a", "unexpected end of JSON input"),
            (b"[1,", "unexpected end of JSON input"),
            (b"-", "unexpected end of JSON input"),
            (b"1.", "unexpected end of JSON input"),
            (b"1e+", "unexpected end of JSON input"),
            (
                b"nulL",
                "invalid character 'L' in literal null (expecting 'l')",
            ),
            (
                b"{id:1}",
                "invalid character 'i' looking for beginning of object key string",
            ),
            (
                b"{'a':1}",
                "invalid character '\\'' looking for beginning of object key string",
            ),
            (
                b"{\"a\":1,}",
                "invalid character '}' looking for beginning of object key string",
            ),
            (b"{\"a\" 1}", "invalid character '1' after object key"),
            (
                b"{\"a\":1 \"b\":2}",
                "invalid character '\"' after object key:value pair",
            ),
            (
                b"{\"a\":01}",
                "invalid character '1' after object key:value pair",
            ),
            (b"{\"a\":1.}", "invalid character '}' in numeric literal"),
            (
                b"{\"a\":+1}",
                "invalid character '+' looking for beginning of value",
            ),
            (
                b"[1,]",
                "invalid character ']' looking for beginning of value",
            ),
            (b"[1 2]", "invalid character '2' after array element"),
            (b"[1}", "invalid character '}' after array element"),
            (
                b"{\"a\":1]",
                "invalid character ']' after object key:value pair",
            ),
            (b"1 2", "invalid character '2' after top-level value"),
            (b"{}}", "invalid character '}' after top-level value"),
            (
                b"garbage",
                "invalid character 'g' looking for beginning of value",
            ),
            (
                b"\xef\xbb\xbf{}",
                "invalid character '\\ufeff' looking for beginning of value",
            ),
            (
                b"\xff",
                "invalid character '\\xff' looking for beginning of value",
            ),
            (
                b"\x00",
                "invalid character '\\x00' looking for beginning of value",
            ),
            (b"\"a\tb\"", "invalid character '\\t' in string"),
            (b"\"a\nb\"", "invalid character '\\n' in string"),
            (b"\"\\x\"", "invalid escape sequence `\\x` in string"),
            (b"\"\\u12\"", "invalid escape sequence `\\u12\"` in string"),
            (b"\"\\uzz\"", "invalid escape sequence `\\uz` in string"),
        ] {
            assert_eq!(verdict(text), error, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn ten_thousand_containers_may_nest_and_no_more() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        assert_eq!(verdict(nested(GO_MAX_DEPTH).as_bytes()), "");
        assert_eq!(
            verdict(nested(GO_MAX_DEPTH + 1).as_bytes()),
            "exceeded max depth"
        );
        assert_eq!(
            verdict("{\"a\":".repeat(1_000_000).as_bytes()),
            "exceeded max depth"
        );
    }

    #[test]
    fn a_value_is_found_however_it_is_cut() {
        for text in [
            r#"{"a\u0041":[1.5e-3,"x\"y",null,{}],"b":true} "#,
            "-12.5e3,",
            "\"é\\n\"x",
            "[[],[[]]]]",
        ] {
            let whole = ValueScanner::new(0).scan(text.as_bytes()).unwrap();
            assert!(matches!(whole, Scanned::End(_)), "{text}");
            for cut in 1..text.len() {
                let (head, tail) = text.as_bytes().split_at(cut);
                let mut scanner = ValueScanner::new(0);
                let found = match scanner.scan(head).unwrap() {
                    Scanned::More => match scanner.scan(tail).unwrap() {
                        Scanned::End(end) => Scanned::End(cut + end),
                        Scanned::More => Scanned::More,
                    },
                    end => end,
                };
                assert_eq!(found, whole, "{text} cut at {cut}");
            }
        }
    }
}
