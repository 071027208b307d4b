//! The notation of the transcripts; `go/README.md` has the rules.

use std::collections::{BTreeMap, HashMap};

use netrpc::gob::{Complex64, Complex128, Duration};

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

render_as_text!(
    bool, i8, i16, i32, i64, isize, u16, u32, u64, usize, f32, f64
);

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

impl<T: Render> Render for Box<T> {
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

/// Go's `strconv.Quote`, for the printable ASCII that the scenarios keep to.
pub(crate) fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
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
