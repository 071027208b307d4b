//! One error for encoding and decoding: what kind, where in the value, where in the stream.
//!
//! `Display` gives exactly Go's text where Go has one, because net/rpc sends it to the peer and programs
//! match on it; `{:#}` adds the path and the offset.

use std::borrow::Cow;
use std::fmt;

use crate::wire::UintError;

/// Why a value could not be encoded or decoded.
///
/// ```
/// use netrpc_gob::{Decoder, Encoder, ErrorKind, Step};
///
/// let mut bytes = Vec::new();
/// Encoder::new().encode("text", &mut bytes)?;
/// let mut decoder = Decoder::new();
/// let Step::Value(frame) = decoder.frame(&bytes)? else { panic!("a whole value is there") };
/// let error = decoder.decode::<i64>(&frame, &bytes).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::TypeMismatch);
/// assert_eq!(error.to_string(), "gob: decoding into local type *int64, received remote type string");
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone)]
pub struct Error {
    inner: Box<Inner>,
}

/// What went wrong, and with it whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The peer's bytes end where a value could start, or a message ends inside its value (Go's `io.EOF`).
    Eof,
    /// The stream ends inside a message, or between definitions and their value (Go's `io.ErrUnexpectedEOF`).
    UnexpectedEof,
    /// The peer's message lengths make no sense: the stream cannot go on.
    Framing,
    /// A type definition of the peer is wrong.
    Definition,
    /// The peer's type does not fit the type that we decode into.
    TypeMismatch,
    /// The peer's interface value goes by a name that no type of ours has, or none that the interface can hold.
    NotRegistered,
    /// The peer's number does not fit the width of ours, or is none of our constants.
    OutOfRange,
    /// The peer's value contradicts its type, or its counts exceed its bytes.
    Corrupt,
    /// The peer's bytes for a type that makes its own are none of that type's: the text is the type's.
    Payload,
    /// The peer's string is not UTF-8 and ours must be.
    Utf8,
    /// A bound of [`Limits`](crate::Limits) was reached; the text names its setter.
    Limit,
    /// Our own value or type has no form in gob.
    Unencodable,
    /// The `std::io` object that a value was read from or written to failed.
    Io,
}

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    text: Cow<'static, str>,
    /// Innermost first: pushed while the error travels outwards. Its two ends at most.
    path: Vec<Segment>,
    /// Whether the middle of the path was left out.
    is_cut: bool,
    offset: Option<u64>,
    /// For [`ErrorKind::OutOfRange`]: the name is only known further out (spec 2.8).
    range: Option<RangeName>,
}

#[derive(Clone)]
enum Segment {
    Field(Cow<'static, str>),
    Index(usize),
    MapEntry,
    /// What an interface value holds, by its name.
    Concrete(String),
}

/// The growing name of Go's `value for "NAME" out of range`.
#[derive(Clone, Default)]
struct RangeName {
    prefix: String,
    /// Whether the scalar lies in a slice, array or map that has been left already.
    in_container: bool,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, text: impl Into<Cow<'static, str>>) -> Self {
        let inner = Inner {
            kind,
            text: text.into(),
            path: Vec::new(),
            is_cut: false,
            offset: None,
            range: None,
        };
        Error {
            inner: Box::new(inner),
        }
    }

    pub(crate) fn eof() -> Self {
        Error::new(ErrorKind::Eof, "EOF")
    }

    pub(crate) fn unexpected_eof() -> Self {
        Error::new(ErrorKind::UnexpectedEof, "unexpected EOF")
    }

    pub(crate) fn unencodable(text: impl Into<Cow<'static, str>>) -> Self {
        Error::new(ErrorKind::Unencodable, text)
    }

    pub(crate) fn corrupt(text: impl Into<Cow<'static, str>>) -> Self {
        Error::new(ErrorKind::Corrupt, text)
    }

