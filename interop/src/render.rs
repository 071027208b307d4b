//! The notation of the transcripts; `go/README.md` has the rules.

use std::collections::{BTreeMap, HashMap};

use netrpc::gob::{Complex64, Complex128, Duration};
use serde_json::Value;
use serde_json::value::RawValue;

/// A value that can stand in a transcript.
pub trait Render {
    /// The value.
    fn render(&self) -> String;

    /// A slice of such values.
    fn render_slice(elements: &[Self]) -> String
    where
        Self: Sized,
    {
        list(elements)
    }

    /// A nil pointer to such a value; to a map it is the nil map, which looks like an empty one.
    fn render_nil() -> String
    where
        Self: Sized,
    {
        "nil".into()
    }
}

macro_rules! render_as_text {
    ($($type:ty),*) => {$(
        impl Render for $type {
            fn render(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

render_as_text!(bool, i8, i16, i32, i64, isize, u16, u32, u64, usize);

macro_rules! render_float {
    ($($type:ty),*) => {$(
        impl Render for $type {
            fn render(&self) -> String {
                if self.is_infinite() {
                    return if *self > 0.0 { "+Inf" } else { "-Inf" }.into();
                }
                self.to_string()
            }
        }
    )*};
}

render_float!(f32, f64);

impl Render for u8 {
    fn render(&self) -> String {
        self.to_string()
    }

    fn render_slice(bytes: &[u8]) -> String {
        let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
        });
        format!("bytes(len={}, fnv1a={hash:08x})", bytes.len())
    }
}

impl Render for Complex128 {
    fn render(&self) -> String {
        format!("({}{:+}i)", self.re, self.im)
    }
}

impl Render for Complex64 {
    fn render(&self) -> String {
        format!("({}{:+}i)", self.re, self.im)
    }
}

impl Render for Duration {
    fn render(&self) -> String {
        self.as_nanos().to_string()
    }
}

impl Render for str {
    fn render(&self) -> String {
        quote(self)
    }
}

impl Render for String {
    fn render(&self) -> String {
        quote(self)
    }
}

impl Render for () {
    fn render(&self) -> String {
        "{}".into()
    }
}

impl<T: Render> Render for Vec<T> {
    fn render(&self) -> String {
        T::render_slice(self)
    }

    fn render_nil() -> String {
        T::render_slice(&[])
    }
}

/// Go's `interface{}`, whose numbers are floats.
impl Render for Value {
    fn render(&self) -> String {
        match self {
            Value::Null => "nil".into(),
            Value::Bool(value) => value.render(),
            Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
                Some(number) => number.render(),
                None => number.to_string(),
            },
            Value::String(text) => text.render(),
            Value::Array(elements) => list(elements),
            Value::Object(members) => entries(members.iter()),
        }
    }
}

/// Go's `json.RawMessage`.
impl Render for RawValue {
    fn render(&self) -> String {
        self.get().into()
    }
}

impl<T: Render, const N: usize> Render for [T; N] {
    fn render(&self) -> String {
        list(self)
    }
}

impl<T: Render> Render for Option<T> {
    fn render(&self) -> String {
        self.as_ref().map_or_else(T::render_nil, T::render)
    }
}

impl<T: Render + ?Sized> Render for Box<T> {
    fn render(&self) -> String {
        (**self).render()
    }
}

impl<T: Render + ?Sized> Render for &T {
    fn render(&self) -> String {
        (**self).render()
    }
}

impl<K: Render, V: Render> Render for BTreeMap<K, V> {
    fn render(&self) -> String {
        entries(self.iter())
    }

    fn render_nil() -> String {
        "{}".into()
    }
}

impl<K: Render, V: Render> Render for HashMap<K, V> {
    fn render(&self) -> String {
        entries(self.iter())
    }

    fn render_nil() -> String {
        "{}".into()
    }
}

fn list<T: Render>(elements: &[T]) -> String {
    let elements: Vec<_> = elements.iter().map(T::render).collect();
    format!("[{}]", elements.join(" "))
}

fn entries<'a, K: Render + 'a, V: Render + 'a>(
    entries: impl Iterator<Item = (&'a K, &'a V)>,
) -> String {
    let mut entries: Vec<_> = entries
        .map(|(key, value)| format!("{}:{}", key.render(), value.render()))
        .collect();
    entries.sort();
    format!("{{{}}}", entries.join(" "))
}

/// Go's `strconv.QuoteToASCII`.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\u{7}' => quoted.push_str("\\a"),
            '\u{8}' => quoted.push_str("\\b"),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            '\u{b}' => quoted.push_str("\\v"),
            '\u{c}' => quoted.push_str("\\f"),
            '\r' => quoted.push_str("\\r"),
            ' '..='~' => quoted.push(character),
            '\0'..='\u{7f}' => quoted.push_str(&format!("\\x{:02x}", u32::from(character))),
            '\u{80}'..='\u{ffff}' => quoted.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => quoted.push_str(&format!("\\U{:08x}", u32::from(character))),
        }
    }
    quoted.push('"');
    quoted
}

/// Renders a struct field by field under Go's names.
macro_rules! render_struct {
    ($type:ident { $($go:ident: $rust:ident),* }) => {
        impl $crate::Render for $type {
            fn render(&self) -> String {
                let fields = [$(
                    format!(concat!(stringify!($go), ":{}"), $crate::Render::render(&self.$rust))
                ),*];
                format!("{{{}}}", fields.join(" "))
            }
        }
    };
}
pub(crate) use render_struct;
