//! Types on both sides of the wire: ours as Go sees them ([`TypeInfo`]), those we have told a peer
//! about, and those a peer has told us about.
//!
//! ```text
//! ours:    TypeInfo (static, a graph by function pointers) -> describe -> SentTypes (ids, definitions)
//! peer's:  definition bytes -> Definition -> ReceivedTypes (a table; ids refer into it, never a tree)
//! ```

mod describe;
mod hasher;
pub(crate) mod id;
mod info;
mod received;
mod sent;
mod shape;
mod spelling;
mod wire_type;

pub(crate) use id::WireId;
pub use info::{Field, GoName, GobType, Kind, TypeInfo, TypeRef, identity, type_ref};
pub(crate) use received::ReceivedTypes;
pub(crate) use sent::{DEFAULT_FIRST_ID, Described, SentMark, SentTypes, TypeKey};
pub(crate) use shape::{Part, Shape};
pub(crate) use wire_type::{Definition, RemoteField, take_id};
