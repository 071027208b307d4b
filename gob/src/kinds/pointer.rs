//! Pointers, which gob flattens. `Option<T>` is `*T` and may be nil, or an interface or a map that may be nil;
//! `Box`, `Rc`, `Arc`, `Cow` and `&` are never nil and therefore the type that they hold.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::decode::{Decode, Optional, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::{GoName, GobType, Kind, TypeInfo, identity, type_ref};
use crate::value::Type;

impl<T: GobType> GobType for Option<T> {
    type Identity = identity::Pointer<T::Identity>;
    const TYPE: &'static TypeInfo = if T::IS_INTERFACE || T::IS_MAP {
        T::TYPE
    } else {
        &TypeInfo::new::<Self>(GoName::Unnamed, Kind::Pointer(type_ref::<T>()))
    };
    const IS_INTERFACE: bool = T::IS_INTERFACE;
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Some(value) => value.encode(writer),
            None if T::IS_INTERFACE => {
                writer.nil_interface();
                Ok(())
            }
            // Go sends a nil map as one without entries, where it is not left out.
            None if T::IS_MAP => {
                writer.uint(0);
                Ok(())
            }
            None => Err(nil()),
        }
    }

    #[inline]
    fn is_omitted(&self) -> bool {
        self.as_ref().is_none_or(T::is_omitted_in_pointer)
    }

    #[inline]
    fn is_nil(&self) -> bool {
        match self {
            Some(value) => value.is_nil(),
            None => !(T::IS_INTERFACE || T::IS_MAP),
        }
    }

    fn nil_payload() -> Option<&'static [u8]> {
        T::nil_pointer_payload()
    }

    #[inline]
    fn dynamic_type(&self) -> Option<&Type> {
        self.as_ref().and_then(T::dynamic_type)
    }

    #[inline]
    fn encode_concrete(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Some(value) => value.encode_concrete(writer),
            None => self.encode(writer),
        }
    }
}

impl<T: Optional> Decode for Option<T> {
    #[inline]
    fn zero() -> Self {
        None
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        T::decode_optional(self, reader, plan)
    }
}

macro_rules! transparent {
    ($([$($bound:tt)*] $pointer:ty),*) => {$(
        impl<T: GobType + ?Sized $($bound)*> GobType for $pointer {
            type Identity = T::Identity;
            const TYPE: &'static TypeInfo = T::TYPE;
            const IS_BYTE: bool = T::IS_BYTE;
            const IS_INTERFACE: bool = T::IS_INTERFACE;
            const IS_MAP: bool = T::IS_MAP;
            const IS_MARSHALER: bool = T::IS_MARSHALER;
        }

        impl<T: Encode + ?Sized $($bound)*> Encode for $pointer {
            #[inline]
            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                (**self).encode(writer)
            }

            #[inline]
            fn is_omitted(&self) -> bool {
                (**self).is_omitted()
            }

            #[inline]
            fn is_omitted_in_pointer(&self) -> bool {
                (**self).is_omitted_in_pointer()
            }

            fn nil_payload() -> Option<&'static [u8]> {
                T::nil_payload()
            }

            fn nil_pointer_payload() -> Option<&'static [u8]> {
                T::nil_pointer_payload()
            }

            #[inline]
            fn is_nil(&self) -> bool {
                (**self).is_nil()
            }

            #[inline]
            fn dynamic_type(&self) -> Option<&Type> {
                (**self).dynamic_type()
            }

            #[inline]
            fn encode_concrete(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                (**self).encode_concrete(writer)
            }

            #[inline]
            fn to_byte(&self) -> u8 {
                (**self).to_byte()
            }
        }
    )*};
}

transparent!([] Box<T>, [] Rc<T>, [] Arc<T>, [] &T, [+ ToOwned] Cow<'_, T>);

impl<T: Decode> Decode for Box<T> {
    const ZERO_BYTES: usize = size_of::<T>() + T::ZERO_BYTES;

    #[inline]
    fn zero() -> Self {
        Box::new(T::zero())
    }

    #[inline]
    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        (**self).decode(reader, plan)
    }

    #[inline]
    fn from_byte(byte: u8) -> Result<Self, Error> {
        T::from_byte(byte).map(Box::new)
    }
}

macro_rules! shared {
    ($($pointer:ident),*) => {$(
        /// Merges into a value that nobody else holds, and replaces one that is shared.
        impl<T: Decode> Decode for $pointer<T> {
            const ZERO_BYTES: usize = size_of::<T>() + T::ZERO_BYTES;

            fn zero() -> Self {
                $pointer::new(T::zero())
            }

            fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
                if $pointer::get_mut(self).is_none() {
                    reader.charge(Self::ZERO_BYTES)?;
                    *self = Self::zero();
                }
                match $pointer::get_mut(self) {
                    Some(value) => value.decode(reader, plan),
                    // Nobody else can hold a pointer that was made just now.
                    None => Ok(()),
                }
            }

            fn from_byte(byte: u8) -> Result<Self, Error> {
                T::from_byte(byte).map($pointer::new)
            }
        }
    )*};
}

shared!(Rc, Arc);

impl<T> Decode for Cow<'_, T>
where
    T: GobType + ToOwned<Owned: Decode> + ?Sized,
{
    const ZERO_BYTES: usize = T::Owned::ZERO_BYTES;

    fn zero() -> Self {
        Cow::Owned(T::Owned::zero())
    }

    fn from_byte(byte: u8) -> Result<Self, Error> {
        T::Owned::from_byte(byte).map(Cow::Owned)
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        self.to_mut().decode(reader, plan)
    }
}

#[cold]
fn nil() -> Error {
    Error::unencodable("gob: encodeReflectValue: nil element")
}
