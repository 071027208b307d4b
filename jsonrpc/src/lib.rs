//! Go's `net/rpc/jsonrpc`: JSON-RPC 1.0 as a codec of netrpc.

mod codec;
mod scan;
pub mod values;

pub use self::codec::{
    JsonParams, JsonReply, JsonRequestEncoder, JsonResponseDecoder, JsonRpc, JsonServerCodec,
};
