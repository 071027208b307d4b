//! One value: where it ends, and whether it is JSON at all.

use super::{
    SyntaxError,
    token::{Token, skip_whole},
};

/// How deep Go lets values nest; deeper is a syntax error, whatever our own limits say.
pub(crate) const GO_MAX_DEPTH: usize = 10_000;

/// Scans one value. What comes before and after it, white space included, is the caller's.
#[derive(Debug, Default)]
pub(crate) struct ValueScanner {
    place: Place,
    /// The token that was cut by the end of the bytes so far.
    cut: Option<Token>,
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

/// What comes next, between tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
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
    AfterValue,
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
        self.place = Place::Value;
        self.cut = None;
        self.open.clear();
    }

    /// Goes on with the next bytes of the value.
    pub(crate) fn scan(&mut self, bytes: &[u8]) -> Result<Scanned, SyntaxError> {
        let mut place = self.place;
        let mut rest = bytes;
        if let Some(token) = self.cut.take() {
            let Some(after) = self.scan_token(token, rest)? else {
                return Ok(Scanned::More);
            };
            (place, rest) = (place.after_token(), after);
        }
        while !(place == Place::AfterValue && self.open.is_empty()) {
            let Some((&byte, after)) = rest.split_first() else {
                self.place = place;
                return Ok(Scanned::More);
            };
            (place, rest) = match (byte, place) {
                (b' ' | b'\t' | b'\r' | b'\n', _) => (place, after),
                (b'"', Place::Value | Place::FirstElement | Place::FirstKey | Place::Key)
                | (b'-' | b'0'..=b'9' | b't' | b'f' | b'n', Place::Value | Place::FirstElement) => {
                    match skip_whole(rest) {
                        Some(after) => (place.after_token(), after),
                        None => match self.scan_token(Token::begin(byte), after)? {
                            Some(after) => (place.after_token(), after),
                            None => (place, Default::default()),
                        },
                    }
                }
                (b':', Place::Colon) => (Place::Value, after),
                (b'{', Place::Value | Place::FirstElement) => {
                    self.open(Container::Object)?;
                    (Place::FirstKey, after)
                }
                (b'[', Place::Value | Place::FirstElement) => {
                    self.open(Container::Array)?;
                    (Place::FirstElement, after)
                }
                (b',', Place::AfterValue) => match self.open.last() {
                    Some(Container::Object) => (Place::Key, after),
                    _ => (Place::Value, after),
                },
                (b'}', Place::FirstKey | Place::AfterValue) if self.closes(Container::Object) => {
                    (Place::AfterValue, after)
                }
                (b']', Place::FirstElement | Place::AfterValue)
                    if self.closes(Container::Array) =>
                {
                    (Place::AfterValue, after)
                }
                _ => return Err(self.misplaced(place, rest)),
            };
        }
        Ok(Scanned::End(bytes.len() - rest.len()))
    }

    /// The input is over: whether the value may end here, as only numbers may.
    pub(crate) fn may_end(&self) -> bool {
        self.open.is_empty() && self.cut.is_some_and(Token::may_end)
    }

    /// Takes what is there of a token; returns what follows it, or keeps it for the next bytes.
    fn scan_token<'a>(
        &mut self,
        mut token: Token,
        rest: &'a [u8],
    ) -> Result<Option<&'a [u8]>, SyntaxError> {
        let after = token.scan(rest)?;
        if after.is_none() {
            self.cut = Some(token);
        }
        Ok(after)
    }

    fn open(&mut self, container: Container) -> Result<(), SyntaxError> {
        if self.outside + self.open.len() == GO_MAX_DEPTH {
            return Err(SyntaxError::too_deep());
        }
        self.open.push(container);
        Ok(())
    }

    /// Whether the innermost container is such a one, which is then closed.
    fn closes(&mut self, container: Container) -> bool {
        let closes = self.open.last() == Some(&container);
        if closes {
            self.open.pop();
        }
        closes
    }

    /// The character that `rest` begins with has no business there.
    #[cold]
    fn misplaced(&self, place: Place, rest: &[u8]) -> SyntaxError {
        let place = match (place, self.open.last()) {
            (Place::Value | Place::FirstElement, _) => "looking for beginning of value",
            (Place::FirstKey | Place::Key, _) => "looking for beginning of object key string",
            (Place::Colon, _) => "after object key",
            (Place::AfterValue, Some(Container::Array)) => "after array element",
            (Place::AfterValue, _) => "after object key:value pair",
        };
        SyntaxError::character(rest, place)
    }
}

impl Place {
    /// After the token that stands here: a string is a key or a value.
    fn after_token(self) -> Self {
        match self {
            Self::FirstKey | Self::Key => Self::Colon,
            _ => Self::AfterValue,
        }
    }
}
