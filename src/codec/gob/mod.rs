//! gob, the format that Go's `net/rpc` speaks unless told otherwise.
//!
//! Each direction is one gob stream of values: header, body, header, body (spec 4.2). A message is encoded whole before any of it
//! can be sent, and taken whole before any of it is decoded.

mod client;
mod foreign;
mod header;
mod server;
mod stream;

pub use self::{
    client::{GobRequestEncoder, GobResponseDecoder},
    server::GobServerCodec,
    stream::GobBody,
};

use super::{ClientFormat, ServerFormat};
use crate::{
    error::{CodecError, CodecErrorKind},
    limits::Limits,
};

/// The gob format, for [`Server`](crate::Server) and [`Client`](crate::Client): their default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gob;

impl ServerFormat for Gob {
    type Codec = GobServerCodec;

    fn server_codec(&self, limits: &Limits) -> GobServerCodec {
        GobServerCodec::new(limits)
    }
}

impl ClientFormat for Gob {
    type Encoder = GobRequestEncoder;
    type Decoder = GobResponseDecoder;

    fn client_codec(&self, limits: &Limits) -> (GobRequestEncoder, GobResponseDecoder) {
        (
            GobRequestEncoder::new(limits),
            GobResponseDecoder::new(limits),
        )
    }
}

impl From<netrpc_gob::Error> for CodecError {
    fn from(error: netrpc_gob::Error) -> Self {
        let kind = match error.kind() {
            netrpc_gob::ErrorKind::Eof => CodecErrorKind::Eof,
            netrpc_gob::ErrorKind::UnexpectedEof => CodecErrorKind::UnexpectedEof,
            netrpc_gob::ErrorKind::Limit => CodecErrorKind::Limit,
            netrpc_gob::ErrorKind::Unencodable => CodecErrorKind::Unencodable,
            _ => CodecErrorKind::Invalid,
        };
        let text = match kind {
            CodecErrorKind::Limit => our_setters(&error.to_string()),
            _ => error.to_string(),
        };
        Self::with_source(kind, text, error)
    }
}

/// A limit's error names the setter that the user has, which is not the gob crate's.
fn our_setters(text: &str) -> String {
    text.replace("(Limits::", "(Limits::max_")
        .replace("max_message)", "max_request, Limits::max_response)")
}

fn gob_limits(limits: &Limits, max_message: usize) -> netrpc_gob::Limits {
    let mut gob = netrpc_gob::Limits::trusted();
    gob.max_message = max_message.min(gob.max_message);
    gob.max_depth = limits.max_depth;
    gob.max_types = limits.max_types;
    gob.max_fields = limits.max_fields;
    gob.max_definition_bytes = limits.max_definition_bytes;
    gob.max_decoded = limits.max_decoded;
    gob
}
