//! The rules about writing, about values that do not fit, and about connections side by side.

use super::{
    Contract,
    call::Call,
    calls::expect_kept,
    rule::{Breach, failed},
    side::{Reader, Requests, Responses},
};
use crate::{
    codec::{ClientFormat, ServerCodec as _, ServerFormat},
    error::{CodecError, CodecErrorKind},
    limits::Limits,
};

impl<F: ServerFormat + ClientFormat> Contract<F> {
    pub(super) fn misfitting_args(&self) -> Result<(), Breach> {
        for misfit in &self.misfits {
            let calls = self.one_among_others();
            let mut encoder = self.format.client_codec(&Limits::default()).0;
            let mut bytes = Vec::new();
            for (call, n) in calls.iter().zip(0..) {
                if n == ODD_ONE {
                    self.request_with(&mut encoder, call, misfit.sent(), &mut bytes)?;
                } else {
                    self.request_with(&mut encoder, call, self.sample(call), &mut bytes)?;
                }
            }
            let mut server = self.reader::<Requests<F>>();
            server.feed(&bytes);
            for (call, n) in calls.iter().zip(0..) {
                if n != ODD_ONE {
                    let behind = if n > ODD_ONE { "behind the misfit" } else { "" };
                    server
                        .expect_call(call, self.sample(call))
                        .map_err(|breach| breach.when(behind))?;
                    continue;
                }
                let body = server.expect().map_err(|breach| breach.when(call))?;
                if let Ok(arrived) = misfit.decode_args(&mut server.side.codec, body) {
                    return Err(format!("{call}: the arguments arrived as {arrived}").into());
                }
            }
            server.expect_none()?;
        }
        Ok(())
    }

    pub(super) fn misfitting_replies(&self) -> Result<(), Breach> {
        for misfit in &self.misfits {
            let calls = self.one_among_others();
            let (mut codec, headers) = self.taken(&calls)?;
            let mut bytes = Vec::new();
            for ((call, header), n) in calls.iter().zip(headers).zip(0..) {
                if n == ODD_ONE {
                    misfit
                        .sent()
                        .encode_reply(&mut codec, &header, &mut bytes)
                        .map_err(failed("encoding a reply that will not fit"))?;
                } else {
                    self.respond(&mut codec, call, header, &mut bytes)?;
                }
            }
            let mut client = self.reader::<Responses<F>>();
            client.feed(&bytes);
            for call in calls.iter().take(ODD_ONE) {
                client.expect_call(call, self.sample(call))?;
            }
            let body = client.expect()?;
            if let Ok(arrived) = misfit.decode_reply(&mut client.side.decoder, body) {
                return Err(format!("the reply arrived as {arrived}").into());
            }
        }
        Ok(())
    }

    /// First of all on a connection, and later.
    pub(super) fn unencodable_args(&self) -> Result<(), Breach> {
        for value in &self.unencodables {
            let calls = self.calls();
            let mut encoder = self.format.client_codec(&Limits::default()).0;
            let mut out = EARLIER.to_vec();
            for call in &calls {
                let before = out.clone();
                let encoded = value.encode_request(&mut encoder, &call.request(), &mut out);
                expect_refusal(call, encoded, &before, &out)?;
                self.request_with(&mut encoder, call, self.sample(call), &mut out)?;
            }
            let sent = out.split_off(EARLIER.len());
            let mut server = self.reader::<Requests<F>>();
            server.feed(&sent);
            for call in &calls {
                server
                    .expect_call(call, self.sample(call))
                    .map_err(|breach| breach.when("behind arguments that cannot be encoded"))?;
            }
            server.expect_none()?;
        }
        Ok(())
    }

    /// First of all on a connection, and later; the call is then answered with the error.
    pub(super) fn unencodable_replies(&self) -> Result<(), Breach> {
        for value in &self.unencodables {
            let mut calls = self.calls();
            for call in calls.iter_mut().step_by(2) {
                call.error = Some("it cannot be encoded".to_owned());
            }
            let (mut codec, headers) = self.taken(&calls)?;
            let mut out = EARLIER.to_vec();
            for (call, mut header) in calls.iter().zip(headers) {
                let before = out.clone();
                if call.error.is_some() {
                    let error = std::mem::take(&mut header.error);
                    let encoded = value.encode_reply(&mut codec, &header, &mut out);
                    expect_refusal(call, encoded, &before, &out)?;
                    header.error = error;
                }
                self.respond(&mut codec, call, header, &mut out)?;
            }
            let sent = out.split_off(EARLIER.len());
            self.expect_responses(&sent, &calls)
                .map_err(|breach| breach.when("behind a reply that cannot be encoded"))?;
        }
        Ok(())
    }

    pub(super) fn error_replies(&self) -> Result<(), Breach> {
        let mut calls = Vec::new();
        for (text, n) in ERRORS.iter().zip(0..) {
            let mut failure = Call::new(2 * n, 0);
            failure.error = Some(text.to_string());
            calls.extend([failure, Call::new(2 * n + 1, 0)]);
        }
        let (mut codec, headers) = self.taken(&calls)?;
        let mut out = EARLIER.to_vec();
        for (call, header) in calls.iter().zip(headers) {
            self.respond(&mut codec, call, header, &mut out)?;
        }
        self.expect_responses(&out.split_off(EARLIER.len()), &calls)
    }

