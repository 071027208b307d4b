//! A string of any bytes.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::{Deref, DerefMut};

use super::bytes::go_as_bytes;
use crate::decode::{Decode, Plan, Reader};
use crate::error::Error;
use crate::lossy::to_text;

/// Go's `string` with any bytes, UTF-8 or not.
///
/// It is printed with U+FFFD for each byte that is not UTF-8, as Go's `encoding/json` prints it; its `Debug` form shows
/// those bytes. [`LossyString`](crate::LossyString) replaces them when it is decoded.
///
/// ```
/// use std::collections::HashMap;
/// use netrpc_gob::{ByteString, StreamDecoder, StreamEncoder};
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&HashMap::from([(ByteString::from(b"caf\xe9"), 1)]))?;
/// let bytes = sender.into_inner();
///
/// let sizes: HashMap<ByteString, isize> = StreamDecoder::new(bytes.as_slice()).decode()?;
/// assert_eq!(sizes.get(&b"caf\xe9"[..]), Some(&1));
/// let name = sizes.into_keys().next().unwrap();
/// assert_eq!((name.to_str().is_err(), name.to_string()), (true, "caf\u{fffd}".into()));
///
/// // A `String` refuses it.
/// let error = StreamDecoder::new(bytes.as_slice()).decode::<HashMap<String, isize>>().unwrap_err();
/// assert_eq!(error.kind(), netrpc_gob::ErrorKind::Utf8);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteString {
    bytes: Vec<u8>,
}

impl ByteString {
    /// An empty string.
    pub const fn new() -> Self {
        let bytes = Vec::new();
        ByteString { bytes }
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, to keep.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The string as text.
    ///
    /// # Errors
    /// Bytes that are not UTF-8.
    pub fn to_str(&self) -> Result<&str, std::str::Utf8Error> {
        std::str::from_utf8(&self.bytes)
    }

    /// The string as text, with U+FFFD for each byte that is not UTF-8.
    pub fn to_str_lossy(&self) -> Cow<'_, str> {
        to_text(&self.bytes)
    }

    /// The string as text, to keep.
    ///
    /// # Errors
    /// Bytes that are not UTF-8; the error has them.
    pub fn into_string(self) -> Result<String, std::string::FromUtf8Error> {
        String::from_utf8(self.bytes)
    }
}

impl Deref for ByteString {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl DerefMut for ByteString {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }
}

impl AsRef<[u8]> for ByteString {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Borrow<[u8]> for ByteString {
    fn borrow(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<&str> for ByteString {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

impl From<String> for ByteString {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<&[u8]> for ByteString {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<&[u8; N]> for ByteString {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<Vec<u8>> for ByteString {
    fn from(bytes: Vec<u8>) -> Self {
        ByteString { bytes }
    }
}

impl From<ByteString> for Vec<u8> {
    fn from(string: ByteString) -> Self {
        string.bytes
    }
}

impl TryFrom<ByteString> for String {
    type Error = std::string::FromUtf8Error;

    fn try_from(string: ByteString) -> Result<String, Self::Error> {
        string.into_string()
    }
}

impl PartialEq<str> for ByteString {
    fn eq(&self, other: &str) -> bool {
        self.bytes == other.as_bytes()
    }
}

impl PartialEq<&str> for ByteString {
    fn eq(&self, other: &&str) -> bool {
        self.bytes == other.as_bytes()
    }
}

impl PartialEq<[u8]> for ByteString {
    fn eq(&self, other: &[u8]) -> bool {
        self.bytes == other
    }
}

impl fmt::Display for ByteString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_str_lossy())
    }
}

impl fmt::Debug for ByteString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for chunk in self.bytes.utf8_chunks() {
            write!(f, "{}", chunk.valid().escape_debug())?;
            for byte in chunk.invalid() {
                write!(f, "\\x{byte:02x}")?;
            }
        }
        f.write_str("\"")
    }
}

go_as_bytes!(String: ByteString);

impl Decode for ByteString {
    #[inline]
    fn zero() -> Self {
        ByteString::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        let bytes = reader.bytes("string")?;
        if self.bytes.capacity() < bytes.len() {
            reader.charge(bytes.len())?;
            // Exactly as much as was counted.
            self.bytes = Vec::with_capacity(bytes.len());
        }
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }
}
