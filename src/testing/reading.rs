//! The rules about reading: requests on the server, responses on the client.

use super::{
    Contract,
    call::Call,
    calls::Stream,
    rule::Breach,
    side::{Next, Reader, Responses, Side},
};
use crate::{
    codec::{ClientFormat, ServerFormat},
    error::{CodecError, CodecErrorKind},
    limits::Limits,
};

/// The bytes that one side reads.
pub(super) trait Sends<F: ServerFormat + ClientFormat>: Side<F> + Sized {
    fn calls(contract: &Contract<F>) -> Vec<Call>;

    fn stream(contract: &Contract<F>, calls: &[Call]) -> Result<Stream, Breach>;
}

impl<F: ServerFormat + ClientFormat> Sends<F> for super::Requests<F> {
    fn calls(contract: &Contract<F>) -> Vec<Call> {
        contract.calls()
    }

    fn stream(contract: &Contract<F>, calls: &[Call]) -> Result<Stream, Breach> {
        contract.requests(calls)
    }
}

impl<F: ServerFormat + ClientFormat> Sends<F> for Responses<F> {
    fn calls(contract: &Contract<F>) -> Vec<Call> {
        contract.calls_and_errors()
    }

    fn stream(contract: &Contract<F>, calls: &[Call]) -> Result<Stream, Breach> {
        contract.responses(calls)
    }
}

impl<F: ServerFormat + ClientFormat> Contract<F> {
    pub(super) fn take_all<S: Sends<F>>(&self) -> Result<(), Breach> {
        let calls = self.calls();
        let mut reader = self.reader::<S>();
        reader.feed(&S::stream(self, &calls)?.bytes);
        self.expect_all(&mut reader, &calls)
    }

    pub(super) fn reuse_header<S: Sends<F>>(&self) -> Result<(), Breach> {
        let calls = self.calls();
        let mut reader = self.reader::<S>().with_stale_headers();
        reader.feed(&S::stream(self, &calls)?.bytes);
        self.expect_all(&mut reader, &calls)
    }

    /// At every byte into two, and into single bytes.
    pub(super) fn take_split<S: Sends<F>>(&self) -> Result<(), Breach> {
        let calls = S::calls(self);
        let stream = S::stream(self, &calls)?;
        for cut in positions(stream.bytes.len(), MOST_CUTS) {
            let (first, second) = stream.bytes.split_at(cut);
            self.take_pieces::<S>(&calls, [first, second])
                .map_err(|breach| breach.when(format_args!("cut at byte {cut}")))?;
        }
        self.take_pieces::<S>(&calls, stream.bytes.chunks(1))
            .map_err(|breach| breach.when("in single bytes"))
    }

    fn take_pieces<'a, S: Sends<F>>(
        &self,
        calls: &[Call],
        pieces: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<(), Breach> {
        let mut reader = self.reader::<S>().with_stale_headers();
        let mut expected = calls.iter();
        for piece in pieces {
            reader.feed(piece);
            loop {
                match reader.next()? {
                    Next::More => break,
                    Next::Error(error) => {
                        return Err(format!("a {} was refused: {error}", S::MESSAGE).into());
                    }
                    Next::Body(body) => match expected.next() {
                        Some(call) => reader.check(call, self.sample(call), body)?,
                        None => return Err(format!("a {} too many", S::MESSAGE).into()),
                    },
                }
            }
        }
        match expected.next() {
            Some(call) => Err(Breach::from(format!("the {} was not taken", S::MESSAGE)).when(call)),
            None => Ok(()),
        }
    }

    /// Drops every second body, then the others, then all of them.
    pub(super) fn drop_bodies<S: Sends<F>>(&self) -> Result<(), Breach> {
        let calls = S::calls(self);
        let bytes = S::stream(self, &calls)?.bytes;
        for dropped in [|n| n % 2 == 0, |n| n % 2 == 1, |_: usize| true] {
            let mut reader = self.reader::<S>();
            reader.feed(&bytes);
            for (call, n) in calls.iter().zip(0..) {
                let body = reader.expect().map_err(|breach| breach.when(call))?;
                if dropped(n) {
                    reader.side.drop_body(body).map_err(|error| {
                        Breach::from(format!("its body was not skipped: {error}")).when(call)
                    })?;
                } else {
                    reader.check(call, self.sample(call), body)?;
                }
            }
            reader.expect_none()?;
        }
        Ok(())
    }

