//! Go's `encoding/gob`: the format alone, byte for byte, safe on hostile input.
//!
//! A gob stream is a sequence of messages, each with its length in front. A message holds the
//! definition of a type or a value; a definition comes once, before the first value that needs it:
//!
//! ```text
//! 1e | 7f 03 01 01 05 Point ...     length | id -64 | struct "Point" with fields X and Y, both int
//! 07 | ff 80 01 2c 01 42 00         length | id 64  | field 1: 22, next field: 33, end of struct
//! ```
//!
//! The way of a value, and the modules it passes:
//!
//! ```text
//! encode:  T: Encode -> types (ids, names, definitions) -> wire -> bytes
//! decode:  bytes -> framing (where does the value end?) -> types (the peer's) -> plan -> T: Decode
//! ```
//!
//! ```
//! use netrpc_gob::{Gob, StreamDecoder, StreamEncoder};
//!
//! #[derive(Gob, Debug, PartialEq)]
//! struct Point { x: i64, y: i64 }
//!
//! let mut sender = StreamEncoder::new(Vec::new());
//! sender.encode(&Point { x: 22, y: 33 })?;
//! sender.encode(&vec!["so", "many", "words"])?;
//!
//! let bytes = sender.into_inner();
//! let mut receiver = StreamDecoder::new(bytes.as_slice());
//! assert_eq!(receiver.decode::<Point>()?, Point { x: 22, y: 33 });
//! assert_eq!(receiver.decode::<Vec<String>>()?, ["so", "many", "words"]);
//! # Ok::<(), netrpc_gob::Error>(())
//! ```
//!
//! # Which Go type is which Rust type
//!
//! | Go | Rust |
//! |---|---|
//! | `bool` | `bool` |
//! | `int`, `int8` … `int64` | `isize`, `i8` … `i64` |
//! | `uint`, `uint8` … `uint64` | `usize`, `u8` … `u64` |
//! | `float32`, `float64` | `f32`, `f64` |
//! | `complex64`, `complex128` | [`Complex64`], [`Complex128`] |
//! | `string` | `String`, `&str`, `Box<str>`, `Cow<str>`; UTF-8 |
//! | `[]byte` | `Vec<u8>`, `[u8]`, and slices of a newtype over `u8` |
//! | `[]T` | `Vec<T>`, `[T]`, `Box<[T]>` |
//! | `[N]T` | `[T; N]` |
//! | `map[K]V` | `HashMap<K, V>`, `BTreeMap<K, V>`; nil if wrapped in an `Option` that is `None` |
//! | `map[K]struct{}` | `HashSet<K>`, `BTreeSet<K>` |
//! | `struct{}` | `()` |
//! | `type P struct { X int }` | `#[derive(Gob)] struct P { x: isize }` |
//! | `type N T` | `#[derive(Gob)] struct N(T);` |
//! | `*T` | `Option<T>`, `Option<Box<T>>` |
//! | `time.Duration` | [`Duration`] |
//!
//! `Box<T>`, `Rc<T>`, `Arc<T>`, `Cow<T>` and `&T` are the type that they hold. On the wire Go has one
//! signed and one unsigned integer, one float: widths may differ between the two sides as long as the
//! values fit.
//!
//! # Zero values
//!
//! Go leaves out struct fields that are zero, and decoding changes only what was transmitted. A fresh
//! value therefore starts at Go's zero value ([`Decode::zero`]), not at `Default::default()`, and
//! [`Decoder::decode_into`] merges.

mod decode;
mod encode;
mod error;
mod framing;
mod go_quote;
pub mod interface;
mod io;
mod kinds;
mod limits;
mod stack;
mod steps;
mod types;
pub mod value;
mod wire;

pub use decode::{Decode, Decoder, InterfaceName, Optional, Plan, Reader, StructReader};
pub use encode::{Checkpoint, Encode, Encoder, StructWriter, Writer};
pub use error::{Error, ErrorKind};
pub use framing::{Frame, Step};
pub use interface::{Object, Registry, Unregistered};
pub use io::{StreamDecoder, StreamEncoder};
pub use kinds::{Complex64, Complex128, Duration, DurationError};
pub use limits::Limits;
#[cfg(feature = "derive")]
pub use netrpc_gob_derive::Gob;
pub use types::{Field, GoName, GobType, Kind, TypeInfo, TypeRef, identity, type_ref};
