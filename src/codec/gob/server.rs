//! The server's codec: Go's `gobServerCodec`.

use bytes::BytesMut;
use netrpc_gob::{Decode, Encode, Encoder};

use super::{
    Gob,
    header::{Request, ResponseRef},
    stream::{GobBody, GobStream},
};
use crate::{
    caught::catch,
    codec::{DecodeArgs, EncodeReply, RequestHeader, ResponseHeader, ServerCodec},
    error::CodecError,
    go_text,
    limits::Limits,
};

/// Reads requests and writes responses of one connection in gob.
#[derive(Debug)]
pub struct GobServerCodec {
    requests: GobStream<Request>,
    encoder: Encoder,
}

impl GobServerCodec {
    /// The codec of a new connection.
    pub fn new(limits: &Limits) -> Self {
        Self::with_format(&Gob::new(), limits)
    }

    pub(super) fn with_format(format: &Gob, limits: &Limits) -> Self {
        let decoder = format.decoder(limits, limits.max_request);
        Self {
            requests: GobStream::new(decoder, limits.max_request_header),
            encoder: format.encoder(limits),
        }
    }

    /// Appends a header and a body, or on error nothing, and then the types are as if neither had been.
    fn encode<T: Encode>(
        &mut self,
        header: &ResponseRef<'_>,
        body: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let (start, checkpoint) = (out.len(), self.encoder.checkpoint());
        self.encoder.encode(header, out)?;
        // The reply is what Go's `*R` points to: a nil there is a value like others.
        let encoded = catch(|| {
            self.encoder
                .encode_pointer(body, out)
                .map_err(CodecError::from)
        });
        encoded
            .unwrap_or_else(|| Err(CodecError::panicked("encoding")))
            .map_err(|error| {
                out.truncate(start);
                self.encoder.rollback(checkpoint);
                let text = format!("{}{error}", go_text::GOB_ENCODING_BODY);
                CodecError::with_source(error.kind(), text, error)
            })
    }
}

impl ServerCodec for GobServerCodec {
    type Body = GobBody;

    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<GobBody>, CodecError> {
        self.requests.next(input, header)
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut RequestHeader,
    ) -> Result<Option<GobBody>, CodecError> {
        self.requests.finish(input)
    }

    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        // Go's `invalidRequest`: `struct{}{}`.
        self.encode(&ResponseRef::failure(header), &(), out)
    }

    fn decoded_size(&self) -> usize {
        self.requests.decoded_size()
    }
}

impl<T: Decode> DecodeArgs<T> for GobServerCodec {
    fn decode_args(&mut self, body: GobBody) -> Result<T, CodecError> {
        self.requests.decode(body)
    }

    fn args_type() -> String {
        T::TYPE.go_string()
    }
}

impl<T: Encode + Decode> EncodeReply<T> for GobServerCodec {
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.encode(&ResponseRef::success(header), reply, out)
    }

    fn encode_zero_reply(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.encode_reply(header, &T::zero(), out)
    }

    fn reply_type() -> String {
        T::TYPE.go_string()
    }
}
