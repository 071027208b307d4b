//! Random values of Go's own types: those at the edges of what their bytes can say, too.

use netrpc_gob::go::big::{Float, Int, Rat, RoundingMode};
use netrpc_gob::go::net::{Ip, IpMask, IpNet};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::time::Time;
use netrpc_gob::go::url::Url;
use netrpc_gob::go::uuid::{Uuid, UuidArray};
use netrpc_gob::{ByteString, Marshal};

use super::make::{Make, Maker};

impl Make for Time {
    fn make(maker: &mut Maker<'_>) -> Self {
        let seconds = match maker.rng.u8(0..8) {
            0 => return Time::default(),
            1 => 0,
            2 => i64::make(maker) >> 3,
            // The years 0 and 9999.
            3 => -62_135_596_801,
            4 => 253_402_300_800,
            _ => maker.rng.i64(-1 << 36..1 << 36),
        };
        let nanoseconds = match maker.rng.bool() {
            true => 0,
            false => maker.rng.u32(..1_000_000_000),
        };
        let time = Time::from_unix(seconds, nanoseconds);
        match maker.rng.u8(0..6) {
            0 => time.with_offset(0),
            1 => time.with_offset(maker.rng.i32(-14 * 60..14 * 60) * 60),
            2 => time.with_offset(maker.rng.i32(-60..60)),
            3 => time.with_offset(maker.rng.i32(-32_768 * 60..32_767 * 60)),
            _ => time,
        }
    }
}

impl Make for Int {
    fn make(maker: &mut Maker<'_>) -> Self {
        let len = match maker.rng.u8(0..10) {
            0..4 => maker.rng.usize(..3),
            4 => maker.rng.usize(..2_000),
            _ => maker.rng.usize(..40),
        };
        let magnitude: Vec<u8> = (0..len).map(|_| u8::make(maker)).collect();
        Int::from_bytes(maker.rng.bool(), &magnitude)
    }
}

impl Make for Float {
    fn make(maker: &mut Maker<'_>) -> Self {
        let mode = MODES.get(maker.rng.usize(..MODES.len())).copied();
        let mode = mode.unwrap_or_default();
        let precision = match maker.rng.u8(0..4) {
            0 => 53,
            1 => 64 * maker.rng.u32(1..4),
            _ => maker.rng.u32(1..600),
        };
        let exponent = match maker.rng.u8(0..4) {
            0 => maker.rng.i32(i32::MIN + 2..i32::MAX - 2),
            _ => maker.rng.i32(-200..200),
        };
        let mantissa: Vec<u8> = (0..maker.rng.usize(..100))
            .map(|_| u8::make(maker))
            .collect();
        let is_negative = maker.rng.bool();
        match maker.rng.u8(0..8) {
            0 => Float::default(),
            1 => Float::infinity(is_negative).with_mode(mode),
            2 => Float::try_from(0.0).unwrap_or_default().with_mode(mode),
            _ => Float::from_mantissa(is_negative, &mantissa, exponent, precision, mode)
                .unwrap_or_default(),
        }
    }
}

impl Make for Rat {
    fn make(maker: &mut Maker<'_>) -> Self {
        Rat::new(Int::make(maker), Int::make(maker)).unwrap_or_default()
    }
}

impl Make for Url {
    fn make(maker: &mut Maker<'_>) -> Self {
        let mut text = Vec::new();
        for pieces in PIECES {
            let piece = pieces.get(maker.rng.usize(..pieces.len()));
            text.extend_from_slice(piece.copied().unwrap_or_default());
        }
        if maker.rng.u8(0..4) == 0 {
            text.extend(maker.rng.char(..).to_string().into_bytes());
        }
        Url::parse(&text).unwrap_or_default()
    }
}

impl Make for Addr {
    fn make(maker: &mut Maker<'_>) -> Self {
        let len = *maker.rng.choice(&[0, 4, 16, 16]).unwrap_or(&0);
        let mut payload: Vec<u8> = (0..len).map(|_| u8::make(maker)).collect();
        match maker.rng.u8(0..4) {
            0 if len == 16 => payload.extend(String::make(maker).into_bytes()),
            1 if len == 16 => {
                let four = std::net::Ipv4Addr::from_bits(u32::make(maker));
                return Addr::from(four.to_ipv6_mapped());
            }
            _ => {}
        }
        of(&payload)
    }
}

impl Make for AddrPort {
    fn make(maker: &mut Maker<'_>) -> Self {
        AddrPort::new(Addr::make(maker), u16::make(maker))
    }
}

impl Make for Prefix {
    fn make(maker: &mut Maker<'_>) -> Self {
        Prefix::new(Addr::make(maker), u8::make(maker))
    }
}

impl Make for Ip {
    fn make(maker: &mut Maker<'_>) -> Self {
        Ip::from(Vec::make(maker))
    }
}

impl Make for IpMask {
    fn make(maker: &mut Maker<'_>) -> Self {
        match maker.rng.bool() {
            true => IpMask::cidr(maker.rng.u8(..33), 32),
            false => IpMask::from(Vec::make(maker)),
        }
    }
}

impl Make for IpNet {
    fn make(maker: &mut Maker<'_>) -> Self {
        let (ip, mask) = (Ip::make(maker), IpMask::make(maker));
        IpNet { ip, mask }
    }
}

impl Make for Uuid {
    fn make(maker: &mut Maker<'_>) -> Self {
        Uuid(<[u8; 16]>::make(maker))
    }
}

impl Make for UuidArray {
    fn make(maker: &mut Maker<'_>) -> Self {
        UuidArray(<[u8; 16]>::make(maker))
    }
}

impl Make for ByteString {
    fn make(maker: &mut Maker<'_>) -> Self {
        match maker.rng.bool() {
            true => ByteString::from(String::make(maker)),
            false => ByteString::from(Vec::<u8>::make(maker)),
        }
    }
}

/// What a payload makes of a zero value, which stays zero if it is none.
fn of<T: Marshal>(payload: &[u8]) -> T {
    let mut value = T::zero();
    match value.unmarshal(payload) {
        Ok(()) => value,
        Err(_) => T::zero(),
    }
}

const MODES: [RoundingMode; 6] = [
    RoundingMode::ToNearestEven,
    RoundingMode::ToNearestAway,
    RoundingMode::ToZero,
    RoundingMode::AwayFromZero,
    RoundingMode::ToNegativeInf,
    RoundingMode::ToPositiveInf,
];

/// Parts of URLs, in their order.
const PIECES: [&[&[u8]]; 6] = [
    &[b"", b"", b"http:", b"HTTPS:", b"a+b.c-1:", b"mailto:"],
    &[b"", b"//", b"//", b"///"],
    &[b"", b"", b"u@", b"u:p@", b"%41:%2f@", b":@", b"u:@"],
    &[
        b"",
        b"h",
        b"example.com:80",
        b"[::1]",
        b"[fe80::1%25en0]:1",
        b"h:",
        b"a%20b",
        "\u{e9}.org".as_bytes(),
    ],
    &[
        b"",
        b"/",
        b"/a/b",
        b"a:b",
        b"/%2F%41",
        b"/a b",
        b"*",
        b"/;,!'()*",
        "/\u{fc}".as_bytes(),
        b"/\xff",
        b"//x",
    ],
    &[
        b"",
        b"",
        b"?",
        b"?a=b&c",
        b"#",
        b"#f",
        b"?q#%66%2f",
        b"#\xfe",
        b"?\xfd",
    ],
];
