//! Both sides of JSON-RPC as Go speaks it, on netrpc's codec traits alone.

mod client;
mod foreign;
mod go_value;
mod ids;
mod server;

use netrpc::{
    CodecError, CodecErrorKind, Limits,
    codec::{ClientFormat, ServerFormat},
};

use self::foreign::{Peer, other_protocol};
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
    CodecError::with_source(kind, cut(error.to_string()), error)
}

/// An error shows keys and numbers as the peer sent them, of whatever length, and goes back to it.
fn cut(mut text: String) -> String {
    if text.len() > MAX_ERROR {
        let end = (0..=MAX_ERROR).rfind(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or_default());
        text.push('…');
    }
    text
}

/// More of an error is not shown.
const MAX_ERROR: usize = 4 << 10;

/// A value of ours cannot be written, whatever its own `Serialize` calls that.
fn unencodable(error: values::Error) -> CodecError {
    let kind = match error.kind() {
        values::ErrorKind::Limit => CodecErrorKind::Limit,
        _ => CodecErrorKind::Unencodable,
    };
    CodecError::with_source(kind, error.to_string(), error)
}

/// The stream of messages from `peer` cannot go on; `start` is what a message should begin with and does not.
fn envelope_error(error: &EnvelopeError, start: Option<&[u8]>, peer: Peer) -> CodecError {
    let text = match (error, peer) {
        (EnvelopeError::Syntax(error), _) => error.to_string(),
        (EnvelopeError::NoObject(kind), Peer::Client) => no_object(kind, "serverRequest"),
        (EnvelopeError::NoObject(kind), Peer::Server) => no_object(kind, "clientResponse"),
    };
    match start.and_then(|start| other_protocol(start, peer)) {
        Some(advice) => {
            CodecError::new(CodecErrorKind::OtherProtocol, format!("{text} ({advice})"))
        }
        None => invalid(text),
    }
}

/// Go would have decoded into `go_type`.
fn no_object(kind: &str, go_type: &str) -> String {
    format!("json: cannot unmarshal {kind} into Go value of type jsonrpc.{go_type}")
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