    /// There are fewer bytes than elements.
    #[cold]
    pub(crate) fn too_short(count: u64) -> Self {
        Error::corrupt(format!(
            "gob: decoding array or slice: length exceeds input size ({count} elements)"
        ))
    }

    /// A definition says of more than one kind that the type is of it, and the kind is needed.
    #[cold]
    pub(crate) fn several_kinds() -> Self {
        Error::corrupt("gob: bad data: type of several kinds")
    }

    /// A struct's next field is none of its type's.
    #[cold]
    pub(crate) fn bad_delta(delta: u64) -> Self {
        Error::corrupt(if delta > i64::MAX as u64 {
            "gob: decode: corrupted data: negative delta"
        } else {
            "gob: bad data: field numbers out of bounds"
        })
    }

    pub(crate) fn limit(what: &str, bound: usize, setter: &str) -> Self {
        let text = format!("gob: {what} exceeds the limit of {bound} (Limits::{setter})");
        Error::new(ErrorKind::Limit, text)
    }

    #[cold]
    pub(crate) fn out_of_range() -> Self {
        let mut error = Error::new(ErrorKind::OutOfRange, "");
        error.inner.range = Some(RangeName::default());
        error
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// Where in the value, outermost first, as `Order.Items[3].Price`; `None` at its top. The middle of a
    /// very long path is left out.
    pub fn path(&self) -> Option<String> {
        if self.inner.path.is_empty() {
            return None;
        }
        let mut path = String::new();
        for (index, segment) in self.inner.path.iter().rev().enumerate() {
            if self.inner.is_cut && index == LONG_PATH / 2 {
                path.push('…');
            }
            match segment {
                Segment::Field(name) if path.is_empty() => path.push_str(name),
                Segment::Field(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Segment::Index(index) => path.push_str(&format!("[{index}]")),
                Segment::MapEntry => path.push_str("[entry]"),
                Segment::Concrete(name) if path.is_empty() => path.push_str(name),
                Segment::Concrete(name) => path.push_str(&format!(".({name})")),
            }
        }
        Some(path)
    }

    /// Bytes of the stream before the point where decoding gave up; `None` when encoding.
    pub fn offset(&self) -> Option<u64> {
        self.inner.offset
    }

    /// The error happened in the struct field `name`.
    #[cold]
    pub(crate) fn in_field(mut self, name: &'static str) -> Self {
        self.settle_range(name);
        self.push(Segment::Field(Cow::Borrowed(name)));
        self
    }

    /// The error happened in a struct field that only its value knows.
    #[cold]
    pub(crate) fn in_named_field(mut self, name: &str) -> Self {
        let name = match name.char_indices().nth(LONG_NAME) {
            Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
            None => name.to_owned(),
        };
        self.push(Segment::Field(Cow::Owned(name)));
        self
    }

    /// The error happened in element `index` of a slice or array.
    #[cold]
    pub(crate) fn in_element(mut self, index: usize) -> Self {
        if let Some(range) = &mut self.inner.range {
            range.prefix.push_str("element of ");
            range.in_container = true;
        }
        self.push(Segment::Index(index));
        self
    }

    /// The error happened in a key (`"key of "`) or an element (`"element of "`) of a map. A scalar there
    /// goes by the map's own name.
    #[cold]
    pub(crate) fn in_map(mut self, part: &str) -> Self {
        if let Some(range) = &mut self.inner.range {
            if range.in_container {
                range.prefix.push_str(part);
            }
            range.in_container = true;
        }
        self.push(Segment::MapEntry);
        self
    }

    /// The error happened in an interface value that holds a `name`.
    #[cold]
    pub(crate) fn in_concrete(mut self, name: &str) -> Self {
        self.push(Segment::Concrete(name.into()));
        self
    }

    /// A peer chooses how deep an error lies, and how long the names on the way are.
    #[cold]
    fn push(&mut self, segment: Segment) {
        let path = &mut self.inner.path;
        if path.len() == LONG_PATH {
            path.remove(LONG_PATH / 2);
            self.inner.is_cut = true;
        }
        path.push(segment);
    }

    /// The outermost name of a range error: a field's name, or the type of what was passed to decode.
    pub(crate) fn settle_range(&mut self, name: &str) {
        if let Some(range) = self.inner.range.take() {
            self.inner.text = format!("value for \"{}{name}\" out of range", range.prefix).into();
        }
    }

    pub(crate) fn awaits_range_name(&self) -> bool {
        self.inner.range.is_some()
    }

    /// The named type at whose top the error happened: the root of the path.
    pub(crate) fn in_root(mut self, name: String) -> Self {
        if !name.is_empty() && !self.inner.path.is_empty() {
            self.push(Segment::Field(Cow::Owned(name)));
        }
        self
    }

    pub(crate) fn at_offset(mut self, offset: u64) -> Self {
        self.inner.offset.get_or_insert(offset);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner.text)?;
        if f.alternate() {
            if let Some(path) = self.path() {
                write!(f, " in {path}")?;
            }
            if let Some(offset) = self.inner.offset {
                write!(f, " at byte {offset}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.inner.kind)
            .field("text", &self.inner.text)
            .field("path", &self.path())
            .field("offset", &self.inner.offset)
            .finish()
    }
}

impl std::error::Error for Error {}

impl From<UintError> for Error {
    #[cold]
    fn from(error: UintError) -> Self {
        match error {
            UintError::Empty => Error::eof(),
            UintError::Short { wanted, left } => Error::corrupt(format!(
                "gob: invalid uint data length {wanted}: exceeds input size {left}"
            )),
            UintError::TooLong => Error::corrupt("gob: encoded unsigned integer out of range"),
        }
    }
}

/// Parts of a path that are worth reading.
const LONG_PATH: usize = 32;
/// Characters of a peer's name for a field that are.
const LONG_NAME: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_errors_take_the_name_of_the_place() {
        // Spec 2.8: the path from the scalar outwards, and the name Go gives.
        let field = Error::out_of_range().in_field("Maxi");
        assert_eq!(field.to_string(), "value for \"Maxi\" out of range");
        let nested = Error::out_of_range()
            .in_element(0)
            .in_element(1)
            .in_field("F");
        assert_eq!(
            nested.to_string(),
            "value for \"element of element of F\" out of range"
        );
        let map = Error::out_of_range().in_map("element of ").in_field("F");
        assert_eq!(map.to_string(), "value for \"F\" out of range");
        let mut slice_in_map = Error::out_of_range().in_element(0).in_map("element of ");
        slice_in_map.settle_range("*map[string][]int8");
        let text = "value for \"element of element of *map[string][]int8\" out of range";
        assert_eq!(slice_in_map.to_string(), text);
    }

    #[test]
    fn paths_read_from_the_outside_in() {
        let error = Error::eof()
            .in_field("Price")
            .in_element(3)
            .in_field("Items");
        let error = error.in_root("Order".into()).at_offset(17);
        assert_eq!(error.path().as_deref(), Some("Order.Items[3].Price"));
        assert_eq!(
            format!("{error:#}"),
            "EOF in Order.Items[3].Price at byte 17"
        );
        assert_eq!(format!("{error}"), "EOF");
    }

    #[test]
    fn long_paths_keep_both_ends() {
        let whole = (0..32).fold(Error::eof(), Error::in_element);
        let path: String = (0..32).rev().map(|index| format!("[{index}]")).collect();
        assert_eq!(whole.path(), Some(path));
        let cut = (0..1_000).fold(Error::eof(), Error::in_element);
        let ends = (984..1_000).rev().chain((0..16).rev());
        let ends: Vec<_> = ends.map(|index| format!("[{index}]")).collect();
        let (outer, inner) = (ends[..16].concat(), ends[16..].concat());
        assert_eq!(cut.path(), Some(format!("{outer}…{inner}")));
    }
}
