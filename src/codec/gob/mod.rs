//! gob, the format that Go's `net/rpc` speaks unless told otherwise.
//!
//! Each direction is one gob stream of values: header, body, header, body (spec 4.2). A message is encoded whole before any of it
//! can be sent, and taken whole before any of it is decoded.

mod client;
mod foreign;
mod header;
mod server;
mod stream;

use std::sync::Arc;

use netrpc_gob::{Decoder, Encoder, Registry};

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
///
/// ```
/// use netrpc::{codec::gob::Gob, gob::Registry};
///
/// let format = Gob::new().with_registry(Registry::new()).with_definitions_first();
/// # let _ = format;
/// ```
#[derive(Clone, Debug, Default)]
pub struct Gob {
    registry: Option<Arc<Registry>>,
    definitions_first: bool,
}

impl Gob {
    /// gob as Go writes it, with no types for trait objects.
    pub fn new() -> Self {
        Self::default()
    }

    /// The types that trait objects in arguments and replies may have, and their names: Go's `gob.Register`.
    #[must_use]
    pub fn with_registry(mut self, registry: impl Into<Arc<Registry>>) -> Self {
        self.registry = Some(registry.into());
        self
    }

    /// Sends all definitions in front of the value that needs them, where Go cuts the value by those that only an interface
    /// value in it needs. Every Go reads both, but fails to skip the latter: arguments of an unknown method, or a reply that
    /// nobody wants, may cost the connection there.
    #[must_use]
    pub fn with_definitions_first(mut self) -> Self {
        self.definitions_first = true;
        self
    }

    fn encoder(&self, limits: &Limits) -> Encoder {
        let mut encoder = Encoder::new().with_limits(gob_limits(limits, usize::MAX));
        if let Some(registry) = &self.registry {
            encoder = encoder.with_registry(Arc::clone(registry));
        }
        if self.definitions_first {
            encoder = encoder.with_definitions_first();
        }
        encoder
    }

    fn decoder(&self, limits: &Limits, max_message: usize) -> Decoder {
        let decoder = Decoder::new().with_limits(gob_limits(limits, max_message));
        match &self.registry {
            Some(registry) => decoder.with_registry(Arc::clone(registry)),
            None => decoder,
        }
    }
}

impl ServerFormat for Gob {
    type Codec = GobServerCodec;

    fn server_codec(&self, limits: &Limits) -> GobServerCodec {
        GobServerCodec::with_format(self, limits)
    }
}

impl ClientFormat for Gob {
    type Encoder = GobRequestEncoder;
    type Decoder = GobResponseDecoder;

    fn client_codec(&self, limits: &Limits) -> (GobRequestEncoder, GobResponseDecoder) {
        (
            GobRequestEncoder::with_format(self, limits),
            GobResponseDecoder::with_format(self, limits),
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
            netrpc_gob::ErrorKind::NotRegistered => CodecErrorKind::NotRegistered,
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
