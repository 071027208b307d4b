//! The calls that the rules are tried with, and their bytes.

use super::{
    Contract,
    call::Call,
    rule::{Breach, Rule, failed},
    sample::{Encodes, Sample},
    side::{Reader, Requests, Responses},
};
use crate::{
    codec::{ClientFormat, ResponseHeader, ServerCodec as _, ServerFormat},
    limits::Limits,
};

/// Messages one after the other.
#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) bytes: Vec<u8>,
    /// Where each of them ends.
    pub(super) ends: Vec<usize>,
}

impl<F: ServerFormat + ClientFormat> Contract<F> {
    /// Calls with every sample, twice, as a format may say less the second time.
    pub(super) fn calls(&self) -> Vec<Call> {
        let samples = (0..self.samples.len()).chain(0..self.samples.len());
        samples
            .zip(0_u64..)
            .map(|(sample, n)| Call::new(n, sample))
            .collect()
    }

    /// The same with errors among them.
    pub(super) fn calls_and_errors(&self) -> Vec<Call> {
        let mut calls = Vec::new();
        for (call, n) in self.calls().into_iter().zip(0_u64..) {
            calls.push(call);
            if n % 2 == 0 {
                let mut failure = Call::new(FAILURES + n, 0);
                failure.error = Some(format!("{n} is no number"));
                calls.push(failure);
            }
        }
        calls
    }

    /// As a client sends them.
    pub(super) fn requests(&self, calls: &[Call]) -> Result<Stream, Breach> {
        let mut encoder = self.format.client_codec(&Limits::default()).0;
        let mut stream = Stream::default();
        for call in calls {
            self.request_with(&mut encoder, call, self.sample(call), &mut stream.bytes)?;
            stream.ends.push(stream.bytes.len());
        }
        Ok(stream)
    }

    /// As a server answers them, one after the other.
    pub(super) fn responses(&self, calls: &[Call]) -> Result<Stream, Breach> {
        let mut server = Reader::<Requests<F>, F>::new(&self.format, &Limits::default());
        server.feed(&self.requests(calls)?.bytes);
        let mut stream = Stream::default();
        for call in calls {
            drop(server.expect().map_err(|breach| breach.when(call))?);
            let header = server.side.response(call);
            self.respond(&mut server.side.codec, call, header, &mut stream.bytes)?;
            stream.ends.push(stream.bytes.len());
        }
        Ok(stream)
    }

    /// A server's codec that has taken the requests of these calls, and the headers of the responses to them.
    pub(super) fn taken(&self, calls: &[Call]) -> Result<(F::Codec, Vec<ResponseHeader>), Breach> {
        let mut server = Reader::<Requests<F>, F>::new(&self.format, &Limits::default());
        server.feed(&self.requests(calls)?.bytes);
        let mut headers = Vec::new();
        for call in calls {
            drop(server.expect().map_err(|breach| breach.when(call))?);
            headers.push(server.side.response(call));
        }
        Ok((server.side.codec, headers))
    }

    /// Appends the response to a call.
    pub(super) fn respond(
        &self,
        codec: &mut F::Codec,
        call: &Call,
        header: ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), Breach> {
        let before = out.clone();
        let encoded = match call.error {
            Some(_) => codec.encode_error(&header, out),
            None => self.sample(call).encode_reply(codec, &header, out),
        };
        encoded.map_err(failed(format_args!("{call}: encoding its response")))?;
        expect_kept(call, &before, out)
    }

    /// A client takes exactly these responses.
    pub(super) fn expect_responses(&self, bytes: &[u8], calls: &[Call]) -> Result<(), Breach> {
        let mut client = Reader::<Responses<F>, F>::new(&self.format, &Limits::default());
        client.feed(bytes);
        for call in calls {
            client.expect_call(call, self.sample(call))?;
        }
        client.expect_none()
    }

    pub(super) fn sample(&self, call: &Call) -> &dyn Sample<F> {
        let sample = self.samples.get(call.sample).or(self.samples.first());
        &**sample.expect("a contract is tried with values")
    }

    /// Appends the request of a call with another argument than its sample.
    pub(super) fn request_with(
        &self,
        encoder: &mut F::Encoder,
        call: &Call,
        args: &(impl Encodes<F> + ?Sized),
        out: &mut Vec<u8>,
    ) -> Result<(), Breach> {
        let before = out.clone();
        args.encode_request(encoder, &call.request(), out)
            .map_err(failed(format_args!("{call}: encoding its request")))?;
        expect_kept(call, &before, out)
    }
}

/// Encoding appended.
pub(super) fn expect_kept(call: &Call, before: &[u8], out: &[u8]) -> Result<(), Breach> {
    if out.starts_with(before) {
        return Ok(());
    }
    let details = format!("{call}: what was in the output before was changed");
    Err(Breach::of(Rule::OutputKept, details))
}

impl<F: ServerFormat> Requests<F> {
    /// The header of the response to the request that was just taken.
    pub(super) fn response(&self, call: &Call) -> ResponseHeader {
        ResponseHeader {
            service_method: self.header.service_method.clone(),
            seq: self.header.seq,
            error: call.error.clone().unwrap_or_default(),
        }
    }
}

/// What the numbers of failing calls begin with.
const FAILURES: u64 = 1_000;
