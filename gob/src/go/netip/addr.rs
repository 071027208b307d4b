//! `netip.Addr`: no address, four bytes, or sixteen and a zone.

use std::borrow::Cow;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::lossy::to_text;
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};

/// Go's `netip.Addr`: an IPv4 address, an IPv6 address that may have a zone, or, as zero value, neither.
///
/// An IPv4 address and the same address as an IPv6 one, `::ffff:1.2.3.4`, are two values. Order is Go's: by length, then by
/// address, then by zone. A zone is a Go string, whatever bytes that has.
///
/// ```
/// use netrpc_gob::go::netip::Addr;
/// use std::net::{IpAddr, Ipv4Addr};
///
/// let addr = Addr::from(Ipv4Addr::new(192, 0, 2, 1));
/// assert_eq!(addr.to_string(), "192.0.2.1");
/// assert_eq!(IpAddr::try_from(&addr), Ok(IpAddr::from([192, 0, 2, 1])));
/// assert!("::ffff:192.0.2.1".parse::<Addr>().is_ok_and(|other| other != addr && other.unmap() == addr));
/// ```
///
/// A payload is the bytes of the address and those of the zone.
///
/// # Errors
/// Of a payload with any other length than 0, 4, 16 and more: Go's `unexpected slice size`. Of a text: those of Go's
/// `ParseAddr`.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Addr {
    pub(super) form: Form,
}

#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    #[default]
    Zero,
    V4(Ipv4Addr),
    V6(Ipv6Addr, Box<[u8]>),
}

impl Addr {
    /// Whether this is an address, which the zero value is not: Go's `IsValid`.
    pub fn is_valid(&self) -> bool {
        self.form != Form::Zero
    }

    /// Whether this is an IPv4 address: Go's `Is4`. One in the form of an IPv6 address is not.
    pub fn is_4(&self) -> bool {
        matches!(self.form, Form::V4(_))
    }

    /// Whether this is an IPv6 address: Go's `Is6`.
    pub fn is_6(&self) -> bool {
        matches!(self.form, Form::V6(..))
    }

    /// 32 or 128; 0 for the zero value: Go's `BitLen`.
    pub fn bit_len(&self) -> u8 {
        match self.form {
            Form::Zero => 0,
            Form::V4(_) => 32,
            Form::V6(..) => 128,
        }
    }

    /// The zone; empty if there is none, with U+FFFD for each byte that is not UTF-8: Go's `Zone`.
    pub fn zone(&self) -> Cow<'_, str> {
        to_text(self.zone_bytes())
    }

    /// The zone as it was sent.
    pub fn zone_bytes(&self) -> &[u8] {
        match &self.form {
            Form::V6(_, zone) => zone,
            _ => &[],
        }
    }

    /// The same address with another zone, or with none if it is empty; only IPv6 addresses have one: Go's `WithZone`.
    #[must_use]
    pub fn with_zone(self, zone: impl AsRef<[u8]>) -> Self {
        match self.form {
            Form::V6(address, _) => Addr {
                form: Form::V6(address, zone.as_ref().into()),
            },
            _ => self,
        }
    }

    /// An IPv4 address in the form of an IPv6 one as an IPv4 address, without zone: Go's `Unmap`.
    #[must_use]
    pub fn unmap(self) -> Self {
        match &self.form {
            Form::V6(address, _) => match address.to_ipv4_mapped() {
                Some(address) => address.into(),
                None => self,
            },
            _ => self,
        }
    }
}

impl Marshal for Addr {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        match &self.form {
            Form::Zero => {}
            Form::V4(address) => payload.put(&address.octets()),
            Form::V6(address, zone) => {
                payload.put(&address.octets());
                payload.put(zone);
            }
        }
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        self.form = if payload.is_empty() {
            Form::Zero
        } else if let Ok(octets) = <[u8; 4]>::try_from(payload) {
            Form::V4(octets.into())
        } else if let Some((octets, zone)) = payload.split_first_chunk::<16>() {
            Form::V6((*octets).into(), zone.into())
        } else {
            return Err(PayloadError::new("unexpected slice size"));
        };
        Ok(())
    }

    fn zero() -> Self {
        Addr::default()
    }

    fn is_zero(&self) -> bool {
        !self.is_valid()
    }
}

marshaled!(Addr, "net/netip.Addr", Binary);

/// Go's `String`: `invalid IP` for the zero value.
impl fmt::Display for Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.form {
            Form::Zero => f.write_str("invalid IP"),
            Form::V4(address) => address.fmt(f),
            Form::V6(address, zone) if zone.is_empty() => address.fmt(f),
            Form::V6(address, zone) => write!(f, "{address}%{}", to_text(zone)),
        }
    }
}

impl fmt::Debug for Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Addr({self})")
    }
}

#[cfg(feature = "serde")]
super::super::forms::marshaled_text_form!(
    Addr,
    "the text of an IP address",
    |addr| super::super::forms::text_if(addr.is_valid(), addr),
    super::super::forms::parse_or_zero
);
