//! Codecs that have one fault each, around one that has none.

use std::{
    fmt::Display,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::BytesMut;
use netrpc::{
    CodecError, CodecErrorKind, Limits,
    codec::{
        ClientFormat, DecodeArgs, DecodeReply, EncodeArgs, EncodeReply, RequestEncoder,
        RequestHeader, ResponseDecoder, ResponseHeader, ServerCodec, ServerFormat,
    },
};

use super::lines::{Body, LineCodec, Lines};

/// What is wrong with a codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    TakesRequestsOnlyBeforeOthers,
    KeepsTheLastMethod,
    LosesHalfRequests,
    WantsArgsDecoded,
    GivesUpAfterMisfits,
    TakesMisfits,
    PassesOverHalfRequests,
    EndsInTheMiddleOfNothing,
    SendsWhatItCouldNotEncode,
    ForgetsErrorTexts,
    AnswersTheLastRequest,
    LeavesHalfReplies,
    ForgetsWhatItCouldNotAnswer,
    SendsOddZeros,
    TakesResponsesOnlyBeforeOthers,
    KeepsTheLastError,
    LosesHalfResponses,
    CannotSkip,
    DecodesTheLatestReply,
    CannotMerge,
    TakesMisfittingReplies,
    PassesOverHalfResponses,
    SharesConnections,
    KnowsNoRequestLimit,
    KnowsNoHeaderLimit,
    KnowsNoResponseLimit,
    PanicsAtNoise,
    PanicsAtNoiseInResponses,
    SplitsDifferently,
    ChangesItsMind,
    TakesRequestsOutOfNothing,
    ClearsTheOutput,
}

/// [`Lines`] with a fault.
pub(crate) struct Faulty {
    fault: Fault,
    /// Which connection took a request last.
    last: Arc<AtomicU64>,
    connections: AtomicU64,
}

/// Either half of either side.
pub(crate) struct FaultyCodec {
    inner: LineCodec,
    fault: Fault,
    /// Nothing goes on after this.
    broken: bool,
    /// Arguments were taken and not decoded.
    undecoded: bool,
    /// Of the request taken last.
    seq: u64,
    /// Whose replies could not be encoded.
    forgotten: Vec<u64>,
    /// Of the response taken last.
    latest: Body,
    is_error: bool,
    /// How long the input was when more was asked for.
    asked_at: Option<usize>,
    connection: u64,
    taken: u64,
    last: Arc<AtomicU64>,
}

impl Faulty {
    pub(crate) fn new(fault: Fault) -> Self {
        Self {
            fault,
            last: Arc::default(),
            connections: AtomicU64::new(0),
        }
    }

    fn codec(&self, inner: LineCodec) -> FaultyCodec {
        FaultyCodec {
            inner,
            fault: self.fault,
            broken: false,
            undecoded: false,
            seq: 0,
            forgotten: Vec::new(),
            latest: Ok(String::new()),
            is_error: false,
            asked_at: None,
            connection: self.connections.fetch_add(1, Ordering::Relaxed),
            taken: 0,
            last: Arc::clone(&self.last),
        }
    }
}

impl ServerFormat for Faulty {
    type Codec = FaultyCodec;

    fn server_codec(&self, limits: &Limits) -> FaultyCodec {
        let mut limits = limits.clone();
        match self.fault {
            Fault::KnowsNoRequestLimit => limits.max_request = usize::MAX,
            Fault::KnowsNoHeaderLimit => limits.max_request_header = usize::MAX,
            _ => {}
        }
        self.codec(Lines.server_codec(&limits))
    }
}

impl ClientFormat for Faulty {
    type Encoder = FaultyCodec;
    type Decoder = FaultyCodec;

    fn client_codec(&self, limits: &Limits) -> (FaultyCodec, FaultyCodec) {
        let mut limits = limits.clone();
        if self.fault == Fault::KnowsNoResponseLimit {
            limits.max_response = usize::MAX;
        }
        let (encoder, decoder) = Lines.client_codec(&limits);
        (self.codec(encoder), self.codec(decoder))
    }
}

impl FaultyCodec {
    fn has(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    /// What reading does wrong whichever way the messages go.
    fn read(
        &mut self,
        input: &mut BytesMut,
        faults: [Fault; 3],
        next: impl FnOnce(&mut LineCodec, &mut BytesMut) -> Result<Option<Body>, CodecError>,
    ) -> Result<Option<Body>, CodecError> {
        let [only_before_others, loses_half, panics] = faults;
        if self.broken {
            return Err(odd());
        }
        if self.has(panics) {
            let noise = std::str::from_utf8(input).err();
            let noise = noise.and_then(|error| error.error_len());
            assert!(noise.is_none(), "noise");
        }
        let before = (self.inner.clone(), input.clone());
        let body = next(&mut self.inner, input)?;
        if body.is_some() && self.has(only_before_others) && input.is_empty() {
            (self.inner, *input) = before;
            return Ok(None);
        }
        if body.is_none() && self.has(loses_half) {
            input.clear();
        }
        Ok(body)
    }
}

impl ServerCodec for FaultyCodec {
    type Body = Body;

