//! Go's `net/url`: URLs as Go takes them apart, which is not quite as browsers do.
//!
//! ```
//! use netrpc_gob::go::url::Url;
//!
//! let url: Url = "https://me:secret@go.dev:443/a%2Fb/c%20d?q=1#top".parse()?;
//! assert_eq!((url.scheme(), url.host()), ("https".into(), "go.dev:443".into()));
//! // Decoded, and as it was written where that is not how Go would write it.
//! assert_eq!((url.path(), url.raw_path()), ("/a/b/c d".into(), "/a%2Fb/c%20d".into()));
//! assert_eq!(url.user.as_ref().and_then(|user| user.password()), Some("secret".into()));
//! assert_eq!(url.to_string(), "https://me:secret@go.dev:443/a%2Fb/c%20d?q=1#top");
//! # Ok::<(), netrpc_gob::PayloadError>(())
//! ```

mod escape;
mod host;
mod parse;
#[cfg(feature = "serde")]
mod serde_impl;
#[cfg(feature = "url")]
mod url_crate;
mod userinfo;
mod write;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::lossy::to_text;
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};
#[cfg(feature = "url")]
pub use url_crate::UrlError;
pub use userinfo::Userinfo;

/// Go's `url.URL`: its fields, decoded where Go decodes them.
///
/// A Go string is any bytes, and `%ff` in a path becomes one that is no text, so the fields are bytes; the methods of the same
/// names show them as text, with U+FFFD for each byte that is not UTF-8. The payload is what Go's `String` makes of the fields, and
/// [`to_bytes`](Self::to_bytes) here; [`Display`](fmt::Display) is the same as text.
///
/// ```
/// use netrpc_gob::go::url::Url;
///
/// let url = Url { scheme: "https".into(), host: "go.dev".into(), path: "/a b".into(), ..Url::default() };
/// assert_eq!(url.to_string(), "https://go.dev/a%20b");
/// let odd = Url::parse(b"/%ff?\xff")?;
/// assert_eq!((&*odd.path, &*odd.to_bytes()), (&b"/\xff"[..], &b"/%ff?\xff"[..]));
/// # Ok::<(), netrpc_gob::PayloadError>(())
/// ```
///
/// In JSON it is an object of its fields, as Go has no other form for it; a [`Userinfo`] is an empty object there, so that
/// user and password are lost.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url {
    /// In front of the first colon, in lower case.
    pub scheme: Vec<u8>,
    /// What follows the scheme where that is no slash, as it was written.
    pub opaque: Vec<u8>,
    /// In front of the host, with `@` behind it.
    pub user: Option<Userinfo>,
    /// With the port, and with brackets around an IPv6 address.
    pub host: Vec<u8>,
    /// Decoded.
    pub path: Vec<u8>,
    /// Decoded.
    pub fragment: Vec<u8>,
    /// As it was written, without `?`.
    pub raw_query: Vec<u8>,
    /// How the path was written, if not as Go would write it.
    pub raw_path: Vec<u8>,
    /// How the fragment was written, if not as Go would write it.
    pub raw_fragment: Vec<u8>,
    /// A `?` without a query.
    pub force_query: bool,
    /// A path with one slash behind a scheme.
    pub omit_host: bool,
}

impl Url {
    /// Go's `Parse`.
    ///
    /// # Errors
    /// Go's, as `parse "http://a b": invalid character " " in host name`. Of a URL that is longer than 4096 bytes they quote the
    /// start alone.
    pub fn parse(text: &[u8]) -> Result<Self, PayloadError> {
        parse::parse(text)
    }

    /// What is sent: Go's `String`.
    pub fn to_bytes(&self) -> Vec<u8> {
        write::to_bytes(self)
    }

    /// The scheme as text.
    pub fn scheme(&self) -> Cow<'_, str> {
        to_text(&self.scheme)
    }

    /// What follows the scheme where that is no slash, as text.
    pub fn opaque(&self) -> Cow<'_, str> {
        to_text(&self.opaque)
    }

    /// Host and port as text.
    pub fn host(&self) -> Cow<'_, str> {
        to_text(&self.host)
    }

    /// The decoded path as text.
    pub fn path(&self) -> Cow<'_, str> {
        to_text(&self.path)
    }

    /// How the path was written, as text; empty if as Go would write it.
    pub fn raw_path(&self) -> Cow<'_, str> {
        to_text(&self.raw_path)
    }

    /// The query as text, not decoded.
    pub fn raw_query(&self) -> Cow<'_, str> {
        to_text(&self.raw_query)
    }

    /// The decoded fragment as text.
    pub fn fragment(&self) -> Cow<'_, str> {
        to_text(&self.fragment)
    }

    /// How the fragment was written, as text; empty if as Go would write it.
    pub fn raw_fragment(&self) -> Cow<'_, str> {
        to_text(&self.raw_fragment)
    }
}

impl Marshal for Url {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        payload.put(&self.to_bytes());
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        *self = parse::parse(payload)?;
        Ok(())
    }

    fn zero() -> Self {
        Url::default()
    }

    fn is_zero(&self) -> bool {
        *self == Url::default()
    }
}

marshaled!(Url, "net/url.URL", Binary, on_pointer, exposing Userinfo);

/// Go's `String`, with U+FFFD for each byte that is not UTF-8.
impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_text(&self.to_bytes()))
    }
}

/// As text, without the password.
impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = match &self.user {
            Some(user) if user.password.is_some() => {
                let mut redacted = self.clone();
                redacted.user = Some(Userinfo::with_password(&user.username, "xxxxx"));
                redacted.to_bytes()
            }
            _ => self.to_bytes(),
        };
        write!(f, "Url({})", to_text(&bytes))
    }
}

/// Go's `Parse`.
impl FromStr for Url {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        Url::parse(text.as_bytes())
    }
}
