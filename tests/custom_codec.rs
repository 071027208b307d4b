//! A wire format of a third party, in nothing but the public traits: one line of text for each header, one for each body.

#![cfg(feature = "tokio")]

use std::{fmt::Display, str::FromStr, task::Waker};

use bytes::{Buf as _, BytesMut};
use netrpc::{
    CallError, Client, CodecError, CodecErrorKind, Limits, Server,
    codec::{
        ClientFormat, DecodeArgs, DecodeReply, EncodeArgs, EncodeReply, RequestEncoder,
        RequestHeader, ResponseDecoder, ResponseHeader, ServerCodec, ServerFormat,
    },
    connection::ServerConnection,
    dispatch::{Registry, method_fn},
};
use tokio::io::duplex;

#[tokio::test]
async fn calls_replies_and_errors_pass_through_it() {
    let (client, server) = connected();
    server
        .register_fn("Text.Length", |text: String| async move {
            Ok::<_, String>(text.len() as u64)
        })
        .expect("new");
    server
        .register_fn(
            "Number.Parse",
            |text: String| async move { text.parse::<u64>() },
        )
        .expect("new");
    server
        .register_fn("Number.Next", |number: u64| async move {
            Ok::<_, String>(number + 1)
        })
        .expect("new");
    assert_eq!(
        client
            .call::<_, u64>("Text.Length", "gopher")
            .await
            .expect("a reply"),
        6
    );
    let error = client
        .call::<_, u64>("Number.Parse", "six")
        .await
        .expect_err("no number");
    assert!(
        matches!(&error, CallError::ServerError(text) if text == "invalid digit found in string"),
        "{error:?}"
    );
    let error = client
        .call::<_, u64>("Number.Next", "six")
        .await
        .expect_err("no number");
    assert_eq!(error.to_string(), "line: not a value: six");
    let error = client
        .call::<_, u64>("Nope.X", "")
        .await
        .expect_err("no service");
    assert_eq!(error.to_string(), "rpc: can't find service Nope.X");
    assert_eq!(
        client
            .call::<_, u64>("Number.Next", &6_u64)
            .await
            .expect("the connection goes on"),
        7
    );
}

#[tokio::test]
async fn what_it_cannot_encode_costs_one_call() {
    let (client, server) = connected();
    server
        .register_fn("Text.Twice", |text: String| async move {
            Ok::<_, String>(format!("{text}\n{text}"))
        })
        .expect("new");
    server
        .register_fn(
            "Text.Echo",
            |text: String| async move { Ok::<_, String>(text) },
        )
        .expect("new");
    server
        .register_fn("Text.Fail", |_: String| async move { Err::<String, _>("") })
        .expect("new");
    let error = client
        .call::<_, String>("Text.Twice", "a")
        .await
        .expect_err("two lines");
    assert!(
        matches!(&error, CallError::ServerError(text) if text == "line: a line break"),
        "{error:?}"
    );
    let error = client
        .call::<_, String>("Text.Echo", "a\nb")
        .await
        .expect_err("two lines");
    assert!(
        matches!(&error, CallError::Encode(error) if error.kind() == CodecErrorKind::Unencodable),
        "{error:?}"
    );
    assert_eq!(
        client
            .call::<_, String>("Text.Fail", "a")
            .await
            .expect("no error without text"),
        ""
    );
    assert_eq!(
        client
            .call::<_, String>("Text.Echo", "a")
            .await
            .expect("a reply"),
        "a"
    );
}

#[tokio::test]
async fn a_header_that_it_cannot_read_ends_the_connection() {
    let (ours, theirs) = duplex(1 << 10);
    let client = Client::with_codec(Lines, ours);
    let call = client.start::<String, _>("Text.Echo", "a");
    tokio::io::AsyncWriteExt::write_all(&mut { theirs }, b"no number\n")
        .await
        .expect("room");
    assert_eq!(
        call.await.expect_err("no header").to_string(),
        "line: not a value: no number"
    );
}

