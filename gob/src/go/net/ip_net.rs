//! `net.IPNet`: an address and a mask.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::super::netip::{Prefix, parse_addr};
use super::super::text::{split_once, start};
use super::{Ip, IpMask};
use crate::decode::{Decode, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::marshal::PayloadError;
use crate::types::{Field, GoName, GobType, Kind, TypeInfo, type_ref};

/// Go's `net.IPNet`: a network.
///
/// ```
/// use netrpc_gob::go::net::IpNet;
///
/// let net: IpNet = "2001:db8::1/32".parse()?;
/// assert_eq!(net.to_string(), "2001:db8::/32");
/// assert_eq!(IpNet::default().to_string(), "<nil>");
/// # Ok::<(), netrpc_gob::PayloadError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IpNet {
    /// The network's address.
    pub ip: Ip,
    /// Which of its bits count.
    pub mask: IpMask,
}

impl IpNet {
    /// Address and mask of one length, the shorter one where both have it: Go's `networkNumberAndMask`.
    fn parts(&self) -> Option<(IpAddr, IpMask)> {
        let address = IpAddr::try_from(&self.ip).ok()?;
        let mask = match (address, self.mask.as_bytes()) {
            (IpAddr::V4(_), mask) if mask.len() == 4 => mask,
            (IpAddr::V4(_), mask) if mask.len() == 16 => mask.get(12..)?,
            (IpAddr::V6(_), mask) if mask.len() == 16 => mask,
            _ => return None,
        };
        Some((address, mask.to_vec().into()))
    }
}

impl GobType for IpNet {
    type Identity = IpNet;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<IpNet>(
        GoName::Declared("net.IPNet", &[]),
        Kind::Struct(
            &[
                Field::new("IP", type_ref::<Ip>()),
                Field::new("Mask", type_ref::<IpMask>()),
            ],
            true,
        ),
    );
}

impl Encode for IpNet {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let mut fields = writer.begin_struct()?;
        fields.field(writer, "IP", &self.ip)?;
        fields.field(writer, "Mask", &self.mask)?;
        fields.end(writer);
        Ok(())
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl Decode for IpNet {
    fn zero() -> Self {
        IpNet::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        let mut fields = reader.begin_struct(plan)?;
        while let Some((index, plan)) = reader.next_field(&mut fields)? {
            let result = match index {
                0 => self.ip.decode(reader, plan),
                _ => self.mask.decode(reader, plan),
            };
            result.map_err(|error| reader.in_field(&fields, error))?;
        }
        Ok(())
    }
}

/// Go's `String`: the address and the mask's length, or all of a mask that has none.
impl fmt::Display for IpNet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((address, mask)) = self.parts() else {
            return f.write_str("<nil>");
        };
        match mask.size() {
            Some((ones, _)) => write!(f, "{address}/{ones}"),
            None => write!(f, "{address}/{mask}"),
        }
    }
}

/// The network of Go's `ParseCIDR`: the bits that the mask leaves out are zero, and an IPv4 address has four bytes.
impl FromStr for IpNet {
    type Err = PayloadError;

    fn from_str(text: &str) -> Result<Self, PayloadError> {
        parse_cidr(text.as_bytes())
            .ok_or_else(|| PayloadError::new(format!("invalid CIDR address: {}", start(text))))
    }
}

fn parse_cidr(text: &[u8]) -> Option<IpNet> {
    let (address, digits) = split_once(text, b'/')?;
    let addr = parse_addr(address).ok()?;
    if !addr.zone_bytes().is_empty() || digits.is_empty() {
        return None;
    }
    let ones = digits.iter().try_fold(0u8, |number, digit| {
        let value = char::from(*digit).to_digit(10)?;
        number.checked_mul(10)?.checked_add(value as u8)
    })?;
    let bits = addr.bit_len();
    let network = Prefix::new(addr, ones).masked();
    if !network.is_valid() {
        return None;
    }
    let ip = match IpAddr::try_from(network.addr()).ok()? {
        IpAddr::V4(address) => Ip::from(address.octets().to_vec()),
        IpAddr::V6(address) => Ip::from(address),
    };
    Some(IpNet {
        ip,
        mask: IpMask::cidr(ones, bits),
    })
}

#[cfg(feature = "serde")]
mod serde_impl {
    use std::fmt;

    use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
    use serde::ser::{Serialize, SerializeStruct as _, Serializer};

    use super::IpNet;
    use crate::go::forms::folded;

    impl Serialize for IpNet {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("IPNet", FIELDS.len())?;
            fields.serialize_field("IP", &self.ip)?;
            fields.serialize_field("Mask", &self.mask)?;
            fields.end()
        }
    }

    impl<'de> Deserialize<'de> for IpNet {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            if deserializer.is_human_readable() {
                deserializer.deserialize_any(ObjectVisitor)
            } else {
                deserializer.deserialize_struct("IPNet", FIELDS, FieldsVisitor)
            }
        }
    }

    struct ObjectVisitor;

    impl<'de> Visitor<'de> for ObjectVisitor {
        type Value = IpNet;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with IP and Mask")
        }

        fn visit_unit<E>(self) -> Result<IpNet, E> {
            Ok(IpNet::default())
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<IpNet, A::Error> {
            let mut net = IpNet::default();
            while let Some(key) = map.next_key::<String>()? {
                match folded(&key).as_str() {
                    "ip" => net.ip = map.next_value()?,
                    "mask" => net.mask = map.next_value()?,
                    _ => drop(map.next_value::<IgnoredAny>()?),
                }
            }
            Ok(net)
        }
    }

    /// Where the fields may come without names.
    struct FieldsVisitor;

    impl<'de> Visitor<'de> for FieldsVisitor {
        type Value = IpNet;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            ObjectVisitor.expecting(f)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<IpNet, A::Error> {
            ObjectVisitor.visit_map(map)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<IpNet, A::Error> {
            let ip = fields.next_element()?.unwrap_or_default();
            let mask = fields.next_element()?.unwrap_or_default();
            Ok(IpNet { ip, mask })
        }
    }

    const FIELDS: &[&str] = &["IP", "Mask"];
}
