//! What encoding/json makes of a `url.URL`: an object of its fields.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use super::{Url, Userinfo};
use crate::go::forms::{self, Bytes, OWN_FORM, folded};

impl Serialize for Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(&self.to_bytes());
        }
        // In the order of Go's fields.
        let mut fields = serializer.serialize_struct("URL", FIELDS)?;
        fields.serialize_field("Scheme", &self.scheme())?;
        fields.serialize_field("Opaque", &self.opaque())?;
        fields.serialize_field("User", &self.user.as_ref().map(|_| NoFields))?;
        fields.serialize_field("Host", &self.host())?;
        fields.serialize_field("Path", &self.path())?;
        fields.serialize_field("Fragment", &self.fragment())?;
        fields.serialize_field("RawQuery", &self.raw_query())?;
        fields.serialize_field("RawPath", &self.raw_path())?;
        fields.serialize_field("RawFragment", &self.raw_fragment())?;
        fields.serialize_field("ForceQuery", &self.force_query)?;
        fields.serialize_field("OmitHost", &self.omit_host)?;
        fields.end()
    }
}

impl<'de> Deserialize<'de> for Url {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let bytes = Bytes::deserialize(deserializer)?;
            return forms::unmarshal(&bytes.0).map_err(D::Error::custom);
        }
        deserializer.deserialize_newtype_struct(OWN_FORM, FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Url;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of a URL")
    }

    /// Out of a `Value`, which has the payload.
    fn visit_bytes<E: serde::de::Error>(self, payload: &[u8]) -> Result<Url, E> {
        forms::unmarshal(payload).map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Url, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_unit<E>(self) -> Result<Url, E> {
        Ok(Url::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Url, A::Error> {
        let mut url = Url::default();
        while let Some(key) = map.next_key::<String>()? {
            let field = match folded(&key).as_str() {
                "scheme" => &mut url.scheme,
                "opaque" => &mut url.opaque,
                "host" => &mut url.host,
                "path" => &mut url.path,
                "fragment" => &mut url.fragment,
                "rawquery" => &mut url.raw_query,
                "rawpath" => &mut url.raw_path,
                "rawfragment" => &mut url.raw_fragment,
                "user" => {
                    let user = map.next_value::<Option<NoFields>>()?;
                    url.user = user.map(|_| Userinfo::default());
                    continue;
                }
                "forcequery" => {
                    url.force_query = map.next_value::<Option<_>>()?.unwrap_or(url.force_query);
                    continue;
                }
                "omithost" => {
                    url.omit_host = map.next_value::<Option<_>>()?.unwrap_or(url.omit_host);
                    continue;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            if let Some(text) = map.next_value::<Option<String>>()? {
                *field = text.into();
            }
        }
        Ok(url)
    }
}

/// A `Userinfo`, which shows none of its fields.
struct NoFields;

impl Serialize for NoFields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_struct("Userinfo", 0)?.end()
    }
}

impl<'de> Deserialize<'de> for NoFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NoFieldsVisitor)
    }
}

struct NoFieldsVisitor;

impl<'de> Visitor<'de> for NoFieldsVisitor {
    type Value = NoFields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, of which nothing is read")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NoFields, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(NoFields)
    }
}

/// How many there are.
const FIELDS: usize = 11;
