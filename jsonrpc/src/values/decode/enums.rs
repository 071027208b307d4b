//! Enums with fields: an object of one entry, `{"Variant":…}`, as serde has them. Go has none.

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor,
};

use super::decoder::Decoder;
use crate::values::error::{Error, Result};

pub(super) struct Variant<'a, 'de, 'r> {
    decoder: &'a mut Decoder<'de, 'r>,
}

impl<'a, 'de, 'r> Variant<'a, 'de, 'r> {
    /// The variant after an opening bracket.
    pub(super) fn new(decoder: &'a mut Decoder<'de, 'r>) -> Self {
        Self { decoder }
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de, '_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self)> {
        if self.decoder.peek() == b'}' {
            return Err(serde::de::Error::custom("json: object without a variant"));
        }
        let name = self.decoder.string()?;
        self.decoder.expect(b':')?;
        Ok((seed.deserialize(name.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<()> {
        self.decoder.skip()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        self.decoder.counted = size_of::<T::Value>();
        seed.deserialize(self.decoder)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        self.decoder.counted = size_of::<V::Value>();
        self.decoder.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.decoder.counted = size_of::<V::Value>();
        self.decoder.deserialize_struct("", fields, visitor)
    }
}
