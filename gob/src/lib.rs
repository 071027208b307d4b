//! Go's `encoding/gob`: the format alone, byte for byte, safe on hostile input.
//!
//! ```
//! use netrpc_gob::{Gob, StreamDecoder, StreamEncoder};
//!
//! #[derive(Gob, Debug, PartialEq)]
//! struct Point { x: isize, y: isize }
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
//! The way of a value, and the modules it passes:
//!
//! ```text
//! encode:  T: Encode -> types (ids, names, definitions) -> wire -> bytes
//! decode:  bytes -> framing (where does the value end?) -> types (the peer's) -> plan -> T: Decode
//!          interface: names decide which type is decoded      value: any type, without a Rust one
//! ```
//!
//! # What a gob stream is
//!
//! A sequence of messages, each with its length in front. A message holds the definition of a type or a value; a
//! definition comes once, before the first value that needs it, and gives the type an id. All that follows is unsigned
//! integers and bytes: below 128 an integer is one byte, else a byte says how many follow (`ff` is one, `fe` two). Signed
//! integers are doubled, negative ones are inverted, doubled and made odd; floats have their bytes reversed. What the example
//! sends first:
//!
//! ```text
//! 1e                                  length: 30 bytes
//!    7f                               -64: the definition of type 64
//!    03                               field 3 of a definition: it is a struct
//!       01                            field 1 of a struct's definition:
//!          01  05 50 6f 69 6e 74      field 1, its name: 5 bytes, "Point"
//!          01  ff 80                  field 2 (one further), its id again: 64
//!          00                         no more fields
//!       01                            field 2, its fields:
//!          02                         two
//!          01  01 58   01  04   00    name "X", type 2 (int), no more
//!          01  01 59   01  04   00    name "Y", type 2, no more
//!       00                            no more
//!    00                               no more
//! 07                                  length: 7 bytes
//!    ff 80                            64: a value of type 64
//!    01  2c                           field 1: 22
//!    01  42                           the next field: 33
//!    00                               no more
//! ```
//!
//! A value that is no struct has a zero in front of it. Slices and maps are a count and their elements, strings a count
//! and their bytes. A value of an interface says its type itself; this is an `any` with the `int` 7 in it:
//!
//! ```text
//! 0a                                  length: 10 bytes
//!    10  00                           a value of type 8 (interface), and no struct
//!    03 69 6e 74                      the name that its type is registered with: "int"
//!    04                               its type's id: 2
//!    02                               bytes of what follows
//!    00  0e                           no struct: 7
//! ```
//!
//! Where such a type was not defined yet, its definition comes in the middle of the value, which then goes on in the next
//! message. Every decoder has to follow; [`Encoder::with_definitions_first`] sends no such values.
//!
//! ```
//! use netrpc_gob::{Encoder, Gob};
//! # fn hex(text: &str) -> Vec<u8> { text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect() }
//!
//! #[derive(Gob)]
//! struct Point { x: isize, y: isize }
//! #[derive(Gob)]
//! #[gob(name = "any")]
//! enum Any { Int(isize) }
//!
//! let mut bytes = Vec::new();
//! Encoder::new().encode(&Point { x: 22, y: 33 }, &mut bytes)?;
//! let definition = "1e 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00";
//! assert_eq!(bytes, hex(&format!("{definition} 07 ff 80 01 2c 01 42 00")));
//!
//! bytes.clear();
//! Encoder::new().encode(&Any::Int(7), &mut bytes)?;
//! assert_eq!(bytes, hex("0a 10 00 03 69 6e 74 04 02 00 0e"));
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
//! | `string` | `String`, `&str`, `Box<str>`, `Cow<str>`, which must be UTF-8; [`ByteString`] and, by the feature `bstr`, `BString`, of any bytes; [`LossyString`], which makes UTF-8 of them |
//! | `rune`, `byte` | `i32`, `u8` |
//! | `[]byte` | `Vec<u8>`, `[u8]`, and slices of a newtype over `u8`; by the feature `bytes`, `Bytes` and `BytesMut` |
//! | `[]T` | `Vec<T>`, `VecDeque<T>`, `[T]`, `Box<[T]>` |
//! | `[N]T` | `[T; N]` |
//! | `map[K]V` | `HashMap<K, V>`, `BTreeMap<K, V>`; [`AssocList<K, V>`](AssocList) of keys that Rust neither hashes nor orders, as floats |
//! | a map that may be nil | an `Option` of one of these, `None` being nil; a pointer to a map is an `Option` of that |
//! | `map[K]struct{}` | `HashSet<K>`, `BTreeSet<K>` |
//! | `struct{}` | `()` |
//! | `type P struct { X int }` | `#[derive(Gob)] struct P { x: isize }` |
//! | a struct with another one embedded | a field that is called as the other's type |
//! | `type N T` | `#[derive(Gob)] struct N(T);` |
//! | `type N int` and its constants | `#[derive(Gob)] #[repr(isize)] enum N { A, B }`; other values are an error, or kept by a last variant `#[gob(other)] Other(isize)` |
//! | `*T` | `Option<T>`, `Option<Box<T>>` |
//! | an interface of which the types are known | `Option<E>`, with an enum `E` of them and `#[derive(Gob)]` |
//! | an interface that anyone may implement | `Option<Box<dyn Trait>>`, by [`interface!`](crate::interface!) and a [`Registry`] |
//! | an interface of which nothing is known | `Option<`[`Unregistered`]`>` |
//! | `error`, as an interface value | `Option<E>` with `#[gob(name = "error")] enum E` |
//! | `time.Duration` | [`Duration`] |
//! | `time.Time` | [`go::time::Time`], `SystemTime`; by features of their names, the types of `chrono`, `jiff` and `time` |
//! | `big.Int`, `big.Rat`, `big.Float` | [`go::big::Int`], [`Rat`](go::big::Rat), [`Float`](go::big::Float); by features, `num-bigint`'s and `num-rational`'s types |
//! | `url.URL` | [`go::url::Url`]; by the feature `url`, `url::Url` |
//! | `netip.Addr`, `AddrPort`, `Prefix` | [`go::netip::Addr`], [`AddrPort`](go::netip::AddrPort), [`Prefix`](go::netip::Prefix), to and from std's |
//! | `net.IP`, `IPMask`, `IPNet` | [`go::net::Ip`], [`IpMask`](go::net::IpMask), [`IpNet`](go::net::IpNet), to and from std's |
//! | `uuid.UUID` with `MarshalBinary`, as google/uuid's | [`go::uuid::Uuid`]; by the feature `uuid`, `uuid::Uuid` |
//! | a UUID that is a plain `[16]byte` | [`go::uuid::UuidArray`], `[u8; 16]` |
//! | a type with `GobEncode` or `MarshalBinary` | `#[derive(Gob)] #[gob(gob_encoder)]` or `#[gob(binary_marshaler)]`, with [`Marshal`]; [`OpaqueGob`], [`OpaqueBinary`] |
//! | a type with `MarshalText` alone | what it is without: gob does not ask for text |
//! | any of these, not known beforehand | [`Value`](value::Value) |
//!
//! `Box<T>`, `Rc<T>`, `Arc<T>`, `Cow<T>` and `&T` are the type that they hold. On the wire Go has one
//! signed and one unsigned integer, one float: widths may differ between the two sides as long as the
//! values fit.
//!
//! # Names
//!
//! Fields are matched by their names: `user_name` is Go's `UserName`, and `#[gob(rename = "UserID")]` says what no rule
//! can guess. Fields that the other side does not have are skipped, or stay as they are; no field in common is an error. Names of
//! types are for error texts and interfaces alone: `Point` is Go's `main.Point` unless `#[gob(name = "geometry.Point")]` says
//! otherwise, with its package's import path.
//!
//! ```
//! use netrpc_gob::{Gob, StreamDecoder, StreamEncoder};
//!
//! #[derive(Gob)]
//! #[gob(name = "example.com/accounts.User")]
//! struct Sent { #[gob(rename = "ID")] id: u64, full_name: String, age: i8 }
//!
//! #[derive(Gob, Debug, PartialEq)]
//! struct Received { full_name: String, age: i64, email: String }
//!
//! let mut sender = StreamEncoder::new(Vec::new());
//! sender.encode(&Sent { id: 7, full_name: "Ada".into(), age: 36 })?;
//! let user: Received = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
//! assert_eq!(user, Received { full_name: "Ada".into(), age: 36, email: String::new() });
//! # Ok::<(), netrpc_gob::Error>(())
//! ```
//!
//! # Types that make their own bytes
//!
//! Gob takes what `GobEncode` or `MarshalBinary` gives as it is, and asks for no more than that both sides have the same of the two.
//! Go's own types of that sort are in [`go`]; one of yours derives `Gob`, says which methods it has in Go and whether their
//! receivers are pointers, and has [`Marshal`].
//!
//! ```
//! use netrpc_gob::go::{big::Int, time::Time};
//! use netrpc_gob::{Gob, Marshal, Payload, StreamDecoder, StreamEncoder};
//!
//! /// Go's `func (m *Money) GobEncode() ([]byte, error)`: a currency in three letters, and cents.
//! #[derive(Gob, Clone, Debug, Default, PartialEq)]
//! #[gob(name = "example.com/shop.Money", gob_encoder, pointer_receivers)]
//! struct Money { currency: [u8; 3], cents: u32 }
//!
//! impl Marshal for Money {
//!     type Error = &'static str;
//!
//!     fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), Self::Error> {
//!         payload.put(&self.currency);
//!         payload.put(&self.cents.to_be_bytes());
//!         Ok(())
//!     }
//!     fn unmarshal(&mut self, payload: &[u8]) -> Result<(), Self::Error> {
//!         let (currency, cents) = payload.split_first_chunk().ok_or("shop: no currency")?;
//!         self.currency = *currency;
//!         self.cents = u32::from_be_bytes(cents.try_into().map_err(|_| "shop: cents have four bytes")?);
//!         Ok(())
//!     }
//!     fn zero() -> Self { Money::default() }
//!     fn is_zero(&self) -> bool { *self == Money::default() }
//! }
//!
//! #[derive(Gob, Debug, PartialEq)]
//! #[gob(name = "example.com/shop.Order")]
//! struct Order { at: Time, number: Int, price: Money, refund: Option<Money> }
//!
//! let order = Order {
//!     at: "2024-02-29T12:00:00+01:00".parse()?,
//!     number: "123456789012345678901234567890".parse()?,
//!     price: Money { currency: *b"EUR", cents: 1_999 },
//!     refund: None,
//! };
//! let mut sender = StreamEncoder::new(Vec::new());
//! sender.encode(&order)?;
//! let received: Order = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
//! assert_eq!(received, order);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A field with the zero value is left out, as [`Marshal::is_zero`] says; not so behind a pointer, and never where the receivers are
//! pointers. An error of [`Marshal::unmarshal`] is the text of the [`Error`] as it is, of kind
//! [`ErrorKind::Payload`].
//!
//! # Interfaces
//!
//! An interface value goes with the name under which its type is registered in Go (`gob.Register`): `int`, `main.Circle`,
//! `*main.Square` if it was registered by a pointer, `[]string`. Variants of an enum have those names of themselves, or by
//! `#[gob(name = "…")]`. There is no global registry: a set of types that is open is a [`Registry`] that an encoder and a
//! decoder are given. A name that the enum or the registry does not have costs that value alone, and the stream goes on.
//!
//! ```
//! use netrpc_gob::{Gob, StreamDecoder, StreamEncoder, Unregistered};
//!
//! #[derive(Gob)]
//! struct Circle { r: f64 }
//!
//! #[derive(Gob)]
//! enum Shape {
//!     Circle(Circle), // main.Circle
//!     #[gob(name = "int")]
//!     Corners(isize),
//!     #[gob(other)]
//!     Other(Unregistered),
//! }
//!
//! let mut sender = StreamEncoder::new(Vec::new());
//! sender.encode(&vec![Some(Shape::Circle(Circle { r: 1.5 })), None, Some(Shape::Corners(3))])?;
//! let shapes: Vec<Option<Shape>> = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
//! assert!(matches!(&*shapes, [Some(Shape::Circle(Circle { r: 1.5 })), None, Some(Shape::Corners(3))]));
//! # Ok::<(), netrpc_gob::Error>(())
//! ```
//!
//! # Zero values
//!
//! Go leaves out struct fields that are zero, and decoding changes only what was transmitted. A fresh
//! value therefore starts at Go's zero value ([`Decode::zero`]), not at `Default::default()`, and
//! [`Decoder::decode_into`] merges. Elements of slices, arrays and maps are sent even if they are zero, and so are structs and
//! arrays that are fields. A nil slice is an empty one; a nil map is not. A pointer to zero is left out as well, so that it
//! arrives as nil.
//!
//! ```
//! use netrpc_gob::{Gob, StreamDecoder, StreamEncoder};
//!
//! #[derive(Gob, Debug, PartialEq)]
//! struct Settings { port: u16, name: Option<String>, retries: Option<i64> }
//!
//! let mut sender = StreamEncoder::new(Vec::new());
//! sender.encode(&Settings { port: 0, name: None, retries: Some(0) })?;
//! let mut settings = Settings { port: 80, name: Some("default".into()), retries: None };
//! StreamDecoder::new(sender.into_inner().as_slice()).decode_into(&mut settings)?;
//! assert_eq!(settings, Settings { port: 80, name: Some("default".into()), retries: None });
//! # Ok::<(), netrpc_gob::Error>(())
//! ```
//!
//! # What cannot be said
//!
//! - In gob: a nil in a slice, an array or a map (but of interfaces); a nil at the top; a pointer to a zero in a field, as above;
//!   whether a slice was nil; two pointers to one value, or a circle of them, which ends at the limit on nesting. Channels,
//!   functions and fields with lower-case names are left out, in Rust by `#[gob(skip)]`.
//! - In Rust's types: `uintptr`, which goes as a `usize`; a type over `byte` that makes its own bytes, as an element of a slice, which Go
//!   sends as `[]byte` whatever methods it has: a `Vec<u8>`. Definitions of types of which no value comes, as `url.URL` has one, need
//!   [`Methods::exposing`].
//! - In Go's: tuples, `char`, 128-bit integers, enums that are more than interfaces. The derive says so.
//! - By a [`Value`](value::Value): what gob does not transmit: pointers, widths of numbers, packages.
//! - One Go name has one shape on a stream: the encoder refuses a second one, which Go may decode wrongly.
//!
//! # From strangers
//!
//! Any bytes are a value or an [`Error`], never a panic; depth, lengths and memory are bounded by [`Limits`], and a value that is
//! refused does not end the stream, but for lengths that make no sense.

