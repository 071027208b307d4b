//! The server's side of the plug.

use bytes::BytesMut;

use super::{RequestHeader, ResponseHeader};
use crate::{
    error::{CodecError, CodecErrorKind},
    go_text,
    limits::Limits,
};

/// A wire format that can serve: makes a codec for each connection. The type parameter of [`Server`](crate::Server).
pub trait ServerFormat: Send + Sync + 'static {
    /// The codec of one connection.
    type Codec: ServerCodec;

    /// The codec for a new connection, which shall keep to `limits`.
    fn server_codec(&self, limits: &Limits) -> Self::Codec;
}

/// Reads requests and writes responses of one connection: Go's `ServerCodec`.
///
/// For each request that [`next_request`](Self::next_request) or [`finish`](Self::finish) takes, one response is written, in any order: what the
/// codec remembers of a call's `seq` it may forget once a response to it has been encoded without error.
pub trait ServerCodec: Send + 'static {
    /// The still encoded arguments of one call. Dropping it is Go's `ReadRequestBody(nil)`.
    type Body: Send;

    /// Takes one whole request from the front of `input`, or as much of it as there is; `None` asks for more bytes.
    ///
    /// The same `header` comes with every call until a body is returned, and is filled by then. It holds the previous request
    /// when a new one begins: clear it. A fault in the *body* belongs into the body, where it costs one call.
    ///
    /// # Errors
    /// The stream cannot go on: calls that run are answered and the connection is closed, as Go does after a bad header.
    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<Self::Body>, CodecError>;

    /// The stream has ended with `input` left over. A request whose header is complete is still answered: its body is one
    /// that fails to decode with what Go says to a stream that ends there (`EOF`, `unexpected EOF`).
    ///
    /// # Errors
    /// The stream ended inside a header.
    fn finish(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<Self::Body>, CodecError>;

    /// Appends the response of a call that failed: the header with its error, and the format's placeholder for a reply.
    ///
    /// # Errors
    /// Nothing was appended; the connection ends.
    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError>;

    /// The number by which the client knows a call that is worked on, so that it can give it up: the header's own, unless a
    /// format's ids are something else. `None`: the client knows it by no number.
    fn client_seq(&self, seq: u64) -> Option<u64> {
        Some(seq)
    }

    /// About how many bytes of memory the arguments decoded last take. They count towards
    /// [`Limits::max_bytes_in_flight`], together with the bytes taken from the input, until their call is answered.
    fn decoded_size(&self) -> usize {
        0
    }
}

/// Decodes the arguments of one call: Go's `ReadRequestBody(x)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot decode arguments of type `{T}`",
    label = "arguments of type `{T}`",
    note = "for gob, put `#[derive(netrpc::Gob)]` on the type; other codecs ask for their own traits, such as serde's"
)]
pub trait DecodeArgs<T>: ServerCodec {
    /// The arguments, decoded into a new value.
    ///
    /// # Errors
    /// The error's text is the answer to this call; the connection goes on.
    fn decode_args(&mut self, body: Self::Body) -> Result<T, CodecError>;

    /// How Go spells the type, in lists of methods: `main.Args`. Unless a format says otherwise, Rust's name for it.
    fn args_type() -> String {
        std::any::type_name::<T>().to_owned()
    }
}

/// Encodes the reply of one call: the success of Go's `WriteResponse`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot encode replies of type `{T}`",
    label = "replies of type `{T}`",
    note = "for gob, put `#[derive(netrpc::Gob)]` on the type; other codecs ask for their own traits, such as serde's"
)]
pub trait EncodeReply<T>: ServerCodec {
    /// Appends a whole response, or on error nothing.
    ///
    /// # Errors
    /// The reply cannot be encoded: the error's text is sent to the client as the call's error.
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError>;

    /// Appends the response of a method that failed with an empty text, or on error nothing. Go takes that for success, and
    /// sends the reply as it was made before the method ran: the zero value.
    ///
    /// # Errors
    /// As [`encode_reply`](Self::encode_reply). Unless a format says otherwise, it knows no zero value, and the caller is told
    /// that the method failed.
    #[expect(unused_variables, reason = "their names are documentation")]
    fn encode_zero_reply(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        Err(CodecError::new(
            CodecErrorKind::Unencodable,
            go_text::EMPTY_ERROR,
        ))
    }

    /// How Go spells the type, in lists of methods: `main.Reply`. Unless a format says otherwise, Rust's name for it.
    fn reply_type() -> String {
        std::any::type_name::<T>().to_owned()
    }
}
