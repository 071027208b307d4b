//! `netip.Prefix`: an address and how many of its bits are given.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::super::text::{quote_start, rsplit_once};
use super::addr::{Addr, Form};
use super::parse::parse_addr;
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};

/// Go's `netip.Prefix`: a network, as an address without zone and the number of bits that are given.
///
/// A number of bits that the address does not have makes an invalid prefix, which keeps the address: so in Go. Order is
/// Go's: by network, by length, by address.
///
/// ```
/// use netrpc_gob::go::netip::{Addr, Prefix};
///
/// let prefix: Prefix = "192.0.2.7/24".parse()?;
/// assert_eq!((prefix.addr().to_string(), prefix.bits()), ("192.0.2.7".into(), Some(24)));
/// assert_eq!(prefix.masked().to_string(), "192.0.2.0/24");
/// assert_eq!(Prefix::new(prefix.addr().clone(), 33).bits(), None);
/// # Ok::<(), netrpc_gob::PayloadError>(())
/// ```
///
/// A payload is that of the address and a byte of the bits, 255 if the prefix is invalid.
///
/// # Errors
/// Of a payload: `unexpected slice size`, as for an [`Addr`]; a number of bits out of range is none. Of a text: those of Go's
/// `ParsePrefix`.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Prefix {
    addr: Addr,
    bits: Option<u8>,
}

impl Prefix {
    /// Go's `PrefixFrom`: drops a zone, and the bits if the address has fewer.
    pub fn new(addr: Addr, bits: u8) -> Self {
        let bits = Some(bits).filter(|bits| addr.is_valid() && *bits <= addr.bit_len());
        Prefix {
            addr: addr.with_zone(""),
            bits,
        }
    }

    /// The address, its lower bits included: Go's `Addr`.
    pub fn addr(&self) -> &Addr {
        &self.addr
    }

    /// The length in bits; `None`, Go's -1, if the prefix is invalid.
    pub fn bits(&self) -> Option<u8> {
        self.bits
    }

    /// Whether there is an address and it has so many bits: Go's `IsValid`.
    pub fn is_valid(&self) -> bool {
        self.bits.is_some()
    }

    /// With all lower bits zero; the zero value if the prefix is invalid: Go's `Masked`.
    #[must_use]
    pub fn masked(&self) -> Self {
        let Some(bits) = self.bits else {
            return Prefix::default();
        };
        let form = match self.addr.form {
            Form::Zero => Form::Zero,
            Form::V4(address) => {
                let lower = u32::MAX.checked_shr(bits.into()).unwrap_or(0);
                Form::V4((u32::from(address) & !lower).into())
            }
            Form::V6(address, _) => {
                let lower = u128::MAX.checked_shr(bits.into()).unwrap_or(0);
                Form::V6((u128::from(address) & !lower).into(), Box::default())
            }
        };
        Prefix {
            addr: Addr { form },
            bits: self.bits,
        }
    }
}

impl Marshal for Prefix {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        self.addr.marshal(payload)?;
        payload.put(&[self.bits.unwrap_or(u8::MAX)]);
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        let Some((bits, addr)) = payload.split_last() else {
            return Err(PayloadError::new("unexpected slice size"));
        };
        let mut new = Addr::default();
        new.unmarshal(addr)?;
        *self = Prefix::new(new, *bits);
        Ok(())
    }

    fn zero() -> Self {
        Prefix::default()
    }

    fn is_zero(&self) -> bool {
        !self.addr.is_valid()
    }
}

marshaled!(Prefix, "net/netip.Prefix", Binary);

impl Ord for Prefix {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_network = self.masked().addr.cmp(&other.masked().addr);
        by_network
            .then_with(|| self.bits.cmp(&other.bits))
            .then_with(|| self.addr.cmp(&other.addr))
    }
}

impl PartialOrd for Prefix {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Go's `String`: `invalid Prefix` if it is.
impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bits {
            Some(bits) => write!(f, "{}/{bits}", self.addr),
            None => f.write_str("invalid Prefix"),
        }
    }
}

impl fmt::Debug for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Prefix")
            .field(&self.addr)
            .field(&self.bits)
            .finish()
    }
}

/// Go's `ParsePrefix`.
impl FromStr for Prefix {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        let failure = |message: &str| {
            let text = quote_start(text.as_bytes());
            PayloadError::new(format!("netip.ParsePrefix({text}): {message}"))
        };
        let Some((addr, bits)) = rsplit_once(text.as_bytes(), b'/') else {
            return Err(failure("no '/'"));
        };
        let addr = parse_addr(addr).map_err(|error| failure(&error.to_string()))?;
        if !addr.zone_bytes().is_empty() {
            return Err(failure("IPv6 zones cannot be present in a prefix"));
        }
        let bad_bits = || failure(&format!("bad bits after slash: {}", quote_start(bits)));
        match length(bits).ok_or_else(bad_bits)? {
            Some(length) if length <= addr.bit_len() => Ok(Prefix::new(addr, length)),
            _ => Err(failure("prefix length out of range")),
        }
    }
}

/// Digits without a zero in front that are a Go `int`; `Some(None)` if that is more than a byte holds.
fn length(digits: &[u8]) -> Option<Option<u8>> {
    if matches!(digits, [b'0', _, ..]) {
        return None;
    }
    let mut length = Some(0i64).filter(|_| !digits.is_empty())?;
    for digit in digits {
        let value = char::from(*digit).to_digit(10)?;
        length = length.checked_mul(10)?.checked_add(value.into())?;
    }
    Some(u8::try_from(length).ok())
}

#[cfg(feature = "serde")]
super::super::forms::marshaled_text_form!(
    Prefix,
    "the text of an IP prefix",
    |prefix| super::super::forms::text_if(prefix.addr.is_valid(), prefix),
    super::super::forms::parse_or_zero
);
