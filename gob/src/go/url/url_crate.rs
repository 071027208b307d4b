//! The crate `url`: URLs as browsers have them.

use std::fmt;

use super::Url;
use crate::decode::{Optional, Plan, Reader};
use crate::error::Error;
use crate::marshal::{PayloadError, converted, decode_converted};

/// Why a Go URL is none of the crate `url`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlError {
    /// It has bytes that are not UTF-8, in the query or behind a scheme without slash.
    NotText,
    /// The crate refuses it, as it does all relative ones.
    Refused(url::ParseError),
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UrlError::NotText => f.write_str("Go's URL is not UTF-8"),
            UrlError::Refused(error) => write!(f, "Go's URL is no absolute one: {error}"),
        }
    }
}

impl std::error::Error for UrlError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            UrlError::NotText => None,
            UrlError::Refused(error) => Some(error),
        }
    }
}

/// Reads the text as Go does.
impl TryFrom<&url::Url> for Url {
    type Error = PayloadError;

    fn try_from(url: &url::Url) -> Result<Self, PayloadError> {
        url.as_str().parse()
    }
}

impl TryFrom<url::Url> for Url {
    type Error = PayloadError;

    fn try_from(url: url::Url) -> Result<Self, PayloadError> {
        Url::try_from(&url)
    }
}

/// Reads the text as browsers do, which makes it a standard one: `http://h` is `http://h/` afterwards.
impl TryFrom<&Url> for url::Url {
    type Error = UrlError;

    fn try_from(url: &Url) -> Result<Self, UrlError> {
        let text = String::from_utf8(url.to_bytes()).map_err(|_| UrlError::NotText)?;
        url::Url::parse(&text).map_err(UrlError::Refused)
    }
}

impl TryFrom<Url> for url::Url {
    type Error = UrlError;

    fn try_from(url: Url) -> Result<Self, UrlError> {
        url::Url::try_from(&url)
    }
}

converted!(url::Url => Url);

/// There is no zero value, so a field is `Option<url::Url>`.
impl Optional for url::Url {
    fn decode_optional(
        slot: &mut Option<Self>,
        reader: &mut Reader<'_>,
        plan: Plan,
    ) -> Result<(), Error> {
        *slot = Some(decode_converted::<Url, _>(reader, plan)?);
        Ok(())
    }
}
