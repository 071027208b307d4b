//! What reads, on either side, so that the rules about reading are written once.

use bytes::BytesMut;

use super::{
    call::Call,
    rule::{Breach, Rule},
    sample::{Same, Sample},
};
use crate::{
    codec::{
        ClientFormat, RequestHeader, ResponseDecoder, ResponseHeader, ServerCodec, ServerFormat,
    },
    error::CodecError,
    limits::Limits,
};

/// A codec as the rules about reading see it.
pub(super) trait Side<F: ServerFormat + ClientFormat> {
    type Body;
    /// What it reads.
    const MESSAGE: &'static str;

    fn new(format: &F, limits: &Limits) -> Self;

    fn next(&mut self, input: &mut BytesMut) -> Result<Option<Self::Body>, CodecError>;

    fn finish(&mut self, input: &mut BytesMut) -> Result<Option<Self::Body>, CodecError>;

    /// Empties the header, or leaves in it what a message before would have.
    fn prepare_header(&mut self, stale: bool);

    /// Whether the header is that of `call`.
    fn check_header(&self, call: &Call) -> Result<(), String>;

    fn decode(&mut self, sample: &dyn Sample<F>, body: Self::Body) -> Result<Same, CodecError>;

    /// Go's `Read...Body(nil)`.
    fn drop_body(&mut self, body: Self::Body) -> Result<(), CodecError>;

    /// The header, to be compared with that of another run.
    fn describe_header(&self) -> String;
}

/// The server's side.
pub(super) struct Requests<F: ServerFormat> {
    pub(super) codec: F::Codec,
    pub(super) header: RequestHeader,
}

/// The client's side.
pub(super) struct Responses<F: ClientFormat> {
    pub(super) decoder: F::Decoder,
    pub(super) header: ResponseHeader,
}

impl<F: ServerFormat + ClientFormat> Side<F> for Requests<F> {
    type Body = <F::Codec as ServerCodec>::Body;
    const MESSAGE: &'static str = "request";

    fn new(format: &F, limits: &Limits) -> Self {
        Self {
            codec: format.server_codec(limits),
            header: RequestHeader::default(),
        }
    }

    fn next(&mut self, input: &mut BytesMut) -> Result<Option<Self::Body>, CodecError> {
        self.codec.next_request(input, &mut self.header)
    }

    fn finish(&mut self, input: &mut BytesMut) -> Result<Option<Self::Body>, CodecError> {
        self.codec.finish(input, &mut self.header)
    }

    fn prepare_header(&mut self, stale: bool) {
        self.header.clear();
        if stale {
            self.header.service_method.push_str(STALE);
            self.header.seq = STALE_SEQ;
        }
    }

    /// The number may be the codec's own: it says something only on the way back.
    fn check_header(&self, call: &Call) -> Result<(), String> {
        let found = &self.header.service_method;
        if *found == call.method {
            Ok(())
        } else {
            Err(format!("the method {:?} arrived as {found:?}", call.method))
        }
    }

    fn decode(&mut self, sample: &dyn Sample<F>, body: Self::Body) -> Result<Same, CodecError> {
        sample.decode_args(&mut self.codec, body)
    }

    fn drop_body(&mut self, body: Self::Body) -> Result<(), CodecError> {
        drop(body);
        Ok(())
    }

    fn describe_header(&self) -> String {
        self.header.service_method.clone()
    }
}

impl<F: ServerFormat + ClientFormat> Side<F> for Responses<F> {
    type Body = <F::Decoder as ResponseDecoder>::Body;
    const MESSAGE: &'static str = "response";

    fn new(format: &F, limits: &Limits) -> Self {
        Self {
            decoder: format.client_codec(limits).1,
            header: ResponseHeader::default(),
        }
    }

    fn next(&mut self, input: &mut BytesMut) -> Result<Option<Self::Body>, CodecError> {
        self.decoder.next_response(input, &mut self.header)
    }

    fn finish(&mut self, input: &mut BytesMut) -> Result<Option<Self::Body>, CodecError> {
        self.decoder.finish(input, &mut self.header)
    }

    fn prepare_header(&mut self, stale: bool) {
        self.header.clear();
        if stale {
            self.header.service_method.push_str(STALE);
            self.header.seq = STALE_SEQ;
            self.header.error.push_str(STALE);
        }
    }

    /// The client knows the method of a call by its number; a response need not name it.
    fn check_header(&self, call: &Call) -> Result<(), String> {
        let (seq, error) = (self.header.seq, &self.header.error);
        if seq != call.seq {
            return Err(format!(
                "the response to call {} arrived as that to {seq}",
                call.seq
            ));
        }
        match &call.error {
            None if !error.is_empty() => Err(format!("a success arrived with the error {error:?}")),
            Some(sent) if sent != error => Err(format!("the error {sent:?} arrived as {error:?}")),
            _ => Ok(()),
        }
    }

