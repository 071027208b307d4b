//! Where reading has come to in a value, and the steps that it takes.

use std::{borrow::Cow, str::FromStr};

use serde::de::Visitor;

use super::{
    base64,
    skip::{SkipIndex, skip_value},
    text::{read_string, split_number},
};
use crate::values::{
    deeper,
    error::{Error, FieldList, Reason, Result},
    go_type::go_type_name,
    number::is_plain_integer,
};

/// One value, or what is left of it.
pub(super) struct Decoder<'de, 'r> {
    text_length: usize,
    /// What is not read yet.
    pub(super) rest: &'de [u8],
    max_depth: usize,
    depth_left: usize,
    memory_left: usize,
    pub(super) needed: &'r [(FieldList, &'static str)],
    pub(super) skip_index: Option<&'r SkipIndex>,
    root: Option<&'static str>,
}

impl<'de, 'r> Decoder<'de, 'r> {
    pub(super) fn new(
        text: &'de [u8],
        max_depth: usize,
        max_decoded: usize,
        needed: &'r [(FieldList, &'static str)],
        skip_index: Option<&'r SkipIndex>,
    ) -> Self {
        Self {
            text_length: text.len(),
            rest: text,
            max_depth,
            depth_left: max_depth,
            memory_left: max_decoded,
            needed,
            skip_index,
            root: None,
        }
    }

    pub(super) fn memory_left(&self) -> usize {
        self.memory_left
    }

    /// A struct of this name is to be read: remembers it if it is the outermost value.
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
    pub(super) fn peek(&mut self) -> u8 {
        loop {
            match self.rest.split_first() {
                Some((b' ' | b'\t' | b'\r' | b'\n', after)) => self.rest = after,
                Some((&byte, _)) => return byte,
                None => return 0,
            }
        }
    }

    /// Steps over `count` bytes that have been seen.
    pub(super) fn advance(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// Steps over a punctuation character.
    pub(super) fn expect(&mut self, punctuation: u8) -> Result<()> {
        if self.peek() != punctuation {
            return Err(Error::corrupt());
        }
        self.advance(1);
        Ok(())
    }

    /// Whether the value is `null`, which is then read.
    pub(super) fn null(&mut self) -> bool {
        let is_null = self.peek() == b'n';
        if is_null {
            self.advance(4);
        }
        is_null
    }

    pub(super) fn offset(&self) -> usize {
        self.text_length - self.rest.len()
    }

    /// Counts memory that the value will take.
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
        self.rest = skip_value(self.rest).ok_or_else(Error::corrupt)?;
        Ok(())
    }

    /// Reads a string; its opening quote comes next.
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>> {
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
        self.advance(1);
        let value = deeper(|| read(self))?;
        // A visitor may have had enough before the end: an array of a fixed length.
        while self.peek() != close {
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

    pub(super) fn number<N: FromStr + Default, T>(
        &mut self,
        fits: impl FnOnce(&N) -> bool,
    ) -> Result<N> {
        if self.null() {
            return Ok(N::default());
        }
        if !matches!(self.peek(), b'-' | b'0'..=b'9') {
            return Err(self.wrong_type(go_type_name::<T>()));
        }
        let (text, rest) = split_number(self.rest);
        match text.parse::<N>().ok().filter(fits) {
            Some(number) => {
                self.rest = rest;
                Ok(number)
            }
            None => Err(Error::wrong_type(
                format!("number {text}"),
                go_type_name::<T>(),
            )),
        }
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

    pub(super) fn visit_string<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value> {
        let text = self.string()?;
        self.charge(text.len())?;
        match text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    pub(super) fn visit_any_number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value> {
        let (text, rest) = split_number(self.rest);
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
        let number = self.number::<f64, f64>(|number| number.is_finite())?;
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
