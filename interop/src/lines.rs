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

use crate::notes::Notes;

/// The format, of a client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines;

/// The format, of a server of one connection that notes what its codec does.
#[derive(Clone, Debug, Default)]
pub(crate) struct NotedLines(pub(crate) Notes);

/// The client's halves; what there is to remember is in the lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineCodec;

/// The server's codec.
#[derive(Debug)]
pub(crate) struct LineServer(Notes);

/// Arguments that wait to be decoded. Not to decode them is to take no interest in them.
#[derive(Debug)]
pub(crate) struct LineBody {
    text: Option<String>,
    notes: Notes,
}

impl ServerFormat for NotedLines {
    type Codec = LineServer;

    fn server_codec(&self, _: &Limits) -> LineServer {
        LineServer(self.0.clone())
    }
}

impl ClientFormat for Lines {
    type Encoder = LineCodec;
    type Decoder = LineCodec;

    fn client_codec(&self, _: &Limits) -> (LineCodec, LineCodec) {
        (LineCodec, LineCodec)
    }
}

impl ServerCodec for LineServer {
    type Body = LineBody;

    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<LineBody>, CodecError> {
        header.clear();
        let body = next(input, &mut header.seq, &mut header.service_method);
        if !matches!(body, Ok(None)) {
            self.0.add_result("header", &body);
        }
        Ok(body?.map(|text| LineBody {
            text: Some(text),
            notes: self.0.clone(),
        }))
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut RequestHeader,
    ) -> Result<Option<LineBody>, CodecError> {
        let end = end(input);
        match &end {
            Ok(()) => self.0.add("header: EOF"),
            Err(_) => self.0.add_result("header", &end),
        }
        end.map(|()| None)
    }

    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.0.add("write");
        // As net/rpc has it, an error brings a value without meaning.
        put(header.seq, &header.error, &Nothing {}, out)
    }
}

impl Drop for LineServer {
    fn drop(&mut self) {
        self.0.add("close");
    }
}

impl Drop for LineBody {
    fn drop(&mut self) {
        if self.text.is_some() {
            self.notes.add("no body");
        }
    }
}

#[derive(Serialize)]
struct Nothing {}

impl<T: DeserializeOwned> DecodeArgs<T> for LineServer {
    fn decode_args(&mut self, mut body: LineBody) -> Result<T, CodecError> {
        let args = value(&body.text.take().unwrap_or_default());
        self.0.add_result("body", &args);
        args
    }
}

impl<T: Serialize> EncodeReply<T> for LineServer {
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.0.add("write");
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
        end(input).map(|()| None)
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

fn end(input: &BytesMut) -> Result<(), CodecError> {
    match input.is_empty() {
        true => Ok(()),
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
