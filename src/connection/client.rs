//! The client's side of one connection, in two halves: Go's `send` and `input`.

use std::{fmt, io, mem, sync::Arc, task::Waker, time::Instant};

use bytes::BytesMut;

use super::{PendingCalls, PendingReply};
use crate::{
    caught::catch,
    codec::{ClientFormat, EncodeArgs, RequestHeader, ResponseDecoder, ResponseHeader},
    dispatch::{CANCEL, CancelArgs},
    error::{CallError, CodecError, CodecErrorKind},
    limits::Limits,
};

type Reply<C> = Arc<dyn PendingReply<<C as ClientFormat>::Decoder>>;

/// The half that callers share: it numbers the calls, encodes them, and knows which of them wait.
///
/// What it answers with a list of calls has ended those calls: fail them once no lock is held.
pub struct Outgoing<C: ClientFormat> {
    encoder: C::Encoder,
    request: RequestHeader,
    next_seq: u64,
    pending: PendingCalls<Waiting<C>>,
    output: Vec<u8>,
    /// The first call in `output`, which is the next to be sent.
    output_seq: u64,
    /// The first call in the output taken last, which may not have reached the peer.
    sending_seq: u64,
    state: State,
    /// Whether, and how, the peer is told of calls that nobody waits for any more.
    cancel: Option<fn(&mut Self, u64)>,
}

struct Waiting<C: ClientFormat> {
    reply: Reply<C>,
    deadline: Option<Instant>,
}

enum State {
    Open,
    /// The peer does not take requests any more, but may answer some.
    CannotWrite(CallError),
    /// The reader has stopped; `close` was not called.
    Stopped,
    /// `close` was called.
    Closed,
}

/// The half that reads: it takes responses out of the input and delivers them.
pub struct Incoming<C: ClientFormat> {
    decoder: C::Decoder,
    response: ResponseHeader,
    /// The responses of one batch of input, in order.
    arrived: Vec<Arrived<C>>,
    /// What comes after them, when they are the last.
    stopped: Option<CallError>,
    max_unread: usize,
}

struct Arrived<C: ClientFormat> {
    seq: u64,
    error: String,
    body: <C::Decoder as ResponseDecoder>::Body,
    reply: Option<Reply<C>>,
}

impl<C: ClientFormat> Outgoing<C> {
    /// Both halves of a new connection.
    pub fn with_incoming(format: &C, limits: &Limits) -> (Self, Incoming<C>) {
        let (encoder, decoder) = format.client_codec(limits);
        let outgoing = Self {
            encoder,
            request: RequestHeader::default(),
            next_seq: 0,
            pending: PendingCalls::new(),
            output: Vec::new(),
            output_seq: 0,
            sending_seq: 0,
            state: State::Open,
            cancel: None,
        };
        let incoming = Incoming {
            decoder,
            response: ResponseHeader::default(),
            arrived: Vec::new(),
            stopped: None,
            max_unread: limits
                .max_response
                .saturating_mul(2)
                .saturating_add(limits.max_definition_bytes),
        };
        (outgoing, incoming)
    }

    /// Starts a call: its request is in the output, whole, and what `reply` makes for its `Seq` will be told its end.
    ///
    /// # Errors
    /// The call did not start and nothing is told of it. A `Seq` was used up if the arguments were at fault, as in Go.
    pub fn start<A: ?Sized>(
        &mut self,
        service_method: &str,
        args: &A,
        deadline: Option<Instant>,
        reply: impl FnOnce(u64) -> Reply<C>,
    ) -> Result<u64, CallError>
    where
        C::Encoder: EncodeArgs<A>,
    {
        let seq = self.send(service_method, args)?;
        self.pending.insert(
            seq,
            Waiting {
                reply: reply(seq),
                deadline,
            },
        );
        Ok(seq)
    }

    /// Tells the peer from now on, by `_goRPC_.Cancel`, of calls that are given up, have timed out or are ended by
    /// [`close`](Self::close). Its answer is skipped, whatever it says: Go's own servers know no such method.
    pub fn send_cancel(&mut self)
    where
        C::Encoder: EncodeArgs<CancelArgs>,
    {
        self.cancel = Some(|outgoing, seq| {
            // A connection that takes no requests needs none for this.
            let _ = outgoing.send(CANCEL, &CancelArgs { seq });
        });
    }

