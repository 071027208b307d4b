//! The receiving side of one connection, client or server: header, body, header, body.

use bytes::{Buf, BytesMut};
use netrpc_gob::{Decode, Decoder, Error, ErrorKind, Frame, Step};

use super::{foreign::check_first_message, header::WireHeader};
use crate::error::{CodecError, CodecErrorKind};

/// One still encoded body.
#[derive(Debug)]
pub struct GobBody(Content);

#[derive(Debug)]
enum Content {
    Value(Frame, BytesMut),
    /// What stands in its place and why it is no body.
    Missing(Error),
}

/// Takes headers and bodies off a stream.
#[derive(Debug)]
pub(super) struct GobStream<H> {
    decoder: Decoder,
    header: H,
    /// The header of the next message has been taken, its body has not.
    has_header: bool,
    /// The first message has been looked at: the peer may speak gob.
    may_be_gob: bool,
    max_header: usize,
}

impl<H: WireHeader> GobStream<H> {
    pub(super) fn new(decoder: Decoder, max_header: usize) -> Self {
        Self {
            decoder,
            header: H::zero(),
            has_header: false,
            may_be_gob: false,
            max_header,
        }
    }

    /// Takes a header and its body, or as much as there is.
    pub(super) fn next(
        &mut self,
        input: &mut BytesMut,
        header: &mut H::Header,
    ) -> Result<Option<GobBody>, CodecError> {
        if !self.has_header && !self.next_header(input, header)? {
            return Ok(None);
        }
        match self.decoder.frame(input) {
            Ok(Step::Incomplete { consumed }) => {
                input.advance(consumed);
                Ok(None)
            }
            Ok(Step::Value(frame)) => {
                self.has_header = false;
                let bytes = input.split_to(frame.len());
                Ok(Some(GobBody(Content::Value(frame, bytes))))
            }
            Err(error) => {
                // To Go this body is an error like any other. Then it takes the same bytes, which are still there, for
                // the next header, and they are none.
                self.has_header = false;
                Ok(Some(GobBody(Content::Missing(error))))
            }
        }
    }

    /// The stream has ended with `input` left over.
    pub(super) fn finish(&mut self, input: &mut BytesMut) -> Result<Option<GobBody>, CodecError> {
        let error = self.decoder.end_of_input(input);
        input.clear();
        if self.has_header {
            self.has_header = false;
            return Ok(Some(GobBody(Content::Missing(error))));
        }
        match error.kind() {
            ErrorKind::Eof => Ok(None),
            _ => Err(error.into()),
        }
    }

    pub(super) fn decode<T: Decode>(&mut self, body: GobBody) -> Result<T, CodecError> {
        match body.0 {
            Content::Value(frame, bytes) => Ok(self.decoder.decode(&frame, &bytes)?),
            Content::Missing(error) => Err(error.into()),
        }
    }

    /// Memory of the body decoded last.
    pub(super) fn decoded_size(&self) -> usize {
        self.decoder.decoded_bytes()
    }

    pub(super) fn decode_into<T: Decode>(
        &mut self,
        body: GobBody,
        value: &mut T,
    ) -> Result<(), CodecError> {
        match body.0 {
            Content::Value(frame, bytes) => Ok(self.decoder.decode_into(&frame, &bytes, value)?),
            Content::Missing(error) => Err(error.into()),
        }
    }

    pub(super) fn skip(&mut self, body: GobBody) -> Result<(), CodecError> {
        match body.0 {
            Content::Value(frame, bytes) => Ok(self.decoder.skip(&frame, &bytes)?),
            Content::Missing(error) => Err(error.into()),
        }
    }

    /// Takes a header; false asks for more bytes.
    fn next_header(
        &mut self,
        input: &mut BytesMut,
        header: &mut H::Header,
    ) -> Result<bool, CodecError> {
        if !self.may_be_gob {
            if check_first_message::<H>(input, H::SENDER)?.is_none() {
                return Ok(false);
            }
            self.may_be_gob = true;
        }
        let frame = match self.decoder.frame(input)? {
            Step::Value(frame) if frame.len() <= self.max_header => frame,
            Step::Incomplete { consumed: 0 } if input.len() <= self.max_header => return Ok(false),
            Step::Value(_) | Step::Incomplete { .. } => {
                return Err(header_too_big(self.max_header));
            }
        };
        let bytes = input.get(..frame.len()).unwrap_or_default();
        self.header.clear();
        self.decoder.decode_into(&frame, bytes, &mut self.header)?;
        self.header.swap_into(header);
        input.advance(frame.len());
        self.has_header = true;
        Ok(true)
    }
}

fn header_too_big(max: usize) -> CodecError {
    let text = format!("rpc: request header of more than {max} bytes (Limits::max_request_header)");
    CodecError::new(CodecErrorKind::Limit, text)
}
