//! `url.Userinfo`: a name, and a password if there is one.

use std::borrow::Cow;
use std::fmt;

use super::escape::{Part, escape};
use crate::lossy::to_text;
use crate::types::{GoName, GobType, Kind, TypeInfo};

/// Go's `url.Userinfo`: a user's name and password, decoded. By itself gob cannot carry it, nor can JSON.
///
/// ```
/// use netrpc_gob::go::url::Userinfo;
///
/// let user = Userinfo::with_password("me", "p@ss");
/// assert_eq!((user.username(), user.password()), ("me".into(), Some("p@ss".into())));
/// assert_eq!(user.to_string(), "me:p%40ss");
/// assert_eq!(Userinfo::new("me").to_string(), "me");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Userinfo {
    pub(super) username: Vec<u8>,
    pub(super) password: Option<Vec<u8>>,
}

impl Userinfo {
    /// A name without a password: Go's `User`.
    pub fn new(username: impl AsRef<[u8]>) -> Self {
        Userinfo {
            username: username.as_ref().to_vec(),
            password: None,
        }
    }

    /// A name and a password: Go's `UserPassword`.
    pub fn with_password(username: impl AsRef<[u8]>, password: impl AsRef<[u8]>) -> Self {
        Userinfo {
            username: username.as_ref().to_vec(),
            password: Some(password.as_ref().to_vec()),
        }
    }

    /// The name, with U+FFFD for each byte that is not UTF-8.
    pub fn username(&self) -> Cow<'_, str> {
        to_text(&self.username)
    }

    /// The name.
    pub fn username_bytes(&self) -> &[u8] {
        &self.username
    }

    /// The password, if there is one, with U+FFFD for each byte that is not UTF-8.
    pub fn password(&self) -> Option<Cow<'_, str>> {
        self.password.as_deref().map(to_text)
    }

    /// The password, if there is one.
    pub fn password_bytes(&self) -> Option<&[u8]> {
        self.password.as_deref()
    }

    /// As a URL has it.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend(escape(&self.username, Part::User));
        if let Some(password) = &self.password {
            out.push(b':');
            out.extend(escape(password, Part::User));
        }
    }
}

/// Only so that a [`Url`](super::Url) can announce it: Go defines it on every stream with a URL, and never uses it.
impl GobType for Userinfo {
    type Identity = Userinfo;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Userinfo>(
        GoName::Declared("net/url.Userinfo", &[]),
        Kind::Struct(&[], false),
    );
}

/// As a URL has it: Go's `String`.
impl fmt::Display for Userinfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        f.write_str(&to_text(&bytes))
    }
}

/// Without the password.
impl fmt::Debug for Userinfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_struct("Userinfo");
        fields.field("username", &self.username());
        if self.password.is_some() {
            fields.field("password", &"xxxxx");
        }
        fields.finish()
    }
}
