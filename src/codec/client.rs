//! The client's side of the plug, in two halves: calls go out from many tasks, replies come in on one.

use bytes::BytesMut;

use super::{RequestHeader, ResponseHeader};
use crate::{
    error::{CodecError, CodecErrorKind},
    go_text,
    limits::Limits,
};

/// A wire format that can call: makes both halves for each connection. The type parameter of [`Client`](crate::Client).
pub trait ClientFormat: Send + Sync + 'static {
    /// The half that sends.
    type Encoder: RequestEncoder;
    /// The half that receives.
    type Decoder: ResponseDecoder;

    /// Both halves for a new connection; they shall keep to `limits`.
    fn client_codec(&self, limits: &Limits) -> (Self::Encoder, Self::Decoder);
}

/// Writes the requests of one connection: the sending half of Go's `ClientCodec`. What it can send is said by
/// [`EncodeArgs`].
pub trait RequestEncoder: Send + 'static {}

/// Encodes one request: Go's `ClientCodec.WriteRequest`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot encode arguments of type `{T}`",
    label = "arguments of type `{T}`",
    note = "for gob, put `#[derive(netrpc::Gob)]` on the type; other codecs ask for their own traits, such as serde's"
)]
pub trait EncodeArgs<T: ?Sized>: RequestEncoder {
    /// Appends a whole request, or on error nothing. It runs under a lock that other callers wait for.
    ///
    /// # Errors
    /// The arguments cannot be encoded; the call fails and the connection goes on as if it had not been made.
    fn encode_request(
        &mut self,
        header: &RequestHeader,
        args: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError>;
}

/// Reads the responses of one connection: the receiving half of Go's `ClientCodec`.
///
/// Responses that arrive together are all taken before the first of them is decoded: a body has to keep what it needs, and
/// bodies are decoded or skipped in the order in which they were taken.
pub trait ResponseDecoder: Send + 'static {
    /// One still encoded reply.
    type Body: Send;

    /// Takes one whole response from the front of `input`, or as much of it as there is; `None` asks for more bytes.
    ///
    /// The same `header` comes with every call until a body is returned, and is filled by then. It holds the previous
    /// response when a new one begins: clear it. A fault in the *body* belongs into the body.
    ///
    /// # Errors
    /// The stream cannot go on: every call that waits gets this error.
    fn next_response(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<Self::Body>, CodecError>;

    /// The stream has ended with `input` left over. A response whose header is complete is still delivered, with a body that
    /// fails to decode.
    ///
    /// # Errors
    /// The stream ended inside a header.
    fn finish(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<Self::Body>, CodecError>;

    /// Throws a body away: Go's `ReadResponseBody(nil)`, for errors and for replies that nobody waits for.
    ///
    /// # Errors
    /// There was no whole body to throw away: the connection ends.
    fn skip_body(&mut self, body: Self::Body) -> Result<(), CodecError>;
}

/// Decodes one reply: Go's `ReadResponseBody(x)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot decode replies of type `{T}`",
    label = "replies of type `{T}`",
    note = "for gob, put `#[derive(netrpc::Gob)]` on the type; other codecs ask for their own traits, such as serde's"
)]
pub trait DecodeReply<T>: ResponseDecoder {
    /// Decodes into a new value.
    ///
    /// # Errors
    /// The call fails, and the connection with it; but not for
    /// [`CodecErrorKind::NotRegistered`](crate::CodecErrorKind::NotRegistered), behind which the stream goes on.
    fn decode_reply(&mut self, body: Self::Body) -> Result<T, CodecError>;

    /// Decodes into a value that may hold something already, as Go does: what the reply leaves out stays as it is. Unless a
    /// format says otherwise, a reply takes the place of the whole value.
    ///
    /// # Errors
    /// As [`decode_reply`](Self::decode_reply).
    fn decode_reply_into(&mut self, body: Self::Body, reply: &mut T) -> Result<(), CodecError> {
        *reply = self.decode_reply(body)?;
        Ok(())
    }

    /// What a Go caller's new reply holds before the call: the zero value. It takes the place of the value that a caller of
    /// [`call_into`](crate::Client::call_into) lends.
    ///
    /// # Errors
    /// The type has no such value in this format; then nothing can be merged into one. Unless a format says otherwise, none
    /// has.
    fn zero_reply() -> Result<T, CodecError> {
        Err(CodecError::new(
            CodecErrorKind::Unencodable,
            go_text::NO_ZERO_TO_MERGE_INTO,
        ))
    }
}
