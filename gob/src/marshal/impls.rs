//! What gob wants to know of a type that has [`Marshal`](super::Marshal), or of one that goes as another.

use std::fmt::Display;

use crate::decode::{Decode, Plan, Reader};
use crate::error::{Error, ErrorKind};

/// Makes a type with `Marshal` a gob type: its Go name, the methods that it has in Go, and whether their receivers are
/// pointers.
macro_rules! marshaled {
    ($own:ty, $name:literal, $by:ident $(, $pointer:ident)? $(, exposing $exposed:ty)?) => {
        impl $crate::GobType for $own {
            type Identity = $own;
            const TYPE: &'static $crate::TypeInfo = &$crate::TypeInfo::new::<$own>(
                $crate::GoName::Declared($name, &[]),
                $crate::Kind::Marshaler(Self::METHODS),
            );
            const IS_MARSHALER: bool = true;
        }

        impl $own {
            const METHODS: $crate::Methods = $crate::Methods::new($crate::value::Marshaler::$by)
                $(.$pointer())? $(.exposing(&[$crate::type_ref::<$exposed>()]))?;
        }

        impl $crate::Encode for $own {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::Error> {
                writer.payload(self)
            }

            #[inline]
            fn is_omitted(&self) -> bool {
                !Self::METHODS.on_pointer && <$own as $crate::Marshal>::is_zero(self)
            }

            fn is_omitted_in_pointer(&self) -> bool {
                false
            }

            fn nil_pointer_payload() -> Option<&'static [u8]> {
                <$own as $crate::Marshal>::marshal_nil()
            }
        }

        impl $crate::Decode for $own {
            fn zero() -> Self {
                <$own as $crate::Marshal>::zero()
            }

            #[inline]
            fn decode(&mut self, reader: &mut $crate::Reader<'_>, _: $crate::Plan) -> Result<(), $crate::Error> {
                reader.payload(self)
            }
        }
    };
}

/// Makes a type of another crate go as one of ours, which is made of it by `TryFrom<&Foreign>` and gives it back by
/// `TryFrom`.
macro_rules! converted {
    ($foreign:ty => $own:ty) => {
        impl $crate::GobType for $foreign {
            type Identity = <$own as $crate::GobType>::Identity;
            const TYPE: &'static $crate::TypeInfo = <$own as $crate::GobType>::TYPE;
            const IS_MARSHALER: bool = true;
        }

        impl $crate::Encode for $foreign {
            fn encode(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::Error> {
                match <$own>::try_from(self) {
                    Ok(own) => own.encode(writer),
                    Err(error) => Err($crate::Error::unencodable(error.to_string())),
                }
            }

            fn is_omitted(&self) -> bool {
                <$own>::try_from(self).is_ok_and(|own| own.is_omitted())
            }

            fn is_omitted_in_pointer(&self) -> bool {
                false
            }

            fn nil_pointer_payload() -> Option<&'static [u8]> {
                <$own as $crate::Encode>::nil_pointer_payload()
            }
        }
    };
    ($foreign:ty => $own:ty, zero $zero:expr) => {
        $crate::marshal::converted!($foreign => $own);

        impl $crate::Decode for $foreign {
            fn zero() -> Self {
                $zero
            }

            fn decode(&mut self, reader: &mut $crate::Reader<'_>, plan: $crate::Plan) -> Result<(), $crate::Error> {
                *self = $crate::marshal::decode_converted::<$own, _>(reader, plan)?;
                Ok(())
            }
        }
    };
}

pub(crate) use {converted, marshaled};

/// Reads an `Own` and makes of it what goes as one.
pub(crate) fn decode_converted<Own, Foreign>(
    reader: &mut Reader<'_>,
    plan: Plan,
) -> Result<Foreign, Error>
where
    Own: Decode,
    Foreign: TryFrom<Own, Error: Display>,
{
    let mut own = Own::zero();
    own.decode(reader, plan)?;
    Foreign::try_from(own).map_err(|error| Error::new(ErrorKind::Payload, error.to_string()))
}