    /// Puts a request into the output, whole.
    fn send<A: ?Sized>(&mut self, service_method: &str, args: &A) -> Result<u64, CallError>
    where
        C::Encoder: EncodeArgs<A>,
    {
        match &self.state {
            State::Open => {}
            State::CannotWrite(error) => return Err(error.clone()),
            State::Stopped | State::Closed => return Err(CallError::Shutdown),
        }
        let seq = self.next_seq;
        self.next_seq = seq.wrapping_add(1);
        self.request.clear();
        self.request.service_method.push_str(service_method);
        self.request.seq = seq;
        let start = self.output.len();
        let encoded = catch(|| {
            self.encoder
                .encode_request(&self.request, args, &mut self.output)
        });
        encoded
            .unwrap_or_else(|| {
                self.output.truncate(start);
                Err(CodecError::panicked("encoding"))
            })
            .map_err(CallError::Encode)?;
        Ok(seq)
    }

    /// Nobody waits for this call any more; its reply will be skipped.
    pub fn forget(&mut self, seq: u64) {
        if self.pending.remove(seq).is_some() {
            self.give_up(seq);
        }
    }

    fn give_up(&mut self, seq: u64) {
        if let Some(cancel) = self.cancel {
            cancel(self, seq);
        }
    }

    /// Ends calls that may still be worked on.
    fn give_up_if(&mut self, mut is_over: impl FnMut(&Waiting<C>) -> bool) -> Vec<Reply<C>> {
        let mut given_up = Vec::new();
        let ended = self.pending.remove_if(|seq, call| {
            let is_over = is_over(call);
            if is_over {
                given_up.push(seq);
            }
            is_over
        });
        for seq in given_up {
            self.give_up(seq);
        }
        replies(ended)
    }

    /// Whether requests wait to be sent.
    pub fn has_output(&self) -> bool {
        !self.output.is_empty()
    }

    /// Swaps the requests that wait into `empty`; they are to be sent before this is called again.
    pub fn take_output(&mut self, empty: &mut Vec<u8>) {
        mem::swap(&mut self.output, empty);
        self.sending_seq = self.output_seq;
        self.output_seq = self.next_seq;
    }

    /// Calls that wait for their reply.
    pub fn calls_in_flight(&self) -> usize {
        self.pending.len()
    }

    /// Ends the calls whose deadline has passed.
    pub fn handle_timeout(&mut self, now: Instant) -> Vec<Reply<C>> {
        self.give_up_if(|call| call.deadline.is_some_and(|deadline| deadline <= now))
    }

    /// When the next call has waited long enough. It looks at every call that waits: ask once a timeout, not once a call.
    pub fn next_deadline(&self) -> Option<Instant> {
        if self.pending.is_empty() {
            return None;
        }
        self.pending.iter().filter_map(|call| call.deadline).min()
    }

    /// The output taken last could not be sent: ends the calls in it and behind it, and fails those to come with the same
    /// error. Calls that were sent before may still be answered.
    pub fn handle_write_error(&mut self, error: io::Error) -> (Vec<Reply<C>>, CallError) {
        let error = CallError::from(error);
        if matches!(self.state, State::Open) {
            self.state = State::CannotWrite(error.clone());
        }
        self.output.clear();
        let first = self.sending_seq;
        (
            replies(self.pending.remove_if(|seq, _| seq >= first)),
            error,
        )
    }

    /// The reader has stopped: ends every call that waits, and fails those to come.
    pub fn stop(&mut self) -> Vec<Reply<C>> {
        if !matches!(self.state, State::Closed) {
            self.state = State::Stopped;
        }
        self.output.clear();
        replies(self.pending.remove_if(|_, _| true))
    }

    /// Go's `Client.Close`: ends every call that waits, and fails those to come. Requests that wait to be sent still do.
    ///
    /// # Errors
    /// [`CallError::Shutdown`] if it was closed before.
    pub fn close(&mut self) -> Result<Vec<Reply<C>>, CallError> {
        if self.is_closed() {
            return Err(CallError::Shutdown);
        }
        let ended = self.give_up_if(|_| true);
        self.state = State::Closed;
        Ok(ended)
    }

