//! `net.IP`: four bytes, sixteen, or whatever a peer has sent.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use super::super::netip::{Addr, AddrError, parse_addr};
use super::super::text::start;
use super::Hex;
use crate::marshal::PayloadError;

/// Go's `net.IP`: the bytes of an address, of which there may be any number; nil is empty.
///
/// Go has two forms of an IPv4 address, with four bytes and with sixteen. `net.ParseIP` and `net.IPv4` make the longer one, so
/// that is what [`FromStr`] and [`From`] make here; [`to_4`](Self::to_4) makes the shorter one. They are different values of this
/// type, as they are different bytes, and one address.
///
/// ```
/// use netrpc_gob::go::net::Ip;
/// use std::net::{IpAddr, Ipv4Addr};
///
/// let ip = Ip::from(Ipv4Addr::new(192, 0, 2, 1));
/// assert_eq!((ip.as_bytes().len(), ip.to_string()), (16, "192.0.2.1".into()));
/// assert_eq!(ip.to_4(), Some(Ip::from(vec![192, 0, 2, 1])));
/// assert_eq!(IpAddr::try_from(&ip), Ok(IpAddr::from([192, 0, 2, 1])));
/// assert_eq!(Ip::from(vec![1, 2, 3]).to_string(), "?010203");
/// assert_eq!(Ip::default().to_string(), "<nil>");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ip(Vec<u8>);

super::named_bytes!(Ip, "net.IP");

impl Ip {
    /// As four bytes, if it is an IPv4 address in either form: Go's `To4`.
    #[must_use]
    pub fn to_4(&self) -> Option<Ip> {
        match IpAddr::try_from(self) {
            Ok(IpAddr::V4(address)) => Some(Ip(address.octets().to_vec())),
            _ => None,
        }
    }

    /// As sixteen bytes, if it is an address: Go's `To16`.
    #[must_use]
    pub fn to_16(&self) -> Option<Ip> {
        IpAddr::try_from(self).ok().map(Ip::from)
    }

    /// Go's `MarshalText`.
    #[cfg(feature = "serde")]
    fn marshal_text(&self) -> Result<String, PayloadError> {
        match self.0.len() {
            0 => Ok(String::new()),
            4 | 16 => Ok(self.to_string()),
            _ => {
                let digits = Hex(&self.0).to_string();
                let text = format!("address {}: invalid IP address", start(&digits));
                Err(PayloadError::new(text))
            }
        }
    }
}

/// Sixteen bytes, as `net.IPv4` makes them.
impl From<Ipv4Addr> for Ip {
    fn from(address: Ipv4Addr) -> Self {
        address.to_ipv6_mapped().into()
    }
}

impl From<Ipv6Addr> for Ip {
    fn from(address: Ipv6Addr) -> Self {
        Ip(address.octets().to_vec())
    }
}

/// Sixteen bytes for either.
impl From<IpAddr> for Ip {
    fn from(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => address.into(),
            IpAddr::V6(address) => address.into(),
        }
    }
}

/// An IPv4 address in either form is one, as it is in Go.
///
/// # Errors
/// Neither four nor sixteen bytes: [`AddrError::NoAddress`].
impl TryFrom<&Ip> for IpAddr {
    type Error = AddrError;

    fn try_from(ip: &Ip) -> Result<Self, AddrError> {
        if let Ok(octets) = <[u8; 4]>::try_from(ip.as_bytes()) {
            return Ok(octets.into());
        }
        match <[u8; 16]>::try_from(ip.as_bytes()) {
            Ok(octets) => {
                let address = Ipv6Addr::from(octets);
                Ok(match address.to_ipv4_mapped() {
                    Some(address) => address.into(),
                    None => address.into(),
                })
            }
            Err(_) => Err(AddrError::NoAddress),
        }
    }
}

impl TryFrom<Ip> for IpAddr {
    type Error = AddrError;

    fn try_from(ip: Ip) -> Result<Self, AddrError> {
        IpAddr::try_from(&ip)
    }
}

/// Go's `AddrFromSlice`: four bytes and sixteen remain what they are.
///
/// # Errors
/// Neither: [`AddrError::NoAddress`].
impl TryFrom<&Ip> for Addr {
    type Error = AddrError;

    fn try_from(ip: &Ip) -> Result<Self, AddrError> {
        if let Ok(octets) = <[u8; 4]>::try_from(ip.as_bytes()) {
            return Ok(Ipv4Addr::from(octets).into());
        }
        match <[u8; 16]>::try_from(ip.as_bytes()) {
            Ok(octets) => Ok(Ipv6Addr::from(octets).into()),
            Err(_) => Err(AddrError::NoAddress),
        }
    }
}

/// Go's `String`.
impl fmt::Display for Ip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match IpAddr::try_from(self) {
            Ok(address) => address.fmt(f),
            Err(_) if self.0.is_empty() => f.write_str("<nil>"),
            Err(_) => write!(f, "?{}", Hex(&self.0)),
        }
    }
}

impl fmt::Debug for Ip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ip({self}, {} bytes)", self.0.len())
    }
}

/// Go's `ParseIP`, with the error of `UnmarshalText`.
impl FromStr for Ip {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        match parse_addr(text.as_bytes()).map(IpAddr::try_from) {
            Ok(Ok(address)) => Ok(address.into()),
            // A zone is none of an address alone.
            _ => {
                let text = format!("invalid IP address: {}", start(text));
                Err(PayloadError::new(text))
            }
        }
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use super::Ip;
    use crate::go::forms::{TextForm, parse_or_zero, text_serde};
    use crate::marshal::PayloadError;

    impl TextForm for Ip {
        const EXPECTED: &'static str = "the text of an IP address";

        fn to_form(&self) -> Result<String, PayloadError> {
            self.marshal_text()
        }

        fn from_form(text: &str) -> Result<Self, PayloadError> {
            parse_or_zero(text)
        }

        fn to_payload(&self) -> Result<Vec<u8>, PayloadError> {
            Ok(self.0.clone())
        }

        fn from_payload(payload: &[u8]) -> Result<Self, PayloadError> {
            Ok(Ip(payload.to_vec()))
        }
    }

    text_serde!(Ip);
}
