//! Bytes of Go's own types, shown as what they are: a time as a time.

use std::fmt;

use super::content::Content;
use super::view::ValueRef;
use crate::go::big::{Float, Int, Rat};
use crate::go::netip::{Addr, AddrPort, Prefix};
use crate::go::time::Time;
use crate::go::url::Url;
use crate::go::uuid::Uuid;
use crate::marshal::{Marshal, Marshaler};

/// What the bytes of a value are, where the name of its type and the bytes themselves say so.
#[derive(Debug)]
pub(super) enum Shown {
    Time(Time),
    Int(Int),
    Float(Float),
    Rat(Rat),
    Url(Url),
    Addr(Addr),
    AddrPort(AddrPort),
    Prefix(Prefix),
    Uuid(Uuid),
}

impl Shown {
    /// `registered` is the name of the interface value around it, if there is one. A peer names few types: not the
    /// elements of arrays and maps, nor what it met behind a pointer first. Of these only times are recognised, whose
    /// bytes are hardly anything else.
    pub(super) fn of(value: ValueRef<'_>, registered: &str) -> Option<Self> {
        let Content::Opaque(marshaler, payload) = value.content() else {
            return None;
        };
        let mut of = value.ty();
        while let Some(to) = of.pointee() {
            of = to;
        }
        let name = match registered.trim_start_matches('*') {
            "" => of.name(),
            name => name,
        };
        Some(match (marshaler, name) {
            (Marshaler::Gob, "" | "Time" | "time.Time") => Shown::Time(read(payload)?),
            (Marshaler::Gob, "Int" | "big.Int" | "math/big.Int") => {
                Shown::Int(read_number(payload)?)
            }
            (Marshaler::Gob, "Rat" | "big.Rat" | "math/big.Rat") => {
                Shown::Rat(read_number(payload)?)
            }
            (Marshaler::Gob, "Float" | "big.Float" | "math/big.Float") => {
                let float: Float = read_number(payload)?;
                let exponent = float.exponent().unwrap_or_default();
                if exponent.unsigned_abs() > MAX_EXPONENT {
                    return None;
                }
                Shown::Float(float)
            }
            (Marshaler::Binary, "URL" | "url.URL" | "net/url.URL") => Shown::Url(read(payload)?),
            (Marshaler::Binary, "Addr" | "netip.Addr" | "net/netip.Addr") => {
                Shown::Addr(read(payload)?)
            }
            (Marshaler::Binary, "AddrPort" | "netip.AddrPort" | "net/netip.AddrPort") => {
                Shown::AddrPort(read(payload)?)
            }
            (Marshaler::Binary, "Prefix" | "netip.Prefix" | "net/netip.Prefix") => {
                Shown::Prefix(read(payload)?)
            }
            (Marshaler::Binary, "UUID" | "uuid.UUID" | "github.com/google/uuid.UUID") => {
                Shown::Uuid(read(payload)?)
            }
            _ => return None,
        })
    }
}

fn read<T: Marshal>(payload: &[u8]) -> Option<T> {
    let mut value = T::zero();
    value.unmarshal(payload).ok()?;
    Some(value)
}

/// Decimal digits take more time than what a peer's bytes are to cost.
fn read_number<T: Marshal>(payload: &[u8]) -> Option<T> {
    if payload.len() > MAX_NUMBER {
        return None;
    }
    read(payload)
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shown::Time(time) => time.fmt(f),
            Shown::Int(int) => int.fmt(f),
            Shown::Float(float) => float.fmt(f),
            Shown::Rat(rat) => rat.fmt(f),
            Shown::Url(url) => url.fmt(f),
            Shown::Addr(addr) => addr.fmt(f),
            Shown::AddrPort(addr) => addr.fmt(f),
            Shown::Prefix(prefix) => prefix.fmt(f),
            Shown::Uuid(uuid) => uuid.fmt(f),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Shown {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Shown::Time(time) => time.serialize(serializer),
            Shown::Int(int) => int.serialize(serializer),
            Shown::Float(float) => float.serialize(serializer),
            Shown::Rat(rat) => rat.serialize(serializer),
            Shown::Url(url) => url.serialize(serializer),
            Shown::Addr(addr) => addr.serialize(serializer),
            Shown::AddrPort(addr) => addr.serialize(serializer),
            Shown::Prefix(prefix) => prefix.serialize(serializer),
            Shown::Uuid(uuid) => uuid.serialize(serializer),
        }
    }
}

/// Bytes of a number that is shown in decimal.
const MAX_NUMBER: usize = 1 << 10;
/// Powers of two that it is away from one: those of a `float64` and some more. A few bytes may say billions.
const MAX_EXPONENT: u32 = 1_100;
