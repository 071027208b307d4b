//! `netip.AddrPort`: an address and a port.

use std::fmt;
use std::str::FromStr;

use super::super::text::{quote_start, rsplit_once};
use super::addr::Addr;
use super::parse::parse_addr;
use crate::marshal::{Marshal, Payload, PayloadError, marshaled};

/// Go's `netip.AddrPort`: an address and a port. In order by address, then by port, as in Go.
///
/// ```
/// use netrpc_gob::go::netip::AddrPort;
/// use std::net::SocketAddr;
///
/// let server: AddrPort = "[2001:db8::1]:443".parse()?;
/// assert_eq!((server.addr().to_string(), server.port()), ("2001:db8::1".into(), 443));
/// assert_eq!(SocketAddr::try_from(&server), Ok("[2001:db8::1]:443".parse().unwrap()));
/// # Ok::<(), netrpc_gob::PayloadError>(())
/// ```
///
/// A payload is that of the address and two bytes of the port, the lower first.
///
/// # Errors
/// Of a payload: `unexpected slice size`, as for an [`Addr`]. Of a text: those of Go's `ParseAddrPort`.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddrPort {
    addr: Addr,
    port: u16,
}

impl AddrPort {
    /// Go's `AddrPortFrom`.
    pub fn new(addr: Addr, port: u16) -> Self {
        AddrPort { addr, port }
    }

    /// The address: Go's `Addr`.
    pub fn addr(&self) -> &Addr {
        &self.addr
    }

    /// The port: Go's `Port`.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether there is an address; any port is one: Go's `IsValid`.
    pub fn is_valid(&self) -> bool {
        self.addr.is_valid()
    }
}

impl Marshal for AddrPort {
    type Error = PayloadError;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), PayloadError> {
        self.addr.marshal(payload)?;
        payload.put(&self.port.to_le_bytes());
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), PayloadError> {
        let Some((addr, port)) = payload.split_last_chunk::<2>() else {
            return Err(PayloadError::new("unexpected slice size"));
        };
        self.addr.unmarshal(addr)?;
        self.port = u16::from_le_bytes(*port);
        Ok(())
    }

    fn zero() -> Self {
        AddrPort::default()
    }

    fn is_zero(&self) -> bool {
        !self.is_valid() && self.port == 0
    }
}

marshaled!(AddrPort, "net/netip.AddrPort", Binary);

/// Go's `String`: `invalid AddrPort` without an address.
impl fmt::Display for AddrPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.addr.is_valid() {
            f.write_str("invalid AddrPort")
        } else if self.addr.is_4() {
            write!(f, "{}:{}", self.addr, self.port)
        } else {
            write!(f, "[{}]:{}", self.addr, self.port)
        }
    }
}

impl fmt::Debug for AddrPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AddrPort")
            .field(&self.addr)
            .field(&self.port)
            .finish()
    }
}

/// Go's `ParseAddrPort`.
impl FromStr for AddrPort {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        let Some((addr, port)) = rsplit_once(text.as_bytes(), b':') else {
            return Err(PayloadError::new("not an ip:port"));
        };
        if addr.is_empty() {
            return Err(PayloadError::new("no IP"));
        }
        if port.is_empty() {
            return Err(PayloadError::new("no port"));
        }
        let (addr, in_brackets) = match addr {
            [b'[', addr @ .., b']'] => (addr, true),
            [b'[', ..] => return Err(PayloadError::new("missing ]")),
            _ => (addr, false),
        };
        let Some(port) = number(port) else {
            return Err(PayloadError::new(format!(
                "invalid port {} parsing {}",
                quote_start(port),
                quote_start(text.as_bytes())
            )));
        };
        let addr = parse_addr(addr)?;
        let complaint = match (in_brackets, addr.is_4()) {
            (true, true) => "square brackets can only be used with IPv6 addresses",
            (false, false) => "IPv6 addresses must be surrounded by square brackets",
            _ => return Ok(AddrPort { addr, port }),
        };
        let text = quote_start(text.as_bytes());
        Err(PayloadError::new(format!(
            "invalid ip:port {text}, {complaint}"
        )))
    }
}

/// Go's `strconv.ParseUint` of sixteen bits: digits, as many zeros as there are in front, and no sign.
fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0u16, |number, digit| {
        let value = char::from(*digit).to_digit(10)?;
        number.checked_mul(10)?.checked_add(value as u16)
    })
}

// Where there is no address, Go drops the port.
#[cfg(feature = "serde")]
super::super::forms::marshaled_text_form!(
    AddrPort,
    "the text of an IP address and a port",
    |server| super::super::forms::text_if(server.is_valid(), server),
    super::super::forms::parse_or_zero
);
