//! The rules about limits.

use super::{
    Contract,
    call::Call,
    rule::Breach,
    side::{Next, Reader, Requests, Responses, Side},
};
use crate::{
    codec::{ClientFormat, ServerFormat},
    error::{CodecError, CodecErrorKind},
    limits::Limits,
};

impl<F: ServerFormat + ClientFormat> Contract<F> {
    /// As long as allowed, and far longer.
    pub(super) fn request_limit(&self) -> Result<(), Breach> {
        let mut limits = Limits::default();
        let (call, bytes) = self.longest(|call| Ok(self.requests(call)?.bytes))?;
        limits.max_request = bytes.len();
        self.expect_accepted::<Requests<F>>(&limits, &bytes, &call)?;
        limits.max_request = 1;
        self.expect_refused::<Requests<F>>(&limits, &bytes, &call)
    }

    pub(super) fn response_limit(&self) -> Result<(), Breach> {
        let mut limits = Limits::default();
        let (call, bytes) = self.longest(|call| Ok(self.responses(call)?.bytes))?;
        limits.max_response = bytes.len();
        self.expect_accepted::<Responses<F>>(&limits, &bytes, &call)?;
        limits.max_response = 1;
        self.expect_refused::<Responses<F>>(&limits, &bytes, &call)
    }

    /// The call whose only message is the longest: of a short one, a format that counts the body alone may have nothing to
    /// count.
    fn longest(
        &self,
        encode: impl Fn(&[Call]) -> Result<Vec<u8>, Breach>,
    ) -> Result<(Call, Vec<u8>), Breach> {
        let mut longest = (Call::new(0, 0), Vec::new());
        for sample in 0..self.samples.len() {
            let call = Call::new(0, sample);
            let bytes = encode(std::slice::from_ref(&call))?;
            if bytes.len() > longest.1.len() {
                longest = (call, bytes);
            }
        }
        Ok(longest)
    }

    pub(super) fn request_header_limit(&self) -> Result<(), Breach> {
        let mut call = Call::new(0, 0);
        call.method = "x".repeat(1_000);
        let bytes = self.requests(std::slice::from_ref(&call))?.bytes;
        let mut limits = Limits {
            max_request_header: bytes.len(),
            ..Limits::default()
        };
        self.expect_accepted::<Requests<F>>(&limits, &bytes, &call)?;
        limits.max_request_header = 100;
        let mut server = Reader::<Requests<F>, F>::new(&self.format, &limits);
        server.feed(&bytes);
        match server.next()? {
            Next::Error(error) => expect_limit(&error),
            Next::More => Err("it is waited for".into()),
            Next::Body(_)
                if server.side.header.service_method.len() > limits.max_request_header =>
            {
                Err("a method's name of 1000 bytes was taken, with a limit of 100".into())
            }
            Next::Body(_) => Ok(()),
        }
    }

    fn expect_accepted<S: Side<F>>(
        &self,
        limits: &Limits,
        bytes: &[u8],
        call: &Call,
    ) -> Result<(), Breach> {
        let mut reader = Reader::<S, F>::new(&self.format, limits);
        reader.feed(bytes);
        reader
            .expect_call(call, self.sample(call))
            .map_err(|breach| {
                breach.when(format_args!("{} bytes, and that is the limit", bytes.len()))
            })
    }

    /// The connection ends, or the body fails to decode; or the call has failed already.
    fn expect_refused<S: Side<F>>(
        &self,
        limits: &Limits,
        bytes: &[u8],
        call: &Call,
    ) -> Result<(), Breach> {
        let mut reader = Reader::<S, F>::new(&self.format, limits);
        reader.feed(bytes);
        match reader.next()? {
            Next::Error(error) => expect_limit(&error),
            Next::More => Err(format!("{call}: it is waited for").into()),
            Next::Body(body) => match reader.side.decode(self.sample(call), body) {
                Err(error) => expect_limit(&error),
                Ok(_) => {
                    let (message, len) = (S::MESSAGE, bytes.len());
                    Err(
                        format!("{call}: a {message} of {len} bytes was taken, with a limit of 1")
                            .into(),
                    )
                }
            },
        }
    }
}

fn expect_limit(error: &CodecError) -> Result<(), Breach> {
    match error.kind() {
        CodecErrorKind::Limit => Ok(()),
        kind => Err(format!("the error is of the kind {kind:?} instead of Limit: {error}").into()),
    }
}
