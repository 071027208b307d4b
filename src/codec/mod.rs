//! The plug: what a wire format must offer to carry calls.
//!
//! Go's `ServerCodec` and `ClientCodec` take bodies as `interface{}` and find out at run time what to do with them. Here the
//! wire is one small trait and each body type another, so that a format asks only for what it needs (gob: `T: Gob`; JSON:
//! serde) and the compiler says what is missing. All of it is bytes in, bytes out: no socket, no task, no clock, no lock, so
//! a codec works without [`Server`](crate::Server) and [`Client`](crate::Client) too.
//!
//! Whoever writes a codec tests it with `netrpc::testing`, behind the feature `testing`: the rules that gob and JSON-RPC keep.
//!
//! | Go | here |
//! |---|---|
//! | `ServerCodec.ReadRequestHeader` | [`ServerCodec::next_request`] |
//! | `ServerCodec.ReadRequestBody(x)` | [`DecodeArgs::decode_args`] |
//! | `ServerCodec.ReadRequestBody(nil)` | dropping the body |
//! | `ServerCodec.WriteResponse` | [`EncodeReply::encode_reply`], [`ServerCodec::encode_error`] |
//! | `ClientCodec.WriteRequest` | [`EncodeArgs::encode_request`] |
//! | `ClientCodec.ReadResponseHeader` | [`ResponseDecoder::next_response`] |
//! | `ClientCodec.ReadResponseBody(x)` | [`DecodeReply::decode_reply`], [`DecodeReply::decode_reply_into`] |
//! | `ClientCodec.ReadResponseBody(nil)` | [`ResponseDecoder::skip_body`] |
//! | `Close` of both | dropping the codec: it owns no socket |

mod client;
pub mod gob;
mod header;
mod server;

pub use self::{
    client::{ClientFormat, DecodeReply, EncodeArgs, RequestEncoder, ResponseDecoder},
    header::{RequestHeader, ResponseHeader},
    server::{DecodeArgs, EncodeReply, ServerCodec, ServerFormat},
};
