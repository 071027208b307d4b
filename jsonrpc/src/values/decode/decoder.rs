//! Where reading has come to in a value, and the steps that it takes.

use std::{borrow::Cow, mem, str};

use serde::de::{DeserializeSeed, Visitor};

use super::{
    base64,
    needed::Needed,
    number::Number,
    skip::SkipIndex,
    text::{read_string, split_number},
    zero,
};
use crate::{
    scan::{self, is_blank, small_integer},
    search::string_end,
    values::{
        deeper,
        error::{Error, Reason, Result},
        go_type::go_type_name,
        number::is_plain_integer,
    },
};

/// One value, or what is left of it.
///
/// It may read text that nobody has checked to be JSON: then it takes none that is not, and gives up some that is.
pub(super) struct Decoder<'de, 'r> {
    text_length: usize,
    /// The text, if all of it is UTF-8, as most is: its strings need no further look.
    utf8: Option<&'de str>,
    /// What is not read yet.
    pub(super) rest: &'de [u8],
    is_checked: bool,
    max_depth: usize,
    depth_left: usize,
    memory_left: usize,
    /// So much of the memory of the part that comes next belongs to what it is a part of, and is counted there. What takes
    /// more stands in a box.
    pub(super) counted: usize,
    pub(super) needed: &'r [Needed],
    pub(super) skip_index: Option<&'r SkipIndex>,
    root: Option<&'static str>,
}

impl<'de, 'r> Decoder<'de, 'r> {
    pub(super) fn new(
        text: &'de [u8],
        is_checked: bool,
        max_depth: usize,
        max_decoded: usize,
        needed: &'r [Needed],
        skip_index: Option<&'r SkipIndex>,
    ) -> Self {
        Self {
            text_length: text.len(),
            utf8: str::from_utf8(text).ok(),
            rest: text,
            is_checked,
            max_depth,
            depth_left: max_depth,
            memory_left: max_decoded,
            counted: 0,
            needed,
            skip_index,
            root: None,
        }
    }

    pub(super) fn memory_left(&self) -> usize {
        self.memory_left
    }

    /// A struct of this name is to be read: remembers it if it is the outermost value.
    #[inline]
    pub(super) fn begin_struct(&mut self, name: &'static str) {
        if self.depth_left == self.max_depth {
            self.root.get_or_insert(name);
        }
    }