    /// In the order of the requests, in the reverse order, and from the middle to both ends.
    pub(super) fn replies_in_any_order(&self) -> Result<(), Breach> {
        let calls = self.calls();
        let inside_out = |n: usize| {
            let middle = calls.len() / 2;
            if n % 2 == 0 {
                middle + n / 2
            } else {
                middle.wrapping_sub(n / 2 + 1)
            }
        };
        let orders: [&dyn Fn(usize) -> usize; 3] =
            [&|n| n, &|n| calls.len().wrapping_sub(n + 1), &inside_out];
        for order in orders {
            let (mut codec, headers) = self.taken(&calls)?;
            let (mut out, mut answered) = (Vec::new(), Vec::new());
            for at in (0..=calls.len()).map(order) {
                let (Some(call), Some(header)) = (calls.get(at), headers.get(at)) else {
                    continue;
                };
                self.respond(&mut codec, call, header.clone(), &mut out)?;
                answered.push(call.clone());
            }
            self.expect_responses(&out, &answered)?;
        }
        Ok(())
    }

    pub(super) fn zero_replies(&self) -> Result<(), Breach> {
        let calls = self.calls();
        let (mut codec, headers) = self.taken(&calls)?;
        let mut out = EARLIER.to_vec();
        let mut refused = Vec::new();
        for (call, mut header) in calls.iter().zip(headers) {
            let before = out.clone();
            let encoded = self
                .sample(call)
                .encode_zero_reply(&mut codec, &header, &mut out);
            refused.push(encoded.is_err());
            if let Err(error) = encoded {
                expect_refusal(call, Err(error), &before, &out)?;
                header.error = "no zero value".to_owned();
                codec
                    .encode_error(&header, &mut out)
                    .map_err(failed(format_args!("{call}: encoding its error")))?;
            }
            expect_kept(call, &before, &out)?;
        }
        let mut client = self.reader::<Responses<F>>();
        client.feed(&out.split_off(EARLIER.len()));
        for (call, refused) in calls.iter().zip(refused) {
            let body = client.expect().map_err(|breach| breach.when(call))?;
            let decoder = &mut client.side.decoder;
            let wrong = if refused == client.side.header.error.is_empty() {
                format!("it arrived with the error {:?}", client.side.header.error)
            } else if refused {
                continue;
            } else {
                match self.sample(call).decode_zero_reply(decoder, body) {
                    Ok(Ok(())) => continue,
                    Ok(Err(difference)) => difference,
                    Err(error) => error.to_string(),
                }
            };
            return Err(Breach::from(wrong).when(call));
        }
        client.expect_none()
    }

    pub(super) fn merged_replies(&self) -> Result<(), Breach> {
        let calls = self.calls();
        // Each reply twice.
        let twice: Vec<Call> = calls
            .iter()
            .flat_map(|call| [call.clone(), call.clone()])
            .collect();
        let mut client = self.reader::<Responses<F>>();
        client.feed(&self.responses(&twice)?.bytes);
        for call in &calls {
            let bodies = [client.expect()?, client.expect()?];
            match self
                .sample(call)
                .merge_reply(&mut client.side.decoder, bodies)
            {
                Ok(Ok(())) => {}
                Ok(Err(difference)) => return Err(Breach::from(difference).when(call)),
                Err(error) => return Err(Breach::from(error.to_string()).when(call)),
            }
        }
        Ok(())
    }

    /// Two connections take turns.
    pub(super) fn interleave_connections(&self) -> Result<(), Breach> {
        let calls = self.calls();
        let limits = Limits::default();
        let mut ends: Vec<_> = (0..2)
            .map(|_| {
                let (encoder, decoder) = self.format.client_codec(&limits);
                let server = Reader::<Requests<F>, F>::new(&self.format, &limits);
                let mut client = Reader::<Responses<F>, F>::new(&self.format, &limits);
                client.side.decoder = decoder;
                (encoder, server, client)
            })
            .collect();
        for call in &calls {
            for (encoder, server, client) in &mut ends {
                let (mut request, mut response) = (Vec::new(), Vec::new());
                self.request_with(encoder, call, self.sample(call), &mut request)?;
                server.feed(&request);
                server.expect_call(call, self.sample(call))?;
                let header = server.side.response(call);
                self.respond(&mut server.side.codec, call, header, &mut response)?;
                client.feed(&response);
                client.expect_call(call, self.sample(call))?;
            }
        }
        Ok(())
    }

    /// Three calls, of which the one in the middle will be another than its sample.
    fn one_among_others(&self) -> Vec<Call> {
        (0..3).map(|n| Call::new(n, 0)).collect()
    }
}

/// Encoding failed, said why, and left nothing behind.
fn expect_refusal(
    call: &Call,
    encoded: Result<(), CodecError>,
    before: &[u8],
    out: &[u8],
) -> Result<(), Breach> {
    let Err(error) = encoded else {
        return Err(format!("after {call}, a value was encoded that cannot be").into());
    };
    expect_kept(call, before, out)?;
    let is_ours = matches!(
        error.kind(),
        CodecErrorKind::Unencodable | CodecErrorKind::Limit
    );
    match out.len() - before.len() {
        0 if is_ours => Ok(()),
        0 => {
            let kind = error.kind();
            Err(format!("the error is of the kind {kind:?} instead of Unencodable: {error}").into())
        }
        left => Err(format!("{call}: {left} bytes were left behind").into()),
    }
}

/// Which of three calls has another value.
const ODD_ONE: usize = 1;

/// What is in the output before: responses that wait to be written.
const EARLIER: &[u8] = b"earlier output";

/// Go's errors are any text.
const ERRORS: [&str; 6] = [
    "divide by zero",
    "two\nlines\r\n",
    "\"quoted\" <&> \\n \\",
    "\ttab, \u{2028}separator, \u{1}control",
    "名前 ist kein Größenwert",
    " ",
];
