//! The client's codec in two halves: Go's `gobClientCodec`.

use bytes::BytesMut;
use netrpc_gob::{Decode, Encode, Encoder};

use super::{
    Gob,
    header::{RequestRef, Response},
    stream::{GobBody, GobStream},
};
use crate::{
    caught::catch,
    codec::{
        DecodeReply, EncodeArgs, RequestEncoder, RequestHeader, ResponseDecoder, ResponseHeader,
    },
    error::CodecError,
    limits::Limits,
};

/// Writes the requests of one connection in gob.
#[derive(Debug)]
pub struct GobRequestEncoder(Encoder);

/// Reads the responses of one connection in gob.
#[derive(Debug)]
pub struct GobResponseDecoder(GobStream<Response>);

impl GobRequestEncoder {
    /// The half of a new connection that sends.
    pub fn new(limits: &Limits) -> Self {
        Self::with_format(&Gob::new(), limits)
    }

    pub(super) fn with_format(format: &Gob, limits: &Limits) -> Self {
        Self(format.encoder(limits))
    }
}

impl GobResponseDecoder {
    /// The half of a new connection that receives.
    pub fn new(limits: &Limits) -> Self {
        Self::with_format(&Gob::new(), limits)
    }

    pub(super) fn with_format(format: &Gob, limits: &Limits) -> Self {
        let decoder = format.decoder(limits, limits.max_response);
        // An error's text is part of the header, and as long as the server likes.
        Self(GobStream::new(decoder, usize::MAX))
    }
}

impl RequestEncoder for GobRequestEncoder {}

impl<T: Encode + ?Sized> EncodeArgs<T> for GobRequestEncoder {
    fn encode_request(
        &mut self,
        header: &RequestHeader,
        args: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let (start, checkpoint) = (out.len(), self.0.checkpoint());
        self.0.encode(&RequestRef::of(header), out)?;
        let encoded = catch(|| self.0.encode(args, out).map_err(CodecError::from));
        encoded
            .unwrap_or_else(|| Err(CodecError::panicked("encoding")))
            .inspect_err(|_| {
                // Go's stray header (spec 5) must not go out, and the peer must not be thought to know its type.
                out.truncate(start);
                self.0.rollback(checkpoint);
            })
    }
}

impl ResponseDecoder for GobResponseDecoder {
    type Body = GobBody;

    fn next_response(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<GobBody>, CodecError> {
        self.0.next(input, header)
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut ResponseHeader,
    ) -> Result<Option<GobBody>, CodecError> {
        self.0.finish(input)
    }

    fn skip_body(&mut self, body: GobBody) -> Result<(), CodecError> {
        self.0.skip(body)
    }
}

impl<T: Decode> DecodeReply<T> for GobResponseDecoder {
    fn zero_reply() -> Result<T, CodecError> {
        Ok(T::zero())
    }

    fn decode_reply_into(&mut self, body: GobBody, reply: &mut T) -> Result<(), CodecError> {
        self.0.decode_into(body, reply)
    }

    fn decode_reply(&mut self, body: GobBody) -> Result<T, CodecError> {
        self.0.decode(body)
    }
}