    fn decode(&mut self, sample: &dyn Sample<F>, body: Self::Body) -> Result<Same, CodecError> {
        sample.decode_reply(&mut self.decoder, body)
    }

    fn drop_body(&mut self, body: Self::Body) -> Result<(), CodecError> {
        self.decoder.skip_body(body)
    }

    fn describe_header(&self) -> String {
        format!("{} {:?}", self.header.seq, self.header.error)
    }
}

/// One side with the bytes that have arrived at it.
pub(super) struct Reader<S, F: ServerFormat + ClientFormat>
where
    S: Side<F>,
{
    pub(super) side: S,
    pub(super) input: BytesMut,
    /// Whether the header is filled with what a message before left, as in use it is.
    stale_headers: bool,
    /// No part of the next message has been asked for.
    at_start: bool,
    /// Bytes that were taken since the last message.
    taken: usize,
    format: std::marker::PhantomData<fn(&F)>,
}

/// What asking for a message gave.
pub(super) enum Next<B> {
    Body(B),
    /// More bytes are needed.
    More,
    Error(CodecError),
}

impl<S: Side<F>, F: ServerFormat + ClientFormat> Reader<S, F> {
    pub(super) fn new(format: &F, limits: &Limits) -> Self {
        Self {
            side: S::new(format, limits),
            input: BytesMut::new(),
            stale_headers: false,
            at_start: true,
            taken: 0,
            format: std::marker::PhantomData,
        }
    }

    /// One whose headers still hold another message when a new one begins.
    pub(super) fn with_stale_headers(mut self) -> Self {
        self.stale_headers = true;
        self
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.input.extend_from_slice(bytes);
    }

    /// Asks for the next message, and holds the codec to what is true of every answer.
    pub(super) fn next(&mut self) -> Result<Next<S::Body>, Breach> {
        if std::mem::take(&mut self.at_start) {
            self.side.prepare_header(self.stale_headers);
        }
        let before = self.input.len();
        let asked = self.side.next(&mut self.input);
        self.taken += before.saturating_sub(self.input.len());
        match asked {
            Err(error) => Ok(Next::Error(error)),
            Ok(Some(body)) => {
                if std::mem::take(&mut self.taken) == 0 {
                    let details = format!("a {} was taken, and no byte for it", S::MESSAGE);
                    return Err(Breach::of(Rule::Progress, details));
                }
                self.at_start = true;
                Ok(Next::Body(body))
            }
            Ok(None) => {
                let again = self.side.next(&mut self.input);
                let what = match again {
                    Ok(None) => return Ok(Next::More),
                    Ok(Some(_)) => format!("a {}", S::MESSAGE),
                    Err(error) => format!("the error {error}"),
                };
                let details = format!("when asked again, the answer was {what}");
                Err(Breach::of(Rule::NothingNew, details))
            }
        }
    }

    /// The next message, which must be there.
    pub(super) fn expect(&mut self) -> Result<S::Body, Breach> {
        match self.next()? {
            Next::Body(body) => Ok(body),
            Next::More => Err(format!(
                "more bytes were asked for, though the {} is whole",
                S::MESSAGE
            )
            .into()),
            Next::Error(error) => Err(format!("the {} was refused: {error}", S::MESSAGE).into()),
        }
    }

    /// There is no further message.
    pub(super) fn expect_none(&mut self) -> Result<(), Breach> {
        match self.next()? {
            Next::More => Ok(()),
            Next::Body(_) => Err(format!("a {} too many", S::MESSAGE).into()),
            Next::Error(error) => Err(format!("behind the last {}: {error}", S::MESSAGE).into()),
        }
    }

    /// The next message is `call`, and its body what was sent.
    pub(super) fn expect_call(
        &mut self,
        call: &Call,
        sample: &dyn Sample<F>,
    ) -> Result<(), Breach> {
        let body = self.expect().map_err(|breach| breach.when(call))?;
        self.check(call, sample, body)
    }

    /// This body, whose header was just read, is that of `call`.
    pub(super) fn check(
        &mut self,
        call: &Call,
        sample: &dyn Sample<F>,
        body: S::Body,
    ) -> Result<(), Breach> {
        self.side
            .check_header(call)
            .map_err(|wrong| Breach::from(wrong).when(call))?;
        self.check_body(call, sample, body)
    }

    /// This body is that of `call`.
    pub(super) fn check_body(
        &mut self,
        call: &Call,
        sample: &dyn Sample<F>,
        body: S::Body,
    ) -> Result<(), Breach> {
        let read = match call.error {
            Some(_) => self.side.drop_body(body).map(Ok),
            None => self.side.decode(sample, body),
        };
        match read {
            Ok(Ok(())) => Ok(()),
            Ok(Err(difference)) => Err(Breach::from(difference).when(call)),
            Err(error) => Err(Breach::from(format!("its body: {error}")).when(call)),
        }
    }
}

const STALE: &str = "Stale.Method";
const STALE_SEQ: u64 = 0xdead_beef;
