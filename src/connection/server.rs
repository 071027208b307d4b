//! The server's side of one connection: Go's `ServeCodec` without its goroutines.

mod spare;

use std::{
    fmt,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Instant,
};

use bytes::BytesMut;

use self::spare::{MAX_SPARE, SpareCalls};
use crate::{
    caught::catch,
    codec::{RequestHeader, ResponseHeader, ServerCodec},
    dispatch::{CANCEL, ConnectionInfo, ContextId, Contexts, MethodCall, MethodTable, Registry},
    error::{CodecError, CodecErrorKind},
    go_text,
    limits::Limits,
};

/// One connection of a server.
///
/// Give it the input as it comes, poll the calls that it hands out wherever you like, and give them back when they are
/// ready; what it appends to `out` goes to the client.
pub struct ServerConnection<K: ServerCodec> {
    codec: K,
    registry: Arc<Registry<K>>,
    version: usize,
    methods: Arc<MethodTable<K>>,
    limits: Limits,
    request: RequestHeader,
    response: ResponseHeader,
    spare_headers: Vec<RequestHeader>,
    spare_calls: SpareCalls<K>,
    contexts: Contexts,
    calls_in_flight: usize,
    bytes_in_flight: usize,
    /// The body of `request` and how many bytes it was, when there is no room for one more call.
    waiting: Option<(K::Body, usize)>,
    ended: bool,
}

/// One call whose arguments are decoded. It runs when it is polled.
pub struct Call<K: ServerCodec> {
    request: RequestHeader,
    method: usize,
    call: Box<dyn MethodCall<K>>,
    context: Option<ContextId>,
    bytes: usize,
}

/// What became of a request that was taken from the input.
#[derive(Debug)]
pub enum Taken<K: ServerCodec> {
    /// It is to be run.
    Call(Call<K>),
    /// It was answered at once; if that was with an error, [`ServerConnection::refusal`] has it.
    Answered,
}

impl<K: ServerCodec> ServerConnection<K> {
    /// A connection on which nothing has arrived yet.
    pub fn new(codec: K, registry: Arc<Registry<K>>, limits: Limits) -> Self {
        Self {
            codec,
            version: registry.version(),
            methods: registry.table(),
            registry,
            limits,
            request: RequestHeader::default(),
            response: ResponseHeader::default(),
            spare_headers: Vec::new(),
            spare_calls: SpareCalls::new(),
            contexts: Contexts::new(ConnectionInfo::new()),
            calls_in_flight: 0,
            bytes_in_flight: 0,
            waiting: None,
            ended: false,
        }
    }

    /// What methods may know of this connection.
    #[must_use]
    pub fn with_info(mut self, info: ConnectionInfo) -> Self {
        self.contexts = Contexts::new(info);
        self
    }

