//! The parts of a value, as serde asks for them.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer as _, EnumAccess, Error as _, MapAccess, VariantAccess, Visitor,
};

use super::Part;
use crate::error::Error;
use crate::value::content::InterfaceRef;
use crate::value::parts::{Elements, Entries, Fields};
use crate::value::view::ValueRef;

pub(super) struct Sequence<'v> {
    pub(super) elements: Elements<'v>,
    pub(super) next: usize,
    pub(super) part: Part<'v>,
}

impl<'de> serde::de::SeqAccess<'de> for Sequence<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some(element) = self.elements.next() else {
            return Ok(None);
        };
        let index = self.next;
        self.next += 1;
        let value = seed.deserialize(self.part.of(element));
        value.map(Some).map_err(|error| error.in_element(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.elements.len())
    }
}

pub(super) struct EntryAccess<'v> {
    pub(super) entries: Entries<'v>,
    pub(super) element: Option<ValueRef<'v>>,
    pub(super) part: Part<'v>,
}

impl<'de> MapAccess<'de> for EntryAccess<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((key, element)) = self.entries.next() else {
            return Ok(None);
        };
        self.element = Some(element);
        let key = seed.deserialize(self.part.of(key));
        key.map(Some).map_err(|error| error.in_map(""))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.element.take() {
            Some(element) => {
                let value = seed.deserialize(self.part.of(element));
                value.map_err(|error| error.in_map(""))
            }
            None => Err(Error::custom(
                "gob: an element was asked for before its key",
            )),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

pub(super) struct FieldAccess<'v> {
    pub(super) fields: Fields<'v>,
    pub(super) value: Option<(&'v str, ValueRef<'v>)>,
    pub(super) part: Part<'v>,
}

impl<'de> MapAccess<'de> for FieldAccess<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.value = self.fields.next();
        match self.value {
            Some((name, _)) => seed
                .deserialize(BorrowedStrDeserializer::new(name))
                .map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.value.take() {
            Some((name, value)) => {
                let value = seed.deserialize(self.part.of(value));
                value.map_err(|error| error.in_named_field(name))
            }
            None => Err(Error::custom("gob: a field was asked for before its name")),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.fields.len())
    }
}

pub(super) struct Variant<'v> {
    pub(super) interface: InterfaceRef<'v>,
    pub(super) part: Part<'v>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Error;
    type Variant = Part<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Part<'de>), Error> {
        let name = BorrowedStrDeserializer::<Error>::new(self.interface.name());
        let variant = seed.deserialize(name)?;
        Ok((variant, self.part.within(self.interface)))
    }
}

impl<'de> VariantAccess<'de> for Part<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }
}
