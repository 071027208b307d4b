//! A wire format of a third party, in nothing but the public traits: one line of text for each header, one for each body.

use std::{fmt::Display, str::FromStr};

use bytes::{Buf as _, BytesMut};
use netrpc::{
    CodecError, CodecErrorKind, Limits,
    codec::{
        ClientFormat, DecodeArgs, DecodeReply, EncodeArgs, EncodeReply, RequestEncoder,
        RequestHeader, ResponseDecoder, ResponseHeader, ServerCodec, ServerFormat,
    },
};

/// The format. Its codecs have no state but what belongs to the message under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines;

#[derive(Clone, Debug)]
pub(crate) struct LineCodec {
    has_header: bool,
    max_header: usize,
    max_body: usize,
}

/// One line, or why there is none.
pub(crate) type Body = Result<String, CodecError>;

impl ServerFormat for Lines {
    type Codec = LineCodec;

    fn server_codec(&self, limits: &Limits) -> LineCodec {
        LineCodec::new(limits.max_request_header, limits.max_request)
    }
}

impl ClientFormat for Lines {
    type Encoder = LineCodec;
    type Decoder = LineCodec;

    fn client_codec(&self, limits: &Limits) -> (LineCodec, LineCodec) {
        (
            LineCodec::new(0, 0),
            LineCodec::new(limits.max_response, limits.max_response),
        )
    }
}

impl LineCodec {
    fn new(max_header: usize, max_body: usize) -> Self {
        Self {
            has_header: false,
            max_header,
            max_body,
        }
    }

    /// A header's number and text, then its body, each once it is whole.
    fn next(
        &mut self,
        input: &mut BytesMut,
        header: impl FnOnce(u64, &str),
    ) -> Result<Option<Body>, CodecError> {
        if !self.has_header {
            let Some(line) = take_line(input, self.max_header)? else {
                return Ok(None);
            };
            let (seq, text) = line.split_once(' ').unwrap_or((&line, ""));
            header(parse(seq).map_err(|_| no_value(&line))?, text);
            self.has_header = true;
        }
        let body = take_line(input, self.max_body)?;
        self.has_header &= body.is_none();
        Ok(body.map(Ok))
    }

    /// A header whose body never came is still one.
    fn finish(&mut self, input: &BytesMut) -> Result<Option<Body>, CodecError> {
        match (self.has_header, input.is_empty()) {
            (true, true) => Ok(Some(Err(CodecError::eof()))),
            (true, false) => Ok(Some(Err(CodecError::unexpected_eof()))),
            (false, true) => Ok(None),
            (false, false) => Err(CodecError::unexpected_eof()),
        }
    }
}

impl ServerCodec for LineCodec {
    type Body = Body;

    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<Body>, CodecError> {
        self.next(input, |seq, service_method| {
            header.clear();
            header.seq = seq;
            header.service_method.push_str(service_method);
        })
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut RequestHeader,
    ) -> Result<Option<Body>, CodecError> {
        Self::finish(self, input)
    }

    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        put(
            header.seq,
            &header.error.escape_default().to_string(),
            "",
            out,
        )
    }
}

impl<T: FromStr> DecodeArgs<T> for LineCodec {
    fn decode_args(&mut self, body: Body) -> Result<T, CodecError> {
        parse(&body?)
    }
}

/// Types need not have a zero value: a method that fails without saying why has failed all the same.
impl<T: Display> EncodeReply<T> for LineCodec {
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        put(header.seq, "", &reply.to_string(), out)
    }
}

impl RequestEncoder for LineCodec {}

impl<T: Display + ?Sized> EncodeArgs<T> for LineCodec {
    fn encode_request(
        &mut self,
        header: &RequestHeader,
        args: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        put(header.seq, &header.service_method, &args.to_string(), out)
    }
}

impl ResponseDecoder for LineCodec {
    type Body = Body;

    fn next_response(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<Body>, CodecError> {
        self.next(input, |seq, error| {
            header.clear();
            header.seq = seq;
            unescape(error, &mut header.error);
        })
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut ResponseHeader,
    ) -> Result<Option<Body>, CodecError> {
        Self::finish(self, input)
    }

    fn skip_body(&mut self, body: Body) -> Result<(), CodecError> {
        body.map(drop)
    }
}

impl<T: FromStr> DecodeReply<T> for LineCodec {
    fn decode_reply(&mut self, body: Body) -> Result<T, CodecError> {
        parse(&body?)
    }
}

fn put(seq: u64, text: &str, body: &str, out: &mut Vec<u8>) -> Result<(), CodecError> {
    if body.contains('\n') || text.contains('\n') {
        return Err(CodecError::new(
            CodecErrorKind::Unencodable,
            "line: a line break",
        ));
    }
    out.extend_from_slice(format!("{seq} {text}\n{body}\n").as_bytes());
    Ok(())
}

/// A line of at most `max` bytes.
fn take_line(input: &mut BytesMut, max: usize) -> Result<Option<String>, CodecError> {
    let end = input.iter().position(|byte| *byte == b'\n');
    if end.unwrap_or(input.len()) > max {
        return Err(CodecError::new(
            CodecErrorKind::Limit,
            format!("line: more than {max} bytes (netrpc::Limits)"),
        ));
    }
    Ok(end.map(|end| {
        let line = String::from_utf8_lossy(&input.split_to(end)).into_owned();
        input.advance(1);
        line
    }))
}

/// Undoes `escape_default`, as far as it goes.
fn unescape(mut text: &str, into: &mut String) {
    while let Some((before, escape)) = text.split_once('\\') {
        into.push_str(before);
        let (character, rest) = match escape.strip_prefix("u{").and_then(|it| it.split_once('}')) {
            Some((digits, rest)) => (
                u32::from_str_radix(digits, 16)
                    .ok()
                    .and_then(char::from_u32),
                rest,
            ),
            None => {
                let mut rest = escape.chars();
                let character = rest.next().map(|escaped| match escaped {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    itself => itself,
                });
                (character, rest.as_str())
            }
        };
        into.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        text = rest;
    }
    into.push_str(text);
}

fn parse<T: FromStr>(text: &str) -> Result<T, CodecError> {
    text.parse().map_err(|_| no_value(text))
}

fn no_value(text: &str) -> CodecError {
    CodecError::new(
        CodecErrorKind::Invalid,
        format!("line: not a value: {text}"),
    )
}