    /// Whether [`close`](Self::close) was called.
    pub fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed)
    }

    /// Finds the calls that the arrived responses belong to.
    pub fn claim(&mut self, incoming: &mut Incoming<C>) {
        for arrived in &mut incoming.arrived {
            arrived.reply = self.pending.remove(arrived.seq).map(|call| call.reply);
        }
    }
}

impl<C: ClientFormat> Incoming<C> {
    /// Takes every whole response out of `input`. They wait for [`Outgoing::claim`] and [`deliver`](Self::deliver).
    /// Answers whether there are any, or the reader has to stop.
    pub fn handle_input(&mut self, input: &mut BytesMut) -> bool {
        while self.stopped.is_none() {
            match self.decoder.next_response(input, &mut self.response) {
                Ok(Some(body)) => self.arrive(body),
                Ok(None) if input.len() <= self.max_unread => break,
                Ok(None) => self.stopped = Some(too_big()),
                Err(error) => self.stopped = Some(header_error(error)),
            }
        }
        !self.arrived.is_empty() || self.stopped.is_some()
    }

    /// The input has ended with `input` left over, after [`handle_input`](Self::handle_input) took what it could.
    pub fn handle_end(&mut self, input: &mut BytesMut) {
        if self.stopped.is_some() {
            return;
        }
        self.stopped = Some(match self.decoder.finish(input, &mut self.response) {
            Ok(Some(body)) => {
                self.arrive(body);
                CallError::UnexpectedEof
            }
            Ok(None) => CallError::UnexpectedEof,
            Err(error) => header_error(error),
        });
    }

    /// Decodes the claimed responses in order and ends their calls; `wakers` are to be woken afterwards.
    ///
    /// # Errors
    /// The reader stops: the calls that still wait get this error.
    pub fn deliver(&mut self, wakers: &mut Vec<Waker>) -> Result<(), CallError> {
        let mut stopped = None;
        for Arrived {
            error, body, reply, ..
        } in self.arrived.drain(..)
        {
            if let Some(stopped) = &stopped {
                // To Go these were never read: they end like every other call that waits.
                wakers.extend(reply.and_then(|reply| reply.fail(CallError::clone(stopped))));
                continue;
            }
            let read = match reply {
                Some(reply) if error.is_empty() => {
                    let (waker, decoded) = reply.deliver(&mut self.decoder, body);
                    wakers.extend(waker);
                    match decoded {
                        // Go ends the connection for this, too, and with it calls that have nothing to do with it.
                        Err(error) if error.kind() == CodecErrorKind::NotRegistered => Ok(()),
                        decoded => decoded.map_err(header_error),
                    }
                }
                Some(reply) => {
                    wakers.extend(reply.fail(CallError::ServerError(error)));
                    self.decoder
                        .skip_body(body)
                        .map_err(CallError::ReadingErrorBody)
                }
                // Its call was given up, or never made.
                None => self
                    .decoder
                    .skip_body(body)
                    .map_err(CallError::ReadingErrorBody),
            };
            stopped = read.err();
        }
        stopped.or(self.stopped.take()).map_or(Ok(()), Err)
    }

    fn arrive(&mut self, body: <C::Decoder as ResponseDecoder>::Body) {
        let error = mem::take(&mut self.response.error);
        self.arrived.push(Arrived {
            seq: self.response.seq,
            error,
            body,
            reply: None,
        });
    }
}

fn replies<C: ClientFormat>(calls: Vec<Waiting<C>>) -> Vec<Reply<C>> {
    calls.into_iter().map(|call| call.reply).collect()
}

/// What the calls that wait get when a header, or the body of another call, cannot be decoded. To them an end of the stream is
/// never an orderly one.
fn header_error(error: CodecError) -> CallError {
    match error.kind() {
        CodecErrorKind::Eof | CodecErrorKind::UnexpectedEof => CallError::UnexpectedEof,
        _ => CallError::Codec(error),
    }
}

fn too_big() -> CallError {
    CallError::Codec(CodecError::new(
        CodecErrorKind::Limit,
        "rpc: response too big (Limits::max_response)",
    ))
}

impl<C: ClientFormat> fmt::Debug for Outgoing<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("next_seq", &self.next_seq)
            .field("pending", &self.pending)
            .finish_non_exhaustive()
    }
}

impl<C: ClientFormat> fmt::Debug for Incoming<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("stopped", &self.stopped)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
