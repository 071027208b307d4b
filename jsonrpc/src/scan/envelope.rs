//! Takes whole messages from a stream of JSON objects, and their members out of them.
//!
//! Every byte is looked at once, however the messages are cut into reads. A message over the limit is thrown away as it
//! comes, but for its short members, so that it can still be answered.

use std::ops::Range;

use bytes::{Buf, BytesMut};

use super::{Scanned, SyntaxError, ValueScanner, is_blank};
use crate::values::{read_quoted, same_name};

/// The member of a message that an [`Envelope`] looks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// Its key; as in Go, the case does not matter.
    pub(crate) name: &'static str,
    /// Whether `null` leaves an earlier value of the same key in place, as it does for what is no pointer in Go.
    pub(crate) null_keeps: bool,
    /// Whether a short one is kept of a message over the limit, to answer it.
    pub(crate) is_header: bool,
}

/// Reads messages with `N` members of interest.
#[derive(Debug)]
pub(crate) struct Envelope<const N: usize> {
    wanted: [Wanted; N],
    members: [Member; N],
    place: Place,
    scanner: ValueScanner,
    /// How many bytes at the front of the input have been scanned.
    at: usize,
    /// Where the key or value that is scanned began.
    token: Token,
    /// The bytes of this message that were scanned, those thrown away included.
    length: usize,
    max_message: usize,
    max_kept: usize,
    /// The message is over the limit, and its bytes are thrown away.
    too_large: bool,
}

/// One message, taken from the input.
#[derive(Debug)]
pub(crate) struct Message<const N: usize> {
    text: BytesMut,
    members: [Member; N],
}

/// What a message has under one key. The last counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Member {
    #[default]
    Absent,
    Null,
    At(Range<usize>),
    /// Of a message that is thrown away.
    Kept(Vec<u8>),
    TooLarge,
}

/// What a [`Message`] has under one key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    Absent,
    Null,
    /// Valid JSON, not `null`.
    Text(&'a [u8]),
    /// It was thrown away.
    TooLarge,
}

/// Why there will be no further message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum EnvelopeError {
    Syntax(SyntaxError),
    /// JSON, but no object: what it is instead.
    NoObject(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    BeforeMessage,
    /// After `{`.
    FirstKey,
    /// After a comma.
    NextKey,
    InKey,
    AfterKey,
    BeforeValue,
    InValue,
    AfterValue,
    /// A message that is `null`.
    InNull,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    /// The member whose value this is.
    member: Option<usize>,
    /// It grew too long to be kept.
    lost: bool,
}

impl<const N: usize> Envelope<N> {
    /// `max_message` bytes a message, `max_kept` for each member of one that is longer.
    pub(crate) fn new(wanted: [Wanted; N], max_message: usize, max_kept: usize) -> Self {
        Self {
            wanted,
            members: std::array::from_fn(|_| Member::Absent),
            place: Place::BeforeMessage,
            scanner: ValueScanner::new(1),
            at: 0,
            token: Token {
                start: 0,
                member: None,
                lost: false,
            },
            length: 0,
            max_message,
            max_kept,
            too_large: false,
        }
    }

    /// Takes the next whole message from the front of `input`, or as much of it as can be thrown away.
    pub(crate) fn next(
        &mut self,
        input: &mut BytesMut,
    ) -> Result<Option<Message<N>>, EnvelopeError> {
        if self.place == Place::BeforeMessage {
            let blank = input.iter().take_while(|byte| is_blank(**byte)).count();
            input.advance(blank);
        }
        while self.at < input.len() {
            let before = self.at;
            let ended = self.step(input)?;
            self.length += self.at - before;
            self.check_length(input);
            if ended {
                return Ok(Some(self.take(input)));
            }
        }
        if self.too_large {
            self.throw_away(input);
        }
        Ok(None)
    }

    /// Whether the stream may end here: between messages.
    pub(crate) fn is_between_messages(&self) -> bool {
        self.place == Place::BeforeMessage
    }

