//! Both sides of the format.

use bytes::{Bytes, BytesMut};
use netrpc::{
    CodecError, CodecErrorKind, Limits,
    codec::{
        ClientFormat, DecodeArgs, DecodeReply, EncodeArgs, EncodeReply, RequestEncoder,
        RequestHeader, ResponseDecoder, ResponseHeader, ServerCodec, ServerFormat,
    },
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{MessagePack, scan::Scan};

/// The server's side of one connection.
#[derive(Debug)]
pub struct MessagePackServerCodec {
    messages: Messages,
    max_depth: usize,
}

/// Either half of the client's side of one connection.
#[derive(Debug)]
pub struct MessagePackClientCodec {
    messages: Messages,
    max_depth: usize,
}

/// One value's bytes, or why there are none.
#[derive(Debug)]
pub struct Body(Result<Bytes, CodecError>);

impl ServerFormat for MessagePack {
    type Codec = MessagePackServerCodec;

    fn server_codec(&self, limits: &Limits) -> MessagePackServerCodec {
        MessagePackServerCodec {
            messages: Messages::new(limits.max_request_header, limits.max_request),
            max_depth: limits.max_depth,
        }
    }
}

impl ClientFormat for MessagePack {
    type Encoder = MessagePackClientCodec;
    type Decoder = MessagePackClientCodec;

    fn client_codec(&self, limits: &Limits) -> (MessagePackClientCodec, MessagePackClientCodec) {
        let half = || MessagePackClientCodec {
            messages: Messages::new(limits.max_response, limits.max_response),
            max_depth: limits.max_depth,
        };
        (half(), half())
    }
}

impl ServerCodec for MessagePackServerCodec {
    type Body = Body;

    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<Body>, CodecError> {
        self.messages.next(input, |bytes| {
            let read: Header = decode(bytes, self.max_depth)?;
            header.service_method = read.service_method;
            header.seq = read.seq;
            Ok(())
        })
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut RequestHeader,
    ) -> Result<Option<Body>, CodecError> {
        self.messages.finish(input)
    }

    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        append_response(header, &Nothing {}, out)
    }
}

impl<T: DeserializeOwned> DecodeArgs<T> for MessagePackServerCodec {
    fn decode_args(&mut self, body: Body) -> Result<T, CodecError> {
        decode(&body.0?, self.max_depth)
    }
}

impl<T: Serialize> EncodeReply<T> for MessagePackServerCodec {
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        append_response(header, reply, out)
    }
}

impl RequestEncoder for MessagePackClientCodec {}

impl<T: Serialize + ?Sized> EncodeArgs<T> for MessagePackClientCodec {
    fn encode_request(
        &mut self,
        header: &RequestHeader,
        args: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let header = RequestOut {
            service_method: &header.service_method,
            seq: header.seq,
        };
        append(&header, args, out)
    }
}

impl ResponseDecoder for MessagePackClientCodec {
    type Body = Body;

    fn next_response(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<Body>, CodecError> {
        self.messages.next(input, |bytes| {
            let read: Header = decode(bytes, self.max_depth)?;
            header.service_method = read.service_method;
            header.seq = read.seq;
            header.error = read.error;
            Ok(())
        })
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut ResponseHeader,
    ) -> Result<Option<Body>, CodecError> {
        self.messages.finish(input)
    }

    fn skip_body(&mut self, body: Body) -> Result<(), CodecError> {
        body.0.map(drop)
    }
}

impl<T: DeserializeOwned> DecodeReply<T> for MessagePackClientCodec {
    fn decode_reply(&mut self, body: Body) -> Result<T, CodecError> {
        decode(&body.0?, self.max_depth)
    }
}

/// Takes messages apart: a header, then a body, each once all of it has come.
#[derive(Debug)]
struct Messages {
    scan: Scan,
    has_header: bool,
    max_header: usize,
    max_body: usize,
}

impl Messages {
    fn new(max_header: usize, max_body: usize) -> Self {
        Self {
            scan: Scan::new(),
            has_header: false,
            max_header,
            max_body,
        }
    }

    fn next(
        &mut self,
        input: &mut BytesMut,
        read_header: impl FnOnce(&[u8]) -> Result<(), CodecError>,
    ) -> Result<Option<Body>, CodecError> {
        if !self.has_header {
            let Some(bytes) = self.take_value(input, self.max_header)? else {
                return Ok(None);
            };
            read_header(&bytes)?;
            self.has_header = true;
        }
        let body = self.take_value(input, self.max_body)?;
        self.has_header &= body.is_none();
        Ok(body.map(|bytes| Body(Ok(bytes))))
    }

    fn take_value(
        &mut self,
        input: &mut BytesMut,
        max: usize,
    ) -> Result<Option<Bytes>, CodecError> {
        let Some(end) = self.scan.end(input, max)? else {
            return Ok(None);
        };
        self.scan = Scan::new();
        Ok(Some(input.split_to(end).freeze()))
    }

    /// A header whose body never came is still answered.
    fn finish(&mut self, input: &BytesMut) -> Result<Option<Body>, CodecError> {
        match (self.has_header, input.is_empty()) {
            (true, true) => Ok(Some(Body(Err(CodecError::eof())))),
            (true, false) => Ok(Some(Body(Err(CodecError::unexpected_eof())))),
            (false, true) => Ok(None),
            (false, false) => Err(CodecError::unexpected_eof()),
        }
    }
}

/// What Go's `rpc.Request` and `rpc.Response` have together. As in Go, a field may be left out, and others may be there.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct Header {
    service_method: String,
    seq: u64,
    error: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RequestOut<'a> {
    service_method: &'a str,
    seq: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ResponseOut<'a> {
    service_method: &'a str,
    seq: u64,
    error: &'a str,
}

/// Go's `struct{}{}`, which stands for the reply behind an error.
#[derive(Serialize)]
struct Nothing {}

fn append_response(
    header: &ResponseHeader,
    reply: &impl Serialize,
    out: &mut Vec<u8>,
) -> Result<(), CodecError> {
    let header = ResponseOut {
        service_method: &header.service_method,
        seq: header.seq,
        error: &header.error,
    };
    append(&header, reply, out)
}

/// Both values, or on error none of their bytes.
fn append<T: Serialize + ?Sized>(
    header: &impl Serialize,
    body: &T,
    out: &mut Vec<u8>,
) -> Result<(), CodecError> {
    let before = out.len();
    let mut values = rmp_serde::Serializer::new(&mut *out).with_struct_map();
    let written = header
        .serialize(&mut values)
        .and_then(|()| body.serialize(&mut values));
    written.map_err(|error| {
        out.truncate(before);
        let text = format!("msgpack: {error}");
        CodecError::with_source(CodecErrorKind::Unencodable, text, error)
    })
}

fn decode<T: DeserializeOwned>(bytes: &[u8], max_depth: usize) -> Result<T, CodecError> {
    let mut values = rmp_serde::Deserializer::from_read_ref(bytes);
    values.set_max_depth(max_depth);
    T::deserialize(&mut values).map_err(|error| {
        let text = format!("msgpack: {error}");
        CodecError::with_source(CodecErrorKind::Invalid, text, error)
    })
}
