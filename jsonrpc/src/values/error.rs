//! Why a value could not be read or written, in Go's words.

use std::fmt::{self, Display};

use super::go_type::bare_name;

/// Why a value could not be read or written. Its text is that of Go 1.27's encoding/json, where Go has one.
pub struct Error(Box<Inner>);

/// What kind of fault an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not JSON.
    Syntax,
    /// JSON of another type than the value's.
    Type,
    /// The value has no JSON: not a number, infinite, or a map key that is no string.
    Unencodable,
    /// Deeper or larger than the limits allow.
    Limit,
    /// The type's own implementation of serde's traits said no.
    Custom,
}

struct Inner {
    reason: Reason,
    /// Where it happened, innermost first.
    path: Vec<String>,
    /// Go's name of the outermost type, without its package.
    root: String,
}

pub(crate) enum Reason {
    Syntax(String),
    /// JSON that the type does not take.
    Type {
        found: String,
        wanted: String,
        cause: Option<String>,
    },
    Unencodable(String),
    Limit(String),
    Custom(String),
    /// A field that has no default did not come. `of` is the list of its struct's fields.
    Missing {
        field: &'static str,
        of: Option<FieldList>,
    },
    /// A field came twice: reading begins again, and looks for the last of each.
    Duplicate,
}

/// The fields of one struct. Their list is the type's own constant, so that its place stands for the type; the name is
/// there for compilers that make one of equal constants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldList {
    fields: &'static [&'static str],
    type_name: &'static str,
}

impl FieldList {
    pub(crate) fn new<T>(fields: &'static [&'static str]) -> Self {
        Self {
            fields,
            type_name: std::any::type_name::<T>(),
        }
    }

    /// Which of the fields has this name.
    pub(crate) fn place_of(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|name| *name == field)
    }
}

impl PartialEq for FieldList {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.fields, other.fields) && self.type_name == other.type_name
    }
}

/// What reading gives.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(reason: Reason) -> Self {
        Self(Box::new(Inner {
            reason,
            path: Vec::new(),
            root: String::new(),
        }))
    }

    /// JSON of the wrong kind.
    pub(crate) fn wrong_type(found: impl Into<String>, wanted: String) -> Self {
        Self::new(Reason::Type {
            found: found.into(),
            wanted,
            cause: None,
        })
    }

    pub(crate) fn unsupported_value(value: &str) -> Self {
        Self::new(Reason::Unencodable(format!(
            "json: unsupported value: {value}"
        )))
    }

    pub(crate) fn unsupported_type(go_type: &str) -> Self {
        Self::new(Reason::Unencodable(format!(
            "json: unsupported type: {go_type}"
        )))
    }

    pub(crate) fn too_deep() -> Self {
        Self::new(Reason::Limit(
            "exceeded max depth (Limits::max_depth)".to_owned(),
        ))
    }

    pub(crate) fn too_large() -> Self {
        Self::new(Reason::Limit(
            "json: value takes too much memory (Limits::max_decoded)".to_owned(),
        ))
    }

    /// A part of the decoder met text that the scanner should not have let through.
    pub(crate) fn corrupt() -> Self {
        Self::new(Reason::Syntax("unexpected end of JSON input".to_owned()))
    }

    /// What kind of fault it is.
    pub fn kind(&self) -> ErrorKind {
        match self.0.reason {
            Reason::Syntax(_) => ErrorKind::Syntax,
            Reason::Type { .. } => ErrorKind::Type,
            Reason::Unencodable(_) => ErrorKind::Unencodable,
            Reason::Limit(_) => ErrorKind::Limit,
            Reason::Custom(_) | Reason::Missing { .. } | Reason::Duplicate => ErrorKind::Custom,
        }
    }

    /// Where in the value it happened, as `Order.Items.3.Price`; empty at the top.
    pub fn path(&self) -> String {
        let mut path = self.0.root.clone();
        for part in self.0.path.iter().rev() {
            path.push('.');
            path.push_str(part);
        }
        path
    }

    pub(crate) fn reason(&self) -> &Reason {
        &self.0.reason
    }

    /// The error happened inside the value of `key`.
    pub(crate) fn inside_key(mut self, key: &str) -> Self {
        // Go's path is a JSON pointer, with its escapes.
        self.0.path.push(key.replace('~', "~0").replace('/', "~1"));
        self
    }

    /// The error happened inside the element at `index`.
    pub(crate) fn inside_index(mut self, index: usize) -> Self {
        self.0.path.push(index.to_string());
        self
    }

    /// The outermost type, as Go calls it.
    pub(crate) fn inside_root(mut self, go_type: &str) -> Self {
        self.0.root = bare_name(go_type).to_owned();
        self
    }

    /// Tells a missing field which struct it belongs to.
    pub(crate) fn of_struct(mut self, fields: FieldList) -> Self {
        if let Reason::Missing { of: of @ None, .. } = &mut self.0.reason {
            *of = Some(fields);
        }
        self
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.reason {
            Reason::Type {
                found,
                wanted,
                cause,
            } => {
                write!(f, "json: cannot unmarshal {found} into ")?;
                let path = self.path();
                // Go guesses from the end of the path whether this is an element or a field.
                let last = path.rsplit('.').next().unwrap_or_default();
                let is_element = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
                if self.0.path.is_empty() {
                    f.write_str("Go value")?;
                } else if is_element {
                    f.write_str(&path)?;
                } else {
                    write!(f, "Go struct field {path}")?;
                }
                write!(f, " of type {wanted}")?;
                cause
                    .as_ref()
                    .map_or(Ok(()), |cause| write!(f, ": {cause}"))
            }
            Reason::Syntax(text)
            | Reason::Unencodable(text)
            | Reason::Limit(text)
            | Reason::Custom(text) => f.write_str(text),
            Reason::Missing { field, .. } => write!(f, "missing field `{field}`"),
            Reason::Duplicate => f.write_str("duplicate field"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("text", &self.to_string())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: Display>(text: T) -> Self {
        Self::new(Reason::Custom(text.to_string()))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Reason::Missing { field, of: None })
    }
}

impl serde::ser::Error for Error {
    fn custom<T: Display>(text: T) -> Self {
        Self::new(Reason::Custom(text.to_string()))
    }
}