mod decode;
mod encode;
mod error;
mod framing;
pub mod go;
mod go_quote;
pub mod interface;
mod io;
mod kinds;
mod limits;
mod lossy;
mod marshal;
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
pub use kinds::{
    AssocList, ByteString, Complex64, Complex128, Duration, DurationError, LossyString,
};
pub use limits::Limits;
pub use marshal::{Marshal, Methods, OpaqueBinary, OpaqueGob, Payload, PayloadError};
/// Makes a Rust struct a Go type, and an enum a Go interface.
///
/// ```
/// use netrpc_gob::{Gob, GobType};
///
/// #[derive(Gob)]
/// #[gob(name = "example.com/shop.Order")]
/// struct Order {
///     #[gob(rename = "ID")]
///     id: u64,
///     unit_price: Cents,
///     #[gob(skip)]
///     is_new: bool,
/// }
///
/// #[derive(Gob)]
/// struct Cents(i64);
///
/// assert_eq!(Order::TYPE.registered_name(), "example.com/shop.Order");
/// assert_eq!((Order::TYPE.go_string(), Cents::TYPE.go_string()), ("shop.Order".into(), "main.Cents".into()));
/// ```
#[cfg(feature = "derive")]
pub use netrpc_gob_derive::Gob;
pub use types::{Field, GoName, GobType, Kind, TypeInfo, TypeRef, identity, type_ref};