    /// Whether an error was met in the first two bytes of a message, which are at the front of the input then.
    pub(crate) fn is_at_start(&self) -> bool {
        self.length <= 1
    }

    /// Goes on by at least one byte; true at the end of the message.
    fn step(&mut self, input: &[u8]) -> Result<bool, EnvelopeError> {
        let rest = input.get(self.at..).unwrap_or_default();
        let byte = rest.first().copied().unwrap_or_default();
        match self.place {
            Place::InKey | Place::InValue | Place::InNull => return self.scan(input, rest),
            _ if is_blank(byte) => {
                self.at += rest.iter().take_while(|byte| is_blank(**byte)).count()
            }
            Place::BeforeMessage => return self.begin(byte, rest),
            Place::FirstKey if byte == b'}' => return Ok(self.end()),
            Place::FirstKey | Place::NextKey if byte == b'"' => {
                self.begin_token(Place::InKey, None)
            }
            Place::FirstKey | Place::NextKey => {
                return Err(SyntaxError::character(
                    rest,
                    "looking for beginning of object key string",
                )
                .into());
            }
            Place::AfterKey if byte == b':' => {
                self.at += 1;
                self.place = Place::BeforeValue;
            }
            Place::AfterKey => return Err(SyntaxError::character(rest, "after object key").into()),
            Place::BeforeValue => self.begin_token(Place::InValue, self.token.member),
            Place::AfterValue if byte == b',' => {
                self.at += 1;
                self.place = Place::NextKey;
            }
            Place::AfterValue if byte == b'}' => return Ok(self.end()),
            Place::AfterValue => {
                return Err(SyntaxError::character(rest, "after object key:value pair").into());
            }
        }
        Ok(false)
    }

    /// The first byte tells at once whether the peer speaks another protocol.
    fn begin(&mut self, byte: u8, rest: &[u8]) -> Result<bool, EnvelopeError> {
        self.members = std::array::from_fn(|_| Member::Absent);
        self.length = 0;
        self.too_large = false;
        match byte {
            b'{' => {
                self.at += 1;
                self.place = Place::FirstKey;
            }
            b'n' => self.begin_token(Place::InNull, None),
            _ => return Err(no_object(byte, rest)),
        }
        Ok(false)
    }

    fn begin_token(&mut self, place: Place, member: Option<usize>) {
        self.scanner.reset();
        self.place = place;
        self.token = Token {
            start: self.at,
            member,
            lost: false,
        };
    }

    fn scan(&mut self, input: &[u8], rest: &[u8]) -> Result<bool, EnvelopeError> {
        let end = match self.scanner.scan(rest)? {
            Scanned::More => {
                self.at += rest.len();
                return Ok(false);
            }
            Scanned::End(end) => end,
        };
        self.at += end;
        let text = input.get(self.token.start..self.at).unwrap_or_default();
        match self.place {
            Place::InKey => {
                self.token.member = if self.token.lost {
                    None
                } else {
                    self.find(text)
                };
                self.place = Place::AfterKey;
            }
            Place::InNull => return Ok(self.end_at_token()),
            _ => {
                if let Some(member) = self.token.member {
                    self.store(member, text);
                }
                self.place = Place::AfterValue;
            }
        }
        Ok(false)
    }

    fn find(&self, quoted: &[u8]) -> Option<usize> {
        let exact = |wanted: &Wanted| {
            quoted.len() == wanted.name.len() + 2
                && quoted.get(1..quoted.len() - 1) == Some(wanted.name.as_bytes())
        };
        self.wanted.iter().position(exact).or_else(|| {
            let key = read_quoted(quoted)?;
            self.wanted
                .iter()
                .position(|wanted| same_name(wanted.name, &key))
        })
    }

