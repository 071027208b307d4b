//! To and from the addresses of std.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use super::addr::{Addr, Form};
use super::addr_port::AddrPort;

/// Why a Go address is none of std's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddrError {
    /// Go's zero value, which is no address.
    NoAddress,
    /// It has a zone, for which std's type has no room: only a number, in an address with a port.
    Zone,
    /// It is an IPv4 address, or an IPv6 address, and the other was asked for.
    OtherFamily,
}

impl fmt::Display for AddrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AddrError::NoAddress => "Go's zero address has no counterpart in std",
            AddrError::Zone => "a Go address's zone has no counterpart in std",
            AddrError::OtherFamily => "the Go address is of the other family, IPv4 or IPv6",
        })
    }
}

impl std::error::Error for AddrError {}

impl From<Ipv4Addr> for Addr {
    fn from(address: Ipv4Addr) -> Self {
        Addr {
            form: Form::V4(address),
        }
    }
}

impl From<Ipv6Addr> for Addr {
    fn from(address: Ipv6Addr) -> Self {
        Addr {
            form: Form::V6(address, Box::default()),
        }
    }
}

impl From<IpAddr> for Addr {
    fn from(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => address.into(),
            IpAddr::V6(address) => address.into(),
        }
    }
}

impl TryFrom<&Addr> for IpAddr {
    type Error = AddrError;

    fn try_from(addr: &Addr) -> Result<Self, AddrError> {
        match &addr.form {
            Form::Zero => Err(AddrError::NoAddress),
            Form::V4(address) => Ok((*address).into()),
            Form::V6(address, zone) if zone.is_empty() => Ok((*address).into()),
            Form::V6(..) => Err(AddrError::Zone),
        }
    }
}

impl TryFrom<Addr> for IpAddr {
    type Error = AddrError;

    fn try_from(addr: Addr) -> Result<Self, AddrError> {
        IpAddr::try_from(&addr)
    }
}

/// Takes an IPv4 address alone, not one in the form of an IPv6 address.
impl TryFrom<Addr> for Ipv4Addr {
    type Error = AddrError;

    fn try_from(addr: Addr) -> Result<Self, AddrError> {
        match IpAddr::try_from(&addr)? {
            IpAddr::V4(address) => Ok(address),
            IpAddr::V6(_) => Err(AddrError::OtherFamily),
        }
    }
}

/// Takes an IPv6 address alone.
impl TryFrom<Addr> for Ipv6Addr {
    type Error = AddrError;

    fn try_from(addr: Addr) -> Result<Self, AddrError> {
        match IpAddr::try_from(&addr)? {
            IpAddr::V4(_) => Err(AddrError::OtherFamily),
            IpAddr::V6(address) => Ok(address),
        }
    }
}

/// A scope becomes the zone of its number; flow information is dropped, as Go has none.
impl From<SocketAddr> for AddrPort {
    fn from(address: SocketAddr) -> Self {
        let addr = Addr::from(address.ip());
        let addr = match address {
            SocketAddr::V6(address) if address.scope_id() != 0 => {
                addr.with_zone(address.scope_id().to_string())
            }
            _ => addr,
        };
        AddrPort::new(addr, address.port())
    }
}

/// A zone that is a number becomes the scope.
impl TryFrom<&AddrPort> for SocketAddr {
    type Error = AddrError;

    fn try_from(address: &AddrPort) -> Result<Self, AddrError> {
        let port = address.port();
        match &address.addr().form {
            Form::Zero => Err(AddrError::NoAddress),
            Form::V4(ip) => Ok(SocketAddrV4::new(*ip, port).into()),
            Form::V6(ip, zone) => {
                let scope = scope(zone).ok_or(AddrError::Zone)?;
                Ok(SocketAddrV6::new(*ip, port, 0, scope).into())
            }
        }
    }
}

impl TryFrom<AddrPort> for SocketAddr {
    type Error = AddrError;

    fn try_from(address: AddrPort) -> Result<Self, AddrError> {
        SocketAddr::try_from(&address)
    }
}

/// The number of a zone that is written as [`AddrPort`] writes it.
fn scope(zone: &[u8]) -> Option<u32> {
    if zone.is_empty() {
        return Some(0);
    }
    let scope: u32 = std::str::from_utf8(zone).ok()?.parse().ok()?;
    Some(scope).filter(|scope| *scope != 0 && scope.to_string().as_bytes() == zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_std_come_back() {
        for text in ["1.2.3.4", "::1", "::ffff:1.2.3.4"] {
            let address: IpAddr = text.parse().expect("an address");
            let addr = Addr::from(address);
            assert_eq!(addr.to_string(), text);
            assert_eq!(IpAddr::try_from(addr), Ok(address));
        }
        for text in ["1.2.3.4:80", "[::1]:80", "[fe80::1%7]:443"] {
            let address: SocketAddr = text.parse().expect("an address");
            let addr_port = AddrPort::from(address);
            assert_eq!(addr_port.to_string(), text);
            assert_eq!(SocketAddr::try_from(addr_port), Ok(address));
        }
    }

    #[test]
    fn what_std_cannot_hold_is_named() {
        let v6 = || Addr::from(Ipv6Addr::LOCALHOST);
        let v4 = || Addr::from(Ipv4Addr::LOCALHOST);
        assert_eq!(IpAddr::try_from(Addr::default()), Err(AddrError::NoAddress));
        assert_eq!(IpAddr::try_from(v6().with_zone("7")), Err(AddrError::Zone));
        assert_eq!(Ipv4Addr::try_from(v6()), Err(AddrError::OtherFamily));
        assert_eq!(Ipv6Addr::try_from(v4()), Err(AddrError::OtherFamily));
        assert_eq!(Ipv4Addr::try_from(v4()), Ok(Ipv4Addr::LOCALHOST));
        assert_eq!(Ipv6Addr::try_from(v6()), Ok(Ipv6Addr::LOCALHOST));
        assert_eq!(
            SocketAddr::try_from(AddrPort::new(Addr::default(), 80)),
            Err(AddrError::NoAddress)
        );
        for zone in ["eth0", "0", "07", "+7", "4294967296"] {
            let addr_port = AddrPort::new(v6().with_zone(zone), 80);
            assert_eq!(SocketAddr::try_from(addr_port), Err(AddrError::Zone));
        }
    }
}