    /// The name of the outermost type, if it is a struct.
    pub(super) fn root(&self) -> Option<&'static str> {
        self.root
    }

    /// Steps over white space; the byte after it, or 0 at the end.
    #[inline]
    pub(super) fn peek(&mut self) -> u8 {
        match self.rest.first() {
            Some(byte) if *byte > b' ' => *byte,
            _ => self.peek_after_blanks(),
        }
    }

    fn peek_after_blanks(&mut self) -> u8 {
        let blanks = self.rest.iter().take_while(|byte| is_blank(**byte)).count();
        self.advance(blanks);
        self.rest.first().copied().unwrap_or_default()
    }

    /// Steps over `count` bytes that have been seen.
    #[inline]
    pub(super) fn advance(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// Steps over a punctuation character.
    #[inline]
    pub(super) fn expect(&mut self, punctuation: u8) -> Result<()> {
        if self.peek() != punctuation {
            return Err(Error::corrupt());
        }
        self.advance(1);
        Ok(())
    }

    /// Reads `true`, `false` or `null`, of which the first letter has been seen.
    #[inline]
    pub(super) fn literal(&mut self, literal: &str) -> Result<()> {
        self.rest = self
            .rest
            .strip_prefix(literal.as_bytes())
            .ok_or_else(Error::corrupt)?;
        Ok(())
    }

    /// Whether the value is `null`, which is then read.
    #[inline]
    pub(super) fn null(&mut self) -> Result<bool> {
        let is_null = self.peek() == b'n';
        if is_null {
            self.literal("null")?;
        }
        Ok(is_null)
    }

    /// Whether nothing comes any more.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek();
        self.rest.is_empty()
    }

    pub(super) fn offset(&self) -> usize {
        self.text_length - self.rest.len()
    }

    /// Counts memory that the value will take.
    #[inline]
    pub(super) fn charge(&mut self, bytes: usize) -> Result<()> {
        self.memory_left = self
            .memory_left
            .checked_sub(bytes)
            .ok_or_else(Error::too_large)?;
        Ok(())
    }

    pub(super) fn skip(&mut self) -> Result<()> {
        let byte = self.peek();
        if matches!(byte, b'{' | b'[') {
            if let Some(end) = self
                .skip_index
                .and_then(|index| index.end_of(self.offset()))
            {
                self.advance(end - self.offset());
                return Ok(());
            }
        }
        let outside = self.max_depth - self.depth_left;
        self.rest = scan::skip(self.rest, outside).map_err(|_| Error::corrupt())?;
        Ok(())
    }

    /// Reads a part of the value.
    #[inline]
    pub(super) fn part<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value> {
        let before = self.rest.len();
        self.counted = size_of::<T::Value>();
        let value = seed.deserialize(&mut *self)?;
        if self.rest.len() == before {
            // The type did not look at it.
            return Err(Error::corrupt());
        }
        Ok(value)
    }

    /// A part that did not come.
    pub(super) fn zero<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value> {
        let (value, boxed) = zero::read(seed);
        self.charge(boxed)?;
        value
    }

    /// A value of this type is to be read. Counts its memory if it is not a part of something that was counted.
    #[inline]
    pub(super) fn begin<T>(&mut self) -> Result<()> {
        let counted = mem::take(&mut self.counted);
        self.charge(size_of::<T>().saturating_sub(counted))
    }

    /// Steps to the next key of an object, past the comma before it; false if its end comes.
    #[inline]
    pub(super) fn comes_key(&mut self, is_first: &mut bool) -> Result<bool> {
        match (self.peek(), mem::take(is_first)) {
            (b'}', _) => return Ok(false),
            (b',', false) => self.advance(1),
            (_, true) => {}
            _ => return Err(Error::corrupt()),
        }
        Ok(true)
    }

    /// Reads this key of an object, past the comma before it and the colon after it, if that is all there is: no blanks, no
    /// escapes.
    #[inline]
    pub(super) fn is_plain_key(&mut self, key: &str, is_first: bool) -> bool {
        let quoted = if is_first {
            self.rest.strip_prefix(b"\"")
        } else {
            self.rest.strip_prefix(b",\"")
        };
        let after = quoted
            .and_then(|rest| rest.strip_prefix(key.as_bytes()))
            .and_then(|rest| rest.strip_prefix(b"\":"));
        match after {
            // Nor does it read as if it had one.
            Some(after) if string_end(key.as_bytes()).is_none() => {
                self.rest = after;
                true
            }
            _ => false,
        }
    }

    /// Reads a string if it is UTF-8 and has no escapes, as most are.
    #[inline]
    fn plain_string(&mut self) -> Option<&'de str> {
        let length = self.plain_length()?;
        let start = self.offset() + 1;
        let text = self.utf8?.get(start..start + length)?;
        self.advance(length + 2);
        Some(text)
    }

    /// How long the string is that comes next, if it has no escapes.
    #[inline]
    fn plain_length(&self) -> Option<usize> {
        let string = self.rest.strip_prefix(b"\"")?;
        string_end(string).filter(|length| string.get(*length) == Some(&b'"'))
    }

    /// Reads a string; its opening quote comes next.
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>> {
        self.peek();
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.odd_string(),
        }
    }

    #[cold]
    fn odd_string(&mut self) -> Result<Cow<'de, str>> {
        self.expect(b'"')?;
        let (text, rest) = read_string(self.rest).ok_or_else(Error::corrupt)?;
        self.rest = rest;
        Ok(text)
    }

    /// Reads something that lies between brackets, of which the opening one comes next.
    pub(super) fn nested<R>(
        &mut self,
        close: u8,
        read: impl FnOnce(&mut Self) -> Result<R>,
    ) -> Result<R> {
        self.depth_left = self.depth_left.checked_sub(1).ok_or_else(Error::too_deep)?;
        self.begin::<R>()?;
        self.advance(1);
        let value = deeper(|| read(self))?;
        // A visitor may have had enough before the end: an array of a fixed length.
        while self.peek() != close {
            if !self.is_checked {
                return Err(Error::corrupt());
            }
            if matches!(self.peek(), b',' | b':') {
                self.advance(1);
            } else {
                self.skip()?;
            }
        }
        self.advance(1);
        self.depth_left += 1;
        Ok(value)
    }

    /// What kind of value comes next, in the words of Go's errors.
    pub(super) fn found(&mut self) -> &'static str {
        match self.peek() {
            b'"' => "string",
            b'[' => "array",
            b'{' => "object",
            b't' | b'f' => "bool",
            b'n' => "null",
            _ => "number",
        }
    }

    pub(super) fn wrong_type(&mut self, wanted: String) -> Error {
        Error::wrong_type(self.found(), wanted)
    }

    #[inline]
    pub(super) fn number<N: Number, T>(&mut self) -> Result<N> {
        self.peek();
        let (small, length) = small_integer(self.rest);
        match (N::from_small(small), self.rest.get(length..)) {
            (Some(number), Some(after)) if length > 0 => {
                self.rest = after;
                Ok(number)
            }
            _ => self.odd_number::<N, T>(),
        }
    }

    /// Apart, so that what it needs of the stack is not prepared for every number.
    #[inline(never)]
    fn odd_number<N: Number, T>(&mut self) -> Result<N> {
        match self.peek() {
            b'-' | b'0'..=b'9' => {}
            b'n' => {
                self.literal("null")?;
                return Ok(N::default());
            }
            _ => return Err(self.wrong_type(go_type_name::<T>())),
        }
        if let Some((number, after)) = N::from_decimal(self.rest) {
            self.rest = after;
            return Ok(number);
        }
        let (text, rest) = split_number(self.rest).ok_or_else(Error::corrupt)?;
        let number = text.parse::<N>().ok().filter(N::is_in_range);
        self.rest = rest;
        number.ok_or_else(|| Error::wrong_type(format!("number {text}"), go_type_name::<T>()))
    }

    pub(super) fn bytes<T>(&mut self) -> Result<Vec<u8>> {
        let text = self.string()?;
        let bytes = base64::decode(&text).map_err(|cause| {
            Error::new(Reason::Type {
                found: "string".to_owned(),
                wanted: go_type_name::<T>(),
                cause: Some(cause),
            })
        })?;
        self.charge(bytes.len())?;
        Ok(bytes)
    }

    #[inline]
    pub(super) fn visit_string<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value> {
        if let Some(text) = self.plain_string() {
            self.charge(text.len())?;
            return visitor.visit_borrowed_str(text);
        }
        let text = self.odd_string()?;
        self.charge(text.len())?;
        match text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    pub(super) fn visit_any_number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value> {
        if matches!(self.peek(), b'-' | b'0'..=b'9') {
            let (text, rest) = split_number(self.rest).ok_or_else(Error::corrupt)?;
            if is_plain_integer(text) && text != "-0" {
                if let Ok(number) = text.parse() {
                    self.rest = rest;
                    return visitor.visit_u64(number);
                }
                if let Ok(number) = text.parse() {
                    self.rest = rest;
                    return visitor.visit_i64(number);
                }
            }
        }
        let number = self.number::<f64, f64>()?;
        visitor.visit_f64(number)
    }

    /// The text of the next value.
    pub(super) fn raw(&mut self) -> Result<&'de [u8]> {
        self.peek();
        let text = self.rest;
        self.skip()?;
        Ok(text.get(..text.len() - self.rest.len()).unwrap_or_default())
    }
}
