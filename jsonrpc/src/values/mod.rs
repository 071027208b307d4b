//! Values to and from JSON, by serde, with the conventions of Go's encoding/json.
//!
//! A type with a plain `#[derive(Serialize, Deserialize)]` is read from whatever JSON Go reads into its twin, and written as
//! Go writes it. What serde_json has to offer works as a part of it: `Value` for an `interface{}`, `RawValue` for a
//! `json.RawMessage`.
//!
//! | Go | Rust |
//! |---|---|
//! | `int`, `uint`, `int64`, `big.Int` … | `isize` or `i64`, `usize` or `u64`, …, up to `i128` and `u128`, exact |
//! | `float64`, `float32` | `f64`, `f32`; one that is no number or infinite is an error |
//! | `string` | `String`; what is not UTF-8 is read as U+FFFD |
//! | `[]byte` | `Vec<u8>` or `serde_bytes::ByteBuf`: base64 |
//! | `[]T`, `[N]T` | `Vec<T>` and other collections; `[T; N]`, cut or filled with zeros as in Go |
//! | `map[K]V` | `HashMap<K, V>`, `BTreeMap<K, V>`: sorted by key, numbers as keys |
//! | `*T`, and what may be nil | `Option<T>` |
//! | `struct{}` | `()` |
//! | `time.Time` | [`Time`](crate::Time), or a type of `chrono`, `time` or `jiff` in its RFC 3339 form, as an `Option` if it may be absent |
//! | `json:"name"`, `json:"-"` | `#[serde(rename = "name")]`, `#[serde(skip)]`; `rename_all = "PascalCase"` for the lot |
//! | `json:",omitempty"`, `json:",omitzero"` | `#[serde(skip_serializing_if = "…")]` |
//! | `json:",string"` | `#[serde(with = "…")]` with a module that writes a string |
//! | an embedded struct | `#[serde(flatten, deserialize_with = "netrpc_jsonrpc::values::embedded")]` |
//!
//! As in Go, keys match in any case, the last of two wins, `null` and what does not come are zero values (or what
//! `#[serde(default)]` says), and keys that are not known are skipped.
//!
//! What serde's model cannot say by itself:
//!
//! - An embedded struct wants [`embedded`] beside `flatten`. Without it, and inside of untagged and internally tagged enums, the
//!   values are serde's to read: a `null` (Go's nil slice), base64, numbers as keys and a key that comes twice are errors or, by
//!   `serde_bytes`, the wrong bytes; keys match exactly, and need `#[serde(default)]` to be absent.
//! - The keys beside an embedded struct match exactly all the same, must not come twice, and need `#[serde(default)]` to be absent.
//!   Put `rename_all` on both structs. An embedded pointer is an `Option`; `None` writes nothing, and is read where a field
//!   without a default is absent, by `flatten` alone. Of fields that Go's rules hide behind one of the same name, leave out the
//!   hidden ones.
//! - A type that is no sequence of std's but serializes as one is an array, also of bytes: put
//!   `#[serde(with = "serde_bytes")]` on it. The same makes base64 of a `[u8; N]`, which is an array of numbers as in Go.
//! - An enum has no zero value: let one be the `#[serde(default)]`, or take an `Option`. The same goes for types that are
//!   texts of a form of their own, as addresses, UUIDs and the times of other crates.
//! - A `char` is a string of one character; Go's `rune` is a number, `i32`. A [`Duration`](std::time::Duration) is a struct; Go's
//!   is a number of nanoseconds, `i64`.
//! - Go's names of types, which its errors mention, are guessed from Rust's: a struct `Args` is `main.Args`, `isize` is `int`,
//!   `i64` is `int64`. `#[serde(rename = "pkg.Args")]` on a struct gives it another.
//! - Objects that come twice under one key, and replies read into a value, replace what was there; Go merges them.
//!
//! `tests/attributes.rs` has an example of each.

mod decode;
mod embedded;
mod encode;
mod error;
mod escape;
mod fold;
mod go_type;
mod number;

pub use self::{
    decode::from_slice,
    embedded::embedded,
    encode::to_vec,
    error::{Error, ErrorKind},
};
pub(crate) use self::{
    decode::{Place, Reader, first_element, read_quoted, zero},
    encode::append,
    escape::{append_compacted, append_quoted},
    fold::same_name,
    go_type::go_type_name,
};

/// How deep values nest where no limits are given: as `netrpc::Limits` has it by default.
const MAX_DEPTH: usize = 1_000;
/// How much memory a value may take where no limits are given: as `netrpc::Limits` has it by default.
const MAX_DECODED: usize = 64 << 20;

/// What serde_json's `RawValue` calls itself, to be recognised by those that read and write it.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Goes one level deeper, on a new piece of stack if this one is nearly used up. How much a level takes is up to the user's
/// types: serde's code for a struct holds all of its fields.
fn deeper<R>(go: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(STACK_LEFT, STACK_PIECE, go)
}

/// So much stack must be left for the levels until the next look.
const STACK_LEFT: usize = 256 << 10;
/// A new piece of stack.
const STACK_PIECE: usize = 2 << 20;
