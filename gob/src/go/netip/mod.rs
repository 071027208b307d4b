//! Go's `net/netip`: addresses, with port, with length of prefix.
//!
//! All three are `BinaryMarshaler`s on the wire and strings in JSON.
//!
//! ```
//! use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
//!
//! let addr: Addr = "fe80::1%eth0".parse()?;
//! assert_eq!((addr.is_6(), &*addr.zone()), (true, "eth0"));
//! assert_eq!("[::1]:80".parse::<AddrPort>()?.port(), 80);
//! assert_eq!("10.1.2.3/8".parse::<Prefix>()?.masked().to_string(), "10.0.0.0/8");
//! assert_eq!(Addr::default().to_string(), "invalid IP");
//! # Ok::<(), netrpc_gob::PayloadError>(())
//! ```

mod addr;
mod addr_port;
mod convert;
mod parse;
mod prefix;

pub use addr::Addr;
pub use addr_port::AddrPort;
pub use convert::AddrError;
pub(super) use parse::parse_addr;
pub use prefix::Prefix;
