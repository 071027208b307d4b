//! Reads one value into whatever serde says is wanted.

use std::{borrow::Cow, str::FromStr};

use serde::de::{
    DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor,
    value::BorrowedStrDeserializer,
};

use super::{
    base64,
    enums::Variant,
    object::{Entries, Fields},
    sequence::Elements,
    skip::{SkipIndex, skip_value},
    text::{read_string, split_number},
};
use crate::values::{
    deeper,
    error::{Error, FieldList, Reason, Result},
    go_type::{go_struct_name, go_type_name, is_byte_sequence},
    number::is_plain_integer,
};

/// What serde_json's `RawValue` calls itself, to be recognised.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";

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

    fn number<N: FromStr + Default, T>(&mut self, fits: impl FnOnce(&N) -> bool) -> Result<N> {
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

    fn bytes<T>(&mut self) -> Result<Vec<u8>> {
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

    fn visit_string<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value> {
        let text = self.string()?;
        self.charge(text.len())?;
        match text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn visit_any_number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value> {
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
    fn raw(&mut self) -> Result<&'de [u8]> {
        self.peek();
        let text = self.rest;
        self.skip()?;
        Ok(text.get(..text.len() - self.rest.len()).unwrap_or_default())
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty, $fits:expr;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            let number = self.number::<$number, V::Value>($fits)?;
            visitor.$visit(number)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Decoder<'de, '_> {
    type Error = Error;

    numbers! {
        deserialize_i8 visit_i8 i8, |_| true;
        deserialize_i16 visit_i16 i16, |_| true;
        deserialize_i32 visit_i32 i32, |_| true;
        deserialize_i64 visit_i64 i64, |_| true;
        deserialize_i128 visit_i128 i128, |_| true;
        deserialize_u8 visit_u8 u8, |_| true;
        deserialize_u16 visit_u16 u16, |_| true;
        deserialize_u32 visit_u32 u32, |_| true;
        deserialize_u64 visit_u64 u64, |_| true;
        deserialize_u128 visit_u128 u128, |_| true;
        deserialize_f32 visit_f32 f32, |number| number.is_finite();
        deserialize_f64 visit_f64 f64, |number| number.is_finite();
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'n' => self.deserialize_unit(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'"' => self.visit_string(visitor),
            b'[' => self.deserialize_seq(visitor),
            b'{' => self.deserialize_map(visitor),
            _ => self.visit_any_number(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let (value, length) = match self.peek() {
            b'n' => (false, 4),
            b't' => (true, 4),
            b'f' => (false, 5),
            _ => return Err(self.wrong_type("bool".to_owned())),
        };
        self.advance(length);
        visitor.visit_bool(value)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'"' => self.visit_string(visitor),
            b'n' => {
                self.advance(4);
                visitor.visit_borrowed_str("")
            }
            _ => Err(self.wrong_type(go_type_name::<V::Value>())),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'"' => visitor.visit_byte_buf(self.bytes::<V::Value>()?),
            b'n' => {
                self.advance(4);
                visitor.visit_byte_buf(Vec::new())
            }
            b'[' => {
                let bytes: Vec<u8> = serde::Deserialize::deserialize(self)?;
                visitor.visit_byte_buf(bytes)
            }
            _ => Err(self.wrong_type("[]uint8".to_owned())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    /// Go's `struct{}` takes any object.
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if !matches!(self.peek(), b'n' | b'{') {
            return Err(self.wrong_type("struct {}".to_owned()));
        }
        self.skip()?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        if !matches!(self.peek(), b'n' | b'{') {
            return Err(self.wrong_type(go_struct_name(name)));
        }
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        if name != RAW_VALUE {
            return visitor.visit_newtype_struct(self);
        }
        let text = String::from_utf8_lossy(self.raw()?);
        self.charge(text.len())?;
        match text {
            Cow::Borrowed(text) => visitor.visit_map(Raw {
                text: Some(BorrowedStrDeserializer::new(text)),
            }),
            Cow::Owned(text) => visitor.visit_map(Raw {
                text: Some(text.into_deserializer()),
            }),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'[' => self.nested(b']', |decoder| {
                visitor.visit_seq(Elements::new(decoder, None))
            }),
            b'n' => {
                self.advance(4);
                visitor.visit_seq(Elements::none(self, None))
            }
            b'"' if is_byte_sequence::<V::Value>() => {
                let bytes = self.bytes::<V::Value>()?;
                visitor.visit_seq(bytes.into_deserializer())
            }
            _ => Err(self.wrong_type(go_type_name::<V::Value>())),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'[' => self.nested(b']', |decoder| {
                visitor.visit_seq(Elements::new(decoder, Some(length)))
            }),
            b'n' => {
                self.advance(4);
                visitor.visit_seq(Elements::none(self, Some(length)))
            }
            _ => Err(self.wrong_type(go_type_name::<V::Value>())),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'{' => self.nested(b'}', |decoder| visitor.visit_map(Entries::new(decoder))),
            b'n' => {
                self.advance(4);
                visitor.visit_map(Entries::none(self))
            }
            _ => Err(self.wrong_type(go_type_name::<V::Value>())),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if self.depth_left == self.max_depth {
            self.root.get_or_insert(name);
        }
        let list = FieldList::new::<V::Value>(fields);
        match self.peek() {
            b'{' => self.nested(b'}', |decoder| {
                visitor.visit_map(Fields::new(decoder, fields, list)?)
            }),
            b'n' => {
                self.advance(4);
                visitor.visit_map(Fields::none(self, fields, list))
            }
            _ => return Err(self.wrong_type(go_struct_name(name))),
        }
        .map_err(|error| error.of_struct(list))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match self.peek() {
            b'"' => {
                let variant = self.string()?;
                visitor.visit_enum(variant.into_deserializer())
            }
            b'n' => {
                self.advance(4);
                visitor.visit_enum("".into_deserializer())
            }
            b'{' => self.nested(b'}', |decoder| visitor.visit_enum(Variant::new(decoder))),
            _ => Err(self.wrong_type(go_struct_name(name))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }
}

/// The form in which serde_json's `RawValue` asks for its text.
struct Raw<T> {
    text: Option<T>,
}

impl<'de, T: Deserializer<'de, Error = Error>> MapAccess<'de> for Raw<T> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if self.text.is_none() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(RAW_VALUE))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        seed.deserialize(self.text.take().ok_or_else(Error::corrupt)?)
    }
}
