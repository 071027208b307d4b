//! The calls that the rules are tried with, and their bytes.

use std::fmt;

use super::{
    Contract,
    rule::{Breach, Rule, failed},
    sample::{Encodes, Sample},
    side::{Reader, Requests, Responses},
};
use crate::{
    codec::{ClientFormat, RequestHeader, ResponseHeader, ServerCodec as _, ServerFormat},
    limits::Limits,
};

/// One call.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) method: String,
    pub(super) seq: u64,
    /// Which sample is its argument, and its reply.
    pub(super) sample: usize,
    /// What it fails with.
    pub(super) error: Option<String>,
}

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

impl Call {
    /// The `n`th call, with a method and a number that no other has.
    pub(super) fn new(n: u64, sample: usize) -> Self {
        let index = usize::try_from(n).unwrap_or(usize::MAX);
        let names = METHODS.len();
        Self {
            method: METHODS
                .get(index % names)
                .map_or_else(String::new, ToString::to_string),
            seq: SEQS.get(index).copied().unwrap_or(n),
            sample,
            error: None,
        }
    }

    pub(super) fn request(&self) -> RequestHeader {
        RequestHeader {
            service_method: self.method.clone(),
            seq: self.seq,
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, call {}", self.method, self.seq)
    }
}

/// Go takes whatever stands before and behind the last dot, and calls without one too.
const METHODS: [&str; 5] = [
    "Arith.Multiply",
    "a.b.C",
    "X",
    "Odd name.\"<&>\\",
    "Wörter.名前",
];
/// Go's clients count from 0, others need not.
const SEQS: [u64; 6] = [0, 1, u64::MAX, 127, (1 << 53) + 1, 1 << 32];
/// What the numbers of failing calls begin with.
const FAILURES: u64 = 1_000;
