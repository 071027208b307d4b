//! Any value, to be shown as Go's `%v` shows it: that is how an error of the wrong type appears in Go's client.

use std::{
    collections::BTreeMap,
    fmt::{self, Display},
};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// What Go decodes into an `interface{}`.
pub(super) enum GoValue {
    Nil,
    Bool(bool),
    Number(f64),
    Text(String),
    Slice(Vec<GoValue>),
    Map(BTreeMap<String, GoValue>),
}

impl Display for GoValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nil => f.write_str("<nil>"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(value) => write_number(f, *value),
            Self::Text(text) => f.write_str(text),
            Self::Slice(elements) => {
                f.write_str("[")?;
                for (index, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if index > 0 { " " } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Map(entries) => {
                f.write_str("map[")?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{key}:{value}", if index > 0 { " " } else { "" })?;
                }
                f.write_str("]")
            }
        }
    }
}

/// Go's `%v` of a float: the shortest digits, with an exponent from a million on and below 0.0001.
fn write_number(f: &mut fmt::Formatter<'_>, value: f64) -> fmt::Result {
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if (-4..LARGE).contains(&exponent) || value == 0.0 {
        return write!(f, "{value}");
    }
    write!(
        f,
        "{mantissa}e{}{:02}",
        if exponent < 0 { '-' } else { '+' },
        exponent.abs()
    )
}

/// The exponent from which on Go's `%v` writes one.
const LARGE: i32 = 6;

impl<'de> Deserialize<'de> for GoValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = GoValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<GoValue, E> {
        Ok(GoValue::Nil)
    }

    fn visit_bool<E>(self, value: bool) -> Result<GoValue, E> {
        Ok(GoValue::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<GoValue, E> {
        Ok(GoValue::Number(value as f64))
    }

    fn visit_i64<E>(self, value: i64) -> Result<GoValue, E> {
        Ok(GoValue::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<GoValue, E> {
        Ok(GoValue::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<GoValue, E> {
        Ok(GoValue::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<GoValue, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = access.next_element()? {
            elements.push(element);
        }
        Ok(GoValue::Slice(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<GoValue, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some((key, value)) = access.next_entry()? {
            entries.insert(key, value);
        }
        Ok(GoValue::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::from_slice;

    #[test]
    fn values_are_shown_as_go_shows_them() {
        for (json, shown) in [
            (r#"{"message":"x","code":-1}"#, "map[code:-1 message:x]"),
            ("5", "5"),
            ("1.5e10", "1.5e+10"),
            ("1000000", "1e+06"),
            ("100000", "100000"),
            ("123456789", "1.23456789e+08"),
            ("0.0001", "0.0001"),
            ("0.00001", "1e-05"),
            ("-0", "-0"),
            ("12345678.5", "1.23456785e+07"),
            ("false", "false"),
            (r#"["a b",null,{},[]]"#, "[a b <nil> map[] []]"),
        ] {
            let value: GoValue = from_slice(json.as_bytes()).unwrap();
            assert_eq!(value.to_string(), shown);
        }
    }
}
