//! Rust twins of Go types that make their own bytes, and of the places where they stand (`values_marshalers.go`).

use std::collections::HashMap;

use netrpc_gob::value::Marshaler;
use netrpc_gob::{
    Decode, Encode, Error, GoName, Gob, GobType, Kind, Marshal, Methods, Payload, Plan, Reader,
    TypeInfo, Writer, type_ref,
};

use super::types::{Inner, Outer, Point};

macro_rules! marshal {
    ($(#[$attribute:meta])* $twin:ident($of:ty), $put:expr, $take:expr $(, nil $nil:literal)?) => {
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $(#[$attribute])*
        pub struct $twin(pub $of);

        impl Marshal for $twin {
            type Error = &'static str;

            fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), Self::Error> {
                let put: fn(&$of) -> Result<Vec<u8>, &'static str> = $put;
                payload.put(&put(&self.0)?);
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

fn byte(payload: &[u8], index: usize) -> Result<u8, &'static str> {
    Ok(payload.get(index).copied().unwrap_or_default())
}

marshal!(
    /// Refuses to be sent as `?`, and to hold a `!`.
    #[derive(Gob)]
    #[gob(gob_encoder)]
    Cipher(Vec<u8>),
    |text| if text == b"?" { Err("cipher: not known") } else { Ok(text.clone()) },
    |payload| if payload.contains(&b'!') { Err("cipher: not allowed") } else { Ok(payload.into()) }
);
marshal!(
    #[derive(Gob)]
    #[gob(gob_encoder, pointer_receivers)]
    Tally(u8), |n| Ok(vec![*n]), |payload| byte(payload, 0), nil b"nil"
);
marshal!(
    #[derive(Gob)]
    #[gob(binary_marshaler)]
    Mark(u8),
    |n| Ok(vec![b'm', *n]),
    |payload| byte(payload, 1)
);
marshal!(
    /// Over a byte in Go.
    #[derive(Gob)]
    #[gob(binary_marshaler)]
    Octet(u8), |n| Ok(vec![b'o', *n]), |payload| byte(payload, 1)
);
marshal!(
    #[derive(Gob)]
    #[gob(binary_marshaler, pointer_receivers)]
    Label(Vec<u8>), |text| Ok(text.clone()), |payload| Ok(payload.into())
);
marshal!(
    #[derive(Gob)]
    #[gob(gob_encoder)]
    Both(u8),
    |n| Ok(vec![b'g', *n]),
    |payload| byte(payload, 1)
);
marshal!(
    #[derive(Gob)]
    #[gob(binary_marshaler, name = "main.BinaryUUID")]
    BinaryUuid([u8; 16]),
    |uuid| Ok(uuid.into()),
    |payload| payload.try_into().map_err(|_| "sixteen bytes")
);
marshal!(
    #[derive(Gob)]
    #[gob(gob_encoder)]
    Mood(Vec<u8>),
    |text| Ok(text.clone()),
    |payload| if payload.contains(&b'!') { Err("cipher: not allowed") } else { Ok(payload.into()) }
);
marshal!(Exposing(Vec<u8>), |text| Ok(text.clone()), |payload| Ok(
    payload.into()
));

/// By hand, as its Go type has exported fields beside its methods.
impl GobType for Exposing {
    type Identity = Exposing;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Exposing>(
        GoName::Declared("main.Exposing", &[]),
        Kind::Marshaler(Methods::new(Marshaler::Gob).exposing(&[
            type_ref::<Inner>(),
            type_ref::<Option<Outer>>(),
            type_ref::<Vec<Point>>(),
            type_ref::<Option<Exposing>>(),
        ])),
    );
}

impl Encode for Exposing {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.payload(self)
    }

    fn is_omitted(&self) -> bool {
        self.is_zero()
    }
}

impl Decode for Exposing {
    fn zero() -> Self {
        Self::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        reader.payload(self)
    }
}

macro_rules! places {
    ($($twin:item)*) => {$(
        #[derive(Clone, Debug, Default, Gob, PartialEq)]
        $twin
    )*};
}

places! {
    /// Such a type in every place.
    pub struct Places<T> {
        pub a: isize,
        pub v: T,
        pub p: Option<T>,
        pub q: Option<Option<T>>,
        pub s: Vec<T>,
        pub r: Vec<Option<T>>,
        pub y: [T; 2],
        pub m: Option<HashMap<String, T>>,
        pub n: Option<HashMap<String, Option<T>>>,
        pub z: isize,
    }

    /// The same without what cannot have an address.
    pub struct PointerPlaces<T> {
        pub a: isize,
        pub v: T,
        pub p: Option<T>,
        pub q: Option<Option<T>>,
        pub s: Vec<T>,
        pub r: Vec<Option<T>>,
        pub y: [T; 2],
        pub n: Option<HashMap<String, Option<T>>>,
        pub z: isize,
    }

    /// The pointer before the value.
    pub struct PointerFirst<T> {
        pub p: Option<T>,
        pub v: T,
        pub a: isize,
    }
}

/// Go's `places(v)`.
pub fn places<T: Clone>(v: &T) -> Places<T> {
    let one = || v.clone();
    Places {
        a: 1,
        v: one(),
        p: Some(one()),
        q: Some(Some(one())),
        s: vec![one()],
        r: vec![Some(one())],
        y: [one(), one()],
        m: Some(HashMap::from([("m".into(), one())])),
        n: Some(HashMap::from([("n".into(), Some(one()))])),
        z: 2,
    }
}

/// Go's `pointerPlaces(v)`.
pub fn pointer_places<T: Clone>(v: &T) -> PointerPlaces<T> {
    let one = || v.clone();
    PointerPlaces {
        a: 1,
        v: one(),
        p: Some(one()),
        q: Some(Some(one())),
        s: vec![one()],
        r: vec![Some(one())],
        y: [one(), one()],
        n: Some(HashMap::from([("n".into(), Some(one()))])),
        z: 2,
    }
}

/// Go's `PointerFirst`.
pub fn pointer_first<T>(p: Option<T>, v: T, a: isize) -> PointerFirst<T> {
    PointerFirst { p, v, a }
}

/// An `any` of these types, and Go's `Holder` of it.
macro_rules! anything {
    ($any:ident, $holder:ident: $($(#[$attribute:meta])* $variant:ident($of:ty),)*) => {
        #[derive(Clone, Debug, netrpc_gob::Gob, PartialEq)]
        #[gob(name = "any")]
        pub enum $any {
            $($(#[$attribute])* $variant($of),)*
        }

        #[derive(Clone, Debug, netrpc_gob::Gob, PartialEq)]
        #[gob(name = "main.Holder")]
        pub struct $holder {
            pub a: isize,
            pub v: Option<$any>,
            pub b: isize,
        }

        impl $any {
            /// Go's `Holder{a, v, b}`.
            pub fn held(a: isize, v: $any, b: isize) -> $holder {
                $holder { a, v: Some(v), b }
            }
        }
    };
}

pub(crate) use anything;
