//! Types that make their own bytes, in every place.

use std::collections::BTreeMap;

use netrpc_gob::go::big::{Float, Int, Rat};
use netrpc_gob::go::net::{Ip, IpMask, IpNet};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::time::Time;
use netrpc_gob::go::url::Url;
use netrpc_gob::go::uuid::{Uuid, UuidArray};
use netrpc_gob::{Gob, Marshal, Payload};

use super::make::{Make, Maker};
use super::{Twin, same, takes, twin};

twin! {
    struct Moments {
        a: Time,
        b: Option<Time>,
        c: Vec<Time>,
        d: Option<BTreeMap<String, Time>>,
        e: [Time; 2],
        f: Vec<Box<Time>>,
        g: Option<BTreeMap<Time, String>>,
        h: Option<BTreeMap<String, Box<Time>>>,
    }
    struct Numbers {
        a: Int,
        b: Option<Int>,
        c: Vec<Int>,
        d: Vec<Option<Int>>,
        e: [Int; 2],
        f: Option<BTreeMap<String, Option<Int>>>,
    }
    struct Fractions {
        a: Float,
        b: Option<Float>,
        c: Vec<Option<Float>>,
        d: [Float; 2],
        e: Rat,
        f: Option<Rat>,
        g: Vec<Rat>,
        h: Option<BTreeMap<isize, Option<Rat>>>,
    }
    struct Hosts {
        a: Addr,
        b: AddrPort,
        c: Prefix,
        d: Option<Addr>,
        e: Vec<AddrPort>,
        f: Option<BTreeMap<Addr, Prefix>>,
        g: Ip,
        h: IpMask,
        i: IpNet,
        j: Option<IpNet>,
        k: Vec<Ip>,
        l: Vec<Box<Prefix>>,
    }
    struct Places {
        a: Url,
        b: Option<Url>,
        c: Vec<Box<Url>>,
        d: Vec<Url>,
        e: Option<BTreeMap<String, Box<Url>>>,
        f: [Url; 1],
    }
    struct Ids {
        a: Uuid,
        b: UuidArray,
        c: Vec<Uuid>,
        d: Option<BTreeMap<Uuid, UuidArray>>,
        e: Option<Uuid>,
        f: [UuidArray; 2],
        g: Vec<Box<Uuid>>,
    }
    struct Marshals {
        a: Celsius,
        b: Option<Celsius>,
        c: Vec<Celsius>,
        d: Option<BTreeMap<Celsius, Cipher>>,
        e: Cipher,
        f: Option<Cipher>,
        g: Tally,
        h: Option<Tally>,
        i: Vec<Option<Tally>>,
        j: [Tally; 2],
        k: Label,
        l: Option<BTreeMap<String, Box<Label>>>,
        m: Vec<Box<Celsius>>,
    }
    struct Shown {
        a: Option<Stringer>,
        b: Vec<Option<Stringer>>,
        c: Option<BTreeMap<String, Option<Stringer>>>,
        d: [Option<Stringer>; 1],
    }
}

/// What is registered that has Go's `String`.
#[derive(Gob, Clone, Debug, PartialEq)]
#[gob(name = "fmt.Stringer")]
pub(crate) enum Stringer {
    #[gob(name = "time.Time")]
    Time(Time),
    #[gob(name = "*big.Int")]
    Int(Int),
    #[gob(name = "*big.Float")]
    Float(Float),
    #[gob(name = "*big.Rat")]
    Rat(Rat),
    #[gob(name = "*url.URL")]
    Url(Url),
    #[gob(name = "net/netip.Addr")]
    Addr(Addr),
    #[gob(name = "net/netip.AddrPort")]
    AddrPort(AddrPort),
    #[gob(name = "net/netip.Prefix")]
    Prefix(Prefix),
}

impl Make for Stringer {
    fn make(maker: &mut Maker<'_>) -> Self {
        match maker.rng.u8(0..8) {
            0 => Stringer::Time(Time::make(maker)),
            1 => Stringer::Int(Int::make(maker)),
            2 => Stringer::Float(Float::make(maker)),
            3 => Stringer::Rat(Rat::make(maker)),
            4 => Stringer::Url(Url::make(maker)),
            5 => Stringer::Addr(Addr::make(maker)),
            6 => Stringer::AddrPort(AddrPort::make(maker)),
            _ => Stringer::Prefix(Prefix::make(maker)),
        }
    }
}

