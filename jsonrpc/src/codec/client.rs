//! The client's codec in two halves: Go's `clientCodec`.

use bytes::BytesMut;
use netrpc::{
    CodecError, Limits,
    codec::{
        DecodeReply, EncodeArgs, RequestEncoder, RequestHeader, ResponseDecoder, ResponseHeader,
    },
};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    envelope_error, foreign::Peer, go_value::GoValue, invalid, member_error, over_limit,
    unencodable, value_error,
};
use crate::{
    scan::{Envelope, Found, Message, Wanted},
    values::{Place, Reader, append, append_quoted, read_quoted, zero},
};

/// Writes the requests of one connection.
#[derive(Debug)]
pub struct JsonRequestEncoder {
    max_depth: usize,
}

/// Reads the responses of one connection.
#[derive(Debug)]
pub struct JsonResponseDecoder {
    envelope: Envelope<3>,
    reader: Reader,
}

/// One reply, not decoded yet.
#[derive(Debug)]
pub struct JsonReply(Reply);

#[derive(Debug)]
enum Reply {
    /// There is none: the call failed.
    None,
    /// A zero value. Go's client takes it for a broken response, and gives up the connection.
    Null,
    Text(BytesMut),
    TooLarge,
}

impl JsonRequestEncoder {
    /// The half of a new connection that sends.
    pub fn new(limits: &Limits) -> Self {
        Self {
            max_depth: limits.max_depth,
        }
    }
}

impl RequestEncoder for JsonRequestEncoder {}

impl<T: Serialize + ?Sized> EncodeArgs<T> for JsonRequestEncoder {
    fn encode_request(
        &mut self,
        header: &RequestHeader,
        args: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let start = out.len();
        out.extend_from_slice(b"{\"method\":");
        append_quoted(out, &header.service_method);
        out.extend_from_slice(b",\"params\":[");
        if let Err(error) = append(out, args, self.max_depth) {
            out.truncate(start);
            return Err(unencodable(error));
        }
        out.extend_from_slice(b"],\"id\":");
        out.extend_from_slice(itoa::Buffer::new().format(header.seq).as_bytes());
        out.extend_from_slice(b"}\n");
        Ok(())
    }
}

impl JsonResponseDecoder {
    /// The half of a new connection that receives.
    pub fn new(limits: &Limits) -> Self {
        Self {
            envelope: Envelope::new(WANTED, limits.max_response, MAX_KEPT),
            reader: Reader::new(limits.max_depth, limits.max_decoded),
        }
    }

    /// Go's `ReadResponseHeader`: whether there is an error, and which.
    fn read_header(
        &mut self,
        message: &Message<3>,
        header: &mut ResponseHeader,
    ) -> Result<(), CodecError> {
        header.clear();
        header.seq = match message.member(ID) {
            Found::Text(id) => read_seq(id)?,
            Found::TooLarge => return Err(over_limit("jsonrpc: id too long")),
            Found::Absent | Found::Null => 0,
        };
        match message.member(ERROR) {
            Found::Text(text) => match read_quoted(text) {
                Some(error) if error.is_empty() => header.error.push_str("unspecified error"),
                Some(error) => header.error.push_str(&error),
                None => return Err(self.invalid_error(text)),
            },
            Found::TooLarge => header
                .error
                .push_str("rpc: response too big (Limits::max_response)"),
            // A message with neither member is no response at all.
            Found::Absent | Found::Null if message.member(RESULT) == Found::Absent => {
                return Err(invalid("invalid error <nil>"));
            }
            Found::Absent | Found::Null => {}
        }
        Ok(())
    }

    fn invalid_error(&mut self, text: &[u8]) -> CodecError {
        match self.reader.read::<GoValue>(text, Place::Whole) {
            Ok(value) => invalid(format!("invalid error {value}")),
            // To Go the error is a part of the response.
            Err(error) => value_error(error.inside_key("error").inside_root("clientResponse")),
        }
    }
}

impl ResponseDecoder for JsonResponseDecoder {
    type Body = JsonReply;

    fn next_response(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<JsonReply>, CodecError> {
        let message = self.envelope.next(input).map_err(|error| {
            let start = self.envelope.is_at_start().then_some(&input[..]);
            envelope_error(&error, start, Peer::Server)
        })?;
        let Some(message) = message else {
            return Ok(None);
        };
        self.read_header(&message, header)?;
        if !header.error.is_empty() {
            return Ok(Some(JsonReply(Reply::None)));
        }
        let reply = match message.member(RESULT) {
            Found::Absent | Found::Null => Reply::Null,
            Found::TooLarge => Reply::TooLarge,
            Found::Text(_) => message.into_member(RESULT).map_or(Reply::Null, Reply::Text),
        };
        Ok(Some(JsonReply(reply)))
    }

    fn finish(
        &mut self,
        _: &mut BytesMut,
        _: &mut ResponseHeader,
    ) -> Result<Option<JsonReply>, CodecError> {
        if self.envelope.is_between_messages() {
            Ok(None)
        } else {
            Err(CodecError::unexpected_eof())
        }
    }

    fn skip_body(&mut self, _: JsonReply) -> Result<(), CodecError> {
        Ok(())
    }
}

impl<T: DeserializeOwned> DecodeReply<T> for JsonResponseDecoder {
    fn zero_reply() -> Result<T, CodecError> {
        zero().map_err(unencodable)
    }

    /// A reply takes the place of the whole value: serde has no way to leave parts of it as they are. One that is `null`
    /// changes nothing.
    fn decode_reply_into(&mut self, body: JsonReply, reply: &mut T) -> Result<(), CodecError> {
        if !matches!(body.0, Reply::Null) {
            *reply = self.decode_reply(body)?;
        }
        Ok(())
    }

    fn decode_reply(&mut self, body: JsonReply) -> Result<T, CodecError> {
        match body.0 {
            Reply::Text(text) => self.reader.read(&text, Place::Whole).map_err(value_error),
            Reply::TooLarge => Err(over_limit("rpc: response too big (Limits::max_response)")),
            Reply::Null | Reply::None => {
                self.reader.read(b"null", Place::Whole).map_err(value_error)
            }
        }
    }
}

/// An unsigned number, written as one.
fn read_seq(id: &[u8]) -> Result<u64, CodecError> {
    let digits = std::str::from_utf8(id)
        .ok()
        .filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    digits
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| member_error(id, "clientResponse.id", "uint64"))
}

/// Go's `clientResponse`. A `null` clears what is a pointer or an interface.
const WANTED: [Wanted; 3] = [
    Wanted {
        name: "id",
        null_keeps: true,
        is_header: true,
    },
    Wanted {
        name: "result",
        null_keeps: false,
        is_header: false,
    },
    Wanted {
        name: "error",
        null_keeps: false,
        is_header: true,
    },
];
const ID: usize = 0;
const RESULT: usize = 1;
const ERROR: usize = 2;

/// Bytes of an id or an error that are kept of a response that is too large.
const MAX_KEPT: usize = 4 << 10;
