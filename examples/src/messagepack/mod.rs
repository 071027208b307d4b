//! MessagePack under `net/rpc`, as Go programs have it from github.com/hashicorp/net-rpc-msgpackrpc: an example of a codec on
//! netrpc's public traits.
//!
//! ```text
//! request:   {"ServiceMethod": "Arith.Multiply", "Seq": 1}                body
//! response:  {"ServiceMethod": "Arith.Multiply", "Seq": 1, "Error": ""}   body
//! ```
//!
//! Each message is two MessagePack values, one behind the other, with nothing around them: a header, and the arguments or the
//! reply. Structs are maps from the names of Go's fields. A body that stands for nothing, behind an error, is an empty map.
//!
//! - `scan`: where a value ends, which is all that framing has to know
//! - `codec`: the traits
//!
//! Types are serde's, with Go's field names: `#[serde(rename_all = "PascalCase")]`, and `#[serde(default)]` where a peer may
//! leave a field out. Nil slices and maps arrive as nil: `Option` takes them. That package writes strings of 32 to 255 bytes, and
//! all bytes, as MessagePack had them in 2008, with longer lengths and without a type for bytes; it reads today's forms, which
//! are what is written here, and both are read here. Of netrpc's limits, the one on the memory that a
//! decoded value takes is not kept: serde does not count.

mod codec;
mod scan;

pub use self::codec::{Body, MessagePackClientCodec, MessagePackServerCodec};

/// The format, for [`Server::with_codec`](netrpc::Server::with_codec) and [`Client::with_codec`](netrpc::Client::with_codec).
#[derive(Clone, Copy, Debug, Default)]
pub struct MessagePack;