/// Declares a type that makes its own bytes as its Go twin does.
macro_rules! marshaler {
    ($(#[$outer:meta])* $name:ident($of:ty), $put:expr, $take:expr $(, $nil:literal)?) => {
        #[derive(Gob, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        $(#[$outer])*
        pub(crate) struct $name($of);

        impl Marshal for $name {
            type Error = &'static str;

            fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), Self::Error> {
                let put: fn(&$of) -> Vec<u8> = $put;
                payload.put(&put(&self.0));
                Ok(())
            }

            fn unmarshal(&mut self, payload: &[u8]) -> Result<(), Self::Error> {
                let take: fn(&[u8]) -> Result<$of, &'static str> = $take;
                self.0 = take(payload)?;
                Ok(())
            }

            fn zero() -> Self {
                Self::default()
            }

            fn is_zero(&self) -> bool {
                *self == Self::default()
            }

            $(fn marshal_nil() -> Option<&'static [u8]> {
                Some($nil)
            })?
        }
    };
}

marshaler!(
    #[gob(binary_marshaler)]
    Celsius(i16),
    |tenths| tenths.to_be_bytes().into(),
    |payload| {
        let bytes = payload
            .try_into()
            .map_err(|_| "a temperature has two bytes")?;
        Ok(i16::from_be_bytes(bytes))
    }
);
marshaler!(
    #[gob(gob_encoder)]
    Cipher(Vec<u8>),
    |text| text.iter().map(|byte| byte ^ 0x55).collect(),
    |payload| Ok(payload.iter().map(|byte| byte ^ 0x55).collect())
);
marshaler!(
    #[gob(gob_encoder, pointer_receivers)]
    Tally(u32),
    |count| vec![0; *count as usize % 1000],
    |payload| Ok(payload.len() as u32),
    b""
);
marshaler!(
    #[gob(binary_marshaler, pointer_receivers)]
    Label(Vec<u8>),
    |text| text.clone(),
    |payload| Ok(payload.into())
);

impl Make for Celsius {
    fn make(maker: &mut Maker<'_>) -> Self {
        Celsius(i16::make(maker))
    }
}

impl Make for Cipher {
    fn make(maker: &mut Maker<'_>) -> Self {
        Cipher(Vec::make(maker))
    }
}

impl Make for Tally {
    fn make(maker: &mut Maker<'_>) -> Self {
        Tally(maker.rng.u32(..1000) >> maker.rng.u32(..12))
    }
}

impl Make for Label {
    fn make(maker: &mut Maker<'_>) -> Self {
        Label(Vec::make(maker))
    }
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        same::<Moments>("Moments"),
        same::<Numbers>("Numbers"),
        same::<Fractions>("Fractions"),
        same::<Hosts>("Hosts"),
        same::<Places>("Places"),
        same::<Ids>("Ids"),
        same::<Marshals>("Marshals"),
        same::<Shown>("Shown"),
        same::<Time>("time.Time"),
        same::<Box<Time>>("*time.Time"),
        same::<Vec<Time>>("[]time.Time"),
        same::<Int>("big.Int"),
        same::<Vec<Option<Int>>>("[]*big.Int"),
        same::<Float>("big.Float"),
        same::<Rat>("big.Rat"),
        same::<Url>("url.URL"),
        same::<Addr>("netip.Addr"),
        same::<BTreeMap<Addr, AddrPort>>("map[netip.Addr]netip.AddrPort"),
        same::<Option<Stringer>>("fmt.Stringer"),
        takes::<Marshals>("Marshals", "MarshalsNew"),
        takes::<super::structs::Point>("Point", "MarshalsNew"),
        takes::<Time>("time.Time", "big.Int"),
        takes::<Int>("big.Int", "time.Time"),
        takes::<Addr>("netip.Addr", "url.URL"),
        takes::<Vec<Celsius>>("[]Celsius", "[]BinaryUUID"),
        takes::<Rat>("big.Rat", "big.Float"),
        takes::<Float>("big.Float", "Cipher"),
    ]);
}
