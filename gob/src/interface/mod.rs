//! Go's interface values: what they hold goes by a name that both programs know.
//!
//! A Go program may send an `interface {}`, an `error`, or any other interface, if `gob.Register` has given a name to each
//! type that it may hold. On the wire stand that name, the type and the value:
//!
//! ```text
//! nil:    00
//! other:  0a "main.Point" | definitions, the first time | ff 80 | 05 | 01 02 01 04 00
//!         name                                            id      bytes  the value
//! ```
//!
//! There are three ways to have one here; whichever it is, `None` is nil.
//!
//! # A closed set: an enum
//!
//! Each variant holds one type that the interface can. Without a `name` it goes by the one that Go's `gob.Register` gives
//! it, see [below](#names).
//!
//! ```
//! use std::collections::HashMap;
//! use netrpc_gob::{Gob, StreamDecoder, StreamEncoder};
//!
//! #[derive(Gob, Debug, PartialEq)]
//! struct Circle { radius: f64 }
//!
//! /// Go's `interface {}`, as far as this program knows what comes in it.
//! #[derive(Gob, Debug, PartialEq)]
//! #[gob(name = "any")]
//! enum Any {
//!     Int(isize),                                       // "int"
//!     Text(String),                                     // "string"
//!     Circle(Circle),                                   // "main.Circle"
//!     #[gob(name = "*main.Circle")]
//!     Pointer(Circle),                                  // gob.Register(&Circle{})
//!     List(Vec<Option<Any>>),                           // "[]interface {}"
//!     Table(HashMap<String, Option<Any>>),              // "map[string]interface {}"
//! }
//!
//! let list = vec![Some(Any::Int(7)), None, Some(Any::Circle(Circle { radius: 1.5 }))];
//! let mut sender = StreamEncoder::new(Vec::new());
//! sender.encode(&list)?;
//!
//! let bytes = sender.into_inner();
//! assert_eq!(StreamDecoder::new(bytes.as_slice()).decode::<Vec<Option<Any>>>()?, list);
//! # Ok::<(), netrpc_gob::Error>(())
//! ```
//!
//! `error` is an interface like others. What `errors.New` makes has nothing that gob could send; programs register types of
//! their own for it:
//!
//! ```
//! # use netrpc_gob::Gob;
//! #[derive(Gob)]
//! struct BasicError { message: String }
//!
//! #[derive(Gob)]
//! #[gob(name = "error")]
//! enum GoError {
//!     #[gob(name = "*plugin.BasicError")] // gob.Register(&plugin.BasicError{})
//!     Basic(BasicError),
//! }
//!
//! #[derive(Gob)]
//! struct Reply { result: String, err: Option<GoError> }
//! ```
//!
//! # What nobody knows: `Unregistered`
//!
//! One variant marked `#[gob(other)]` takes all other names and keeps [what came](Unregistered): name, type and value, to be
//! looked at or sent on. Without it, such a name is [an error](crate::ErrorKind::NotRegistered). `Option<Unregistered>` is an
//! interface of which nothing is known.
//!
//! # An open set: trait objects
//!
//! Where the types are in many places, an [`Object`] trait is the interface, and a [`Registry`] says which type goes by which
//! name. It is handed to [`Encoder`](crate::Encoder::with_registry) and [`Decoder`](crate::Decoder::with_registry), and
//! never global: two connections may know different types.
//!
//! # Names
//!
//! | what Go registers | its name | here |
//! |---|---|---|
//! | `int`, `string`, `float64` … | the same | `isize`, `String`, `f64` … |
//! | `Point` of package `main` | `main.Point` | `struct Point` |
//! | `mail.Address` of `net/mail` | `net/mail.Address` | `#[gob(name = "net/mail.Address")] struct Address` |
//! | `&mail.Address{}` | `*mail.Address` | that name, on the variant or for `register_name` |
//! | `[]Point`, `map[string]any`, `[3]int` | `[]main.Point`, `map[string]interface {}`, `[3]int` | `Vec<Point>`, … |
//! | `gob.RegisterName("p", Point{})` | `p` | that name |
//!
//! Go does not register `[]interface {}`, `map[string]interface {}` and `time.Time` by itself; nor does it know a type that is
//! registered in one of the two programs alone.
//!
//! # On a stream
//!
//! * A name keeps one shape of value on a stream, and so does the Go name that a type was given: where a Go type has two in one
//!   struct, Go's decoder reads the second wrongly and says nothing. The encoder refuses it, naming both Rust types;
//!   names of interface values in a [`Value`](crate::value::Value) are sent as they are.
//! * A type that is new is defined in the middle of the value, which is cut there into several messages; a
//!   [`Frame`](crate::Frame) is all of them. Go's decoder reads that, but cannot always skip it:
//!   [`Encoder::with_definitions_first`](crate::Encoder::with_definitions_first) helps.
//! * An error inside an interface value costs that value and nothing else: all its messages are read, and the next value
//!   follows. Go loses the stream there.

mod object;
mod registry;
mod unregistered;

pub use object::Object;
pub use registry::Registry;
pub use unregistered::Unregistered;