/// As Delve uses Go's codecs, with a server of its own.
#[test]
fn it_works_without_a_server_and_without_a_runtime() {
    let mut codec = Lines.server_codec(&Limits::default());
    let (mut input, mut header) = (
        BytesMut::from("7 A.B\nargs\n8 C.D"),
        RequestHeader::default(),
    );
    let body = codec
        .next_request(&mut input, &mut header)
        .expect("well formed")
        .expect("whole");
    assert_eq!((header.seq, header.service_method.as_str()), (7, "A.B"));
    let args: String = codec.decode_args(body).expect("text");
    assert_eq!(args, "args");
    assert!(
        codec
            .next_request(&mut input, &mut header)
            .expect("so far")
            .is_none()
    );
    assert_eq!(
        ServerCodec::finish(&mut codec, &mut input, &mut header)
            .expect_err("half a header")
            .kind(),
        CodecErrorKind::UnexpectedEof
    );

    let registry = std::sync::Arc::new(Registry::new());
    registry
        .register(
            "A.B",
            method_fn(|args: String| async move { Ok::<_, String>(args) }),
        )
        .expect("new");
    let mut connection = ServerConnection::new(
        Lines.server_codec(&Limits::default()),
        registry,
        Limits::default(),
    );
    let (mut input, mut out) = (BytesMut::from("7 A.B\nargs\n"), Vec::new());
    let mut call = connection
        .next_call(&mut input, &mut out)
        .expect("well formed")
        .expect("a call");
    assert_eq!((call.seq(), call.service_method()), (7, "A.B"));
    assert!(
        call.poll(&mut std::task::Context::from_waker(Waker::noop()))
            .is_ready()
    );
    connection.finish_call(call, &mut out).expect("an answer");
    assert_eq!(out, b"7 \nargs\n");
}

fn connected() -> (Client<Lines>, Server<Lines>) {
    let (ours, theirs) = duplex(1 << 10);
    let server = Server::with_codec(Lines);
    let serving = server.clone();
    tokio::spawn(async move { serving.serve_conn(theirs).await });
    (Client::with_codec(Lines, ours), server)
}

/// The format. Its codecs have no state but what belongs to the message under way.
struct Lines;

#[derive(Default)]
struct LineCodec {
    has_header: bool,
}

impl ServerFormat for Lines {
    type Codec = LineCodec;

    fn server_codec(&self, _: &Limits) -> LineCodec {
        LineCodec::default()
    }
}

impl ClientFormat for Lines {
    type Encoder = LineCodec;
    type Decoder = LineCodec;

    fn client_codec(&self, _: &Limits) -> (LineCodec, LineCodec) {
        (LineCodec::default(), LineCodec::default())
    }
}

impl LineCodec {
    /// A header's number and text, then its body, each once it is whole.
    fn next(
        &mut self,
        input: &mut BytesMut,
        header: impl FnOnce(u64, &str),
    ) -> Result<Option<String>, CodecError> {
        if !self.has_header {
            let Some(line) = take_line(input) else {
                return Ok(None);
            };
            let (seq, text) = line.split_once(' ').unwrap_or((&line, ""));
            header(parse(seq).map_err(|_| no_value(&line))?, text);
            self.has_header = true;
        }
        let body = take_line(input);
        self.has_header &= body.is_none();
        Ok(body)
    }

    fn finish(&mut self, input: &BytesMut) -> Result<Option<String>, CodecError> {
        if self.has_header || input.is_empty() {
            Ok(None)
        } else {
            Err(CodecError::unexpected_eof())
        }
    }
}

impl ServerCodec for LineCodec {
    type Body = String;

    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<String>, CodecError> {
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
    ) -> Result<Option<String>, CodecError> {
        Self::finish(self, input)
    }

    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        put(header.seq, &header.error.replace('\n', " "), "", out)
    }
}

impl<T: FromStr> DecodeArgs<T> for LineCodec {
    fn decode_args(&mut self, body: String) -> Result<T, CodecError> {
        parse(&body)
    }
}

impl<T: Display + Default> EncodeReply<T> for LineCodec {
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        put(header.seq, "", &reply.to_string(), out)
    }

    fn encode_zero_reply(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.encode_reply(header, &T::default(), out)
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
    type Body = String;

    fn next_response(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<String>, CodecError> {
        self.next(input, |seq, error| {
            header.clear();
            header.seq = seq;
            header.error.push_str(error);
        })
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        _: &mut ResponseHeader,
    ) -> Result<Option<String>, CodecError> {
        Self::finish(self, input)
    }

    fn skip_body(&mut self, _: String) -> Result<(), CodecError> {
        Ok(())
    }
}

impl<T: FromStr + Default> DecodeReply<T> for LineCodec {
    fn zero_reply() -> Result<T, CodecError> {
        Ok(T::default())
    }

    fn decode_reply_into(&mut self, body: String, reply: &mut T) -> Result<(), CodecError> {
        *reply = parse(&body)?;
        Ok(())
    }
}

fn put(seq: u64, text: &str, body: &str, out: &mut Vec<u8>) -> Result<(), CodecError> {
    if body.contains('\n') {
        return Err(CodecError::new(
            CodecErrorKind::Unencodable,
            "line: a line break",
        ));
    }
    out.extend_from_slice(format!("{seq} {text}\n{body}\n").as_bytes());
    Ok(())
}

fn take_line(input: &mut BytesMut) -> Option<String> {
    let end = input.iter().position(|byte| *byte == b'\n')?;
    let line = String::from_utf8_lossy(&input.split_to(end)).into_owned();
    input.advance(1);
    Some(line)
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
