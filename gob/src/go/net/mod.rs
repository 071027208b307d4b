//! Go's `net`: addresses and masks as named `[]byte`s, networks as structs of both.
//!
//! None of them has methods for gob: they go as what they are.
//!
//! ```
//! use netrpc_gob::go::net::{Ip, IpNet};
//!
//! let net: IpNet = "10.1.2.3/8".parse()?;
//! assert_eq!((net.ip.as_bytes(), net.mask.as_bytes()), (&[10, 0, 0, 0][..], &[255, 0, 0, 0][..]));
//! assert_eq!("10.1.2.3".parse::<Ip>()?.as_bytes().len(), 16);
//! # Ok::<(), netrpc_gob::PayloadError>(())
//! ```

mod ip;
mod ip_net;
mod mask;

pub use ip::Ip;
pub use ip_net::IpNet;
pub use mask::IpMask;

/// A named `[]byte` on the wire, with what any such type offers.
macro_rules! named_bytes {
    ($type:ident, $name:literal) => {
        impl $type {
            /// The bytes.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }
        }

        impl From<Vec<u8>> for $type {
            fn from(bytes: Vec<u8>) -> Self {
                $type(bytes)
            }
        }

        impl From<$type> for Vec<u8> {
            fn from(value: $type) -> Self {
                value.0
            }
        }

        impl $crate::GobType for $type {
            type Identity = $type;
            const TYPE: &'static $crate::TypeInfo = &$crate::TypeInfo::new::<$type>(
                $crate::GoName::Declared($name, &[]),
                $crate::Kind::Named($crate::type_ref::<Vec<u8>>()),
            );
        }

        impl $crate::Encode for $type {
            fn encode(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::Error> {
                self.0.encode(writer)
            }

            fn is_omitted(&self) -> bool {
                self.0.is_omitted()
            }
        }

        impl $crate::Decode for $type {
            fn zero() -> Self {
                $type::default()
            }

            fn decode(
                &mut self,
                reader: &mut $crate::Reader<'_>,
                plan: $crate::Plan,
            ) -> Result<(), $crate::Error> {
                self.0.decode(reader, plan)
            }
        }
    };
}
use named_bytes;

/// As hexadecimal digits.
struct Hex<'a>(&'a [u8]);

impl std::fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
