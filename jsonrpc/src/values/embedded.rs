//! Embedded structs, read as Go reads them.
//!
//! serde keeps what a struct with `#[serde(flatten)]` has no field for in a form of its own, which its own deserializer then
//! reads: of Go's conventions that one knows none. So it is written as JSON again, and that is read.

use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor,
};

use super::{deeper, escape::append_quoted, from_slice};

/// Reads an embedded struct as Go does: `#[serde(flatten, deserialize_with = "netrpc_jsonrpc::values::embedded")]`.
///
/// Without it the values of its fields are read as serde has it: no `null`, no base64, no numbers as keys, no field that
/// does not come or comes twice, and keys match exactly. Numbers beyond 64 bits are rounded, as in an `interface{}`.
///
/// ```
/// use netrpc_jsonrpc::values::from_slice;
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct Base { id: i64, tags: Vec<String>, key: Vec<u8> }
///
/// #[derive(Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct Item {
///     #[serde(flatten, deserialize_with = "netrpc_jsonrpc::values::embedded")]
///     base: Base,
///     name: String,
/// }
///
/// let item: Item = from_slice(br#"{"ID":7,"Tags":null,"Key":"AQI=","Name":"gopher"}"#)?;
/// assert_eq!((item.base.id, item.base.tags.len(), item.base.key), (7, 0, vec![1, 2]));
/// # Ok::<(), netrpc_jsonrpc::values::Error>(())
/// ```
///
/// # Errors
/// What is there for the struct is not of its fields' types.
pub fn embedded<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut text = Vec::new();
    deserializer.deserialize_map(Writer { out: &mut text })?;
    from_slice(&text).map_err(de::Error::custom)
}

/// Writes what it is given as JSON.
struct Writer<'a> {
    out: &'a mut Vec<u8>,
}

impl Writer<'_> {
    fn text(self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

impl<'de> Visitor<'de> for Writer<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of an embedded struct")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.text("null");
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.text(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.text(itoa::Buffer::new().format(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.text(itoa::Buffer::new().format(value));
        Ok(())
    }

    /// It was no plain integer, and must not look like one, but for a zero with a sign.
    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        if value == 0.0 && value.is_sign_negative() {
            self.text("-0");
        } else {
            self.text(&format!("{value:e}"));
        }
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        append_quoted(self.out, value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        self.out.push(b'[');
        let start = self.out.len();
        while elements
            .next_element_seed(Writer { out: self.out })?
            .is_some()
        {
            self.out.push(b',');
        }
        close(self.out, start, b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.out.push(b'{');
        let start = self.out.len();
        while entries.next_key_seed(Writer { out: self.out })?.is_some() {
            self.out.push(b':');
            entries.next_value_seed(Writer { out: self.out })?;
            self.out.push(b',');
        }
        close(self.out, start, b'}');
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Writer<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deeper(|| deserializer.deserialize_any(self))
    }
}

/// Ends a list, with the bracket in the place of its last comma.
fn close(out: &mut Vec<u8>, start: usize, bracket: u8) {
    if out.len() > start {
        out.pop();
    }
    out.push(bracket);
}
