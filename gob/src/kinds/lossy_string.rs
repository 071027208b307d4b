//! A string that takes any bytes, and is text in any case.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::lossy::{text_len, to_text};
use crate::types::{GobType, TypeInfo};

/// A `String` that takes any Go `string`: each byte that is not UTF-8 becomes U+FFFD, as in Go's own conversions.
///
/// What was replaced is lost; [`ByteString`](crate::ByteString) keeps it. Two keys of a map may become one.
///
/// ```
/// use netrpc_gob::{ByteString, LossyString, StreamDecoder, StreamEncoder};
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&ByteString::from(b"caf\xe9"))?;
/// let name: LossyString = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
/// assert_eq!(name, "caf\u{fffd}");
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LossyString {
    text: String,
}

impl LossyString {
    /// An empty string.
    pub const fn new() -> Self {
        let text = String::new();
        LossyString { text }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, to keep.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl Deref for LossyString {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for LossyString {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Borrow<str> for LossyString {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl From<&str> for LossyString {
    fn from(text: &str) -> Self {
        String::from(text).into()
    }
}

impl From<String> for LossyString {
    fn from(text: String) -> Self {
        LossyString { text }
    }
}

impl From<LossyString> for String {
    fn from(string: LossyString) -> Self {
        string.text
    }
}

impl PartialEq<str> for LossyString {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for LossyString {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl fmt::Display for LossyString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text, f)
    }
}

impl fmt::Debug for LossyString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl GobType for LossyString {
    type Identity = String;
    const TYPE: &'static TypeInfo = String::TYPE;
}

impl Encode for LossyString {
    #[inline]
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.text.encode(writer)
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        self.text.is_empty()
    }
}

impl Decode for LossyString {
    #[inline]
    fn zero() -> Self {
        LossyString::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        let bytes = reader.bytes("string")?;
        reader.charge(text_len(bytes))?;
        self.text = to_text(bytes).into_owned();
        Ok(())
    }
}