    fn store(&mut self, member: usize, text: &[u8]) {
        let (Some(wanted), Some(place)) = (self.wanted.get(member), self.members.get_mut(member))
        else {
            return;
        };
        if text == b"null" && !self.token.lost {
            if !wanted.null_keeps {
                *place = Member::Null;
            }
        } else if self.token.lost
            || (self.too_large && !(wanted.is_header && text.len() <= self.max_kept))
        {
            *place = Member::TooLarge;
        } else if self.too_large {
            *place = Member::Kept(text.to_vec());
        } else {
            *place = Member::At(self.token.start..self.at);
        }
    }

    fn end(&mut self) -> bool {
        self.at += 1;
        self.end_at_token()
    }

    fn end_at_token(&mut self) -> bool {
        self.place = Place::BeforeMessage;
        true
    }

    fn take(&mut self, input: &mut BytesMut) -> Message<N> {
        let mut text = input.split_to(self.at);
        if self.too_large {
            text.clear();
        }
        self.at = 0;
        Message {
            text,
            members: std::mem::replace(&mut self.members, std::array::from_fn(|_| Member::Absent)),
        }
    }

    /// Begins to throw the message away once it is too long.
    fn check_length(&mut self, input: &[u8]) {
        if self.too_large || self.length <= self.max_message {
            return;
        }
        self.too_large = true;
        for (member, wanted) in self.members.iter_mut().zip(&self.wanted) {
            if let Member::At(range) = member {
                let kept = input
                    .get(range.clone())
                    .filter(|text| wanted.is_header && text.len() <= self.max_kept);
                *member = kept.map_or(Member::TooLarge, |text| Member::Kept(text.to_vec()));
            }
        }
    }

    fn throw_away(&mut self, input: &mut BytesMut) {
        let in_token = matches!(self.place, Place::InKey | Place::InValue | Place::InNull);
        let wanted = self.place != Place::InValue || self.token.member.is_some();
        if in_token && (!wanted || self.at - self.token.start > self.max_kept) {
            self.token.lost = true;
        }
        let keep_from = if in_token && !self.token.lost {
            self.token.start
        } else {
            self.at
        };
        input.advance(keep_from);
        self.at -= keep_from;
        self.token.start = self.token.start.saturating_sub(keep_from);
    }
}

impl<const N: usize> Message<N> {
    /// What the message has under the key at `index`.
    pub(crate) fn member(&self, index: usize) -> Found<'_> {
        match self.members.get(index) {
            Some(Member::At(range)) => self
                .text
                .get(range.clone())
                .map_or(Found::Absent, Found::Text),
            Some(Member::Kept(text)) => Found::Text(text),
            Some(Member::Null) => Found::Null,
            Some(Member::TooLarge) => Found::TooLarge,
            Some(Member::Absent) | None => Found::Absent,
        }
    }

    /// The text under the key at `index`, without the rest of the message.
    pub(crate) fn into_member(mut self, index: usize) -> Option<BytesMut> {
        match self.members.get(index)? {
            Member::At(range) => {
                self.text.truncate(range.end);
                Some(self.text.split_off(range.start.min(self.text.len())))
            }
            Member::Kept(text) => Some(text.as_slice().into()),
            _ => None,
        }
    }
}

impl From<SyntaxError> for EnvelopeError {
    fn from(error: SyntaxError) -> Self {
        Self::Syntax(error)
    }
}

/// Says what the peer sent instead of an object.
fn no_object(byte: u8, rest: &[u8]) -> EnvelopeError {
    match (byte, rest.get(1)) {
        // The definition at the front of a gob stream may begin like a value: its length, then the negative id of a type.
        (_, Some(0x7f | 0xff)) => {
            SyntaxError::character(rest, "looking for beginning of value").into()
        }
        (b'[', _) => EnvelopeError::NoObject("array"),
        (b'"', _) => EnvelopeError::NoObject("string"),
        (b't' | b'f', _) => EnvelopeError::NoObject("bool"),
        (b'-' | b'0'..=b'9', _) => EnvelopeError::NoObject("number"),
        _ => SyntaxError::character(rest, "looking for beginning of value").into(),
    }
}
