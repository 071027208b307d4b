//! A wire format of one's own, as `go/lines.go` has it: a line for each message, in it the number, the method or the error, and a
//! value in JSON, with tabs between them.

use bytes::{Buf as _, BytesMut};
use netrpc::codec::{
    ClientFormat, DecodeArgs, DecodeReply, EncodeArgs, EncodeReply, RequestEncoder, RequestHeader,
    ResponseDecoder, ResponseHeader, ServerCodec, ServerFormat,
};
use netrpc::{CodecError, CodecErrorKind, Limits};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines;

/// Either side's half; what there is to remember is in the lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineCodec;

impl ServerFormat for Lines {
    type Codec = LineCodec;

    fn server_codec(&self, _: &Limits) -> LineCodec {
        LineCodec
    }
}

impl ClientFormat for Lines {
    type Encoder = LineCodec;
    type Decoder = LineCodec;

    fn client_codec(&self, _: &Limits) -> (LineCodec, LineCodec) {
        (LineCodec, LineCodec)
    }
}

impl ServerCodec for LineCodec {
    type Body = String;

    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<String>, CodecError> {
        header.clear();
        next(input, &mut header.seq, &mut header.service_method)
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut RequestHeader,
    ) -> Result<Option<String>, CodecError> {
        end(input)
    }

    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        // As net/rpc has it, an error brings a value without meaning.
        put(header.seq, &header.error, &Nothing {}, out)
    }
}

#[derive(Serialize)]
struct Nothing {}

impl<T: DeserializeOwned> DecodeArgs<T> for LineCodec {
    fn decode_args(&mut self, body: String) -> Result<T, CodecError> {
        value(&body)
    }
}

impl<T: Serialize> EncodeReply<T> for LineCodec {
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        put(header.seq, "", reply, out)
    }
}

impl RequestEncoder for LineCodec {}

impl<T: Serialize + ?Sized> EncodeArgs<T> for LineCodec {
    fn encode_request(
        &mut self,
        header: &RequestHeader,
        args: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        put(header.seq, &header.service_method, args, out)
    }
}

impl ResponseDecoder for LineCodec {
    type Body = String;

    fn next_response(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<String>, CodecError> {
        header.clear();
        next(input, &mut header.seq, &mut header.error)
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut ResponseHeader,
    ) -> Result<Option<String>, CodecError> {
        end(input)
    }

    fn skip_body(&mut self, _: String) -> Result<(), CodecError> {
        Ok(())
    }
}

impl<T: DeserializeOwned> DecodeReply<T> for LineCodec {
    fn decode_reply(&mut self, body: String) -> Result<T, CodecError> {
        value(&body)
    }
}

/// The next line, taken apart, once it is whole.
fn next(
    input: &mut BytesMut,
    seq: &mut u64,
    text: &mut String,
) -> Result<Option<String>, CodecError> {
    let Some(end) = input.iter().position(|byte| *byte == b'\n') else {
        return Ok(None);
    };
    let line = String::from_utf8_lossy(&input.split_to(end)).into_owned();
    input.advance(1);
    let mut parts = line.splitn(3, '\t');
    let (Some(number), Some(found), Some(value)) = (parts.next(), parts.next(), parts.next())
    else {
        return Err(invalid("lines: no message"));
    };
    *seq = number.parse().map_err(|_| invalid("lines: no number"))?;
    text.push_str(found);
    Ok(Some(value.into()))
}

fn end(input: &BytesMut) -> Result<Option<String>, CodecError> {
    match input.is_empty() {
        true => Ok(None),
        false => Err(CodecError::unexpected_eof()),
    }
}

fn put<T: Serialize + ?Sized>(
    seq: u64,
    text: &str,
    value: &T,
    out: &mut Vec<u8>,
) -> Result<(), CodecError> {
    let value = serde_json::to_string(value)
        .map_err(|error| CodecError::new(CodecErrorKind::Unencodable, error.to_string()))?;
    out.extend_from_slice(format!("{seq}\t{text}\t{value}\n").as_bytes());
    Ok(())
}

fn value<T: DeserializeOwned>(text: &str) -> Result<T, CodecError> {
    serde_json::from_str(text).map_err(|error| invalid(&error.to_string()))
}

fn invalid(text: &str) -> CodecError {
    CodecError::new(CodecErrorKind::Invalid, text)
}
