//! What a type says of its own bytes.

use std::borrow::Cow;
use std::{fmt, io};

/// The methods of a Go type that makes its own bytes: `GobEncode` and `GobDecode`, or `MarshalBinary` and
/// `UnmarshalBinary`.
///
/// A type with it is a gob type by the derive, which asks which of the two it is in Go:
///
/// ```
/// use netrpc_gob::{Gob, Marshal, Payload, StreamDecoder, StreamEncoder};
///
/// /// Go's `type Celsius struct { tenths int16 }`, with `MarshalBinary` and `UnmarshalBinary`.
/// #[derive(Gob, Debug, Default, PartialEq)]
/// #[gob(name = "example.com/weather.Celsius", binary_marshaler)]
/// struct Celsius { tenths: i16 }
///
/// impl Marshal for Celsius {
///     type Error = &'static str;
///
///     fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), Self::Error> {
///         payload.put(&self.tenths.to_be_bytes());
///         Ok(())
///     }
///     fn unmarshal(&mut self, payload: &[u8]) -> Result<(), Self::Error> {
///         let bytes = payload.try_into().map_err(|_| "weather: a temperature has two bytes")?;
///         self.tenths = i16::from_be_bytes(bytes);
///         Ok(())
///     }
///     fn zero() -> Self { Celsius::default() }
///     fn is_zero(&self) -> bool { *self == Celsius::default() }
/// }
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&vec![Celsius { tenths: -15 }])?;
/// let week: Vec<Celsius> = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
/// assert_eq!(week, [Celsius { tenths: -15 }]);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how it makes its own bytes",
    label = "no `Marshal`",
    note = "`#[gob(gob_encoder)]` and `#[gob(binary_marshaler)]` go with an `impl netrpc_gob::Marshal for {Self}`"
)]
pub trait Marshal: Sized {
    /// What goes wrong. Its text goes on as it is, as Go's does.
    type Error: fmt::Display;

    /// Appends the bytes: Go's `GobEncode` or `MarshalBinary`.
    ///
    /// # Errors
    /// A value that has no such bytes.
    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), Self::Error>;

    /// Reads the bytes, whatever a peer has sent, into a value that may be another one than zero: Go's `GobDecode` or
    /// `UnmarshalBinary`.
    ///
    /// As many bytes as there are count for [`Limits::decoded`](crate::Limits::decoded), once. A value that takes more memory, or
    /// more time than some for each byte, has to bound that itself.
    ///
    /// # Errors
    /// Bytes that make no sense.
    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), Self::Error>;

    /// Go's zero value.
    fn zero() -> Self;

    /// Whether this is Go's zero value, which a struct's field is left out for.
    fn is_zero(&self) -> bool;

    /// What the method makes of a nil pointer, which may be an element of a slice; `None` if it panics.
    fn marshal_nil() -> Option<&'static [u8]> {
        None
    }
}

/// Where a value's own bytes are appended.
#[derive(Debug)]
pub struct Payload<'a> {
    bytes: &'a mut Vec<u8>,
}

impl<'a> Payload<'a> {
    pub(crate) fn new(bytes: &'a mut Vec<u8>) -> Self {
        Payload { bytes }
    }

    /// Appends bytes.
    #[inline]
    pub fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }
}

/// Never fails.
impl io::Write for Payload<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Why bytes or a text are no value of a type, or a value has none, in Go's words where Go has some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadError {
    text: Cow<'static, str>,
}

impl PayloadError {
    pub(crate) fn new(text: impl Into<Cow<'static, str>>) -> Self {
        PayloadError { text: text.into() }
    }
}

impl fmt::Display for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for PayloadError {}
