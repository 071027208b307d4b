//! `Serialize`: as `encoding/json` prints the Go value that is decoded from the same bytes.

use std::borrow::Cow;
use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Value;
use super::content::Content;
use super::shown::Shown;
use super::table::Id;
use super::view::ValueRef;
use crate::lossy::to_text;
use crate::stack::StackMark;
use crate::steps::step;

/// The data that Go's `encoding/json` prints of the Go value that these bytes decode to: a `[]byte` as base64, the
/// entries of a map sorted, all fields of a struct by their names, `null` for what is nil, and empty slices are nil
/// to who has decoded them. What that cannot print is an error: complex numbers, NaN, keys that are neither
/// strings nor numbers.
///
/// A type with a marshaling method prints itself in Go; so do times, big numbers of up to a KiB, URLs and addresses here, where a
/// peer has named their types. The bytes of others are in base64, as those of a `[]byte`. What gob does not
/// transmit is not known here: a pointer to zero, which came as nothing, is `null` in Go and 0 here; a `float32` has all digits of
/// the `float64` that it became; an embedded struct is a field, and tags are not seen. Escapes (Go's of `<`, `>` and `&`)
/// and the spelling of floats (Go's `1e+21` and `-0`) are the serializer's.
///
/// Fields that are zero are printed, too, so the text may be longer than what was received by as much as a struct has fields.
///
/// ```
/// use netrpc_gob::value::{Id, TypeBuilder, Value};
///
/// let mut types = TypeBuilder::new();
/// let scores = types.map(Id::INT, Id::FLOAT64);
/// let player = types.structure([("Name", Id::STRING), ("Key", Id::BYTES), ("Scores", scores), ("Rank", Id::INT)]);
/// let [scores, player] = types.build_all([scores, player])?;
/// let scores = Value::map(&scores, [(Value::from(9), Value::from(0.5)), (Value::from(10), Value::from(2.0))])?;
/// let fields = [("Name", Value::from("Ada")), ("Key", Value::bytes([1, 2, 3])), ("Scores", scores)];
/// let player = Value::structure(&player, fields)?;
/// let json = serde_json::to_string(&player).unwrap();
/// assert_eq!(json, r#"{"Name":"Ada","Key":"AQID","Scores":{"10":2,"9":0.5},"Rank":0}"#);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}

/// As a [`Value`].
impl Serialize for ValueRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let part = Part {
            value: *self,
            is_float32: false,
            registered: "",
            start: StackMark::here(),
        };
        part.serialize(serializer)
    }
}

#[derive(Clone, Copy)]
struct Part<'v> {
    value: ValueRef<'v>,
    /// Whether floats are `float32`, whose shortest digits are fewer.
    is_float32: bool,
    /// The name of the interface value around it.
    registered: &'v str,
    start: StackMark,
}

impl<'v> Part<'v> {
    fn of(self, value: ValueRef<'v>) -> Self {
        Part {
            value,
            registered: "",
            ..self
        }
    }

    fn float<S: Serializer>(self, value: f64, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_f64(value);
        }
        if !value.is_finite() {
            let text = format!("json: unsupported value: {}", super::print::go_float(value));
            return Err(S::Error::custom(text));
        }
        if is_integer(value) {
            return serializer.serialize_i64(value as i64);
        }
        if self.is_float32 || self.value.id == Id::FLOAT32 {
            return serializer.serialize_f32(value as f32);
        }
        serializer.serialize_f64(value)
    }
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.start.used() > MAX_STACK {
            return Err(S::Error::custom(
                "gob: value nests too deeply for its serializer",
            ));
        }
        step();
        match self.value.content() {
            Content::Bool(value) => serializer.serialize_bool(value),
            Content::Int(value) => serializer.serialize_i64(value),
            Content::Uint(value) => serializer.serialize_u64(value),
            Content::Float(value) => self.float(value, serializer),
            Content::Complex(..) => Err(S::Error::custom("json: unsupported type: complex128")),
            Content::String(bytes) => serializer.serialize_str(&to_text(bytes)),
            Content::Bytes([]) | Content::Nil => serializer.serialize_none(),
            Content::Opaque(_, bytes) => {
                let shown = Shown::of(self.value, self.registered);
                match shown.filter(|_| serializer.is_human_readable()) {
                    Some(shown) => shown.serialize(serializer),
                    None => serialize_bytes(bytes, serializer),
                }
            }
            Content::Bytes(bytes) => serialize_bytes(bytes, serializer),
            Content::Slice(elements) if elements.len() == 0 => serializer.serialize_none(),
            Content::Slice(elements) | Content::Array(elements) => {
                let mut list = serializer.serialize_seq(Some(elements.len()))?;
                for element in elements {
                    list.serialize_element(&self.of(element))?;
                }
                list.end()
            }
            Content::Map(_) => {
                let entries = sorted_entries(self.value).map_err(S::Error::custom)?;
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, element) in entries {
                    map.serialize_entry(&to_text(&key), &self.of(element))?;
                }
                map.end()
            }
            Content::Struct(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, &self.of(value))?;
                }
                map.end()
            }
            Content::Interface(interface) => {
                let part = Part {
                    is_float32: matches!(interface.name(), "float32" | "[]float32"),
                    registered: interface.name(),
                    ..self.of(interface.value())
                };
                part.serialize(serializer)
            }
        }
    }
}

/// Go has base64.
fn serialize_bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.serialize_str(&STANDARD.encode(bytes))
    } else {
        serializer.serialize_bytes(bytes)
    }
}

type Entry<'v> = (Cow<'v, [u8]>, ValueRef<'v>);

/// The entries of a map as they are printed: sorted by the text of their keys, and the last one of a key.
fn sorted_entries(map: ValueRef<'_>) -> Result<Vec<Entry<'_>>, String> {
    let mut entries = Vec::with_capacity(map.len());
    let mut seen = HashSet::with_capacity(map.len());
    for (key, element) in map.entries().rev() {
        step();
        let (kind, text) = key_text(key)?;
        if seen.insert((kind, text.clone())) {
            entries.push((text, element));
        }
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}

/// A key as text, and a letter for its kind: an interface's 1 and "1" are two keys.
fn key_text(key: ValueRef<'_>) -> Result<(char, Cow<'_, [u8]>), String> {
    let mut key = key;
    while let Some(interface) = key.interface() {
        key = interface.value();
    }
    let number = |text: String| Cow::Owned(text.into_bytes());
    Ok(match key.content() {
        Content::String(bytes) => ('s', bytes.into()),
        Content::Int(value) => ('i', number(value.to_string())),
        Content::Uint(value) => ('u', number(value.to_string())),
        Content::Float(value) if value.is_finite() => ('f', number(json_float(value))),
        _ => {
            let text = "json: unsupported value: jsontext: object member name must be a string";
            return Err(text.into());
        }
    })
}

/// A float as `encoding/json` prints it: with an exponent below 1e-6 and from 1e21 on.
fn json_float(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-6..1e21).contains(&size) {
        return format!("{value}");
    }
    let scientific = format!("{value:e}");
    match scientific.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => scientific,
    }
}

/// Whether all digits of a float are those of an integer, so that `1` is printed as Go prints it.
fn is_integer(value: f64) -> bool {
    value.fract() == 0.0 && value.abs() <= EXACT && (value != 0.0 || value.is_sign_positive())
}

/// The largest float below which every integer is one.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// serde recurses; a thread has 2 MiB.
pub(super) const MAX_STACK: usize = 1 << 20;
