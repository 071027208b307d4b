//! The server's codec: Go's `serverCodec`.

use bytes::BytesMut;
use netrpc::{
    CodecError, Limits,
    codec::{DecodeArgs, EncodeReply, RequestHeader, ResponseHeader, ServerCodec},
};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    envelope_error, foreign::Peer, ids::Ids, invalid, member_error, over_limit, unencodable,
    value_error,
};
use crate::{
    scan::{Envelope, Found, Message, Wanted},
    values::{
        Place, Reader, append, append_quoted, first_element, go_type_name, read_quoted, zero,
    },
};

/// Reads requests and writes responses of one connection.
///
/// It needs no [`Server`](netrpc::Server): give it bytes, and what it answers to
/// [`next_request`](ServerCodec::next_request) is yours to dispatch, as Delve does with Go's.
///
/// ```
/// use bytes::BytesMut;
/// use netrpc::codec::{DecodeArgs, EncodeReply, RequestHeader, ResponseHeader, ServerCodec};
///
/// let mut codec = netrpc_jsonrpc::JsonServerCodec::new(&netrpc::Limits::default());
/// let mut input = BytesMut::from(r#"{"method":"Text.Length","params":["gopher"],"id":"x"}"#);
/// let mut request = RequestHeader::default();
/// let params = codec.next_request(&mut input, &mut request)?.expect("a whole request");
/// assert_eq!(request.service_method, "Text.Length");
/// let text: String = codec.decode_args(params)?;
///
/// let response = ResponseHeader { seq: request.seq, ..ResponseHeader::default() };
/// let mut out = Vec::new();
/// codec.encode_reply(&response, &text.len(), &mut out)?;
/// assert_eq!(out, b"{\"id\":\"x\",\"result\":6,\"error\":null}\n");
/// # Ok::<(), netrpc::CodecError>(())
/// ```
#[derive(Debug)]
pub struct JsonServerCodec {
    envelope: Envelope<3>,
    ids: Ids,
    reader: Reader,
    max_depth: usize,
    max_header: usize,
}

/// The parameters of one call, not decoded yet.
#[derive(Debug)]
pub struct JsonParams(Params);

#[derive(Debug)]
enum Params {
    Missing,
    Text(BytesMut),
    TooLarge,
}

impl JsonServerCodec {
    /// The codec of a new connection.
    pub fn new(limits: &Limits) -> Self {
        Self {
            envelope: Envelope::new(WANTED, limits.max_request, limits.max_request_header),
            ids: Ids::default(),
            reader: Reader::new(limits.max_depth, limits.max_decoded),
            max_depth: limits.max_depth,
            max_header: limits.max_request_header,
        }
    }

    fn read_header(
        &mut self,
        message: &Message<3>,
        header: &mut RequestHeader,
    ) -> Result<(), CodecError> {
        header.clear();
        match message.member(METHOD) {
            Found::Text(text) if text.len() > self.max_header => return Err(header_too_large()),
            Found::Text(text) => {
                let method = read_quoted(text)
                    .ok_or_else(|| member_error(text, "serverRequest.method", "string"))?;
                header.service_method.push_str(&method);
            }
            Found::TooLarge => return Err(header_too_large()),
            Found::Absent | Found::Null => {}
        }
        header.seq = match message.member(ID) {
            Found::Text(id) if id.len() > self.max_header => return Err(header_too_large()),
            Found::Text(id) => self.ids.insert(Some(id)),
            Found::TooLarge => return Err(header_too_large()),
            Found::Absent | Found::Null => self.ids.insert(None),
        };
        Ok(())
    }

    /// Appends a response around what `result` appends, or on error nothing. The id is forgotten once it has been sent.
    fn respond(
        &mut self,
        seq: u64,
        out: &mut Vec<u8>,
        result: impl FnOnce(&mut Self, &mut Vec<u8>) -> Result<(), CodecError>,
    ) -> Result<(), CodecError> {
        let start = out.len();
        out.extend_from_slice(b"{\"id\":");
        if !self.ids.append(seq, out) {
            out.truncate(start);
            return Err(invalid("invalid sequence number in response"));
        }
        out.extend_from_slice(b",\"result\":");
        if let Err(error) = result(self, out) {
            out.truncate(start);
            return Err(error);
        }
        out.extend_from_slice(b"}\n");
        self.ids.remove(seq);
        Ok(())
    }
}

impl ServerCodec for JsonServerCodec {
    type Body = JsonParams;

    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<JsonParams>, CodecError> {
        let message = self.envelope.next(input).map_err(|error| {
            let start = self.envelope.is_at_start().then_some(&input[..]);
            envelope_error(&error, start, Peer::Client)
        })?;
        let Some(message) = message else {
            return Ok(None);
        };
        self.read_header(&message, header)?;
        let params = match message.member(PARAMS) {
            Found::Absent | Found::Null => Params::Missing,
            Found::TooLarge => Params::TooLarge,
            Found::Text(_) => message
                .into_member(PARAMS)
                .map_or(Params::Missing, Params::Text),
        };
        Ok(Some(JsonParams(params)))
    }

    fn finish(
        &mut self,
        _: &mut BytesMut,
        _: &mut RequestHeader,
    ) -> Result<Option<JsonParams>, CodecError> {
        // A request is one value: there is no header without a body.
        if self.envelope.is_between_messages() {
            Ok(None)
        } else {
            Err(CodecError::unexpected_eof())
        }
    }

    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.respond(header.seq, out, |_, out| {
            out.extend_from_slice(b"null,\"error\":");
            append_quoted(out, &header.error);
            Ok(())
        })
    }

    fn client_seq(&self, seq: u64) -> Option<u64> {
        self.ids.number(seq)
    }

    fn decoded_size(&self) -> usize {
        self.reader.decoded_size()
    }
}

impl<T: DeserializeOwned> DecodeArgs<T> for JsonServerCodec {
    fn decode_args(&mut self, body: JsonParams) -> Result<T, CodecError> {
        let params = match body.0 {
            Params::Missing => return Err(invalid("jsonrpc: request body missing params")),
            Params::TooLarge => {
                return Err(over_limit("rpc: request too big (Limits::max_request)"));
            }
            Params::Text(params) => params,
        };
        let first = first_element(&params, "[1]interface {}").map_err(value_error)?;
        self.reader
            .read(first, Place::FirstParameter)
            .map_err(value_error)
    }

    fn args_type() -> String {
        go_type_name::<T>()
    }
}

impl<T: Serialize + DeserializeOwned> EncodeReply<T> for JsonServerCodec {
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.respond(header.seq, out, |codec, out| {
            append(out, reply, codec.max_depth).map_err(unencodable)?;
            out.extend_from_slice(b",\"error\":null");
            Ok(())
        })
    }

    fn encode_zero_reply(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let reply: T = zero().map_err(unencodable)?;
        self.encode_reply(header, &reply, out)
    }

    fn reply_type() -> String {
        go_type_name::<T>()
    }
}

fn header_too_large() -> CodecError {
    over_limit("jsonrpc: method or id too long (Limits::max_request_header)")
}

/// Go's `serverRequest`. A `null` clears a pointer and leaves a string as it is.
const WANTED: [Wanted; 3] = [
    Wanted {
        name: "method",
        null_keeps: true,
        is_header: true,
    },
    Wanted {
        name: "params",
        null_keeps: false,
        is_header: false,
    },
    Wanted {
        name: "id",
        null_keeps: false,
        is_header: true,
    },
];
const METHOD: usize = 0;
const PARAMS: usize = 1;
const ID: usize = 2;