    fn next_request(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<Body>, CodecError> {
        if self.has(Fault::TakesRequestsOutOfNothing) && input.is_empty() {
            return Ok(Some(Ok(String::new())));
        }
        if self.has(Fault::WantsArgsDecoded) && self.undecoded {
            return Err(odd());
        }
        let grown = self.asked_at.is_some_and(|len| input.len() > len);
        if self.has(Fault::SplitsDifferently) && grown && std::str::from_utf8(input).is_err() {
            return Err(odd());
        }
        if self.has(Fault::ChangesItsMind) && self.asked_at == Some(input.len()) {
            return Err(odd());
        }
        let last = header.service_method.clone();
        let faults = [
            Fault::TakesRequestsOnlyBeforeOthers,
            Fault::LosesHalfRequests,
            Fault::PanicsAtNoise,
        ];
        let body = self.read(input, faults, |inner, input| {
            inner.next_request(input, header)
        })?;
        self.asked_at = body.is_none().then_some(input.len());
        if body.is_none() {
            return Ok(None);
        }
        if self.has(Fault::KeepsTheLastMethod) {
            header.service_method.insert_str(0, &last);
        }
        self.undecoded = true;
        self.seq = header.seq;
        let last = self.last.swap(self.connection, Ordering::Relaxed);
        self.taken += 1;
        if self.has(Fault::SharesConnections) && self.taken > 1 && last != self.connection {
            return Err(odd());
        }
        Ok(body)
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        header: &mut RequestHeader,
    ) -> Result<Option<Body>, CodecError> {
        match self.fault {
            Fault::PassesOverHalfRequests => Ok(None),
            Fault::EndsInTheMiddleOfNothing => Err(CodecError::unexpected_eof()),
            _ => ServerCodec::finish(&mut self.inner, input, header),
        }
    }

    fn encode_error(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let mut header = header.clone();
        if self.has(Fault::ForgetsErrorTexts) {
            header.error = "error".to_owned();
        }
        if self.has(Fault::ForgetsWhatItCouldNotAnswer) && self.forgotten.contains(&header.seq) {
            return Err(odd());
        }
        self.inner.encode_error(&header, out)
    }
}

impl<T: FromStr + Default> DecodeArgs<T> for FaultyCodec {
    fn decode_args(&mut self, body: Body) -> Result<T, CodecError> {
        self.undecoded = false;
        let args = self.inner.decode_args(body);
        self.broken |= args.is_err() && self.has(Fault::GivesUpAfterMisfits);
        match args {
            Err(_) if self.has(Fault::TakesMisfits) => Ok(T::default()),
            args => args,
        }
    }
}

impl<T: Display> EncodeReply<T> for FaultyCodec {
    fn encode_reply(
        &mut self,
        header: &ResponseHeader,
        reply: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let mut header = header.clone();
        match self.fault {
            Fault::AnswersTheLastRequest => header.seq = self.seq,
            Fault::ClearsTheOutput => out.clear(),
            _ => {}
        }
        let encoded = self.inner.encode_reply(&header, reply, out);
        if encoded.is_err() {
            self.forgotten.push(header.seq);
            if self.has(Fault::LeavesHalfReplies) {
                out.extend_from_slice(b"0 ");
            }
        }
        encoded
    }

    fn encode_zero_reply(
        &mut self,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        if self.has(Fault::SendsOddZeros) {
            return self.inner.encode_reply(header, &"zero", out);
        }
        EncodeReply::<T>::encode_zero_reply(&mut self.inner, header, out)
    }
}

impl RequestEncoder for FaultyCodec {}

impl<T: Display + ?Sized> EncodeArgs<T> for FaultyCodec {
    fn encode_request(
        &mut self,
        header: &RequestHeader,
        args: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let encoded = self.inner.encode_request(header, args, out);
        if encoded.is_err() && self.has(Fault::SendsWhatItCouldNotEncode) {
            out.extend_from_slice(b"0 ");
        }
        encoded
    }
}

impl ResponseDecoder for FaultyCodec {
    type Body = Body;

    fn next_response(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<Body>, CodecError> {
        let last = header.error.clone();
        let faults = [
            Fault::TakesResponsesOnlyBeforeOthers,
            Fault::LosesHalfResponses,
            Fault::PanicsAtNoiseInResponses,
        ];
        let body = self.read(input, faults, |inner, input| {
            inner.next_response(input, header)
        })?;
        if let Some(body) = &body {
            self.latest.clone_from(body);
            self.is_error = !header.error.is_empty();
            if self.has(Fault::KeepsTheLastError) {
                header.error.insert_str(0, &last);
            }
        }
        Ok(body)
    }

    fn finish(
        &mut self,
        input: &mut BytesMut,
        header: &mut ResponseHeader,
    ) -> Result<Option<Body>, CodecError> {
        match self.fault {
            Fault::PassesOverHalfResponses => Ok(None),
            _ => ResponseDecoder::finish(&mut self.inner, input, header),
        }
    }

    fn skip_body(&mut self, body: Body) -> Result<(), CodecError> {
        if self.has(Fault::CannotSkip) && !self.is_error {
            return Err(odd());
        }
        self.inner.skip_body(body)
    }
}

impl<T: FromStr + Default> DecodeReply<T> for FaultyCodec {
    fn decode_reply(&mut self, body: Body) -> Result<T, CodecError> {
        let body = match self.fault {
            Fault::DecodesTheLatestReply => self.latest.clone(),
            _ => body,
        };
        match self.inner.decode_reply(body) {
            Err(_) if self.has(Fault::TakesMisfittingReplies) => Ok(T::default()),
            reply => reply,
        }
    }

    fn decode_reply_into(&mut self, body: Body, reply: &mut T) -> Result<(), CodecError> {
        if self.has(Fault::CannotMerge) {
            return Err(odd());
        }
        *reply = self.decode_reply(body)?;
        Ok(())
    }
}

fn odd() -> CodecError {
    CodecError::new(CodecErrorKind::Invalid, "an odd codec")
}
