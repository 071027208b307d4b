//! Both sides of JSON-RPC as Go speaks it, on netrpc's codec traits alone.

mod client;
mod go_value;
mod ids;
mod server;

use netrpc::{
    CodecError, CodecErrorKind, Limits,
    codec::{ClientFormat, ServerFormat},
};

pub use self::{
    client::{JsonReply, JsonRequestEncoder, JsonResponseDecoder},
    server::{JsonParams, JsonServerCodec},
};
use crate::{scan::EnvelopeError, values};

/// The format of Go's `net/rpc/jsonrpc`, for [`Server::with_codec`](netrpc::Server::with_codec) and
/// [`Client::with_codec`](netrpc::Client::with_codec).
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonRpc;

impl ServerFormat for JsonRpc {
    type Codec = JsonServerCodec;

    fn server_codec(&self, limits: &Limits) -> JsonServerCodec {
        JsonServerCodec::new(limits)
    }
}

impl ClientFormat for JsonRpc {
    type Encoder = JsonRequestEncoder;
    type Decoder = JsonResponseDecoder;

    fn client_codec(&self, limits: &Limits) -> (JsonRequestEncoder, JsonResponseDecoder) {
        (
            JsonRequestEncoder::new(limits),
            JsonResponseDecoder::new(limits),
        )
    }
}

fn value_error(error: values::Error) -> CodecError {
    let kind = match error.kind() {
        values::ErrorKind::Limit => CodecErrorKind::Limit,
        values::ErrorKind::Unencodable => CodecErrorKind::Unencodable,
        _ => CodecErrorKind::Invalid,
    };
    CodecError::with_source(kind, error.to_string(), error)
}

/// The stream of messages cannot go on. Go would have decoded into `go_type`.
fn envelope_error(error: &EnvelopeError, go_type: &str) -> CodecError {
    match error {
        EnvelopeError::Syntax(error) => invalid(error.to_string()),
        EnvelopeError::NoObject(kind) => invalid(format!(
            "json: cannot unmarshal {kind} into Go value of type jsonrpc.{go_type}"
        )),
    }
}

/// A member of a message is of the wrong type, or, as a number, not one that fits.
fn member_error(text: &[u8], field: &str, go_type: &str) -> CodecError {
    let found = match text.first() {
        Some(b'"') => "string".to_owned(),
        Some(b'[') => "array".to_owned(),
        Some(b'{') => "object".to_owned(),
        Some(b't' | b'f') => "bool".to_owned(),
        _ if go_type == "string" => "number".to_owned(),
        _ => format!("number {}", String::from_utf8_lossy(text)),
    };
    invalid(format!(
        "json: cannot unmarshal {found} into Go struct field {field} of type {go_type}"
    ))
}

fn invalid(text: impl Into<String>) -> CodecError {
    CodecError::new(CodecErrorKind::Invalid, text)
}

fn over_limit(text: &str) -> CodecError {
    CodecError::new(CodecErrorKind::Limit, text)
}