    /// When the methods of calls that begin from now on shall be done: they find it in their [`Context`](crate::Context).
    pub fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.contexts.set_deadline(deadline);
    }

    /// Nobody will take the answers any more: cancels the contexts of all calls. Dropping the connection does it, too.
    pub fn cancel_calls(&mut self) {
        self.contexts.cancel_all();
    }

    /// Takes requests from the front of `input` until one of them is a call to run. Requests that are not are answered
    /// into `out`. `None`: more bytes are needed, or no call is [accepted](Self::accepts_calls) at this time.
    ///
    /// # Errors
    /// The input cannot be read any further. Calls in flight are still to be finished, and their answers sent.
    pub fn next_call(
        &mut self,
        input: &mut BytesMut,
        out: &mut Vec<u8>,
    ) -> Result<Option<Call<K>>, CodecError> {
        while let Some(taken) = self.next_request(input, out)? {
            if let Taken::Call(call) = taken {
                return Ok(Some(call));
            }
        }
        Ok(None)
    }

    /// Takes one request from the front of `input`, as [`next_call`](Self::next_call) does with as many as it needs.
    ///
    /// # Errors
    /// As [`next_call`](Self::next_call).
    pub fn next_request(
        &mut self,
        input: &mut BytesMut,
        out: &mut Vec<u8>,
    ) -> Result<Option<Taken<K>>, CodecError> {
        if self.ended {
            return Ok(None);
        }
        let (body, bytes) = match self.waiting.take() {
            Some(waiting) => waiting,
            None => {
                let before = input.len();
                match self.codec.next_request(input, &mut self.request) {
                    Ok(Some(body)) => (body, before.saturating_sub(input.len())),
                    Ok(None) => return self.check_unread(input).map(|()| None),
                    Err(error) => return self.end(error),
                }
            }
        };
        let has_room = self.has_room();
        if !has_room && self.request.service_method != CANCEL {
            self.waiting = Some((body, bytes));
            return Ok(None);
        }
        let Some(mut call) = self.begin(body, bytes, out)? else {
            return Ok(Some(Taken::Answered));
        };
        // A cancellation may be what makes room.
        let mut cx = Context::from_waker(Waker::noop());
        if !has_room && call.poll(&mut cx).is_ready() {
            self.finish_call(call, out)?;
            return Ok(Some(Taken::Answered));
        }
        Ok(Some(Taken::Call(call)))
    }

    /// The error that the last request was answered with which was answered at once.
    pub fn refusal(&self) -> &str {
        &self.response.error
    }

    /// The input has ended with `input` left over; call this when [`next_call`](Self::next_call) finds no more in it
    /// though calls are [accepted](Self::accepts_calls). A request without a body is answered, as Go does.
    ///
    /// # Errors
    /// The input ended inside a header.
    pub fn handle_end(
        &mut self,
        input: &mut BytesMut,
        out: &mut Vec<u8>,
    ) -> Result<Option<Call<K>>, CodecError> {
        if self.ended {
            return Ok(None);
        }
        let before = input.len();
        let body = self.codec.finish(input, &mut self.request);
        self.ended = true;
        match body? {
            Some(body) => self.begin(body, before, out),
            None => Ok(None),
        }
    }

    /// Answers a call that is ready.
    ///
    /// # Errors
    /// Not even an error can be encoded; the connection is of no more use.
    pub fn finish_call(&mut self, mut call: Call<K>, out: &mut Vec<u8>) -> Result<(), CodecError> {
        self.calls_in_flight = self.calls_in_flight.saturating_sub(1);
        self.bytes_in_flight = self.bytes_in_flight.saturating_sub(call.bytes);
        if let Some(context) = call.context {
            self.contexts.forget(context);
        }
        self.respond_to(&mut call.request);
        let start = out.len();
        let encoded = catch(|| call.call.encode(&mut self.codec, &mut self.response, out));
        let mut encoded = encoded.unwrap_or_else(|| {
            out.truncate(start);
            Err(CodecError::panicked("encoding"))
        });
        if let Err(error) = encoded {
            // Go closes the connection here. Telling the caller, and going on, is compatible and friendlier.
            tracing::warn!(method = self.response.service_method, "{error}");
            go_text::set(&mut self.response.error, &error);
            encoded = self.codec.encode_error(&self.response, out);
        }
        call.call.clear();
        self.spare_calls.keep(call.method, call.call);
        std::mem::swap(
            &mut self.response.service_method,
            &mut call.request.service_method,
        );
        if self.spare_headers.len() < MAX_SPARE {
            self.spare_headers.push(call.request);
        }
        if encoded.is_err() {
            self.ended = true;
        }
        encoded
    }

    /// Whether more of the input is taken: it has not ended, and no request has come for which the limits on calls in flight
    /// leave no room.
    pub fn accepts_calls(&self) -> bool {
        !self.ended && (self.waiting.is_none() || self.has_room())
    }

    fn has_room(&self) -> bool {
        self.calls_in_flight < self.limits.max_calls_in_flight.max(1)
            && self.bytes_in_flight < self.limits.max_bytes_in_flight.max(1)
    }

    /// Whether no further request will be taken from the input.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Calls that were handed out and not finished yet.
    pub fn calls_in_flight(&self) -> usize {
        self.calls_in_flight
    }

    /// Starts the call that `self.request` names, or answers it with the reason why not.
    fn begin(
        &mut self,
        body: K::Body,
        bytes: usize,
        out: &mut Vec<u8>,
    ) -> Result<Option<Call<K>>, CodecError> {
        if self.version != self.registry.version() {
            self.version = self.registry.version();
            self.methods = self.registry.table();
        }
        let entry = match self.methods.find(&self.request.service_method) {
            Ok(found) => found,
            Err(not_found) => {
                drop(body);
                not_found.write(&self.request.service_method, &mut self.response.error);
                return self.refuse(out);
            }
        };
        let index = entry.index;
        let spare = self.spare_calls.take(index);
        let mut call = spare.unwrap_or_else(|| entry.method.new_call());
        let seq = self.request.seq;
        let mut caller = self.contexts.caller(seq, self.codec.client_seq(seq));
        let started = call.start(&mut self.codec, body, &mut caller);
        let context = self.contexts.take_begun();
        if started.is_ok() {
            entry.count_call();
        }
        if let Err(error) = started {
            if let Some(context) = context {
                self.contexts.forget(context);
            }
            self.spare_calls.keep(index, call);
            go_text::set(&mut self.response.error, &error);
            return self.refuse(out);
        }
        let bytes = bytes.saturating_add(self.codec.decoded_size());
        self.calls_in_flight += 1;
        self.bytes_in_flight = self.bytes_in_flight.saturating_add(bytes);
        let spare = self.spare_headers.pop().unwrap_or_default();
        let request = std::mem::replace(&mut self.request, spare);
        Ok(Some(Call {
            request,
            method: index,
            call,
            context,
            bytes,
        }))
    }

    /// Answers the request in `self.request` with the error that is in `self.response` already.
    fn refuse(&mut self, out: &mut Vec<u8>) -> Result<Option<Call<K>>, CodecError> {
        let error = std::mem::take(&mut self.response.error);
        let mut request = std::mem::take(&mut self.request);
        self.respond_to(&mut request);
        self.response.error = error;
        self.request = request;
        match self.codec.encode_error(&self.response, out) {
            Ok(()) => Ok(None),
            Err(error) => self.end(error),
        }
    }

    fn respond_to(&mut self, request: &mut RequestHeader) {
        self.response.clear();
        std::mem::swap(
            &mut self.response.service_method,
            &mut request.service_method,
        );
        self.response.seq = request.seq;
    }

    /// A codec that bounds its own messages never gets here; one that does not is bounded all the same.
    fn check_unread(&mut self, input: &BytesMut) -> Result<(), CodecError> {
        let headers = self
            .limits
            .max_request_header
            .saturating_add(self.limits.max_definition_bytes);
        if input.len()
            <= self
                .limits
                .max_request
                .saturating_mul(2)
                .saturating_add(headers)
        {
            return Ok(());
        }
        self.ended = true;
        Err(CodecError::new(
            CodecErrorKind::Limit,
            "rpc: request too big (Limits::max_request)",
        ))
    }

    fn end<T>(&mut self, error: CodecError) -> Result<T, CodecError> {
        self.ended = true;
        Err(error)
    }
}

impl<K: ServerCodec> Call<K> {
    /// Runs the method. When it is ready, give the call back to [`ServerConnection::finish_call`].
    pub fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.call.poll(cx)
    }

    /// The name that the client called.
    pub fn service_method(&self) -> &str {
        &self.request.service_method
    }

    /// The client's number for this call.
    pub fn seq(&self) -> u64 {
        self.request.seq
    }
}

impl<K: ServerCodec> fmt::Debug for ServerConnection<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerConnection")
            .field("calls_in_flight", &self.calls_in_flight)
            .field("bytes_in_flight", &self.bytes_in_flight)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl<K: ServerCodec> fmt::Debug for Call<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