    /// A client takes all responses there are, then finds their calls, and then decodes: under one short lock.
    pub(super) fn decode_late(&self) -> Result<(), Breach> {
        let calls = self.calls_and_errors();
        let mut reader = self.reader::<Responses<F>>();
        reader.feed(&self.responses(&calls)?.bytes);
        let mut bodies = Vec::new();
        for call in &calls {
            let body = reader.expect().map_err(|breach| breach.when(call))?;
            reader
                .side
                .check_header(call)
                .map_err(|wrong| Breach::from(wrong).when(call))?;
            bodies.push(body);
        }
        for (call, body) in calls.iter().zip(bodies) {
            reader.check_body(call, self.sample(call), body)?;
        }
        Ok(())
    }

    /// The input ends behind every byte.
    pub(super) fn end_anywhere<S: Sends<F>>(&self) -> Result<(), Breach> {
        let calls = S::calls(self);
        let stream = S::stream(self, &calls)?;
        let needed = self.needed::<S>(&calls, &stream)?;
        for end in positions(stream.bytes.len(), MOST_CUTS) {
            let (bytes, _) = stream.bytes.split_at(end);
            self.end_at::<S>(&calls, &stream, &needed, bytes)
                .map_err(|breach| breach.when(format_args!("the input ends after {end} bytes")))?;
        }
        Ok(())
    }

    fn end_at<S: Sends<F>>(
        &self,
        calls: &[Call],
        stream: &Stream,
        needed: &[usize],
        bytes: &[u8],
    ) -> Result<(), Breach> {
        let end = bytes.len();
        let whole = needed.iter().take_while(|needed| **needed <= end).count();
        let mut reader = self.reader::<S>().with_stale_headers();
        reader.feed(bytes);
        for call in calls.iter().take(whole) {
            reader.expect_call(call, self.sample(call))?;
        }
        reader.expect_none()?;
        let last_end = whole
            .checked_sub(1)
            .and_then(|last| stream.ends.get(last))
            .copied()
            .unwrap_or_default();
        let finished = reader.side.finish(&mut reader.input);
        match finished {
            Ok(None) if end <= last_end => Ok(()),
            Ok(None) => Err(format!("half a {} was passed over", S::MESSAGE).into()),
            // Between what a message needs and its last byte, such as a line break, it is both.
            Err(error) if end != last_end => expect_eof(&error),
            Err(error) => Err(format!("between two of them, the end is an error: {error}").into()),
            Ok(Some(_)) if end <= last_end => {
                Err(format!("a {} came out of no bytes", S::MESSAGE).into())
            }
            Ok(Some(body)) => {
                let Some(call) = calls.get(whole) else {
                    return Err(format!("a {} too many", S::MESSAGE).into());
                };
                reader.side.check_header(call)?;
                if call.error.is_some() {
                    // Nobody looks at the body of an error, but that it is passed over.
                    drop(reader.side.drop_body(body));
                    return Ok(());
                }
                match reader.side.decode(self.sample(call), body) {
                    Ok(_) => Err("a body that never came was decoded".into()),
                    Err(error) => expect_eof(&error),
                }
            }
        }
    }

    /// How many bytes of the stream each message needs to be taken.
    fn needed<S: Sends<F>>(&self, calls: &[Call], stream: &Stream) -> Result<Vec<usize>, Breach> {
        let (mut reader, mut needed) = (self.reader::<S>(), Vec::new());
        for (byte, fed) in stream.bytes.chunks(1).zip(1..) {
            reader.feed(byte);
            while let Next::Body(body) = reader.next()? {
                if let Some(call) = calls.get(needed.len()) {
                    reader.check(call, self.sample(call), body)?;
                }
                needed.push(fed);
            }
        }
        Ok(needed)
    }

    fn expect_all<S: Sends<F>>(
        &self,
        reader: &mut Reader<S, F>,
        calls: &[Call],
    ) -> Result<(), Breach> {
        for call in calls {
            reader.expect_call(call, self.sample(call))?;
        }
        reader.expect_none()
    }

    pub(super) fn reader<S: Side<F>>(&self) -> Reader<S, F> {
        Reader::new(&self.format, &Limits::default())
    }
}

/// Go tells the end of a stream from a fault in it, and so does what reads here.
fn expect_eof(error: &CodecError) -> Result<(), Breach> {
    match error.kind() {
        CodecErrorKind::Eof | CodecErrorKind::UnexpectedEof => Ok(()),
        kind => Err(
            format!("the error is of the kind {kind:?} instead of UnexpectedEof: {error}").into(),
        ),
    }
}

/// Where to cut so many bytes: everywhere, unless they are many.
pub(super) fn positions(len: usize, most: usize) -> impl Iterator<Item = usize> {
    (0..=len).step_by(1 + len / most.max(1))
}

const MOST_CUTS: usize = 2_000;
