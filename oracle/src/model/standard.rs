//! Types of Go's standard library that are parts of generated types.

use super::{Declared, External, ExternalWire, Model, Named, Payload, Type, TypeIndex};

/// A type of Go's standard library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standard {
    Time,
    Duration,
    BigInt,
    BigFloat,
    Url,
    Addr,
    Ip,
    RawMessage,
}

impl Standard {
    pub(super) const ALL: [Standard; 8] = [
        Standard::Time,
        Standard::Duration,
        Standard::BigInt,
        Standard::BigFloat,
        Standard::Url,
        Standard::Addr,
        Standard::Ip,
        Standard::RawMessage,
    ];

    /// As Go source writes it.
    fn source(self) -> &'static str {
        match self {
            Standard::Time => "time.Time",
            Standard::Duration => "time.Duration",
            Standard::BigInt => "big.Int",
            Standard::BigFloat => "big.Float",
            Standard::Url => "url.URL",
            Standard::Addr => "netip.Addr",
            Standard::Ip => "net.IP",
            Standard::RawMessage => "json.RawMessage",
        }
    }

    /// As Go registers it.
    pub(super) fn path(self) -> String {
        let folder = match self {
            Standard::Time | Standard::Duration | Standard::Ip => "",
            Standard::BigInt | Standard::BigFloat => "math/",
            Standard::Url | Standard::Addr => "net/",
            Standard::RawMessage => "encoding/",
        };
        format!("{folder}{}", self.source())
    }

    fn external(self) -> Option<External> {
        let (wire, by_pointer, payload) = match self {
            Standard::Time => (ExternalWire::Gob, false, Payload::OneOf(TIMES)),
            Standard::BigInt => (ExternalWire::Gob, true, Payload::OneOf(BIG_INTS)),
            Standard::BigFloat => (ExternalWire::Gob, true, Payload::OneOf(BIG_FLOATS)),
            Standard::Url => (ExternalWire::Binary, true, Payload::OneOf(URLS)),
            Standard::Addr => (ExternalWire::Binary, false, Payload::OneOf(ADDRESSES)),
            Standard::Duration | Standard::Ip | Standard::RawMessage => return None,
        };
        Some(External {
            wire,
            by_pointer,
            payload,
        })
    }
}

impl Model {
    /// The index of a type of the standard library.
    pub(super) fn standard(&mut self, standard: Standard) -> TypeIndex {
        let source = standard.source();
        let known = self
            .types
            .iter()
            .position(|of| matches!(of, Type::Named(named) if self.named(*named).source == source));
        if let Some(known) = known {
            return TypeIndex(known as u32);
        }
        let underlying = match standard {
            Standard::Duration => self.intern(Type::Int(Some(64))),
            // Fields that nobody outside sees; what counts is that it can be compared.
            Standard::Time | Standard::Addr => self.intern(Type::Struct(Vec::new())),
            // The others encode themselves, and are no good as keys.
            _ => {
                let byte = self.intern(Type::Uint(Some(8)));
                self.intern(Type::Slice(byte))
            }
        };
        let named = self.declare(Named {
            source: source.into(),
            text: source.into(),
            path: standard.path(),
            underlying: Some(underlying),
            external: standard.external(),
            methods: 0,
            declared: Declared::Standard,
        });
        self.intern(Type::Named(named))
    }
}

/// Payloads that Go gives back unchanged.
const TIMES: &[&[u8]] = &[
    b"\x01\x00\x00\x00\x0e\xc2\x8b\xe7\x70\x00\x00\x00\x01\xff\xff",
    b"\x01\x00\x00\x00\x0e\x77\x91\xf7\x00\x00\x00\x00\x00\xff\xff",
    b"\x01\x00\x00\x00\x0e\x77\x91\xf7\x00\x00\x00\x00\x00\x00\x3c",
    b"\x02\x00\x00\x00\x0e\xc2\x8c\x34\xd7\x00\x00\x00\x00\xfe\xb6\xf1",
];
const BIG_INTS: &[&[u8]] = &[
    b"\x02",
    b"\x02\x01",
    b"\x03\x01",
    b"\x02\x01\x00\x00\x00\x00\x00\x00\x00\x00",
];
const BIG_FLOATS: &[&[u8]] = &[
    b"\x01\x0a\x00\x00\x00\x35\x00\x00\x00\x01\xc0\x00\x00\x00\x00\x00\x00\x00",
    b"\x01\x08\x00\x00\x00\x35",
    b"\x01\x0d\x00\x00\x00\x00",
];
const URLS: &[&[u8]] = &[b"", b"http://example.com/", b"mailto:a@b.c", b"/p?q=%20"];
const ADDRESSES: &[&[u8]] = &[
    b"\x01\x02\x03\x04",
    b"\xfe\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01eth0",
    b"\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07",
];
